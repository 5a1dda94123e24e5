//! One definition per field: its description in the API, its columns, and how its value is written.
//!
//! An [`Object`] is a table of definitions. Three readers use it: [`super::publish`] publishes it,
//! [`super::plan`] plans with it, [`super::write`] writes by it.

mod kind;
mod list;

use super::{cost::Bulk, relation::Relation, selection::Selection};
use async_graphql::registry::Registry;
use fault::{Code, Fault};
pub use kind::{DenormalizedColumn, Find, JoinTable, Kind, Link, Write};
pub use list::{BindList, BoundList, Comparison, EdgeColumn, Filter, ListArguments, Restriction};
use std::sync::Arc;

/// The bytes of one column of one row, as PostgreSQL sent them. `None` is NULL.
pub type Cell<'a> = Option<&'a [u8]>;

/// Copies one cell into the answer.
pub type Copy = fn(Cell<'_>, &mut Vec<u8>) -> Result<(), Fault>;

/// Computes a leaf of the answer from some cells.
pub type Compute = Arc<dyn Fn(&[Cell<'_>], &mut Vec<u8>) -> Result<(), Fault> + Send + Sync>;

/// Registers a type and returns its name without `!`.
pub type Publish = fn(&mut Registry) -> String;

/// A Rust type that stands for a published object.
pub trait Described: Send + Sync + 'static {
    /// The entity whose rows are published.
    type Entity: sea_orm::EntityTrait;

    /// The table of definitions.
    fn object() -> &'static Object;
}

/// A published object type over the rows of one table.
pub struct Object {
    /// Name in the schema.
    pub name: &'static str,
    /// Description in the schema.
    pub about: &'static str,
    /// The table. It is empty for the root and for values embedded in the rows of others.
    pub table: &'static str,
    /// Tag of the type in global ids, and in columns that hold the type of a key. Rows of a type without a tag have no
    /// ids.
    pub tag: Option<&'static str>,
    /// Boolean column that is true in the rows that lists show. Without such a column lists show all rows.
    pub listed: Option<&'static str>,
    /// Whether its table is small enough to cache all its rows, as a lookup table.
    pub is_lookup: bool,
    /// Additional arguments of its lists, and the fields that they add to edges.
    pub list: Option<ListArguments>,
    /// How its edges compare a row with the one before it.
    pub comparison: Option<Comparison>,
    /// Interfaces that it implements, and unions that it belongs to.
    pub interfaces: Vec<fn() -> &'static Interface>,
    /// Its fields, in the order of the schema.
    pub fields: Vec<Field>,
    /// The orders of its lists; the first is the default.
    pub orders: Vec<Order>,
    /// The filter of its lists.
    pub filter: Option<Filter>,
    /// How SQL makes its rows, if they are not stored in a table.
    pub relation: Option<Relation>,
    /// How many rows its lists have.
    pub bulk: Bulk,
    /// Points that some of its fields cost for each record, beside the usual ones.
    pub points: Vec<(&'static str, u64)>,
    /// Columns that its table has, or had, besides those that its fields publish.
    pub stored: Stored,
}

/// Columns of a table that a reader of its rows has to know, besides those of the fields.
#[derive(Debug, Default)]
pub struct Stored {
    /// All columns of the table; empty where they are not known.
    pub columns: Vec<&'static str>,
    /// Columns that no field publishes unchanged.
    pub unpublished: Vec<&'static str>,
    /// Former columns, each with its present name; `None` if the column was dropped.
    pub former: Vec<(&'static str, Option<&'static str>)>,
}

/// A published field.
pub struct Field {
    /// Name in the schema.
    pub name: String,
    /// Description in the schema.
    pub about: &'static str,
    /// Where its value comes from.
    pub kind: Kind,
    /// The role required to request it; `None` if everybody may.
    pub role: Option<Role>,
}

/// The only argument of a field that finds a record.
#[derive(Clone, Copy)]
pub struct Argument {
    /// Name in the schema. It is empty if the field takes no argument.
    pub name: &'static str,
    /// Description in the schema.
    pub about: &'static str,
}

/// An order of a list. The key of the record is compared last, so the order is total.
pub struct Order {
    /// Name of the enum value.
    pub name: &'static str,
    /// Description in the schema.
    pub about: &'static str,
    /// The column that is compared. It is never NULL.
    pub column: &'static str,
    /// How it is compared.
    pub by: OrderBy,
}

/// Type of a column that orders a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderBy {
    /// `int4`.
    Number,
    /// `int4`, of which one value says that there is none and comes last in both directions.
    NumberOrNone(i32),
    /// `text`.
    Text,
    /// `int8`.
    Key,
}

/// A role of clients. It permits everything that lower roles permit. The definition of the API declares the roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Role {
    /// A higher rank permits more.
    pub rank: u8,
    /// Name in messages.
    pub name: &'static str,
}

/// Several object types with common fields: an interface, or a union if there are no common fields.
pub struct Interface {
    /// Name in the schema.
    pub name: &'static str,
    /// Description in the schema.
    pub about: &'static str,
    /// Names of the common fields. The first object type defines them.
    pub fields: &'static [&'static str],
    /// Interfaces that it implements itself.
    pub implements: &'static [fn() -> &'static Interface],
}

impl Argument {
    /// The argument's value. It is empty if the field takes no argument.
    ///
    /// # Errors
    /// If it is absent, which validation prevents: it is required.
    pub fn value<'a>(&self, selection: &'a Selection) -> Result<&'a str, Fault> {
        if self.name.is_empty() { Ok("") } else { selection.required_text(self.name) }
    }
}

impl Object {
    /// All columns of its own row that its fields need, the key first.
    pub fn columns(&self) -> Vec<&'static str> {
        let mut columns = vec!["id"];
        for field in &self.fields {
            field.columns(&mut columns);
        }
        columns
    }

    /// The definition of a field.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Points that a field costs for each record, beside the usual ones.
    pub fn points_of(&self, field: &str) -> u64 {
        self.points.iter().find(|(name, _)| *name == field).map_or(0, |(_, points)| *points)
    }

    /// Whether it implements an interface.
    pub fn implements(&self, interface: &Interface) -> bool {
        self.interfaces.iter().any(|known| std::ptr::eq(known(), interface))
    }
}

impl Field {
    /// The error for a client whose role may not request the field; none if the role suffices.
    pub fn refused_to(&self, role: Role) -> Option<Fault> {
        let needed = self.role.filter(|needed| role.rank < needed.rank)?;
        let message =
            format!("`{}` needs the role {}, and this request has the role {}.", self.name, needed.name, role.name);
        Some(Fault::new(Code::Forbidden, message))
    }

    /// Adds the columns that it needs of the row.
    pub(crate) fn columns(&self, all: &mut Vec<&'static str>) {
        let mut add = |column: &'static str| {
            if !all.contains(&column) {
                all.push(column);
            }
        };
        match &self.kind {
            Kind::Leaf { columns, .. } => columns.iter().copied().for_each(add),
            Kind::Embedded { fields, present, .. } => {
                add(present);
                for field in fields {
                    field.columns(all);
                }
            }
            Kind::One { column, .. } => add(column),
            Kind::Any { column, kind_column, .. } => {
                add(column);
                add(kind_column);
            }
            Kind::Many { .. }
            | Kind::Computed(_)
            | Kind::Part { .. }
            | Kind::Added { .. }
            | Kind::Find { .. }
            | Kind::List { .. }
            | Kind::Node { .. }
            | Kind::Nodes { .. }
            | Kind::FindAny { .. } => {}
        }
    }
}
