//! Where values come from: columns, other records, lists, computations.

use super::{Argument, Compute, Copy, Field, Interface, Object, Publish};
use crate::derive::ComputedField;
use fault::Fault;
use sea_orm::{Condition, sea_query::Expr};

/// Where the value of a field comes from.
pub enum Kind {
    /// One or more columns of the same row.
    Leaf {
        /// The columns.
        columns: Vec<&'static str>,
        /// Makes its type known.
        publish: Publish,
        /// Whether it may be null.
        nullable: bool,
        /// How it is written.
        write: Write,
    },
    /// A value that lies in several columns of the same row, such as a date.
    Embedded {
        /// Its type.
        object: fn() -> &'static Object,
        /// Its fields, with the columns of this row.
        fields: Vec<Field>,
        /// The column that is NULL where there is no value.
        present: &'static str,
        /// Whether it may be null.
        nullable: bool,
    },
    /// One record, whose key is in this row.
    One {
        /// The column with the key.
        column: &'static str,
        /// Its type.
        target: fn() -> &'static Object,
        /// Whether it may be null.
        nullable: bool,
    },
    /// One record of several types, whose key and type are in this row.
    Any {
        /// The column with the key.
        column: &'static str,
        /// The column with the tag of its type.
        kind_column: &'static str,
        /// What its types have in common.
        interface: fn() -> &'static Interface,
        /// Whether it may be null.
        nullable: bool,
    },
    /// A page of records that belong to this one.
    Many {
        /// How they belong to it.
        link: Link,
        /// Their type.
        target: fn() -> &'static Object,
    },
    /// A value or values that are computed from several statements.
    Computed(fn() -> &'static ComputedField),
    /// What was computed together with this row: one of its parts.
    Part {
        /// Number of the part.
        part: usize,
        /// Type of its rows.
        target: fn() -> &'static Object,
    },
    /// At the root: one record, found by an argument.
    Find {
        /// The argument.
        argument: Argument,
        /// Type of the record.
        target: fn() -> &'static Object,
        /// Whether it may be null.
        nullable: bool,
        /// What the record meets.
        find: Find,
    },
    /// At the root: a page of all records.
    List {
        /// Their type.
        target: fn() -> &'static Object,
    },
    /// At the root: the record with an id.
    Node {
        /// What all records with ids have in common.
        interface: fn() -> &'static Interface,
    },
    /// At the root: the records with some ids, in their order.
    Nodes {
        /// What all records with ids have in common.
        interface: fn() -> &'static Interface,
    },
    /// At the root: the record of several types that a row of another table names.
    FindAny {
        /// The argument.
        argument: Argument,
        /// The table whose rows name records.
        names: fn() -> &'static Object,
        /// Its column with the key of the record.
        column: &'static str,
        /// Its column with the tag of the record's type.
        kind_column: &'static str,
        /// What the row meets.
        find: Find,
        /// What the types of the record have in common.
        interface: fn() -> &'static Interface,
    },
}

/// The condition that finds what an argument names.
pub type Find = fn(&str) -> Result<Condition, Fault>;

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
    /// They are the other rows with the parent's value in a column, whether lists show them or not.
    Siblings(&'static str),
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

impl Between {
    /// Where the table between has a column of the listed row.
    pub fn copy_of(&self, column: &str) -> Option<&'static str> {
        if column == "id" {
            return Some(self.child);
        }
        self.carries.iter().find(|copied| copied.of == column).map(|copied| copied.column)
    }
}
