//! Citations, compared one by one: each keeps its key as long as it cites the same passage.
mod change;

use crate::{
    columns::stored,
    entry::{Cite, Entry, Fields, text},
    field::Field,
    origin::Origin,
    read::CITE,
    resolve::Scope,
    table::{Table, Values},
};
use entity::citation;
use sea_orm::{DbErr, Value};
use std::{collections::HashMap, sync::LazyLock};

pub use change::{CitationChange, Counts};

/// Where citations are stored.
pub static CITATION: LazyLock<Table> = LazyLock::new(Table::of::<citation::Entity>);

/// The citations of an entry.
pub struct Cited {
    /// Its node.
    pub subject: i64,
    /// The citations.
    pub wanted: Vec<Wanted>,
}

/// A citation that the register should have.
pub struct Wanted {
    /// Its row, without a key.
    pub values: Values,
    /// Where it comes from.
    pub origin: Origin,
    /// Its name within the set.
    pub key: Option<String>,
    /// Key of the citation from which it was copied.
    pub copied_from: Option<String>,
}

/// Reads the citations of an entry, except those that are refused.
pub fn read(entry: &Entry, subject: i64, scope: &mut Scope) -> Result<Cited, DbErr> {
    let mut wanted = Vec::with_capacity(entry.cites.len());
    for (ordinal, cite) in (1_i32..).zip(&entry.cites) {
        if let Some(columns) = columns(&cite.fields, scope) {
            wanted.push(Wanted {
                values: row(subject, ordinal, columns)?,
                origin: cite.origin,
                key: text(&cite.fields, "key").map(str::to_owned),
                copied_from: text(&cite.fields, "copied_from").map(str::to_owned),
            });
        }
    }
    Ok(Cited { subject, wanted })
}

/// The column of a field of a citation, where the names differ.
fn column(name: &str) -> &str {
    if name == "row" { "source_row" } else { name }
}

fn columns(fields: &Fields, scope: &mut Scope) -> Option<HashMap<String, Value>> {
    let mut columns = HashMap::new();
    for field in CITE.iter().filter(|field| !matches!(field.name, "key" | "copied_from")) {
        let values = match fields.get(field.name) {
            Some(given) => stored(field, &given.value, given.origin, scope)?,
            None => crate::columns::absent(field)?,
        };
        let field = Field { name: column(field.name), ..*field };
        columns.extend(field.columns().zip(values));
    }
    Some(columns)
}

fn row(subject: i64, ordinal: i32, mut columns: HashMap<String, Value>) -> Result<Values, DbErr> {
    CITATION.row(|column| match column {
        "id" | "copied_from_id" => Some(None::<i64>.into()),
        "subject_id" => Some(subject.into()),
        "ordinal" => Some(ordinal.into()),
        other => columns.remove(other),
    })
}

/// Copies citations to another entry: a claim created by a contradiction.
pub fn copied(cites: &[Cite]) -> Vec<Cite> {
    let without = |cite: &Cite| {
        let mut cite = cite.clone();
        cite.fields.retain(|name, _| !matches!(*name, "key" | "copied_from" | "field"));
        cite
    };
    cites.iter().map(without).collect()
}
