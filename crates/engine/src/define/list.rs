//! What lists take beside the arguments of a page, and what their edges show beside the record.

use super::{Cell, Copy, Publish};
use crate::{ask::Asked, derive::Parameter};
use async_graphql::registry::Registry;
use fault::Fault;
use sea_orm::{Condition, sea_query::Expr};
use std::sync::Arc;

/// A filter: an input object that becomes a condition.
#[derive(Clone, Copy)]
pub struct Filter {
    /// Makes the input type known.
    pub publish: Publish,
    /// Reads a value of that type.
    pub parse: fn(async_graphql::Value) -> Result<Condition, Fault>,
    /// Whether a value finds its rows by no more entries of an index than the longest page has.
    pub is_cheap: fn(&async_graphql::Value) -> bool,
}

/// Further arguments of an object type's lists, beside those of a page.
pub struct ListArguments {
    /// The arguments, in the order of the schema.
    pub arguments: Vec<Parameter>,
    /// Makes their types known to the registry.
    pub publish: fn(&mut Registry),
    /// What they say of the list.
    pub bind: BindList,
    /// Fields of edges, over what [`BoundList`] adds to the rows.
    pub edges: Vec<EdgeColumn>,
}

/// Reads the further arguments of a list.
pub type BindList = Arc<dyn Fn(&Asked) -> Result<BoundList, Fault> + Send + Sync>;

/// What the further arguments of a list say.
#[derive(Clone, Debug, Default)]
pub struct BoundList {
    /// Which rows the list has.
    pub condition: Option<Expr>,
    /// Columns that the rows have besides, for edges to show.
    pub columns: Vec<(&'static str, Expr)>,
}

/// A field of edges that shows a column which the arguments of the list added; null where they added none.
pub struct EdgeColumn {
    /// Name in the schema.
    pub name: &'static str,
    /// Description in the schema.
    pub about: &'static str,
    /// The column.
    pub column: &'static str,
    /// Makes its type known.
    pub publish: Publish,
    /// How it is written.
    pub copy: Copy,
}

/// A Boolean field of edges that compares a row with the one before it in the list; null for the first of the list.
pub struct Comparison {
    /// Name in the schema.
    pub name: &'static str,
    /// Description in the schema.
    pub about: &'static str,
    /// Columns of both rows that are compared.
    pub columns: Vec<&'static str>,
    /// Compares the cells of two rows: of the one that comes first in ascending order, and of the other.
    pub compare: fn(&[Cell<'_>], &[Cell<'_>]) -> Result<bool, Fault>,
}
