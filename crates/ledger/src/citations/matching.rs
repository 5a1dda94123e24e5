//! Which citation of an entry is which of the register.
use super::{Cited, Matched};
use crate::{
    problem::Problem,
    table::{Table, Values},
};
use entity::{citation, id::CitationId};
use sea_orm::{DbErr, Value};
use std::{
    collections::{BTreeSet, HashMap},
    sync::LazyLock,
};

/// What makes a citation the same one.
const SAME: &[&str] = &["field", "source_id", "section", "paragraph", "sentence", "source_row", "named_as"];

/// Where citations are stored.
pub static CITATION: LazyLock<Table> = LazyLock::new(Table::of::<citation::Entity>);

/// Finds for each citation the one of the register that cites the same; what is left in `stored` is gone.
pub fn match_all(
    cited: Vec<Cited>,
    stored: &mut HashMap<i64, Vec<Values>>,
    problems: &mut Vec<Problem>,
) -> Result<Vec<Matched>, DbErr> {
    let mut matched = Vec::<Matched>::new();
    for cited in cited {
        let mut seen = BTreeSet::new();
        for wanted in cited.citations {
            let mut row = wanted.row;
            row.set("id", Value::from(None::<CitationId>));
            let values = row.finish().map_err(|column| DbErr::Custom(format!("nothing set citation.{column}")))?;
            if !seen.insert(identity(&values)) {
                problems.push(Problem::at(&wanted.place, "is cited twice in the same way"));
                continue;
            }
            let rows = stored.entry(cited.subject).or_default();
            let same = rows.iter().position(|row| identity(row) == identity(&values));
            matched.push(Matched {
                subject: cited.subject,
                before: same.map(|same| rows.swap_remove(same)),
                values,
                place: wanted.place,
                key: wanted.key,
                copied_from: wanted.copied_from,
            });
        }
    }
    Ok(matched)
}

fn identity(row: &[Value]) -> String {
    let values = SAME.iter().map(|column| CITATION.value(row, column));
    format!("{:?}", values.collect::<Vec<_>>())
}

/// Sets a column that holds a key.
pub fn put(row: &mut Values, column: &str, id: Option<i64>) {
    if let Some(position) = CITATION.position(column) {
        row[position] = Value::from(id);
    }
}
