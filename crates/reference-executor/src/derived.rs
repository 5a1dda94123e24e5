//! Computed fields: the same function as the engine's, over rows read for one parent.

use super::{
    container::Record,
    row::{Row, Snapshot},
};
use engine::{
    define::Object,
    derive::{self, Budget, ComputedField, Input, InputData, RawRows},
    selection::Selection,
    statement,
};
use fault::{Code, Fault};

/// The rows that are computed for one parent. All inputs are read, whatever is selected, so that an input that the
/// engine leaves out wrongly makes a difference. Where one of them is broken, only those are read that the selection
/// needs: a broken row fails only the fields that need it.
pub(super) async fn computed(
    snapshot: &Snapshot,
    field: &ComputedField,
    parent: &Record,
    selection: &Selection,
) -> Result<Vec<Record>, Fault> {
    match computed_from(snapshot, field, parent, selection, |_| true).await {
        Err(fault) if fault.code == Code::Internal => {
            computed_from(snapshot, field, parent, selection, |input| input.is_needed(selection)).await
        }
        computed => computed,
    }
}

async fn computed_from(
    snapshot: &Snapshot,
    field: &ComputedField,
    parent: &Record,
    selection: &Selection,
    is_read: impl Fn(&Input) -> bool,
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
        let statement = if is_read(input) { statement::input(input, &keys, selection)? } else { None };
        if let Some(statement) = statement {
            for row in snapshot.rows(&statement).await? {
                rows.add(input.columns.iter().map(|column| row.cell(column.name())))?;
            }
        }
        inputs.push(rows);
    }
    let rows = derive::compute(&computation, &[key], &InputData::new(inputs.iter().collect()), &Budget::default())?;
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
