//! What a source of drafts hands over: kinds and values as they were written, each with its origin.
use crate::origin::Origin;
use std::collections::BTreeMap;

/// Something that shall be in the register, as its source puts it. Nothing of it has been looked at.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Name of its kind, as `membership`.
    pub kind: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Its fields. A field with the name of a kind of statement holds drafts that belong below this one.
    pub fields: BTreeMap<String, Given>,
}

/// A value and where it comes from.
#[derive(Clone, Debug)]
pub struct Given {
    /// Where it comes from.
    pub origin: Origin,
    /// The value.
    pub value: Value,
}

/// A value as a source gives it.
#[derive(Clone, Debug)]
pub enum Value {
    /// A text; also a vocabulary value, a reference and a date.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// A list.
    List(Vec<Given>),
    /// Values by name.
    Table(BTreeMap<String, Given>),
}

impl Draft {
    /// A draft of a kind without any field.
    pub fn new(kind: impl Into<String>, origin: Origin) -> Self {
        Self { kind: kind.into(), origin, fields: BTreeMap::new() }
    }

    /// The draft with a field.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, origin: Origin, value: impl Into<Value>) -> Self {
        self.fields.insert(name.into(), Given { origin, value: value.into() });
        self
    }
}

impl Value {
    /// How a sentence calls such a value.
    pub(crate) fn noun(&self) -> &'static str {
        match self {
            Self::Text(_) => "a text",
            Self::Whole(_) | Self::Number(_) => "a number",
            Self::Flag(_) => "true or false",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Whole(number)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<Vec<Given>> for Value {
    fn from(list: Vec<Given>) -> Self {
        Self::List(list)
    }
}
