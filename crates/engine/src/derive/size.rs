//! How many records a computed field computes, as far as its arguments tell.

use super::{Cardinality, ComputedField};
use crate::page::USUAL_LENGTH;
use ahash::{AHashMap, AHashSet};
use async_graphql::Value;

/// A list argument by which a computed field computes records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Its name.
    pub argument: &'static str,
    /// Records for each of its distinct values.
    pub each: u64,
}

/// How many records a field computes for one parent, before anything is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// The number of records.
    pub records: u64,
    /// The argument that says so; none if the arguments do not tell.
    pub argument: Option<&'static str>,
}

/// The computed fields of a catalog, by the names of their object types and their own.
#[derive(Default)]
pub struct ComputedFields(AHashMap<&'static str, AHashMap<String, &'static ComputedField>>);

impl ComputedField {
    /// Declares that its rows are stored rows, copied unchanged. They do not count as computed records.
    #[must_use]
    pub fn as_stored(mut self) -> Self {
        self.is_stored = true;
        self
    }

    /// Declares the list arguments by which it computes records.
    #[must_use]
    pub fn counted_by(mut self, counted: &'static [Counted]) -> Self {
        self.counted = counted;
        self
    }

    /// The list arguments that it does not count by.
    pub(crate) fn uncounted(&self) -> impl Iterator<Item = &'static str> {
        let is_counted = |name: &str| self.counted.iter().any(|counted| counted.argument == name);
        let lists = self.arguments.iter().filter(|argument| argument.ty.starts_with('['));
        lists.map(|argument| argument.name).filter(move |name| !is_counted(name))
    }

    /// How many records it computes for one parent. A list whose arguments do not tell counts as a page of the usual
    /// length, and repeated values of an argument count once.
    pub fn size(&self, args: &[(String, Value)]) -> Size {
        let mut size = Size { records: 0, argument: None };
        for Counted { argument, each } in self.counted {
            if let Some((_, Value::List(values))) = args.iter().find(|(name, _)| name == argument) {
                size.records = size.records.saturating_add(distinct(values).saturating_mul(*each));
                size.argument = size.argument.or(Some(argument));
            }
        }
        match (size.argument, self.cardinality) {
            (Some(_), _) => size,
            (None, Cardinality::Many) => Size { records: USUAL_LENGTH, argument: None },
            (None, Cardinality::One | Cardinality::AtMostOne) => Size { records: 1, argument: None },
        }
    }
}

/// How many different values there are.
fn distinct(values: &[Value]) -> u64 {
    let texts: AHashSet<_> = values.iter().filter_map(text).collect();
    let others = values.iter().filter(|value| text(value).is_none()).count();
    (texts.len() + others) as u64
}

fn text(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text),
        Value::Enum(name) => Some(name.as_str()),
        _ => None,
    }
}

impl ComputedFields {
    /// Adds a field of an object type.
    pub(crate) fn add(&mut self, object: &'static str, name: &str, field: &'static ComputedField) {
        self.0.entry(object).or_default().insert(name.to_owned(), field);
    }

    /// The computed field of this name.
    pub fn field(&self, object: &str, name: &str) -> Option<&'static ComputedField> {
        self.0.get(object)?.get(name).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_values_count_once() {
        let texts = |texts: &[&str]| texts.iter().map(|text| Value::String((*text).to_owned())).collect::<Vec<_>>();
        assert_eq!(distinct(&texts(&["a", "b", "a", "a"])), 2);
        assert_eq!(distinct(&texts(&[])), 0);
        assert_eq!(distinct(&[Value::Null, Value::Null]), 2);
    }
}
