//! One definition per field: what the API says of it, where it is stored, how it is written.
//!
//! An [`Object`] is a table of definitions. Three readers use it: [`super::publish`] publishes it,
//! [`super::plan`] plans with it, [`super::write`] writes by it.

mod kind;
mod list;

use super::{ask::Asked, relation::Relation};
use async_graphql::registry::Registry;
use fault::{Code, Fault};
pub use kind::{Between, Copied, Find, Kind, Link, Write};
pub use list::{BindList, BoundList, Comparison, EdgeColumn, Filter, ListArguments};
use std::sync::Arc;

/// The bytes of one column of one row, as PostgreSQL sent them; none for NULL.
pub type Cell<'a> = Option<&'a [u8]>;

/// Copies one cell into the answer.
pub type Copy = fn(Cell<'_>, &mut Vec<u8>) -> Result<(), Fault>;

/// Computes a leaf of the answer from some cells.
pub type Compute = Arc<dyn Fn(&[Cell<'_>], &mut Vec<u8>) -> Result<(), Fault> + Send + Sync>;

/// Makes a type known to the registry and says its name without `!`.
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
    /// Table; empty for the root and for values embedded in the rows of others.
    pub table: &'static str,
    /// Tag of the type in global ids and in columns that say of which type a key is; none where its rows have no ids.
    pub tag: Option<&'static str>,
    /// Boolean column that says which rows lists show; lists show all rows where there is none.
    pub listed: Option<&'static str>,
    /// Whether its table is so small that all rows are cached, as a lookup table.
    pub is_lookup: bool,
    /// Further arguments of its lists, and what they add to edges.
    pub list: Option<ListArguments>,
    /// What its edges say of the order of neighbours.
    pub comparison: Option<Comparison>,
    /// Interfaces it implements, and unions it is in.
    pub interfaces: Vec<fn() -> &'static Interface>,
    /// Its fields, in the order of the schema.
    pub fields: Vec<Field>,
    /// Ways to order its lists; the first is the usual one.
    pub orders: Vec<Order>,
    /// How its lists can be restricted.
    pub filter: Option<Filter>,
    /// How its rows are made, where they stand in no table.
    pub relation: Option<Relation>,
    /// What its table holds, or held, beside what its fields publish.
    pub stored: Stored,
}

/// Columns of a table that a reader of its rows has to know of beside those of the fields.
#[derive(Debug, Default)]
pub struct Stored {
    /// Columns that no field publishes as they are.
    pub unpublished: Vec<&'static str>,
    /// Former columns, each with the column that it is called now; none where it was dropped.
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
    /// Who may ask for it; everybody, where none is named.
    pub role: Option<Role>,
}

/// The one argument of a field that finds a record.
#[derive(Clone, Copy)]
pub struct Argument {
    /// Name in the schema; empty where there is none.
    pub name: &'static str,
    /// Description in the schema.
    pub about: &'static str,
}

/// A way to order a list; the key of the record follows, so that the order is total.
pub struct Order {
    /// Name of the enum value.
    pub name: &'static str,
    /// Description in the schema.
    pub about: &'static str,
    /// Column that is compared; never NULL.
    pub column: &'static str,
    /// How it is compared.
    pub by: OrderBy,
}

/// Type of a column that orders a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderBy {
    /// `int4`.
    Number,
    /// `text`.
    Text,
    /// `int8`.
    Key,
}

/// A role of clients, which may do what lower roles may. Whoever defines the API names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Role {
    /// Roles of a higher rank may do more.
    pub rank: u8,
    /// Name in messages.
    pub name: &'static str,
}

/// Several object types that share some fields: an interface, or a union where they share none.
pub struct Interface {
    /// Name in the schema.
    pub name: &'static str,
    /// Description in the schema.
    pub about: &'static str,
    /// Names of the shared fields; the first object type defines them.
    pub fields: &'static [&'static str],
    /// Interfaces that it implements itself.
    pub implements: &'static [fn() -> &'static Interface],
}

impl Argument {
    /// Its value; empty where the field has no argument.
    ///
    /// # Errors
    /// Where it is absent, which validation does not let through: it is required.
    pub fn value<'a>(&self, asked: &'a Asked) -> Result<&'a str, Fault> {
        if self.name.is_empty() { Ok("") } else { asked.required_text(self.name) }
    }
}

impl Object {
    /// All columns that its fields need of a row of its own, the key first.
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

    /// Whether it implements an interface.
    pub fn implements(&self, interface: &Interface) -> bool {
        self.interfaces.iter().any(|known| std::ptr::eq(known(), interface))
    }
}

impl Field {
    /// Why somebody with a role may not ask for it; none where they may.
    pub fn refused_to(&self, role: Role) -> Option<Fault> {
        let needed = self.role.filter(|needed| role.rank < needed.rank)?;
        let message = format!("`{}` is for tokens of the role {}.", self.name, needed.name);
        Some(Fault::new(Code::Forbidden, message))
    }

    /// Adds the columns of the row that it needs.
    fn columns(&self, all: &mut Vec<&'static str>) {
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
            | Kind::Find { .. }
            | Kind::List { .. }
            | Kind::Node { .. }
            | Kind::Nodes { .. }
            | Kind::FindAny { .. } => {}
        }
    }
}
