//! Values of computed fields as cells: read from the inputs, written for what is published.

use crate::read::{
    define::Cell,
    scalar::{DAY_ZERO, Scalar, some},
};
use fault::Fault;

/// A cell that owns its bytes; none for NULL.
pub type OwnedCell = Option<Box<[u8]>>;

/// The key of a row, whatever its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RowKey(pub i64);

/// A type that a column of an input is read as.
pub trait FromCell: Sized {
    /// Reads a cell.
    ///
    /// # Errors
    /// Where the cell is no such value.
    fn from_cell(cell: Cell<'_>) -> Result<Self, Fault>;
}

impl<T: Scalar> FromCell for T {
    fn from_cell(cell: Cell<'_>) -> Result<Self, Fault> {
        T::read(cell)
    }
}

impl FromCell for RowKey {
    fn from_cell(cell: Cell<'_>) -> Result<Self, Fault> {
        let bytes = some(cell)?.try_into().map_err(|_| Fault::internal("a key of another width"))?;
        Ok(Self(i64::from_be_bytes(bytes)))
    }
}

impl FromCell for Option<RowKey> {
    fn from_cell(cell: Cell<'_>) -> Result<Self, Fault> {
        cell.map(|bytes| RowKey::from_cell(Some(bytes))).transpose()
    }
}

/// A type that a computed row is written with: as PostgreSQL would send it.
pub trait ToCell {
    /// Writes a cell.
    fn to_cell(&self) -> OwnedCell;
}

impl ToCell for RowKey {
    fn to_cell(&self) -> OwnedCell {
        Some(Box::new(self.0.to_be_bytes()))
    }
}

impl ToCell for bool {
    fn to_cell(&self) -> OwnedCell {
        Some(Box::new([u8::from(*self)]))
    }
}

impl ToCell for i32 {
    fn to_cell(&self) -> OwnedCell {
        Some(Box::new(self.to_be_bytes()))
    }
}

impl ToCell for String {
    fn to_cell(&self) -> OwnedCell {
        Some(self.as_bytes().into())
    }
}

impl ToCell for time::Date {
    fn to_cell(&self) -> OwnedCell {
        Some(Box::new((self.to_julian_day() - DAY_ZERO).to_be_bytes()))
    }
}

impl<T: ToCell> ToCell for Option<T> {
    fn to_cell(&self) -> OwnedCell {
        self.as_ref().and_then(T::to_cell)
    }
}
