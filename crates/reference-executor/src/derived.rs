//! Computed fields: the same function as the engine's, over rows read for one parent.

use super::{
    container::Record,
    row::{Row, Snapshot},
};
use engine::{
    define::Object,
    derive::{self, ComputedField, InputData, RawRows},
    selection::Selection,
    statement,
};
use fault::Fault;

/// The rows that are computed for one parent. All inputs are read, whatever is selected.
pub(super) async fn computed(
    snapshot: &Snapshot,
    field: &ComputedField,
    parent: &Record,
    selection: &Selection,
) -> Result<Vec<Record>, Fault> {
    let computation = field.bind(selection)?;
    // The root has no row; what is computed there is of the register as a whole.
    let key = match &parent.row {
        Row::None => 0,
        row => row.key("id").ok_or_else(|| Fault::internal("a row without a key"))?,
    };
    let mut inputs = Vec::<RawRows>::new();
    for input in &field.inputs {
        let mut rows = RawRows::of(input);
        let keys = input.keys(&[key], &inputs.iter().collect::<Vec<_>>());
        if let Some(statement) = statement::input(input, &keys, selection)? {
            for row in snapshot.rows(&statement).await? {
                rows.add(input.columns.iter().map(|column| row.cell(column.name()).map(Box::from)))?;
            }
        }
        inputs.push(rows);
    }
    let rows = derive::compute(&computation, &[key], &InputData::new(inputs.iter().collect()))?;
    Ok(records((field.target)(), Row::computed(&rows, key)))
}

/// A part of a row that was computed.
pub(super) fn part(object: &'static Object, row: &Row, part: usize) -> Result<Vec<Record>, Fault> {
    let (Row::Computed { rows, .. }, Some(key)) = (row, row.key("id")) else {
        return Err(Fault::internal("a part of a row that was not computed"));
    };
    Ok(records(object, Row::computed(rows.part(part)?, key)))
}

fn records(object: &'static Object, rows: Vec<Row>) -> Vec<Record> {
    rows.into_iter().map(|row| Record::new(object, row)).collect()
}
