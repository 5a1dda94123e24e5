//! `input_row!`: how the rows are written down that computed fields read.

use engine::derive::{FromCell, RowKey};
use entity::id::Key;

/// Declares the rows of an input: a struct over columns of an entity, and what else its statement selects of it.
///
/// A field that is no column of the entity does not compile, nor one whose type is not that of the column (a key, of
/// whatever table, is a `RowKey`). What follows `=` is computed by PostgreSQL: `sql "…"` over a row of the table, or
/// `from_arguments function` for an expression that depends on the arguments. The rows come in the order of the column `order`.
macro_rules! input_row {
    (
        $(#[$about:meta])+
        $visibility:vis struct $name:ident of $entity:ident order $order:ident {
            $($(#[doc = $of:literal])* $field:ident: $ty:ty $(= $source:ident $value:expr)?),+ $(,)?
        }
    ) => {
        $(#[$about])+
        $visibility struct $name {
            $($(#[doc = $of])* pub $field: $ty),+
        }

        impl ::engine::derive::InputRow for $name {
            type Entity = ::entity::$entity::Entity;

            fn order() -> &'static str {
                $crate::schema::input::is_column(|row: &::entity::$entity::Model| &row.$order);
                ::engine::object::column::<::entity::$entity::Entity>(stringify!($order))
            }

            fn sources() -> Vec<::engine::derive::ColumnSource> {
                vec![$($crate::schema::input::input_row!(@source $entity $field $ty $(= $source $value)?)),+]
            }

            fn read<'a>(
                mut cells: impl Iterator<Item = ::engine::define::Cell<'a>>,
            ) -> Result<Self, ::fault::Fault> {
                Ok(Self { $($field: ::engine::derive::FromCell::from_cell(cells.next().flatten())?),+ })
            }
        }
    };
    (@source $entity:ident $field:ident $ty:ty) => {{
        $crate::schema::input::is_read_as::<$ty, _, _, _>(|row: &::entity::$entity::Model| &row.$field);
        let column = ::engine::object::column::<::entity::$entity::Entity>(stringify!($field));
        ::engine::derive::ColumnSource::Stored(column)
    }};
    (@source $entity:ident $field:ident $ty:ty = sql $sql:expr) => {
        ::engine::derive::ColumnSource::Sql(stringify!($field), $sql)
    };
    (@source $entity:ident $field:ident $ty:ty = from_arguments $expression:expr) => {
        ::engine::derive::ColumnSource::FromArguments(stringify!($field), $expression)
    };
}
pub(crate) use input_row;

/// A type that a column of type `C` is read as.
pub trait ReadFrom<C, Via>: Sized {}

/// How a key is read, whatever its table.
pub enum AsKey {}

/// How a key is read that may be missing.
pub enum AsKeyOrNone {}

impl<Via, T: FromCell<Via>> ReadFrom<T, Via> for T {}
impl<K: Key> ReadFrom<K, AsKey> for RowKey {}
impl<K: Key> ReadFrom<Option<K>, AsKeyOrNone> for Option<RowKey> {}

/// Asserts that there is a column.
pub fn is_column<M, C>(_: impl Fn(&M) -> &C) {}

/// Asserts that a column is read as `T`.
pub fn is_read_as<T: ReadFrom<C, Via>, Via, M, C>(_: impl Fn(&M) -> &C) {}
