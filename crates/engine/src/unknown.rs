//! Names in a request that name nothing: a list that is empty because its filter has a typing error looks like one that
//! is empty because nothing passes. The answer says which it is (`extensions.warnings`).
//!
//! A request whose names are all found takes no statement more: what is looked up are names that found nothing, and
//! names in filters where it does not show whether each found something.

use super::{
    fetch::Found,
    plan::{Plan, Source},
    scalar::Scalar as _,
    session::Rows,
    table::Table,
};
use fault::Fault;
use serde_json::{Value, json};

/// Most names of one request that are looked up.
const MOST: usize = 20;

/// A name that names nothing.
#[derive(Debug)]
pub struct Unknown {
    name: String,
    /// Names that may have been meant.
    near: Vec<String>,
}

impl Plan {
    /// The names that may name nothing, by what was found.
    pub(super) fn doubtful(&self, found: &Found) -> Vec<String> {
        let mut names = Vec::new();
        for (step, table) in self.steps.iter().zip(&found.tables) {
            let table = table.as_ref();
            let is_empty = table.is_none_or(Table::is_empty);
            match &step.source {
                Source::Find { name: Some(name), .. } if is_empty => names.push(name.clone()),
                // Each row of a list by names alone has one of them.
                Source::List { page } if page.is_cheap && rows(table) >= page.names.len() => {}
                Source::List { page } | Source::Many { page, .. } if is_empty || !page.shows_names => {
                    names.extend(page.names.iter().cloned());
                }
                Source::Count { page, .. } if !page.shows_names || table.is_none_or(counts_nothing) => {
                    names.extend(page.names.iter().cloned());
                }
                _ => {}
            }
        }
        names.sort_unstable();
        names.dedup();
        names.truncate(MOST);
        names
    }
}

fn rows(table: Option<&Table>) -> usize {
    table.map_or(0, Table::len)
}

/// Whether all counts of a statement are zero.
fn counts_nothing(table: &Table) -> bool {
    (0..table.len()).all(|row| table.key(row, 0) == Some(0))
}

/// The unknown names that a statement found.
///
/// # Errors
/// If a row is not as expected.
pub(super) fn read(rows: &Rows) -> Result<Vec<Unknown>, Fault> {
    let each = |row: usize| {
        let near = Option::<String>::read(rows.cell(row, 1))?.unwrap_or_default();
        Ok(Unknown {
            name: String::read(rows.cell(row, 0))?,
            near: near.split_whitespace().map(ToOwned::to_owned).collect(),
        })
    };
    (0..rows.len()).map(each).collect()
}

/// The member `extensions` of an answer.
pub(super) fn extensions(unknown: &[Unknown]) -> Value {
    let warning = |Unknown { name, near }: &Unknown| {
        let shown: String = name.chars().take(100).collect();
        let meant = if near.is_empty() { String::new() } else { format!("; did you mean `{}`?", near.join("`, `")) };
        let end = if meant.is_empty() { "." } else { "" };
        json!({
            "message": format!("Nothing has the name `{shown}`{meant}{end}"),
            "code": "UNKNOWN_NAME",
            "name": shown,
            "suggestions": near,
        })
    };
    json!({ "warnings": unknown.iter().map(warning).collect::<Vec<_>>() })
}
