//! JSON of a request, with no more values than arguments may have: a value takes many times the memory of its text,
//! so they are counted while they are read.

use apollo_compiler::response::serde_json_bytes::serde_json::{self, Deserializer};
use fault::{Code, Fault};
use prepare::{JsonMap, JsonValue};
use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use std::{cell::Cell, fmt};

/// Values that a request may have, those within others included: as many as the cost of arguments allows.
const VALUES: usize = 1 << 15;

/// Up to here a floating-point number can be every whole number: 2^53.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Reads JSON; `what` says of what, for the message.
///
/// **Invariant:** no name of an object is given twice. *Why:* which of two values counts is not defined (RFC 8259,
/// section 4), so a proxy in front may have looked at the other one. *Enforced by:* `visit_map`.
///
/// # Errors
///
/// If it is no JSON, or has too many values.
pub(super) fn parse(json: &[u8], what: &str) -> Result<JsonValue, Fault> {
    let left = Cell::new(VALUES);
    let mut reader = Deserializer::from_slice(json);
    let read = Counted { left: &left }.deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    read.map_err(|error| refusal(&error, left.get() == 0, what))
}

fn refusal(error: &serde_json::Error, is_full: bool, what: &str) -> Fault {
    if is_full {
        let message = format!("{what} has more than {VALUES} values. Give fewer.");
        return Fault::new(Code::ArgumentsTooLarge, message);
    }
    Fault::bad_request(format!("{what} is not valid JSON: {error}."))
}

/// A value, as long as some are left.
#[derive(Clone, Copy)]
struct Counted<'a> {
    left: &'a Cell<usize>,
}

impl<'de> DeserializeSeed<'de> for Counted<'_> {
    type Value = JsonValue;

    fn deserialize<D: serde::Deserializer<'de>>(self, reader: D) -> Result<JsonValue, D::Error> {
        let left = self.left.get().checked_sub(1).ok_or_else(|| D::Error::custom("too many values"))?;
        self.left.set(left);
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Counted<'_> {
    type Value = JsonValue;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<JsonValue, E> {
        Ok(JsonValue::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<JsonValue, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<JsonValue, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<JsonValue, E> {
        Ok(value.into())
    }

    /// JSON has one type of numbers: a whole one is an integer however it is written, such as `1.0`.
    #[expect(clippy::cast_possible_truncation, reason = "it is whole and small enough to be exact")]
    fn visit_f64<E>(self, value: f64) -> Result<JsonValue, E> {
        let is_whole = value.fract() == 0.0 && value.abs() <= EXACT;
        Ok(if is_whole { (value as i64).into() } else { value.into() })
    }

    fn visit_str<E>(self, value: &str) -> Result<JsonValue, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<JsonValue, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<JsonValue, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = items.next_element_seed(self)? {
            values.push(value);
        }
        Ok(JsonValue::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<JsonValue, A::Error> {
        let mut values = JsonMap::new();
        while let Some(name) = fields.next_key::<String>()? {
            let value = fields.next_value_seed(self)?;
            if values.contains_key(name.as_str()) {
                return Err(A::Error::custom(format_args!("an object has `{}` twice", shortened(&name))));
            }
            values.insert(name, value);
        }
        Ok(JsonValue::Object(values))
    }
}

/// The beginning of a name, which may be as long as a body.
fn shortened(name: &str) -> String {
    name.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_json() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            any::<u64>().prop_map(Into::into),
            any::<f64>()
                .prop_filter("whole ones are read as integers", |float| float.fract() != 0.0)
                .prop_map(Into::into),
            any::<String>().prop_map(Into::into),
        ];
        leaf.prop_recursive(4, 32, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Into::into),
                prop::collection::hash_map(any::<String>(), inner, 0..5)
                    .prop_map(|fields| fields.into_iter().collect::<serde_json::Map<_, _>>().into()),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_read_is_what_was_written(written in any_json()) {
            let text = serde_json::to_vec(&written).expect("JSON");
            let read = parse(&text, "The body").expect("few values");
            prop_assert_eq!(read, serde_json::from_slice::<JsonValue>(&text).expect("JSON"));
        }
    }

    #[test]
    fn values_are_counted_wherever_they_stand() {
        let list = |length: usize| format!("[{}1]", "1,".repeat(length - 1));
        let code = |json: &str| parse(json.as_bytes(), "The body").err().map(|fault| fault.code);
        assert_eq!(code(&list(VALUES - 1)), None);
        assert_eq!(code(&list(VALUES)), Some(Code::ArgumentsTooLarge));
        let nested = format!(r#"{{"a":{{"b":[{}]}}}}"#, "{},".repeat(VALUES));
        assert_eq!(code(&nested), Some(Code::ArgumentsTooLarge));
        assert_eq!(code("[1] 2"), Some(Code::BadRequest));
    }

    #[test]
    fn whole_numbers_are_integers_however_they_are_written() {
        for (text, number) in [("1.0", 1), ("-0", 0), ("2e1", 20), ("-3.0", -3)] {
            assert_eq!(parse(text.as_bytes(), "The body"), Ok(JsonValue::from(number)), "{text}");
        }
        assert_eq!(parse(b"1.5", "The body"), Ok(JsonValue::from(1.5)));
        assert_eq!(parse(b"1e300", "The body"), Ok(JsonValue::from(1e300)));
        // A reader that is fast and not exact would make this number whole.
        assert_eq!(parse(b"3810956472249231.5", "The body"), Ok(JsonValue::from(3_810_956_472_249_231.5)));
    }
}
