//! Lists of rows that SQL makes from the arguments, such as search results.
//!
//! No table holds such rows. Each row points to a record and says more about its position in the list, so it is
//! published as an edge: its fields stand beside the cursor, and `nodes` are the records to which the rows point
//! (Relay, "GraphQL Cursor Connections Specification", section 3.1).

use super::{
    define::{Field, Object},
    derive::Parameter,
    selection::Selection,
};
use fault::Fault;
use sea_orm::{
    Condition,
    sea_query::{Alias, CaseStatement, Expr, Func, NullOrdering, Order, Query, SelectStatement},
};

/// How SQL makes the rows of an object type.
pub struct Relation {
    /// Description of a page of such rows, in the schema.
    pub about: &'static str,
    /// Columns of its rows; `id` is the key.
    pub columns: Vec<&'static str>,
    /// Arguments of its lists, beside those of a page.
    pub arguments: Vec<Parameter>,
    /// Makes the rows for given arguments.
    pub bind: fn(&Selection) -> Result<RelationRows, Fault>,
    /// Name of the field that leads to the record of a row.
    pub node: &'static str,
    /// The groups in which the whole list is counted.
    pub facets: Facets,
    /// What is said of the arguments.
    pub reading: Reading,
}

/// The rows of one list.
pub struct RelationRows {
    /// The rows, with their columns; `id` is the key.
    pub rows: SelectStatement,
    /// Filter of the list, which its groups ignore.
    pub filter: Option<Condition>,
    /// How the arguments were read, as rows in the order of `id`.
    pub reading: SelectStatement,
    /// Points that the rows cost ([`crate::cost`]).
    pub points: u64,
    /// Points that it costs to read the arguments.
    pub points_of_reading: u64,
}

/// How the arguments of a list were read: rows of a statement of its own.
pub struct Reading {
    /// Name of the field of the page, in the schema.
    pub name: &'static str,
    /// Description in the schema.
    pub about: &'static str,
    /// Columns of its rows; `id` is the key.
    pub columns: &'static [&'static str],
    /// The published type of a row.
    pub target: fn() -> &'static Object,
}

/// Groups of a list, counted without its filter.
pub struct Facets {
    /// Description in the schema.
    pub about: &'static str,
    /// Column that defines the groups.
    pub column: &'static str,
    /// The published type of a group, over that column and `count`.
    pub target: fn() -> &'static Object,
}

impl Relation {
    /// The field that leads to the record of a row.
    ///
    /// # Errors
    /// If the definition has no such field.
    pub fn node_of<'a>(&self, object: &'a Object) -> Result<&'a Field, Fault> {
        object.field(self.node).ok_or_else(|| Fault::internal(format!("{} has no {}", object.name, self.node)))
    }
}

impl Reading {
    /// The statement of its rows, in order.
    pub fn rows(&self, reading: &SelectStatement) -> SelectStatement {
        let (rows, id) = (Alias::new("reading"), Alias::new("id"));
        let mut statement = Query::select();
        statement.from_subquery(reading.clone(), rows.clone());
        for column in self.columns {
            statement.column((rows.clone(), Alias::new(*column)));
        }
        statement.order_by((rows, id), Order::Asc).to_owned()
    }
}

impl Facets {
    /// Columns of the groups, in order. The first row is the total of all groups; it always exists.
    pub fn columns(&self) -> Vec<&'static str> {
        vec!["total", self.column, "count"]
    }

    /// One row for all groups, then one row for each group. `total` is the length of the filtered list.
    pub fn count(&self, table: &'static str, rows: &SelectStatement, filter: Option<&Condition>) -> SelectStatement {
        let column = Expr::col((Alias::new(table), Alias::new(self.column)));
        let restricted = filter.cloned().unwrap_or_else(Condition::all);
        Query::select()
            .expr_as(Func::count(Expr::Case(Box::new(CaseStatement::new().case(restricted, 1)))), "total")
            .expr(column.clone())
            .expr_as(Func::count(Expr::val(1)), "count")
            .from_subquery(rows.clone(), Alias::new(table))
            .add_group_by([Expr::cust(format!("grouping sets ((), (\"{table}\".\"{}\"))", self.column))])
            .order_by_expr_with_nulls(column, Order::Asc, NullOrdering::First)
            .to_owned()
    }
}
