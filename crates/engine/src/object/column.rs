//! Columns of entities: their names, and what their types say.

use crate::{
    define::{Cell, OrderBy},
    scalar::Scalar,
};
use fault::Fault;
use sea_orm::{ColumnTrait, EntityTrait, IdenStatic, Iterable};

/// Lets the compiler infer the type of a column.
pub trait Probe<M, T>: Fn(&M) -> &T {}
impl<M, T, F: Fn(&M) -> &T> Probe<M, T> for F {}

/// A column of an entity by its name, and whether it may be NULL.
///
/// A name without a column is a mistake in this program. Every test that builds the schema finds it.
pub fn stored<E: EntityTrait>(name: &str) -> (&'static str, bool) {
    let column = E::Column::iter().find(|column| column.as_str() == name).unwrap_or_else(|| panic!("no column {name}"));
    (column.as_str(), column.def().is_null())
}

/// The name of a column of an entity. The row's field has the same name, so the compiler has checked it.
pub fn column<E: EntityTrait>(name: &str) -> &'static str {
    stored::<E>(name).0
}

/// Reads a cell as the type of the column that `_` refers to.
///
/// # Errors
/// If the cell holds no such value.
pub fn read_as<M, T: Scalar<Via>, Via>(_: impl Probe<M, T>, cell: Cell<'_>) -> Result<T, Fault> {
    T::read(cell)
}

/// `term_until` is published as `termUntil`.
pub fn camel(name: &str) -> String {
    let mut words = name.trim_end_matches('_').split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |mut out, word| {
        let mut letters = word.chars();
        out.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        out.push_str(letters.as_str());
        out
    })
}

/// A column type that can order a list.
pub trait Orderable {
    /// How it is compared.
    const BY: OrderBy;
}

impl Orderable for i32 {
    const BY: OrderBy = OrderBy::Number;
}

impl Orderable for String {
    const BY: OrderBy = OrderBy::Text;
}

/// How the column that `_` refers to is compared.
pub fn order_by<M, T: Orderable>(_: impl Probe<M, T>) -> OrderBy {
    T::BY
}
