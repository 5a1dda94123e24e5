//! One definition per field: what the API says of it, where it is stored, how it is written.
//!
//! An [`Object`] is a table of definitions. Three readers use it: [`crate::schema::bridge`] publishes it,
//! [`super::plan`] plans with it, [`super::write`] writes by it.

use super::{ask::Asked, derive::ComputedField, relation::Relation};
use crate::role::Role;
use async_graphql::registry::Registry;
use entity::vocabulary::NodeKind;
use fault::{Code, Fault};
use rules::certainty::SpellSql;
use sea_orm::{Condition, sea_query::Expr};
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
    /// Kind of the node, for records and statements.
    pub kind: Option<NodeKind>,
    /// Whether only the leading claim of each claim set is listed.
    pub claims: bool,
    /// Whether it is a small closed vocabulary, which may be kept in memory.
    pub is_closed: bool,
    /// How sure it is that one of its rows holds on a day, where they are spells.
    pub spell: Option<SpellSql>,
    /// Columns of the first and the last possible day, where its lists are in the order of dates and their edges say
    /// whether that order is certain.
    pub days: Option<[&'static str; 2]>,
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

/// Where the value of a field comes from.
pub enum Kind {
    /// One or more columns of the same row.
    Leaf { columns: Vec<&'static str>, publish: Publish, nullable: bool, write: Write },
    /// A value that lies in several columns of the same row, such as a date.
    Embedded {
        object: fn() -> &'static Object,
        /// Its fields, with the columns of this row.
        fields: Vec<Field>,
        /// The column that is NULL where there is no value.
        present: &'static str,
        nullable: bool,
    },
    /// One record, whose key is in this row.
    One { column: &'static str, target: fn() -> &'static Object, nullable: bool },
    /// One record of several kinds, whose key and kind are in this row.
    Any { column: &'static str, kind_column: &'static str, interface: fn() -> &'static Interface, nullable: bool },
    /// A page of records that belong to this one.
    Many { link: Link, target: fn() -> &'static Object },
    /// A value or values that are computed from several statements.
    Computed(fn() -> &'static ComputedField),
    /// What was computed together with this row: one of its parts.
    Part { part: usize, target: fn() -> &'static Object },
    /// At the root: one record, found by an argument.
    Find {
        argument: Argument,
        target: fn() -> &'static Object,
        nullable: bool,
        find: fn(&str) -> Result<Condition, Fault>,
    },
    /// At the root: a page of all records.
    List { target: fn() -> &'static Object },
    /// At the root: the record or statement with an id.
    Node,
    /// At the root: the records or statements with some ids, in their order.
    Nodes,
    /// At the root: the record with a slug.
    Record,
}

/// How a leaf is written.
#[derive(Clone)]
pub enum Write {
    /// One column, copied.
    Copy(Copy),
    /// A function of the columns.
    Compute(Compute),
}

/// How the rows of a list belong to their parent.
pub enum Link {
    /// A column of theirs names the parent.
    Column(&'static str),
    /// A table between names both.
    Through(Between),
    /// A condition on them that mentions the parent's key.
    Reach(fn(parent: Expr) -> Condition),
    /// They are the other claims of the parent's claim set.
    Alternatives,
}

/// A table between two others.
pub struct Between {
    /// Its name.
    pub table: &'static str,
    /// Its column with the parent's key.
    pub parent: &'static str,
    /// Its column with the key of the row that is listed.
    pub child: &'static str,
    /// Copies of what lists show and are ordered by, so that such a list is read from this table alone.
    pub carries: Vec<Copied>,
}

/// A column that repeats another.
pub struct Copied {
    /// The column of the table between.
    pub column: &'static str,
    /// The column of the listed row.
    pub of: &'static str,
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

/// A filter: an input object that becomes a condition.
#[derive(Clone, Copy)]
pub struct Filter {
    /// Makes the input type known.
    pub publish: Publish,
    /// Reads a value of that type.
    pub parse: fn(async_graphql::Value) -> Result<Condition, Fault>,
}

/// Several object types that share some fields: an interface, or a union where they share none.
pub struct Interface {
    /// Name in the schema.
    pub name: &'static str,
    /// Description in the schema.
    pub about: &'static str,
    /// Names of the shared fields; the first object type defines them.
    pub fields: &'static [&'static str],
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

impl Between {
    /// Where the table between has a column of the listed row.
    pub fn copy_of(&self, column: &str) -> Option<&'static str> {
        if column == "id" {
            return Some(self.child);
        }
        self.carries.iter().find(|copied| copied.of == column).map(|copied| copied.column)
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
        let needed = self.role.filter(|needed| role < *needed)?;
        let message = format!("`{}` is for tokens of the role {}.", self.name, needed.name());
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
            | Kind::Node
            | Kind::Nodes
            | Kind::Record => {}
        }
    }
}
