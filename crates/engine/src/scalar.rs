//! How the value of one column is read and written as one leaf of the answer.
//!
//! PostgreSQL sends columns in its binary format (PostgreSQL documentation, chapter "Frontend/Backend
//! Protocol"; `src/backend/utils/adt/*recv`): integers and floats big-endian, dates as days and
//! timestamps as microseconds since 2000-01-01.

mod calendar;
mod text;

pub use calendar::DAY_ZERO;
pub use text::text;

use super::{
    define::Cell,
    publish::{enum_value, publish_enum},
};
use async_graphql::registry::{MetaType, Registry};
use enumeration::Enumeration;
use fault::Fault;
use serde::de::DeserializeOwned;
use std::io::Write as _;

/// Marks a type that is a [`Scalar`] by its own implementation.
#[derive(Debug)]
pub enum Plain {}

/// Marks a type that is a [`Scalar`] as a closed list of values.
#[derive(Debug)]
pub enum Listed {}

/// A value that fits in one column and one leaf.
///
/// `Via` says which implementation applies: [`Plain`] types have one here, and every [`Enumeration`] is [`Listed`]. It
/// is always inferred, as `_`. Without it the compiler would reject the two implementations as overlapping (ADR 0028).
pub trait Scalar<Via = Plain>: Sized + 'static {
    /// Whether NULL is a value.
    const NULLABLE: bool = false;

    /// Registers the type and returns its name without `!`.
    fn publish(registry: &mut Registry) -> String;

    /// Reads a cell.
    ///
    /// # Errors
    /// If the cell holds no such value.
    fn read(cell: Cell<'_>) -> Result<Self, Fault>;

    /// Writes JSON.
    fn write(&self, out: &mut Vec<u8>);

    /// Copies a cell to JSON. Override it to avoid an allocation.
    ///
    /// # Errors
    /// If the cell holds no such value.
    fn copy(cell: Cell<'_>, out: &mut Vec<u8>) -> Result<(), Fault> {
        Self::read(cell).map(|value| value.write(out))
    }
}

/// The bytes of a cell that is not NULL.
///
/// # Errors
/// If it is NULL.
pub fn some(cell: Cell<'_>) -> Result<&[u8], Fault> {
    cell.ok_or_else(|| Fault::internal("NULL in a column that is not nullable"))
}

fn fixed<const N: usize>(cell: Cell<'_>) -> Result<[u8; N], Fault> {
    some(cell)?.try_into().map_err(|_| Fault::internal("a column of another width"))
}

impl Scalar for i32 {
    fn publish(_: &mut Registry) -> String {
        "Int".to_owned()
    }

    fn read(cell: Cell<'_>) -> Result<Self, Fault> {
        fixed(cell).map(Self::from_be_bytes)
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(itoa::Buffer::new().format(*self).as_bytes());
    }
}

/// A number that is stored in 64 bits and published as `Int`, which has 32 bits in GraphQL.
impl Scalar for i64 {
    fn publish(registry: &mut Registry) -> String {
        i32::publish(registry)
    }

    fn read(cell: Cell<'_>) -> Result<Self, Fault> {
        let number = fixed(cell).map(Self::from_be_bytes)?;
        i32::try_from(number).map(Self::from).map_err(|_| Fault::internal("a number wider than GraphQL's Int"))
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(itoa::Buffer::new().format(*self).as_bytes());
    }
}

impl Scalar for f64 {
    fn publish(_: &mut Registry) -> String {
        "Float".to_owned()
    }

    fn read(cell: Cell<'_>) -> Result<Self, Fault> {
        let number = fixed(cell).map(Self::from_be_bytes)?;
        if number.is_finite() { Ok(number) } else { Err(Fault::internal("a number that JSON cannot write")) }
    }

    fn write(&self, out: &mut Vec<u8>) {
        let _ = write!(out, "{self}");
    }
}

impl Scalar for bool {
    fn publish(_: &mut Registry) -> String {
        "Boolean".to_owned()
    }

    fn read(cell: Cell<'_>) -> Result<Self, Fault> {
        Ok(some(cell)? != [0])
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(if *self { b"true" } else { b"false" });
    }
}

impl Scalar for String {
    fn publish(_: &mut Registry) -> String {
        "String".to_owned()
    }

    fn read(cell: Cell<'_>) -> Result<Self, Fault> {
        Self::from_utf8(some(cell)?.to_vec()).map_err(Fault::internal)
    }

    fn write(&self, out: &mut Vec<u8>) {
        text(self.as_bytes(), out);
    }

    fn copy(cell: Cell<'_>, out: &mut Vec<u8>) -> Result<(), Fault> {
        text(some(cell)?, out);
        Ok(())
    }
}

