//! A computed field whose definition is wrong is refused when it is built.

use super::input::input_row;
use engine::{
    define::Object,
    derive::*,
    selection::{Below, Selection},
};
use entity::{membership, state, vocabulary::MembershipStatus};
use std::sync::LazyLock;

input_row! {
    /// A state, by its code.
    struct StateRow of state order id {
        iso2: Option<String>,
    }
}

input_row! {
    /// A membership, by its status.
    struct MembershipRow of membership order id {
        status: MembershipStatus,
    }
}

/// A code with the states that have it.
struct Code {
    code: Option<String>,
    states: Vec<Named>,
}

/// A state.
struct Named {
    state: RowKey,
}

impl OutputRow for Code {
    fn definition() -> &'static Definition<Self> {
        static DEFINITION: LazyLock<Definition<Code>> = LazyLock::new(|| {
            let mut row = Definition::<Code>::new("Code", "A code.");
            row.value("code", "Code.", |row| row.code.clone());
            row.part("states", "States.", |row| &row.states);
            row
        });
        &DEFINITION
    }
}

impl OutputRow for Named {
    fn definition() -> &'static Definition<Self> {
        static DEFINITION: LazyLock<Definition<Named>> = LazyLock::new(|| {
            let mut row = Definition::<Named>::new("Named", "A state.");
            row.one::<crate::schema::Organization>("state", "State.", |row| row.state);
            row
        });
        &DEFINITION
    }
}

fn codes(inputs: Inputs, states: Handle<StateRow>) -> ComputedField {
    ComputedField::new(Cardinality::Many, Vec::new(), inputs, states, |_, states| {
        Ok(Box::new(move |parents, data, output| {
            let rows = data.rows(states)?;
            for parent in parents {
                for row in rows.of(*parent) {
                    output.push(
                        *parent,
                        &Code { code: row.iso2.clone(), states: vec![Named { state: RowKey(*parent) }] },
                    );
                }
            }
            Ok(())
        }))
    })
}

fn without_arguments() -> Selection {
    Selection { key: "codes".into(), name: "codes".into(), args: Vec::new(), below: Below::Leaf, refused: None }
}

#[test]
fn rows_are_computed_from_typed_rows() {
    let mut inputs = Inputs::new();
    let states = inputs.of_parents::<StateRow>(state::Column::Id);
    let field = codes(inputs, states);
    let mut rows = RawRows::of(&field.inputs[0]);
    rows.add([Some(b"AM".as_slice()), RowKey(7).to_cell().as_deref()]).expect("a row");
    let data = InputData::new(vec![&rows]);
    let found = compute(&field.bind(&without_arguments()).expect("no arguments"), &[7], &data, &Budget::default())
        .expect("rows");
    let code = found.column("code").expect("a column");
    assert_eq!(found.numbers(7), [0]);
    assert_eq!(found.cell(0, code), Some(b"AM".as_slice()));
    let states = found.part(0).expect("a part");
    assert_eq!(states.cell(0, states.column("state").expect("a column")), Some(7_i64.to_be_bytes().as_slice()));
}

#[test]
fn a_column_or_part_that_is_not_computed_is_no_null() {
    let mut inputs = Inputs::new();
    let states = inputs.of_parents::<StateRow>(state::Column::Id);
    let field = codes(inputs, states);
    let rows = RawRows::of(&field.inputs[0]);
    let computation = field.bind(&without_arguments()).expect("no arguments");
    let found = compute(&computation, &[], &InputData::new(vec![&rows]), &Budget::default()).expect("rows");
    assert!(found.column("cod").is_err());
    assert!(found.part(1).is_err());
    assert!(
        compute(&computation, &[], &InputData::new(Vec::new()), &Budget::default()).is_err(),
        "an input that was not read"
    );
}

#[test]
fn a_row_with_too_few_cells_or_without_its_key_is_refused() {
    let mut inputs = Inputs::new();
    let states = inputs.of_parents::<StateRow>(state::Column::Id);
    let field = codes(inputs, states);
    assert!(RawRows::of(&field.inputs[0]).add([None]).is_err());
    assert!(RawRows::of(&field.inputs[0]).add([None, None]).is_err());
}

#[test]
fn a_column_that_names_the_rows_of_another_input_is_read() {
    let mut inputs = Inputs::new();
    let states = inputs.of_parents::<StateRow>(state::Column::Id);
    inputs.referenced_by::<_, MembershipRow>(states, state::Column::Iso3, membership::Column::MemberId);
    let field = codes(inputs, states);
    let names = |input: &Input| input.columns.iter().map(ColumnSource::name).collect::<Vec<_>>();
    assert_eq!(names(&field.inputs[0]), ["iso2", "id", "iso3"]);
    assert_eq!(names(&field.inputs[1]), ["status", "member_id"]);
    let row = MembershipRow::read([Some(b"FULL".as_slice()), Some(&[0; 8])].into_iter()).expect("a row");
    assert_eq!(row.status, MembershipStatus::Full);
}

#[test]
#[should_panic(expected = "Code is computed from a handle of other inputs")]
fn a_field_is_not_computed_from_a_handle_of_other_inputs() {
    let mut others = Inputs::new();
    let states = others.of_parents::<StateRow>(state::Column::Id);
    let mut inputs = Inputs::new();
    inputs.of_parents::<StateRow>(state::Column::Id);
    codes(inputs, states);
}

#[test]
#[should_panic(expected = "an input of membership goes on from a handle of other inputs")]
fn an_input_does_not_go_on_from_a_handle_of_other_inputs() {
    let states = Inputs::new().of_parents::<StateRow>(state::Column::Id);
    let mut inputs = Inputs::new();
    inputs.of_parents::<StateRow>(state::Column::Id);
    inputs.referenced_by::<_, MembershipRow>(states, state::Column::Id, membership::Column::MemberId);
}

#[test]
#[should_panic(expected = "Code has two columns code")]
fn a_row_has_each_column_once() {
    let mut row = Definition::<Code>::new("Code", "A code.");
    row.value("code", "Code.", |row| row.code.clone());
    row.value("code", "Code.", |row| row.code.clone());
}

#[test]
#[should_panic(expected = "date: no column of the row holds latest")]
fn a_value_that_is_an_object_has_all_its_columns() {
    fn date() -> &'static Object {
        static DATE: LazyLock<Object> = LazyLock::new(|| {
            let mut date = Object::new("Date", "A date.", "");
            date.relation_column::<Option<time::Date>, _>("earliest", "First day.");
            date.relation_column::<Option<time::Date>, _>("latest", "Last day.");
            date
        });
        &DATE
    }
    let mut row = Definition::<Code>::new("Code", "A code.");
    row.embedded("date", "Its date.", date, [("earliest", "date_earliest")], |_| None);
}
