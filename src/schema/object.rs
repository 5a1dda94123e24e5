//! `object!`: how definitions are written down, and all that its expansion names.
//!
//! The notation is that of the crate `object-macro`, which knows nothing of this one: what a line stands for is said here.

use super::bulk;
pub use super::filter::filter;
pub use super::input::is_column;
pub(crate) use super::interface;
pub use ::entity;
pub use engine::{
    define::{Described, Link, Object},
    object::{column, order_by, read_as},
};

use engine::{
    define::{DenormalizedColumn, JoinTable},
    object::Probe,
};
use entity::id::Names;
use sea_orm::EntityTrait;

/// Publishes a table as an object type, one line a field: the crate `object-macro` says how lines are written.
macro_rules! object {
    ($($definition:tt)*) => {
        ::object_macro::object! { crate::schema::object; $($definition)* }
    };
}
pub(crate) use object;

/// What `is …;` adds.
pub mod is {
    use super::super::{dated, record, spell, statement, timeline};
    use engine::define::{Described, Object};

    pub use dated::share as dated;
    pub use record::share as record;
    pub use spell::share as spell;
    pub use statement::share as statement;
    pub use timeline::share as timeline;

    /// A small table that changes seldom: the engine caches its rows by the version of the data.
    #[expect(clippy::extra_unused_type_parameters, reason = "all of these are called alike")]
    pub fn lookup<T: Described>(object: &mut Object) {
        object.look_up();
    }
}

/// What `as …` adds.
pub mod embed {
    pub use super::super::date::embed as Date;
}

/// An object type over the table of `T`, without fields.
pub fn object_of<T: Described>(name: &'static str, about: &'static str) -> Object {
    let mut object = Object::over::<T::Entity>(name, about);
    bulk::describe(&mut object);
    object
}

/// Adds a field: one record, whose key is in a column.
pub fn one<M, T: Described, K: Names<T::Entity>>(
    object: &mut Object,
    name: &'static str,
    about: &'static str,
    column: &'static str,
    may_be_another: bool,
    probe: impl Probe<M, K>,
) {
    let is_nullable = names::<M, T::Entity, K>(probe);
    object.one::<T>(name, about, column, may_be_another || is_nullable);
}

/// Through the join table of entity `J`; `copies` are its columns that repeat those of the listed row.
pub fn through<J: EntityTrait>(
    parent: &'static str,
    child: &'static str,
    copies: &[(&'static str, &'static str)],
) -> Link {
    let denormalized = copies.iter().map(|(column, of)| DenormalizedColumn { column, of }).collect();
    Link::Through(JoinTable { table: J::default().table_name(), parent, child, denormalized })
}

/// Asserts that a column names rows of entity `E`; says whether it may be empty.
pub fn names<M, E, K: Names<E>>(_: impl Probe<M, K>) -> bool {
    K::NULLABLE
}
