//! Arguments of lists besides those of a page, and fields of edges besides the record.

use super::{Cell, Copy, Publish};
use crate::{derive::Parameter, selection::Selection};
use async_graphql::registry::Registry;
use fault::Fault;
use sea_orm::{Condition, sea_query::Expr};
use std::sync::Arc;

/// A filter: an input object that becomes a condition.
#[derive(Clone, Copy)]
pub struct Filter {
    /// Registers the input type.
    pub publish: Publish,
    /// Reads a value of that type.
    pub parse: fn(async_graphql::Value) -> Result<Restriction, Fault>,
}

/// What a filter does to a list.
pub struct Restriction {
    /// The condition on the rows.
    pub condition: Condition,
    /// Whether it finds its rows by at most as many index entries as the longest page has rows.
    pub is_brief: bool,
    /// Names for which it gathers the rows that may pass before it looks at them; none where it gathers none.
    pub gathered: Option<u64>,
    /// Names of records that it gives.
    pub names: Vec<String>,
    /// Whether rows that pass show that each name is known: there is one name, and all rows are found by it.
    pub shows_names: bool,
    /// Looks that it takes for each row ([`crate::cost`]).
    pub looks: u64,
    /// Points that it costs besides.
    pub points: u64,
}

/// Additional arguments of an object type's lists, besides those of a page.
pub struct ListArguments {
    /// The arguments, in the order of the schema.
    pub arguments: Vec<Parameter>,
    /// Registers their types.
    pub publish: fn(&mut Registry),
    /// Reads them.
    pub bind: BindList,
    /// Fields of edges, from the columns that [`BoundList`] adds to the rows.
    pub edges: Vec<EdgeColumn>,
}

/// Reads the additional arguments of a list.
pub type BindList = Arc<dyn Fn(&Selection) -> Result<BoundList, Fault> + Send + Sync>;

/// The effect of the additional arguments on a list.
#[derive(Clone, Debug, Default)]
pub struct BoundList {
    /// A condition on the rows of the list.
    pub condition: Option<Expr>,
    /// Columns that are added to the rows, for edges to show.
    pub columns: Vec<(&'static str, Expr)>,
}

/// A field of edges that shows a column added by the arguments of the list. It is null if they added none.
pub struct EdgeColumn {
    /// Name in the schema.
    pub name: &'static str,
    /// Description in the schema.
    pub about: &'static str,
    /// The column.
    pub column: &'static str,
    /// Registers its type.
    pub publish: Publish,
    /// How it is written.
    pub copy: Copy,
}

/// A Boolean field of edges that compares a row with the one before it in the list. It is null for the first row of the
/// list.
pub struct Comparison {
    /// Name in the schema.
    pub name: &'static str,
    /// Description in the schema.
    pub about: &'static str,
    /// Columns that are compared, of both rows.
    pub columns: Vec<&'static str>,
    /// Compares the cells of two rows: first those of the row that comes first in ascending order, then those of the
    /// other.
    pub compare: fn(&[Cell<'_>], &[Cell<'_>]) -> Result<bool, Fault>,
}
