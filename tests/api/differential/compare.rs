//! Whether two answers say the same.
//!
//! `data` must be equal to the last number, the order of keys included. Errors are compared by what they did:
//!
//! - Each error must lead to a null: its path ends at one, or goes beyond one that a failure below became.
//! - Where nothing bubbled (the path ends at the null), both executors name the same paths with the same codes.
//! - Where it did, both executors have the same nulls. Which of several failures below is told is left to the executor:
//!   the engine tells all, async-graphql the first (specification, section 6.4.4: an executor may cancel siblings),
//!   and async-graphql shortens the paths of those below a list.

use serde::{
    Deserialize, Deserializer,
    de::{Error as _, MapAccess, SeqAccess, Visitor},
};
use std::{collections::BTreeSet, fmt};

/// JSON that knows the order of its keys and every double.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`.
    Null,
    /// A truth.
    Bool(bool),
    /// A number.
    Number(serde_json::Number),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// The last member of this key.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members.iter().rev().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The items, if it is a list.
    pub fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    fn step(&self, segment: &Self) -> Option<&Self> {
        match segment {
            Self::Text(key) => self.get(key),
            Self::Number(index) => self.items().get(usize::try_from(index.as_u64()?).ok()?),
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Json;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("JSON")
            }

            fn visit_unit<E>(self) -> Result<Json, E> {
                Ok(Json::Null)
            }

            fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
                Ok(Json::Bool(value))
            }

            fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
                Ok(Json::Number(value.into()))
            }

            fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
                Ok(Json::Number(value.into()))
            }

            fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Json, E> {
                serde_json::Number::from_f64(value).map(Json::Number).ok_or_else(|| E::custom("no number of JSON"))
            }

            fn visit_str<E>(self, value: &str) -> Result<Json, E> {
                Ok(Json::Text(value.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Json, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = list.next_element()? {
                    items.push(item);
                }
                Ok(Json::List(items))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
                let mut members: Vec<(String, Json)> = Vec::new();
                while let Some((key, value)) = map.next_entry::<String, Json>()? {
                    if members.iter().any(|(known, _)| *known == key) {
                        return Err(A::Error::custom(format!("the key `{key}` stands twice")));
                    }
                    members.push((key, value));
                }
                Ok(Json::Object(members))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

/// An answer of either executor.
pub struct Answer {
    /// The data; none where the whole request was refused.
    pub data: Option<Json>,
    /// Codes and paths of the errors.
    pub errors: Vec<(String, Vec<Json>)>,
}

impl Answer {
    /// Reads the text of an answer.
    pub fn read(text: &str) -> Result<Self, String> {
        let answer: Json = serde_json::from_str(text).map_err(|error| format!("no answer: {error}"))?;
        let code = |error: &Json| error.get("extensions")?.get("code")?.text().map(str::to_owned);
        let path = |error: &Json| error.get("path").map(|path| path.items().to_vec()).unwrap_or_default();
        let errors = answer.get("errors").map(Json::items).unwrap_or_default();
        Ok(Self {
            data: answer.get("data").cloned(),
            errors: errors.iter().map(|error| (code(error).unwrap_or_default(), path(error))).collect(),
        })
    }

    /// Whether an error has this code.
    pub fn fails_by(&self, code: &str) -> bool {
        self.errors.iter().any(|(known, _)| known == code)
    }

    /// Where each error left a null: whether it bubbled to there, the place, and where it did not, its code.
    fn nulls(&self) -> Result<BTreeSet<(bool, String, String)>, String> {
        let mut nulls = BTreeSet::new();
        for (code, path) in &self.errors {
            let mut value = self.data.as_ref().unwrap_or(&Json::Null);
            let mut length = 0;
            while *value != Json::Null {
                let next = path.get(length).and_then(|segment| value.step(segment));
                value = next.ok_or_else(|| format!("the error at {path:?} leads to no null"))?;
                length += 1;
            }
            let bubbled = length < path.len();
            let code = if bubbled { String::new() } else { code.clone() };
            nulls.insert((bubbled, format!("{:?}", &path[..length]), code));
        }
        Ok(nulls)
    }
}

/// What one answer says that the other does not; none where they say the same.
pub fn difference(planned: &Answer, reference: &Answer) -> Option<String> {
    if planned.data.is_none() || reference.data.is_none() {
        return Some("an answer without data".to_owned());
    }
    if planned.data != reference.data {
        return Some("data".to_owned());
    }
    match (planned.nulls(), reference.nulls()) {
        (Ok(planned), Ok(reference)) if planned == reference => None,
        (Ok(planned), Ok(reference)) => Some(format!("nulls by errors: planned {planned:?}, reference {reference:?}")),
        (Err(wrong), _) => Some(format!("planned: {wrong}")),
        (_, Err(wrong)) => Some(format!("reference: {wrong}")),
    }
}

/// Every kind of difference is found, and nothing else is one.
#[test]
fn what_differs_is_found() {
    let whole = r#"{"data":{"a":{"b":[1,{"c":"x"},null]},"d":1.5,"e":null}}"#;
    let says = |one: &str, other: &str| {
        let (one, other) = (Answer::read(one).unwrap(), Answer::read(other).unwrap());
        difference(&one, &other)
    };
    assert_eq!(says(whole, whole), None);
    for (from, to) in [
        ("\"x\"", "\"y\""),
        ("1.5", "1.25"),
        ("1.5", "\"1.5\""),
        ("null}}", "false}}"),
        (",null]", "]"),
        ("\"d\":1.5,\"e\":null", "\"e\":null,\"d\":1.5"),
        ("\"d\":1.5,", ""),
        ("{\"c\":\"x\"}", "{}"),
    ] {
        let other = whole.replace(from, to);
        assert_ne!(other, whole);
        assert_eq!(says(whole, &other).as_deref(), Some("data"), "{other}");
        assert_eq!(says(&other, whole).as_deref(), Some("data"), "{other}");
    }
    assert!(says(whole, r#"{"errors":[{"message":"refused"}]}"#).is_some());
    assert!(Answer::read(r#"{"data":{"a":1,"a":1}}"#).is_err(), "a key that stands twice");

    let failed = |errors: &str| format!(r#"{{"data":{{"a":null,"b":[null,{{}}]}},"errors":[{errors}]}}"#);
    let error = |path: &str, code: &str| format!(r#"{{"path":{path},"extensions":{{"code":"{code}"}}}}"#);
    let at_a = error(r#"["a"]"#, "BAD_USER_INPUT");
    let below_a = error(r#"["a","x",3]"#, "BAD_USER_INPUT");
    let below_a_too = error(r#"["a","y"]"#, "TIMEOUT");
    let at_b = error(r#"["b",0]"#, "BAD_USER_INPUT");
    let both = |one: &[&String], other: &[&String]| {
        let join =
            |errors: &[&String]| failed(&errors.iter().map(|error| error.as_str()).collect::<Vec<_>>().join(","));
        says(&join(one), &join(other))
    };
    assert_eq!(both(&[&at_a, &at_b], &[&at_b, &at_a]), None, "the order of errors is free");
    assert_eq!(both(&[&below_a, &below_a_too], &[&below_a_too]), None, "which failure below is told is free");
    assert!(both(&[&at_a, &at_b], &[&at_a]).is_some(), "one null without its error");
    assert!(both(&[&at_a], &[]).is_some(), "no error at all");
    assert!(both(&[&at_a], &[&below_a]).is_some(), "it bubbled, or did not");
    assert!(both(&[&at_a], &[&error(r#"["a"]"#, "TIMEOUT")]).is_some(), "another code");
    let astray = error(r#"["b",1]"#, "BAD_USER_INPUT");
    assert!(both(&[&astray], &[&astray]).is_some(), "an error that leads to no null");
}
