//! Values that are worked out: the same function as the engine's, over rows read for one parent.

use super::{
    container::Record,
    row::{Row, Snapshot},
};
use crate::read::{
    ask::Asked,
    define::Object,
    derive::{self, Derivation, Made, Read, Rows},
    statement,
};
use fault::Fault;
use std::sync::Arc;

/// What a derivation makes for one parent.
pub(super) async fn made(
    snapshot: &Snapshot,
    derivation: &Derivation,
    parent: &Record,
    asked: &Asked,
) -> Result<Vec<Record>, Fault> {
    let derive = (derivation.bind)(asked)?;
    // The root has no row; what is worked out there is of the register as a whole.
    let key = match &parent.row {
        Row::None => 0,
        row => row.key("id").ok_or_else(|| Fault::internal("a row without a key"))?,
    };
    let mut inputs = Vec::<Rows>::new();
    for input in &derivation.inputs {
        let named = derive::named(input, &[key], &inputs.iter().collect::<Vec<_>>(), asked);
        let mut rows = Rows::new(input.columns.iter().map(Read::name).collect());
        if let Some(statement) = statement::input(input, &named, asked) {
            for row in snapshot.rows(&statement).await? {
                rows.add(input, input.columns.iter().map(|column| row.cell(column.name()).map(Box::from)).collect());
            }
        }
        inputs.push(rows);
    }
    let Made { rows, parts } = derive::work_out(&derive, &[key], &inputs.iter().collect::<Vec<_>>())?;
    Ok(records((derivation.target)(), Row::made(&Arc::new(rows), &parts, key)))
}

/// A part of a row that was worked out.
pub(super) fn part(object: &'static Object, row: &Row, part: usize) -> Vec<Record> {
    let (Row::Made { parts, .. }, Some(key)) = (row, row.key("id")) else { return Vec::new() };
    let rows = parts.get(part).map(|rows| Row::made(rows, parts, key));
    records(object, rows.unwrap_or_default())
}

fn records(object: &'static Object, rows: Vec<Row>) -> Vec<Record> {
    rows.into_iter().map(|row| Record::new(object, row)).collect()
}
