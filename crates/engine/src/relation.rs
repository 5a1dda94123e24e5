//! Lists of rows that SQL makes of the arguments, such as what a search finds.
//!
//! There is no table of such rows. Each names a record and says more of its place in the list, so it is published as
//! an edge: its fields stand beside the cursor, and `nodes` are the records that the rows name (Relay, "GraphQL Cursor
//! Connections Specification", section 3.1).

use super::{
    ask::Asked,
    define::{Field, Object},
    derive::Parameter,
};
use fault::Fault;
use sea_orm::{
    Condition,
    sea_query::{Alias, CaseStatement, Expr, Func, NullOrdering, Order, Query, SelectStatement},
};

/// How the rows of an object type are made.
pub struct Relation {
    /// Description of a page of them, in the schema.
    pub about: &'static str,
    /// Arguments of its lists, beside those of a page.
    pub arguments: Vec<Parameter>,
    /// The rows, as the arguments say them.
    pub bind: fn(&Asked) -> Result<Made, Fault>,
    /// Name of the field that leads to the record of a row.
    pub node: &'static str,
    /// How the whole list is counted in groups.
    pub facets: Facets,
}

/// Rows that are made.
pub struct Made {
    /// The rows, with their columns; `id` is the key.
    pub rows: SelectStatement,
    /// Restriction of the list, which the groups do not have.
    pub filter: Option<Condition>,
}

/// Groups of a list, counted whatever its restriction.
pub struct Facets {
    /// Description in the schema.
    pub about: &'static str,
    /// Column by which they are made.
    pub column: &'static str,
    /// What is published of a group: over that column and `count`.
    pub target: fn() -> &'static Object,
}

impl Relation {
    /// The field that leads to the record of a row.
    ///
    /// # Errors
    /// Where the definition names no such field.
    pub fn node_of<'a>(&self, object: &'a Object) -> Result<&'a Field, Fault> {
        object.field(self.node).ok_or_else(|| Fault::internal(format!("{} has no {}", object.name, self.node)))
    }
}

impl Facets {
    /// Columns of the groups, in their order. The first row stands for all groups; there is always one.
    pub fn columns(&self) -> Vec<&'static str> {
        vec!["total", self.column, "count"]
    }

    /// The groups, one a row, after a row for all of them. `total` is the length of the list as it is restricted.
    pub fn count(&self, table: &'static str, made: &SelectStatement, filter: Option<&Condition>) -> SelectStatement {
        let column = Expr::col((Alias::new(table), Alias::new(self.column)));
        let restricted = filter.cloned().unwrap_or_else(Condition::all);
        Query::select()
            .expr_as(Func::count(Expr::Case(Box::new(CaseStatement::new().case(restricted, 1)))), "total")
            .expr(column.clone())
            .expr_as(Func::count(Expr::val(1)), "count")
            .from_subquery(made.clone(), Alias::new(table))
            .add_group_by([Expr::cust(format!("grouping sets ((), (\"{table}\".\"{}\"))", self.column))])
            .order_by_expr_with_nulls(column, Order::Asc, NullOrdering::First)
            .to_owned()
    }
}
