//! Computed fields: values that are computed from several statements, such as who is a party to a treaty, and why.
//!
//! A [`ComputedField`] declares its inputs ([`Inputs`]), each one statement for all parents together, and a function
//! from their rows to rows that are published. Both sides are typed: an input is known by its [`Handle`] and read as an
//! [`InputRow`], and what is computed is an [`OutputRow`], whose definition publishes its fields and writes its cells.
//!
//! **Invariant:** A computed field reads no column that its statement does not select, and publishes no column that its
//! rows do not have. *Why:* either would read as NULL and turn into a wrong fact. *Enforced by:* the notation of the API, whose
//! columns are those of an entity and of one struct, [`ComputedField::new`], which refuses a handle of other inputs, and
//! [`Definition`], which makes the field and its cell of one line.

mod cell;
mod input;
mod output;

pub use cell::{AsKey, FromCell, OwnedCell, RowKey, ToCell};
pub use input::{
    ColumnOf, ColumnSource, Handle, Handles, Input, InputData, InputId, InputRow, Inputs, RawRows, Rows, Which,
};
pub use output::{ComputedRows, Definition, Output, OutputRow};

use super::{ask::Asked, define::Object};
use fault::Fault;
use std::sync::Arc;

/// Most rows of an input from which a field is computed.
pub const MOST_ROWS: usize = 20_000;

/// A field whose value is computed.
pub struct ComputedField {
    /// What is published of it.
    pub target: fn() -> &'static Object,
    /// How many rows there are for a parent.
    pub cardinality: Cardinality,
    /// Arguments of the field.
    pub arguments: Vec<Parameter>,
    /// What is read, in the order in which it was declared.
    pub inputs: Vec<Input>,
    bind: Bind,
}

/// Reads the arguments of a field.
type Bind = Box<dyn Fn(&Asked) -> Result<Computation, Fault> + Send + Sync>;

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
pub type Compute<R> = Box<dyn Fn(&[i64], &InputData<'_>, &mut Output<R>) -> Result<(), Fault> + Send + Sync>;

/// A computation whose rows have lost their type, as the engine runs it.
pub type Computation = Arc<dyn Fn(&[i64], &InputData<'_>) -> Result<Arc<ComputedRows>, Fault> + Send + Sync>;

impl ComputedField {
    /// A field that is computed from inputs.
    ///
    /// `bind` reads the arguments, and gives a function from the inputs to rows; it is handed `handles`, and can capture
    /// no others.
    ///
    /// # Panics
    /// Where one of `handles` belongs to other inputs: a mistake in the definition, found when the catalog is built.
    pub fn new<R: OutputRow, H: Handles>(
        cardinality: Cardinality,
        arguments: Vec<Parameter>,
        inputs: Inputs,
        handles: H,
        bind: fn(&Asked, H) -> Result<Compute<R>, Fault>,
    ) -> Self {
        let target = || R::definition().object();
        for handle in handles.ids() {
            assert!(inputs.has(handle), "{} is computed from a handle of other inputs", target().name);
        }
        let bind = move |asked: &Asked| {
            let compute = bind(asked, handles)?;
            let computation = move |parents: &[i64], data: &InputData<'_>| {
                let mut output = Output::new();
                compute(parents, data, &mut output)?;
                Ok(output.finish())
            };
            Ok(Arc::new(computation) as Computation)
        };
        Self { target, cardinality, arguments, inputs: inputs.declared(), bind: Box::new(bind) }
    }

    /// Reads the arguments.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` where an argument has a value that it must not have.
    pub fn bind(&self, asked: &Asked) -> Result<Computation, Fault> {
        (self.bind)(asked)
    }
}

/// Computes the rows of all parents from what was read.
///
/// # Errors
/// `BAD_USER_INPUT` where an input has more rows than are taken, and what the computation itself refuses.
pub fn compute(computation: &Computation, parents: &[i64], data: &InputData<'_>) -> Result<Arc<ComputedRows>, Fault> {
    if data.largest() > MOST_ROWS {
        return Err(Fault::bad_user_input(
            "Too much is recorded to work this out for so many at once. Ask for shorter pages, or about fewer.",
        ));
    }
    computation(parents, data)
}
