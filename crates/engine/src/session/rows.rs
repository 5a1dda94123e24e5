//! Rows as PostgreSQL sent them, with their cells in one contiguous buffer.

use crate::define::Cell;
use std::error::Error;
use tokio_postgres::{
    Row,
    types::{FromSql, Type},
};

/// The rows of a statement.
#[derive(Default)]
pub struct Rows {
    count: usize,
    width: usize,
    /// The cells of all rows, without the bytes between them.
    bytes: Vec<u8>,
    /// The range of each cell in `bytes`.
    cells: Vec<CellRange>,
}

/// The range of a cell in the buffer.
#[derive(Clone, Copy)]
struct CellRange {
    from: usize,
    to: usize,
    is_null: bool,
}

/// The bytes of a value as PostgreSQL sent them, whatever its type.
struct Bytes<'a>(&'a [u8]);

impl<'a> FromSql<'a> for Bytes<'a> {
    fn from_sql(_: &Type, bytes: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(bytes))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

impl Rows {
    /// Adds a row; all have the same columns.
    ///
    /// # Errors
    /// If the row does not have the format that PostgreSQL announced.
    pub fn add(&mut self, row: &Row) -> Result<(), tokio_postgres::Error> {
        self.count += 1;
        self.width = row.len();
        for at in 0..self.width {
            let cell = row.try_get::<_, Option<Bytes<'_>>>(at)?;
            let from = self.bytes.len();
            if let Some(Bytes(bytes)) = cell {
                self.bytes.extend_from_slice(bytes);
            }
            self.cells.push(CellRange { from, to: self.bytes.len(), is_null: cell.is_none() });
        }
        Ok(())
    }

    /// Bytes of all cells.
    pub fn bytes(&self) -> usize {
        self.bytes.len()
    }

    /// Bytes of memory that they take.
    pub fn memory(&self) -> usize {
        self.bytes.capacity() + self.cells.capacity() * size_of::<CellRange>()
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Forgets all rows.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// A column of a row; none if it is NULL or missing.
    pub fn cell(&self, row: usize, at: usize) -> Cell<'_> {
        if at >= self.width {
            return None;
        }
        let cell = self.cells.get(row * self.width + at).filter(|cell| !cell.is_null)?;
        self.bytes.get(cell.from..cell.to)
    }

    /// Sorts the rows by a key of each. The sort is stable.
    pub fn sort_by<K: Ord>(&mut self, of: impl Fn(&Self, usize) -> K) {
        let mut order: Vec<_> = (0..self.count).collect();
        order.sort_by_cached_key(|row| of(self, *row));
        let width = self.width;
        self.cells = order.iter().flat_map(|row| &self.cells[row * width..(row + 1) * width]).copied().collect();
    }
}
