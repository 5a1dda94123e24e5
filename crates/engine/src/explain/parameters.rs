//! Describes the parameters of a statement, without their values.

use crate::{derive::Which, page::Page, plan::Source, session::Bound, shared::SharedInput};
use sea_orm::{Value, sea_query::ArrayType};

/// Descriptions of the parameters of a statement.
pub struct Parameters {
    /// Description of an array of keys. The array is empty until the rows above have been read.
    keys: &'static str,
    /// Description of the other parameters.
    others: &'static str,
    /// How many of the last parameters are cursor positions.
    cursor_values: usize,
}

impl Parameters {
    /// Of the statement of a step.
    pub fn of(source: &Source) -> Self {
        let others = if matches!(source, Source::Keys { .. }) { "keys of an argument" } else { "an argument" };
        let cursor_values = match source {
            Source::List { page } | Source::Many { page, .. } => cursor_values(page),
            _ => 0,
        };
        let keys = if matches!(source, Source::One { .. }) {
            "keys that the rows above name"
        } else {
            "keys of the rows above"
        };
        Self { keys, others, cursor_values }
    }

    /// Of the statement of an input.
    pub fn of_input(one: &SharedInput<'_>) -> Self {
        let keys = match one.input.which {
            Which::ReferencedBy { .. } => "keys that an earlier input names",
            _ => "keys of the rows above",
        };
        Self { keys, others: "an argument", cursor_values: 0 }
    }

    /// A line for each parameter.
    pub fn lines(&self, values: &[Bound]) -> Vec<String> {
        let first_cursor_value = values.len().saturating_sub(self.cursor_values);
        let line = |(at, bound): (usize, &Bound)| {
            let what = match &bound.0 {
                Value::Array(ArrayType::BigInt, Some(keys)) if keys.is_empty() => self.keys,
                _ if at >= first_cursor_value => "of a cursor",
                _ => self.others,
            };
            // PostgreSQL calls the array type of `int8` `_int8`.
            let ty = bound.ty();
            let name = ty.name().strip_prefix('_').map_or_else(|| ty.name().to_owned(), |item| format!("{item}[]"));
            format!("${} {name}: {what}", at + 1)
        };
        values.iter().enumerate().map(line).collect()
    }
}

/// Number of parameters of the page's cursors. They are the last of its statement.
fn cursor_values(page: &Page) -> usize {
    [&page.after, &page.before].into_iter().flatten().map(|position| 1 + position.value.iter().len()).sum()
}

/// Describes the rows of an input in words.
pub fn which(one: &SharedInput<'_>) -> String {
    match &one.input.which {
        Which::OfParents { by } => format!("by {by}"),
        Which::ReferencedBy { input, by, .. } => format!("by {by} of what input {} names", one.before[*input] + 1),
        Which::Given(_) => "named by an argument".to_owned(),
    }
}
