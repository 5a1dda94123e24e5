//! The rows of the inputs of a computed field, as they were read and as a computation sees them.

use super::{
    cells::Cells,
    input::{ColumnSource, Handle, Input, InputRow},
};
use crate::{define::Cell, table::key};
use ahash::AHashMap;
use fault::Fault;

/// The rows of an input as they were read: cells in PostgreSQL's binary form.
#[derive(Debug)]
pub struct RawRows {
    width: usize,
    /// The position of the key that groups the rows.
    key_at: Option<usize>,
    /// One row after another.
    cells: Cells,
    /// Row numbers by key.
    of: AHashMap<i64, Vec<usize>>,
}

impl RawRows {
    /// An empty table for an input.
    pub fn of(input: &Input) -> Self {
        let is_key = |column: &ColumnSource| matches!(column, ColumnSource::Stored(name) if input.by() == Some(*name));
        let key_at = input.columns.iter().position(is_key);
        Self { width: input.columns.len(), key_at, cells: Cells::default(), of: AHashMap::default() }
    }

    /// Adds a row.
    ///
    /// # Errors
    /// If the number of cells differs from the number of columns, or the key that groups the rows is NULL.
    pub fn add<'a>(&mut self, cells: impl IntoIterator<Item = Cell<'a>>) -> Result<(), Fault> {
        let row = self.len();
        cells.into_iter().for_each(|cell| self.cells.push(cell));
        if self.cells.len() != (row + 1) * self.width {
            return Err(Fault::internal("an input whose row has another number of cells than it has columns"));
        }
        if let Some(at) = self.key_at {
            let named = key(self.cell(row, at)).ok_or_else(|| Fault::internal("an input whose row names no key"))?;
            self.of.entry(named).or_default().push(row);
        }
        Ok(())
    }

    /// Whether arguments name its rows.
    pub(crate) fn is_given(&self) -> bool {
        self.key_at.is_none()
    }

    /// How many cells there are.
    pub(crate) fn cells(&self) -> usize {
        self.cells.len()
    }

    /// Number of rows. An input has at least one column.
    pub(crate) fn len(&self) -> usize {
        self.cells.len() / self.width
    }

    pub(super) fn cell(&self, row: usize, at: usize) -> Cell<'_> {
        self.cells.get(row * self.width + at)
    }

    fn row(&self, row: usize) -> impl Iterator<Item = Cell<'_>> {
        (row * self.width..(row + 1) * self.width).map(|number| self.cells.get(number))
    }
}

/// The rows of all inputs of a computed field, in the order of declaration.
pub struct InputData<'a> {
    rows: Vec<&'a RawRows>,
}

impl<'a> InputData<'a> {
    /// Of all inputs of a field.
    pub fn new(rows: Vec<&'a RawRows>) -> Self {
        Self { rows }
    }

    /// The rows of an input.
    ///
    /// # Errors
    /// If a stored value is invalid, or the input was not read.
    pub fn rows<R: InputRow>(&self, handle: Handle<R>) -> Result<Rows<'a, R>, Fault> {
        let raw = *self.rows.get(handle.at()).ok_or_else(|| Fault::internal("an input that was not read"))?;
        let rows: Result<_, _> = (0..raw.len()).map(|row| R::read(raw.row(row))).collect();
        Ok(Rows { rows: rows?, of: &raw.of })
    }

    /// Number of rows of the largest input.
    pub(super) fn largest(&self) -> usize {
        self.rows.iter().map(|rows| rows.len()).max().unwrap_or_default()
    }
}

/// The rows of an input.
#[derive(Debug)]
pub struct Rows<'a, R> {
    rows: Vec<R>,
    of: &'a AHashMap<i64, Vec<usize>>,
}

impl<'r, R> IntoIterator for &'r Rows<'_, R> {
    type Item = &'r R;
    type IntoIter = std::slice::Iter<'r, R>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<R> Rows<'_, R> {
    /// All rows.
    pub fn iter(&self) -> std::slice::Iter<'_, R> {
        self.rows.iter()
    }

    /// The rows of a key, in the order in which they were read.
    pub fn of(&self, key: i64) -> impl Iterator<Item = &R> {
        self.of.get(&key).into_iter().flatten().map(|row| &self.rows[*row])
    }
}
