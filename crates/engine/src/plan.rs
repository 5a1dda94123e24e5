//! From what was asked to statements, and the shape of the answer.

mod planner;

use super::{
    ask::Asked,
    catalog::{Catalog, SnapshotVersion},
    define::{Cell, Copy, Link, Object, Role, Write},
    derive::{Computation, ComputedField},
    id::GlobalId,
    page::Page,
    relation::Facets,
};
use fault::Fault;
use sea_orm::{Condition, sea_query::Expr};

/// Place of a step in its plan.
pub type StepId = usize;
/// Members of a JSON object: the key with its quotes, colon and, after the first, comma.
pub type Keyed<T> = Vec<(Vec<u8>, T)>;

/// What to fetch, and how to write it.
pub struct Plan {
    /// At which version its snapshot stands.
    pub snapshot: &'static SnapshotVersion,
    /// The statements.
    pub steps: Vec<Step>,
    /// The members of `data`.
    pub root: Keyed<Part>,
}

/// One statement.
pub struct Step {
    /// Whose rows.
    pub object: &'static Object,
    /// Which rows.
    pub source: Source,
    /// Which columns; the key first.
    pub columns: Vec<&'static str>,
    /// Columns that are no columns of the table but worked out from them.
    pub worked_out: Vec<(&'static str, Expr)>,
    /// Steps that start when these rows are there.
    pub children: Vec<StepId>,
}

/// Which rows a step fetches.
pub enum Source {
    /// A page of all.
    List { page: Page },
    /// Those that meet a condition.
    Find { condition: Condition },
    /// Those with these keys.
    Keys { ids: Vec<i64> },
    /// Those that a column of the parent rows names; of one kind, where it may name several.
    One { at: usize, of_kind: Option<(usize, &'static str)> },
    /// A page for every parent row.
    Many { link: &'static Link, page: Page },
    /// Rows that are computed, for every parent row; with what was asked, which names what to read.
    Computed { field: &'static ComputedField, computation: Computation, asked: Asked },
    /// What belongs to the rows that the step above computed.
    Part { part: usize },
    /// The length of the list of every parent row, or of the list of all.
    Count { link: Option<&'static Link>, page: Box<Page> },
    /// The groups of a list of rows that are made.
    Groups { facets: &'static Facets, page: Box<Page> },
}

/// The members of an object of the answer.
pub struct Shape {
    /// Its type.
    pub object: &'static Object,
    /// Its members.
    pub fields: Keyed<Part>,
}

/// One member of an object of the answer.
pub enum Part {
    /// The name of the object type.
    Typename,
    /// JSON that is known already.
    Known(Vec<u8>),
    /// An argument that cannot be: known before any statement runs, told where the field stands.
    Fault { fault: Fault, nullable: bool },
    /// One column, copied.
    Column { at: usize, copy: Copy, nullable: bool },
    /// A function of some columns.
    Computed { at: Vec<usize>, compute: &'static Write, nullable: bool },
    /// A value in several columns of the same row.
    Embedded { present: usize, shape: Shape, nullable: bool },
    /// One record; `at` is the column of this row that names it, none at the root.
    One { at: Option<usize>, choice: Choice, nullable: bool },
    /// One record of several kinds.
    Any { at: usize, kind_at: usize, choices: Choices, nullable: bool },
    /// All rows of a step that belong to this row.
    Each(Choice),
    /// The only row of a step that belongs to this row.
    Only { choice: Choice, nullable: bool },
    /// A row that names a record, then the record.
    Named { step: StepId, choices: Choices },
    /// Records by their keys, in the order asked; none where there cannot be one.
    Nodes { keys: Vec<GlobalId>, choices: Choices },
    /// A page; without a step where nothing of its records is asked.
    Many { step: Option<StepId>, root: bool, parts: Keyed<ListPart>, page: Box<Page>, name: &'static str },
}

/// A choice for every type that a record may be of, by its tag.
pub type Choices = Vec<(&'static str, Choice)>;

/// A step, and how its rows are written.
pub struct Choice {
    /// The step.
    pub step: StepId,
    /// How its rows are written.
    pub shape: Shape,
}

/// One member of a connection.
pub enum ListPart {
    Typename,
    Nodes(Shape),
    /// The records that rows name.
    Named(Box<Part>),
    Edges(Keyed<EdgePart>),
    Info(Keyed<InfoPart>),
    Total(StepId),
    Groups(Choice),
}

/// One member of an edge.
pub enum EdgePart {
    Typename,
    Cursor {
        at: usize,
    },
    /// A column that the arguments of the list added; none where they added none.
    Column {
        at: Option<usize>,
        copy: Copy,
    },
    Node(Shape),
    /// How a record compares with the one before it: where the columns of both stand, and the step that has the record
    /// before the page.
    Comparison {
        compare: fn(&[Cell<'_>], &[Cell<'_>]) -> Result<bool, Fault>,
        at: Vec<usize>,
        preceding: Option<(StepId, Vec<usize>)>,
    },
    /// A field of the row, where rows are edges.
    Field(Box<Part>),
}

/// One member of `pageInfo`.
pub enum InfoPart {
    Typename,
    HasNext,
    HasPrevious,
    Start { at: usize },
    End { at: usize },
}

impl Source {
    /// Whether it is the same rows below the same parent.
    fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::One { at, of_kind }, Self::One { at: to, of_kind: kind }) => at == to && of_kind == kind,
            (Self::Many { link, page }, Self::Many { link: other, page: asked }) => {
                std::ptr::eq(*link, *other) && page.arguments == asked.arguments
            }
            (Self::Count { link: Some(link), page }, Self::Count { link: Some(other), page: asked }) => {
                std::ptr::eq(*link, *other) && page.arguments == asked.arguments
            }
            (Self::Computed { field, asked, .. }, Self::Computed { field: other, asked: arguments, .. }) => {
                std::ptr::eq(*field, *other) && asked.args == arguments.args
            }
            (Self::Part { part }, Self::Part { part: other }) => part == other,
            _ => false,
        }
    }
}

impl Step {
    /// Whether it takes PostgreSQL no longer than some descents of indexes. Lists of records have an index for each of
    /// their orders; those of other rows may be views, which are worked out before the first row of a page is known.
    fn is_brief(&self) -> bool {
        match &self.source {
            Source::Find { .. } | Source::Keys { .. } => true,
            Source::List { page } => self.object.tag.is_some() && page.is_brief(),
            _ => false,
        }
    }

    /// Where a column stands in the rows; adds it where it is new.
    pub fn at(&mut self, column: &'static str) -> usize {
        self.columns.iter().position(|known| *known == column).unwrap_or_else(|| {
            self.columns.push(column);
            self.columns.len() - 1
        })
    }
}

impl Plan {
    /// The plan of a query; `known` are answers to members of its root that need no plan.
    pub fn of_query(
        catalog: &'static Catalog,
        asked: &[Asked],
        role: Role,
        known: &impl Fn(&str) -> Option<Vec<u8>>,
    ) -> Self {
        planner::plan(catalog, asked, role, known)
    }

    /// Whether it is one statement that takes PostgreSQL hardly longer than to wake for it.
    pub fn is_brief(&self) -> bool {
        matches!(&self.steps[..], [only] if only.is_brief())
    }

    /// The plan of what is asked of one record or statement: the only member of its root.
    pub fn of_record(
        catalog: &'static Catalog,
        object: &'static Object,
        key: i64,
        asked: &[Asked],
        role: Role,
    ) -> Self {
        planner::record(catalog, object, key, asked, role)
    }
}
