//! Names in a request that name nothing: a list that is empty because its filter has a typing error looks like one that
//! is empty because nothing passes. The answer says which it is (`extensions.warnings`).
//!
//! Names are looked up that found nothing, and names in filters where the rows do not show whether each found something.
//! A request without such names takes no statement more.
//!
//! **Invariant:** what looking up takes is bounded whatever the request and the data: 20 names, of which 3 of 100 letters
//! at most are compared with others. *Why:* anybody may send names that name nothing. *Enforced by:* `Plan::doubtful`,
//! [`find`], and the statements of [`FindUnknown`].
//!
//! **Invariant:** names are looked up in the snapshot of their answer, never on the shared connection. *Why:* a warning
//! must be true of the version that the answer states, and no answer may keep others waiting there. *Enforced by:*
//! `fetch::fetch`, which gives up a shared connection before it looks up a name.

use super::{
    catalog::FindUnknown,
    fetch::Found,
    plan::{Plan, Source, Step},
    scalar::Scalar as _,
    session::{Session, sql},
    table::Table,
};
use fault::Fault;
use serde_json::{Value, json};

/// Most names of one request that are looked up.
const MOST: usize = 20;
/// Most unknown names of one request that are compared with others.
const MOST_COMPARED: usize = 3;
/// Most letters of a name that is compared with others.
const LONGEST: usize = 100;

/// A name that names nothing.
#[derive(Debug)]
pub struct Unknown {
    name: String,
    /// Names that may have been meant.
    near: Vec<String>,
}

impl Plan {
    /// Whether it may look up names, so that more statements than those of its steps belong to its answer.
    pub(super) fn may_look_up(&self) -> bool {
        let gives_names = |step: &Step| match &step.source {
            Source::Find { name, .. } => name.is_some(),
            Source::List { page } | Source::Many { page, .. } => !page.names.is_empty(),
            Source::Count { page, .. } => !page.names.is_empty(),
            _ => false,
        };
        self.unknown.is_some() && self.steps.iter().any(gives_names)
    }

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

/// The unknown ones of some names, by one statement, and names that may have been meant, by a second if any is unknown.
///
/// # Errors
/// If PostgreSQL cannot be reached, or a row is not as expected.
pub(super) async fn find(names: &[String], find: FindUnknown, session: &Session) -> Result<Vec<Unknown>, Fault> {
    let rows = session.rows(&sql(&(find.unknown)(names))).await?;
    let read = |row| Ok(Unknown { name: String::read(rows.cell(row, 0))?, near: Vec::new() });
    let mut unknown = (0..rows.len()).map(read).collect::<Result<Vec<_>, Fault>>()?;
    let is_short = |unknown: &&Unknown| unknown.name.chars().nth(LONGEST).is_none();
    let compared: Vec<_> = unknown.iter().filter(is_short).take(MOST_COMPARED).map(|one| one.name.clone()).collect();
    if compared.is_empty() {
        return Ok(unknown);
    }
    let rows = session.rows(&sql(&(find.near)(&compared))).await?;
    for row in 0..rows.len() {
        let (name, near) = (String::read(rows.cell(row, 0))?, Option::<String>::read(rows.cell(row, 1))?);
        for one in unknown.iter_mut().filter(|one| one.name == name) {
            one.near = near.iter().flat_map(|near| near.split_whitespace()).map(ToOwned::to_owned).collect();
        }
    }
    Ok(unknown)
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
