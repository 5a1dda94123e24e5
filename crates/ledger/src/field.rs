//! What recurs in entries: references, dates and parties, each with its place in the text.
use entity::vocabulary::{Confidence, DateBasis};
use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess, Visitor, value::MapAccessDeserializer},
};
use std::{fmt, marker::PhantomData};
use toml::Spanned;

/// The slug of a record, or `kind:key` of a statement where an entry takes one.
pub type Reference = Spanned<String>;

/// A date as it is written.
pub type Date = Spanned<DateText>;

/// A party as it is written.
pub type Party = Spanned<PartyText>;

/// An EDTF text and where it comes from.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DateTable {
    edtf: String,
    basis: Option<DateBasis>,
    confidence: Option<Confidence>,
    note: Option<String>,
}

/// An EDTF text and where it comes from.
#[derive(Clone, Debug)]
pub struct DateText {
    /// The date, which may turn out to be none.
    pub edtf: String,
    /// Where it comes from.
    pub basis: DateBasis,
    /// How sure it is, where inferred.
    pub confidence: Option<Confidence>,
    /// Note of the editor.
    pub note: Option<String>,
}

impl From<DateTable> for DateText {
    fn from(table: DateTable) -> Self {
        Self {
            edtf: table.edtf,
            basis: table.basis.unwrap_or(DateBasis::Stated),
            confidence: table.confidence,
            note: table.note,
        }
    }
}

impl From<String> for DateText {
    fn from(edtf: String) -> Self {
        Self { edtf, basis: DateBasis::Stated, confidence: None, note: None }
    }
}

/// A record, a label in the source's sense, or both.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PartyTable {
    record: Option<String>,
    label: Option<String>,
    count: Option<i32>,
}

/// A record, a label in the source's sense, or both.
#[derive(Clone, Debug, Default)]
pub struct PartyText {
    /// Slug of the record.
    pub record: Option<String>,
    /// As the source puts it.
    pub label: Option<String>,
    /// How many, where the source counts.
    pub count: Option<i32>,
}

impl From<PartyTable> for PartyText {
    fn from(table: PartyTable) -> Self {
        Self { record: table.record, label: table.label, count: table.count }
    }
}

impl From<String> for PartyText {
    fn from(record: String) -> Self {
        Self { record: Some(record), ..Self::default() }
    }
}

/// Reads a field that is a string in its short form and a table in its long one.
pub fn short_or_long<'de, D, Long, Value>(deserializer: D, expected: &'static str) -> Result<Value, D::Error>
where
    D: Deserializer<'de>,
    Long: Deserialize<'de> + Into<Value>,
    Value: From<String>,
{
    struct Either<Long, Value>(&'static str, PhantomData<(Long, Value)>);

    impl<'de, Long, Value> Visitor<'de> for Either<Long, Value>
    where
        Long: Deserialize<'de> + Into<Value>,
        Value: From<String>,
    {
        type Value = Value;

        fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
            out.write_str(self.0)
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<Value, E> {
            Ok(Value::from(text.to_owned()))
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Value, A::Error> {
            Long::deserialize(MapAccessDeserializer::new(map)).map(Into::into)
        }
    }

    deserializer.deserialize_any(Either::<Long, Value>(expected, PhantomData))
}

impl<'de> Deserialize<'de> for DateText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        short_or_long::<D, DateTable, Self>(
            deserializer,
            "an EDTF text, or a table with `edtf`, `basis`, `confidence` and `note`",
        )
    }
}

impl<'de> Deserialize<'de> for PartyText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        short_or_long::<D, PartyTable, Self>(deserializer, "a slug, or a table with `record`, `label` and `count`")
    }
}

/// Whether a text is a duration of years, months and days, as `P5Y`.
pub fn is_duration(text: &str) -> bool {
    let Some(mut rest) = text.strip_prefix('P') else {
        return false;
    };
    let mut parts = 0;
    for unit in ['Y', 'M', 'D'] {
        if let Some((number, after)) = rest.split_once(unit)
            && !number.is_empty()
            && number.bytes().all(|digit| digit.is_ascii_digit())
        {
            rest = after;
            parts += 1;
        }
    }
    parts > 0 && rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::is_duration;

    #[test]
    fn a_duration_has_years_months_and_days() {
        for text in ["P5Y", "P1Y6M", "P30D", "P1Y2M3D"] {
            assert!(is_duration(text), "{text}");
        }
        for text in ["", "P", "5Y", "P5", "PT5H", "P6M1Y", "PxY", "P5Y "] {
            assert!(!is_duration(text), "{text}");
        }
    }
}
