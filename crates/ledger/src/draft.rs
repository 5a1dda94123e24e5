//! Drafts: what a source of drafts delivers. Kinds and values are as written, each with its origin.
use crate::origin::Origin;
use std::collections::BTreeMap;

/// A record or statement for the register, as its source gives it. Nothing in it has been checked.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Name of its kind, such as `membership`.
    pub kind: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Its fields. A field named after a kind of statement holds drafts that belong to this one.
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
    /// A text; also a value of a vocabulary, a reference, or a date.
    Text(String),
    /// An integer.
    Whole(i64),
    /// A number.
    Number(f64),
    /// A Boolean.
    Flag(bool),
    /// A list.
    List(Vec<Given>),
    /// Named values.
    Table(BTreeMap<String, Given>),
}

impl Draft {
    /// A draft of a kind without any field.
    pub fn new(kind: impl Into<String>, origin: Origin) -> Self {
        Self { kind: kind.into(), origin, fields: BTreeMap::new() }
    }

    /// Adds a field.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, origin: Origin, value: impl Into<Value>) -> Self {
        self.fields.insert(name.into(), Given { origin, value: value.into() });
        self
    }
}

impl Value {
    /// The noun for such a value in messages.
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
