//! The inputs of a computed field: each is one statement, whose rows are structs.

use super::rows::RawRows;
use crate::{define::Cell, selection::Selection, table::key};
use fault::Fault;
use sea_orm::{Condition, EntityName as _, EntityTrait, IdenStatic as _, sea_query::Expr};
use std::{
    marker::PhantomData,
    sync::atomic::{AtomicUsize, Ordering},
};

/// The rows of an input: a struct whose fields are columns that its statement selects.
pub trait InputRow: Sized + 'static {
    /// The entity whose table is read.
    type Entity: EntityTrait;

    /// The column that orders the rows.
    fn order() -> &'static str;

    /// Where the values of the fields come from, in their order.
    fn sources() -> Vec<ColumnSource>;

    /// Reads a row. Its first cells are the values of the fields.
    ///
    /// # Errors
    /// If a cell holds no value of its type.
    fn read<'a>(cells: impl Iterator<Item = Cell<'a>>) -> Result<Self, Fault>;
}

/// Where the value of an input's column comes from.
#[derive(Clone, Debug)]
pub enum ColumnSource {
    /// A column of the table.
    Stored(&'static str),
    /// A named SQL expression over a row of the table.
    Sql(&'static str, &'static str),
    /// A named expression over a row of the table and the arguments of the field.
    FromArguments(&'static str, fn(&Selection) -> Result<Expr, Fault>),
}

/// A column of the table whose rows are `R`.
pub type ColumnOf<R> = <<R as InputRow>::Entity as EntityTrait>::Column;

/// The inputs of a computed field.
pub struct Inputs {
    number: usize,
    inputs: Vec<Input>,
}

/// One statement that a computed field needs.
pub struct Input {
    /// Table that is read.
    pub table: &'static str,
    /// Columns that are read: those of the rows, then others that identify rows.
    pub columns: Vec<ColumnSource>,
    /// Which rows are read.
    pub which: Which,
    /// The column that orders them.
    pub order: &'static str,
}

/// Which rows an input has.
pub enum Which {
    /// Those with the key of a parent in a column.
    OfParents {
        /// The column.
        by: &'static str,
    },
    /// Those whose column equals a column of an earlier input.
    ReferencedBy {
        /// Number of the earlier input.
        input: usize,
        /// Number of its column.
        from: usize,
        /// The column that equals it.
        by: &'static str,
        /// Whether the selection below the field needs them. Without this function they are always read.
        is_needed: Option<fn(&Selection) -> bool>,
    },
    /// Those that an argument identifies; none are read if it is absent.
    Given(fn(&Selection) -> Result<Option<Condition>, Fault>),
}

/// An input, by the type of its rows.
pub struct Handle<R> {
    id: InputId,
    rows: PhantomData<fn() -> R>,
}

impl<R> Clone for Handle<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R> Copy for Handle<R> {}

/// An input: its [`Inputs`], and its position among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InputId {
    of: usize,
    at: usize,
}

/// One or more handles, which are passed to a computation.
pub trait Handles: Copy + Send + Sync + 'static {
    /// The inputs that they stand for.
    fn ids(&self) -> Vec<InputId>;
}

/// What is computed of nothing that is stored.
impl Handles for () {
    fn ids(&self) -> Vec<InputId> {
        Vec::new()
    }
}

impl<R> Handle<R> {
    /// The position of the input among those of its field.
    pub(super) fn at(self) -> usize {
        self.id.at
    }
}

impl<R: 'static> Handles for Handle<R> {
    fn ids(&self) -> Vec<InputId> {
        vec![self.id]
    }
}

impl<A: Handles, B: Handles> Handles for (A, B) {
    fn ids(&self) -> Vec<InputId> {
        [self.0.ids(), self.1.ids()].concat()
    }
}

impl<A: Handles, B: Handles, C: Handles> Handles for (A, B, C) {
    fn ids(&self) -> Vec<InputId> {
        [self.0.ids(), self.1.ids(), self.2.ids()].concat()
    }
}

impl Default for Inputs {
    fn default() -> Self {
        Self::new()
    }
}

