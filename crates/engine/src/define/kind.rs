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
        /// Registers its type.
        publish: Publish,
        /// Whether it may be null.
        nullable: bool,
        /// How it is written.
        write: Write,
    },
    /// A column that the arguments of the list add in which the row stands; null elsewhere.
    Added {
        /// The column.
        column: &'static str,
        /// Registers its type.
        publish: Publish,
        /// How it is written.
        copy: Copy,
    },
    /// A value stored in several columns of the same row, such as a date.
    Embedded {
        /// Its type.
        object: fn() -> &'static Object,
        /// Its fields, over the columns of this row.
        fields: Vec<Field>,
        /// The column that is NULL if there is no value.
        present: &'static str,
        /// Whether it may be null.
        nullable: bool,
    },
    /// One record; its key is in this row.
    One {
        /// The column with the key.
        column: &'static str,
        /// Its type.
        target: fn() -> &'static Object,
        /// Whether it may be null.
        nullable: bool,
    },
    /// One record of one of several types; its key and type are in this row.
    Any {
        /// The column with the key.
        column: &'static str,
        /// The column with the tag of its type.
        kind_column: &'static str,
        /// The common interface of its types.
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
    /// A value or values computed from several statements.
    Computed(fn() -> &'static ComputedField),
    /// A list of rows that were computed together with this row.
    Part {
        /// Its number among the parts of the row.
        part: usize,
        /// Type of its rows.
        target: fn() -> &'static Object,
    },
    /// At the root: one record, identified by an argument.
    Find {
        /// The argument.
        argument: Argument,
        /// Type of the record.
        target: fn() -> &'static Object,
        /// Whether it may be null.
        nullable: bool,
        /// The condition that the record meets.
        find: Find,
    },
    /// At the root: a page of all records.
    List {
        /// Their type.
        target: fn() -> &'static Object,
    },
    /// At the root: the record with an id.
    Node {
        /// The common interface of all records with ids.
        interface: fn() -> &'static Interface,
    },
    /// At the root: the records with the given ids, in the given order.
    Nodes {
        /// The common interface of all records with ids.
        interface: fn() -> &'static Interface,
    },
    /// At the root: a record of one of several types, to which a row of another table points.
    FindAny {
        /// The argument.
        argument: Argument,
        /// The table whose rows point to records.
        names: fn() -> &'static Object,
        /// Its column with the key of the record.
        column: &'static str,
        /// Its column with the tag of the record's type.
        kind_column: &'static str,
        /// The condition that the row meets.
        find: Find,
        /// The common interface of the record's types.
        interface: fn() -> &'static Interface,
    },
}

/// The condition for the record that an argument identifies.
pub type Find = fn(&str) -> Result<Condition, Fault>;

/// How a leaf is written.
#[derive(Clone)]
pub enum Write {
    /// One column, copied.
    Copy(Copy),
    /// A function of the columns.
    Compute(Compute),
}

/// How the rows of a list are linked to their parent.
pub enum Link {
    /// Their column with the key of the parent.
    Column(&'static str),
    /// A join table with the keys of both.
    Through(JoinTable),
    /// A condition on them that refers to the parent's key.
    Reach(fn(parent: Expr) -> Condition),
    /// The other rows with the same value in a column as the parent. Rows that lists hide are included.
    Siblings(&'static str),
}

/// A join table.
pub struct JoinTable {
    /// Its name.
    pub table: &'static str,
    /// Its column with the parent's key.
    pub parent: &'static str,
    /// Its column with the key of the listed row.
    pub child: &'static str,
    /// Denormalized columns: copies of columns that lists show or are ordered by. A list that needs no others is read
    /// from the join table alone.
    pub denormalized: Vec<DenormalizedColumn>,
}

/// A denormalized column.
pub struct DenormalizedColumn {
    /// The column of the join table.
    pub column: &'static str,
    /// The column of the listed row that it copies.
    pub of: &'static str,
}

impl JoinTable {
    /// The column of the join table that copies this column of the listed row.
    pub fn copy_of(&self, column: &str) -> Option<&'static str> {
        if column == "id" {
            return Some(self.child);
        }
        self.denormalized.iter().find(|copied| copied.of == column).map(|copied| copied.column)
    }
}
