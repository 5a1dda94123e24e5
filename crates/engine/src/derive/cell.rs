//! Values of computed fields as cells: read from the inputs, written for what is published.

use crate::{
    define::Cell,
    scalar::{DAY_ZERO, Listed, Plain, Scalar, some},
};
use enumeration::Enumeration;
use fault::Fault;

/// A cell that owns its bytes; none for NULL.
pub type OwnedCell = Option<Box<[u8]>>;

/// The key of a row, whatever its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RowKey(pub i64);

/// How a key is read and written, whatever its table.
#[derive(Debug)]
pub enum AsKey {}

/// A type that a column of an input is read as. `Via` is always inferred, as in [`Scalar`].
pub trait FromCell<Via>: Sized {
    /// Reads a cell.
    ///
    /// # Errors
    /// If the cell holds no such value.
    fn from_cell(cell: Cell<'_>) -> Result<Self, Fault>;
}

impl<Via, T: Scalar<Via>> FromCell<Via> for T {
    fn from_cell(cell: Cell<'_>) -> Result<Self, Fault> {
        T::read(cell)
    }
}

impl FromCell<AsKey> for RowKey {
    fn from_cell(cell: Cell<'_>) -> Result<Self, Fault> {
        let bytes = some(cell)?.try_into().map_err(|_| Fault::internal("a key of another width"))?;
        Ok(Self(i64::from_be_bytes(bytes)))
    }
}

impl FromCell<Option<AsKey>> for Option<RowKey> {
    fn from_cell(cell: Cell<'_>) -> Result<Self, Fault> {
        cell.map(|bytes| RowKey::from_cell(Some(bytes))).transpose()
    }
}

/// A type whose values are written as cells, in the form in which PostgreSQL would send them. `Via` is always inferred.
pub trait ToCell<Via = Plain> {
    /// Writes a cell.
    fn to_cell(&self) -> OwnedCell;
}

impl ToCell<AsKey> for RowKey {
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

impl<Via, T: ToCell<Via>> ToCell<Option<Via>> for Option<T> {
    fn to_cell(&self) -> OwnedCell {
        self.as_ref().and_then(T::to_cell)
    }
}

impl<E: Enumeration> ToCell<Listed> for E {
    fn to_cell(&self) -> OwnedCell {
        Some(self.name().as_bytes().into())
    }
}