impl Inputs {
    /// No inputs yet.
    pub fn new() -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        Self { number: NUMBER.fetch_add(1, Ordering::Relaxed), inputs: Vec::new() }
    }

    /// Adds the rows with the key of a parent in the column `by`.
    pub fn of_parents<R: InputRow>(&mut self, by: ColumnOf<R>) -> Handle<R> {
        self.add(Which::OfParents { by: by.as_str() })
    }

    /// Adds the rows whose column `by` equals the column `from` of an earlier input.
    ///
    /// # Panics
    /// If the handle belongs to other inputs.
    pub fn referenced_by<E: InputRow, R: InputRow>(
        &mut self,
        earlier: Handle<E>,
        from: ColumnOf<E>,
        by: ColumnOf<R>,
    ) -> Handle<R> {
        self.referenced(earlier, from, by, None)
    }

    /// Like [`Self::referenced_by`], but the rows are read only if `is_needed` says that the selection below the field
    /// depends on them.
    ///
    /// # Panics
    /// If the handle belongs to other inputs.
    pub fn referenced_by_if_needed<E: InputRow, R: InputRow>(
        &mut self,
        earlier: Handle<E>,
        from: ColumnOf<E>,
        by: ColumnOf<R>,
        is_needed: fn(&Selection) -> bool,
    ) -> Handle<R> {
        self.referenced(earlier, from, by, Some(is_needed))
    }

    fn referenced<E: InputRow, R: InputRow>(
        &mut self,
        earlier: Handle<E>,
        from: ColumnOf<E>,
        by: ColumnOf<R>,
        is_needed: Option<fn(&Selection) -> bool>,
    ) -> Handle<R> {
        let InputId { at, .. } = earlier.id;
        assert!(self.has(earlier.id), "an input of {} goes on from a handle of other inputs", table::<R>());
        let from = self.inputs[at].place_of(from.as_str());
        self.add(Which::ReferencedBy { input: at, from, by: by.as_str(), is_needed })
    }

    /// Adds the rows that the arguments of the field identify; none are read if the arguments identify none.
    pub fn given<R: InputRow>(&mut self, rows: fn(&Selection) -> Result<Option<Condition>, Fault>) -> Handle<R> {
        self.add(Which::Given(rows))
    }

    fn add<R: InputRow>(&mut self, which: Which) -> Handle<R> {
        let id = InputId { of: self.number, at: self.inputs.len() };
        let mut input = Input { table: table::<R>(), columns: R::sources(), which, order: R::order() };
        if let Some(by) = input.by() {
            input.place_of(by);
        }
        self.inputs.push(input);
        Handle { id, rows: PhantomData }
    }

    /// Whether an input is one of these.
    pub(super) fn has(&self, id: InputId) -> bool {
        id.of == self.number && id.at < self.inputs.len()
    }

    /// The inputs, in the order in which they were added.
    pub(super) fn declared(self) -> Vec<Input> {
        self.inputs
    }
}

fn table<R: InputRow>() -> &'static str {
    R::Entity::default().table_name()
}

impl ColumnSource {
    /// Name of the column in the statement.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Stored(name) | Self::Sql(name, _) | Self::FromArguments(name, _) => name,
        }
    }
}

impl Input {
    /// The position of a table column among the columns that are read. Adds the column if it is missing.
    fn place_of(&mut self, column: &'static str) -> usize {
        let is_it = |source: &ColumnSource| matches!(source, ColumnSource::Stored(name) if *name == column);
        self.columns.iter().position(is_it).unwrap_or_else(|| {
            self.columns.push(ColumnSource::Stored(column));
            self.columns.len() - 1
        })
    }

    /// The column whose value groups the rows; none if the arguments identify them.
    pub fn by(&self) -> Option<&'static str> {
        match &self.which {
            Which::OfParents { by } | Which::ReferencedBy { by, .. } => Some(by),
            Which::Given(_) => None,
        }
    }

    /// Whether the selection below the field depends on it.
    pub fn is_needed(&self, selection: &Selection) -> bool {
        match &self.which {
            Which::ReferencedBy { is_needed: Some(is_needed), .. } => is_needed(selection),
            _ => true,
        }
    }

    /// The keys that its rows must refer to, sorted and without duplicates. `earlier` holds the rows of the inputs
    /// before it.
    pub fn keys(&self, parents: &[i64], earlier: &[&RawRows]) -> Vec<i64> {
        let mut keys: Vec<_> = match &self.which {
            Which::OfParents { .. } => return parents.to_vec(),
            Which::ReferencedBy { input, from, .. } => {
                (0..earlier[*input].len()).filter_map(|row| key(earlier[*input].cell(row, *from))).collect()
            }
            Which::Given(_) => return Vec::new(),
        };
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}
