//! Input values, as GraphQL and as JSON.

use serde_json::{Value, json};
use std::fmt;

/// A value of an argument.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    Null,
    Bool(bool),
    Number(i64),
    Text(String),
    Enum(String),
    List(Vec<Input>),
    Object(Vec<(String, Input)>),
    Variable(String),
}

impl Input {
    /// As the value of a variable.
    pub fn json(&self) -> Value {
        match self {
            Self::Null | Self::Variable(_) => Value::Null,
            Self::Bool(truth) => json!(truth),
            Self::Number(number) => json!(number),
            Self::Text(text) | Self::Enum(text) => json!(text),
            Self::List(items) => items.iter().map(Self::json).collect(),
            Self::Object(members) => members.iter().map(|(name, value)| (name.clone(), value.json())).collect(),
        }
    }

    /// A member of an object.
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members.iter().find(|(member, _)| member == name).map(|(_, value)| value),
            _ => None,
        }
    }
}

impl fmt::Display for Input {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => formatter.write_str("null"),
            Self::Bool(truth) => write!(formatter, "{truth}"),
            Self::Number(number) => write!(formatter, "{number}"),
            // GraphQL reads every string that JSON can write.
            Self::Text(text) => write!(formatter, "{}", json!(text)),
            Self::Enum(name) => formatter.write_str(name),
            Self::Variable(name) => write!(formatter, "${name}"),
            Self::List(items) => {
                let items: Vec<_> = items.iter().map(ToString::to_string).collect();
                write!(formatter, "[{}]", items.join(", "))
            }
            Self::Object(members) => {
                let members: Vec<_> = members.iter().map(|(name, value)| format!("{name}: {value}")).collect();
                write!(formatter, "{{{}}}", members.join(", "))
            }
        }
    }
}