/// The content of a cell of `jsonb`. PostgreSQL sends a version number, 1, and then the text.
///
/// # Errors
/// If it holds something else, or is NULL.
pub fn json<T: DeserializeOwned>(cell: Cell<'_>) -> Result<T, Fault> {
    match some(cell)?.split_first() {
        Some((1, json)) => serde_json::from_slice(json).map_err(Fault::internal),
        _ => Err(Fault::internal("jsonb of another version")),
    }
}

/// A list of texts, stored as a JSON array.
impl Scalar for serde_json::Value {
    fn publish(_: &mut Registry) -> String {
        "[String!]".to_owned()
    }

    fn read(cell: Cell<'_>) -> Result<Self, Fault> {
        match json(cell) {
            Ok(Self::Array(items)) if items.iter().all(Self::is_string) => Ok(Self::Array(items)),
            _ => Err(Fault::internal("a list that holds more than texts")),
        }
    }

    fn write(&self, out: &mut Vec<u8>) {
        let _ = write!(out, "{self}");
    }
}

impl<Via, T: Scalar<Via>> Scalar<Option<Via>> for Option<T> {
    const NULLABLE: bool = true;

    fn publish(registry: &mut Registry) -> String {
        T::publish(registry)
    }

    fn read(cell: Cell<'_>) -> Result<Self, Fault> {
        cell.map(|bytes| T::read(Some(bytes))).transpose()
    }

    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Some(value) => value.write(out),
            None => out.extend_from_slice(b"null"),
        }
    }

    fn copy(cell: Cell<'_>, out: &mut Vec<u8>) -> Result<(), Fault> {
        if cell.is_some() {
            T::copy(cell, out)
        } else {
            out.extend_from_slice(b"null");
            Ok(())
        }
    }
}

/// A value of a closed list, stored as its name.
impl<E: Enumeration> Scalar<Listed> for E {
    fn publish(registry: &mut Registry) -> String {
        let values = E::TERMS.iter().map(|term| enum_value(term.name, term.about)).collect();
        publish_enum(E::NAME, E::ABOUT, values, registry);
        E::NAME.to_owned()
    }

    fn read(cell: Cell<'_>) -> Result<Self, Fault> {
        let name = std::str::from_utf8(some(cell)?).map_err(Fault::internal)?;
        E::parse(name).ok_or_else(|| Fault::internal(format!("{} has no value {name}", E::NAME)))
    }

    fn write(&self, out: &mut Vec<u8>) {
        text(self.name().as_bytes(), out);
    }

    /// A check constraint keeps any other text out of the column, so the text is copied unchecked.
    fn copy(cell: Cell<'_>, out: &mut Vec<u8>) -> Result<(), Fault> {
        text(some(cell)?, out);
        Ok(())
    }
}

/// Registers a custom scalar.
pub fn publish(registry: &mut Registry, name: &str, about: &str, specified_by: &str) -> String {
    registry.types.entry(name.to_owned()).or_insert_with(|| MetaType::Scalar {
        name: name.to_owned(),
        description: Some(about.to_owned()),
        is_valid: None,
        visible: None,
        inaccessible: false,
        tags: Vec::new(),
        specified_by_url: Some(specified_by.to_owned()),
        directive_invocations: Vec::new(),
        requires_scopes: Vec::new(),
    });
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written<T: Scalar<Via>, Via>(cell: Cell<'_>) -> String {
        let mut out = Vec::new();
        T::copy(cell, &mut out).expect("a value");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn cells_are_written_as_postgresql_sends_them() {
        assert_eq!(written::<i32, _>(Some(&(-7_i32).to_be_bytes())), "-7");
        assert_eq!(written::<bool, _>(Some(&[1])), "true");
        assert_eq!(written::<f64, _>(Some(&1.5_f64.to_be_bytes())), "1.5");
        assert_eq!(written::<time::Date, _>(Some(&1357_i32.to_be_bytes())), "\"2003-09-19\"");
        assert_eq!(written::<time::OffsetDateTime, _>(Some(&1_000_000_i64.to_be_bytes())), "\"2000-01-01T00:00:01Z\"");
        assert_eq!(written::<serde_json::Value, _>(Some(b"\x01[\"a\", \"b\"]")), "[\"a\",\"b\"]");
        assert_eq!(written::<Option<String>, _>(None), "null");
    }

    #[test]
    fn a_cell_of_another_shape_is_a_fault() {
        assert!(i32::read(None).is_err());
        assert!(i32::read(Some(&[1])).is_err());
        assert!(f64::read(Some(&f64::NAN.to_be_bytes())).is_err());
        assert!(i64::read(Some(&i64::MAX.to_be_bytes())).is_err());
    }
}
