//! Computed fields: values computed from several statements, such as who is a party to a treaty, and why.
//!
//! A [`ComputedField`] declares its inputs ([`Inputs`]), each one statement for all parents together, and a function
//! from their rows to published rows. Both sides are typed. An input is identified by its [`Handle`] and read as an
//! [`InputRow`]. A computed row is an [`OutputRow`], whose definition publishes its fields and writes its cells.
//!
//! **Invariant:** A computed field reads no column that its statement does not select, and publishes no column that its
//! rows do not have. *Why:* either column would read as NULL and turn into a wrong fact. *Enforced by:* the notation of
//! the API, whose columns are those of an entity and of one struct; [`ComputedField::new`], which refuses a handle of
//! other inputs; and [`Definition`], in which one call adds both the field and its cell.

mod budget;
mod cell;
mod cells;
mod input;
mod output;
mod rows;
mod size;

pub use budget::{Budget, MOST_INPUT_ROWS, MOST_RECORDS};
pub use cell::{AsKey, FromCell, OwnedCell, RowKey, ToCell};
pub use input::{ColumnOf, ColumnSource, Handle, Handles, Input, InputId, InputRow, Inputs, Which};
pub use output::{ComputedRows, Definition, Output, OutputRow};
pub use rows::{InputData, RawRows, Rows};
pub use size::{ComputedFields, Counted, Size};

use super::{define::Object, selection::Selection};
use fault::Fault;
use std::sync::Arc;

/// The largest number of rows that an input may have.
pub const MOST_ROWS: usize = 20_000;

/// A field whose value is computed.
pub struct ComputedField {
    /// The published object type.
    pub target: fn() -> &'static Object,
    /// How many rows there are for a parent.
    pub cardinality: Cardinality,
    /// Arguments of the field.
    pub arguments: Vec<Parameter>,
    /// The inputs, in the order in which they were declared.
    pub inputs: Vec<Input>,
    /// The list arguments by which it computes records.
    pub counted: &'static [Counted],
    /// Whether its rows are copied as they are stored.
    pub is_stored: bool,
    bind: Bind,
}

impl ComputedField {
    /// Whether it may be null: where there is no row, and where an argument is refused, so that nothing beside it is
    /// lost.
    pub fn is_nullable(&self) -> bool {
        self.cardinality == Cardinality::AtMostOne || !self.arguments.is_empty()
    }
}

/// Reads the arguments of a field.
type Bind = Box<dyn Fn(&Selection) -> Result<Computation, Fault> + Send + Sync>;

/// How many rows a computed field has for a parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cardinality {
    /// Exactly one.
    One,
    /// One or none: the field may be null.
    AtMostOne,
    /// Any number: the field is a list.
    Many,
}

/// An argument of a field.
pub struct Parameter {
    /// Name in the schema.
    pub name: &'static str,
    /// Description in the schema.
    pub about: &'static str,
    /// Type in the schema.
    pub ty: &'static str,
    /// Default in the schema's own language.
    pub default: Option<&'static str>,
}

/// Computes the rows of all parents, given by their keys, from the rows of the inputs.
pub type Compute<R> = Box<dyn Fn(&[i64], &InputData<'_>, &mut Output<'_, R>) -> Result<(), Fault> + Send + Sync>;

/// A computation as the engine runs it: the type of its rows is erased.
pub type Computation = Arc<dyn Fn(&[i64], &InputData<'_>, &Budget) -> Result<Arc<ComputedRows>, Fault> + Send + Sync>;

impl ComputedField {
    /// A field that is computed from inputs.
    ///
    /// `bind` reads the arguments and returns a function from the inputs to rows. It is handed `handles`, and can
    /// capture no other handles.
    ///
    /// # Panics
    /// If one of `handles` belongs to other inputs. This is a mistake in the definition, found when the catalog is
    /// built.
    pub fn new<R: OutputRow, H: Handles>(
        cardinality: Cardinality,
        arguments: Vec<Parameter>,
        inputs: Inputs,
        handles: H,
        bind: fn(&Selection, H) -> Result<Compute<R>, Fault>,
    ) -> Self {
        let target = || R::definition().object();
        for handle in handles.ids() {
            assert!(inputs.has(handle), "{} is computed from a handle of other inputs", target().name);
        }
        let bind = move |selection: &Selection| {
            let compute = bind(selection, handles)?;
            let computation = move |parents: &[i64], data: &InputData<'_>, budget: &Budget| {
                let mut output = Output::new(budget);
                compute(parents, data, &mut output)?;
                Ok(output.finish())
            };
            Ok(Arc::new(computation) as Computation)
        };
        let (inputs, bind) = (inputs.declared(), Box::new(bind));
        Self { target, cardinality, arguments, inputs, counted: &[], is_stored: false, bind }
    }

    /// Reads the arguments.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` if an argument has a value that it does not allow.
    pub fn bind(&self, selection: &Selection) -> Result<Computation, Fault> {
        (self.bind)(selection)
    }
}

/// Computes the rows of all parents from the rows that were read.
///
/// # Errors
/// `BAD_USER_INPUT` if an input has more than [`MOST_ROWS`] rows, and the errors of the computation itself, such as that
/// of a budget that is spent.
pub fn compute(
    computation: &Computation,
    parents: &[i64],
    data: &InputData<'_>,
    budget: &Budget,
) -> Result<Arc<ComputedRows>, Fault> {
    if data.largest() > MOST_ROWS {
        return Err(Fault::bad_user_input(format!(
            "An input of this field has more than {MOST_ROWS} rows for the records of this request. Request shorter pages, or fewer records."
        )));
    }
    computation(parents, data, budget)
}

#[cfg(test)]
mod tests {
    use super::*;
    use fault::Code;

    #[test]
    fn an_input_has_a_limited_number_of_rows() {
        let columns = vec![ColumnSource::Stored("number")];
        let input = Input { table: "numbers", columns, which: Which::OfParents { by: "parent" }, order: "number" };
        let mut rows = RawRows::of(&input);
        // Nobody waits for it, so it says that it began.
        let began: Computation = Arc::new(|_, _, _| Err(Fault::timeout()));
        let code = |rows: &RawRows| {
            let computed = compute(&began, &[1], &InputData::new(vec![rows]), &Budget::default());
            computed.err().map(|fault| fault.code)
        };
        for _ in 0..20_000 {
            rows.add([Some(&[0][..])]).expect("a row");
        }
        assert_eq!(code(&rows), Some(Code::Timeout));
        rows.add([None]).expect("a row");
        assert_eq!(code(&rows), Some(Code::BadUserInput));
    }
}
