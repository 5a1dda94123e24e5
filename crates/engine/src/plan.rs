//! Turns a selection into statements and the shape of the answer.

mod planner;

use super::{
    catalog::{Catalog, FindUnknown, SnapshotVersion},
    define::{Cell, Copy, Link, Object, Role, Write},
    derive::{Computation, ComputedField},
    id::GlobalId,
    page::Page,
    relation::{Facets, Reading},
    selection::Selection,
};
use fault::Fault;
use sea_orm::{Condition, sea_query::Expr};

/// Index of a step in its plan.
pub type StepId = usize;
/// Members of a JSON object. The key includes its quotes, its colon and, after the first member, its comma.
pub type Keyed<T> = Vec<(Vec<u8>, T)>;

/// The statements to run, and how to write their rows.
pub struct Plan {
    /// Where the snapshot finds the version of its data.
    pub snapshot: &'static SnapshotVersion,
    /// How the unknown ones of some names are found.
    pub unknown: Option<FindUnknown>,
    /// The statements.
    pub steps: Vec<Step>,
    /// The members of `data`.
    pub root: Keyed<Part>,
}

/// One statement.
pub struct Step {
    /// The object type of the rows.
    pub object: &'static Object,
    /// Which rows.
    pub source: Source,
    /// The columns; the key is the first.
    pub columns: Vec<&'static str>,
    /// Computed columns: they are expressions over the columns of the table.
    pub computed_columns: Vec<(&'static str, Expr)>,
    /// Points that its field costs for each record above, beside the usual ones.
    pub points: u64,
    /// Steps that start once these rows are there.
    pub children: Vec<StepId>,
}

/// Which rows a step reads.
pub enum Source {
    /// A page of all rows.
    List { page: Page },
    /// Those that meet a condition.
    Find {
        condition: Condition,
        /// The name by which a request asks for them; none where it gives none.
        name: Option<String>,
    },
    /// Those with these keys.
    Keys { ids: Vec<i64> },
    /// Those to which a column of the parent rows points; of one kind, if it may point to several.
    One { at: usize, of_kind: Option<(usize, &'static str)> },
    /// A page for every parent row.
    Many { link: &'static Link, page: Page },
    /// Rows computed for every parent row. The requested field says which inputs are needed.
    Computed { field: &'static ComputedField, computation: Computation, selection: Selection },
    /// A part of the rows that the step above computed.
    Part { part: usize },
    /// The length of the list of every parent row, or of the list of all rows.
    Count { link: Option<&'static Link>, page: Box<Page> },
    /// The groups of a list whose rows SQL makes.
    Groups { facets: &'static Facets, page: Box<Page> },
    /// How the arguments of a list whose rows SQL makes were read.
    Reading { reading: &'static Reading, page: Box<Page> },
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
    /// Literal JSON, known when the plan is made.
    Literal(Vec<u8>),
    /// An invalid argument. It is found before any statement runs, and reported at the field.
    Fault { fault: Fault, nullable: bool },
    /// One column, copied.
    Column { at: usize, copy: Copy, nullable: bool },
    /// A function of some columns.
    Function { at: Vec<usize>, compute: &'static Write, nullable: bool },
    /// A value stored in several columns of the same row.
    Embedded { present: usize, shape: Shape, nullable: bool },
    /// One record. `at` is the column of this row that holds its key; there is none at the root.
    One { at: Option<usize>, choice: Choice, nullable: bool },
    /// One record of several kinds.
    Any { at: usize, kind_at: usize, choices: Choices, nullable: bool },
    /// All rows of a step that belong to this row.
    Each { choice: Choice, nullable: bool },
    /// All rows of a step that was computed at the root.
    All { choice: Choice, nullable: bool },
    /// The only row of a step that belongs to this row.
    Only { choice: Choice, nullable: bool },
    /// A row that points to a record, then the record.
    Named { step: StepId, choices: Choices },
    /// Records by their keys, in the requested order; `None` for a key that no record can have.
    Nodes { keys: Vec<GlobalId>, choices: Choices },
    /// A page. It has no step if nothing of its records is requested.
    Many { step: Option<StepId>, root: bool, parts: Keyed<ListPart>, page: Box<Page>, name: &'static str },
}

/// A choice for every possible type of a record, by tag.
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
    /// The records to which rows point.
    Named(Box<Part>),
    Edges(Keyed<EdgePart>),
    Info(Keyed<InfoPart>),
    Total(StepId),
    Groups(Choice),
    /// How the arguments were read.
    Reading(Choice),
    /// A member without a definition.
    Fault(Fault),
}

/// One member of an edge.
pub enum EdgePart {
    Typename,
    Cursor {
        at: usize,
    },
    /// A column added by the arguments of the list; none if they added none.
    Column {
        at: Option<usize>,
        copy: Copy,
    },
    Node(Shape),
    /// Compares a record with the one before it: the positions of the columns of both, and the step that reads the
    /// record before the page.
    Comparison {
        compare: fn(&[Cell<'_>], &[Cell<'_>]) -> Result<bool, Fault>,
        at: Vec<usize>,
        preceding: Option<(StepId, Vec<usize>)>,
    },
    /// A field of the row, if rows are edges.
    Field(Box<Part>),
}

/// One member of `pageInfo`.
pub enum InfoPart {
    Typename,
    HasNext,
    HasPrevious,
    Start {
        at: usize,
    },
    End {
        at: usize,
    },
    /// A member without a definition.
    Fault(Fault),
}

impl Source {
    /// Whether both read the same rows below the same parent.
    fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::One { at, of_kind }, Self::One { at: to, of_kind: kind }) => at == to && of_kind == kind,
            (Self::Many { link, page }, Self::Many { link: other, page: other_page }) => {
                std::ptr::eq(*link, *other) && page.arguments == other_page.arguments
            }
            (Self::Count { link: Some(link), page }, Self::Count { link: Some(other), page: other_page }) => {
                std::ptr::eq(*link, *other) && page.arguments == other_page.arguments
            }
            (
                Self::Computed { field, selection, .. },
                Self::Computed { field: other, selection: other_selection, .. },
            ) => std::ptr::eq(*field, *other) && selection.args == other_selection.args,
            (Self::Part { part }, Self::Part { part: other }) => part == other,
            _ => false,
        }
    }
}

impl Step {
    /// Whether PostgreSQL needs only a few index lookups. Lists of records have an index for each of their orders.
    /// Other rows may come from a view, which is evaluated before the first row of a page is known.
    fn is_cheap(&self) -> bool {
        match &self.source {
            Source::Find { .. } | Source::Keys { .. } => true,
            Source::List { page } => self.object.tag.is_some() && page.reads_few_rows(),
            _ => false,
        }
    }

    /// The position of a column in the rows. Adds the column if it is missing.
    pub fn at(&mut self, column: &'static str) -> usize {
        self.columns.iter().position(|known| *known == column).unwrap_or_else(|| {
            self.columns.push(column);
            self.columns.len() - 1
        })
    }
}

impl Plan {
    /// The plan of a query. `literal` returns literal JSON for members of its root that need no statement.
    pub fn of_query(
        catalog: &'static Catalog,
        selections: &[Selection],
        role: Role,
        literal: &impl Fn(&str) -> Option<Vec<u8>>,
    ) -> Self {
        planner::plan(catalog, selections, role, literal)
    }

    /// The steps that are below no other.
    pub fn roots(&self) -> Vec<StepId> {
        let mut is_root = vec![true; self.steps.len()];
        for child in self.steps.iter().flat_map(|step| &step.children) {
            is_root[*child] = false;
        }
        (0..self.steps.len()).filter(|step| is_root[*step]).collect()
    }

    /// Whether the plan is a single cheap statement.
    pub fn is_single_cheap_statement(&self) -> bool {
        matches!(&self.steps[..], [only] if only.is_cheap())
    }

    /// The plan of the selection on one record or statement, which is the only member of its root.
    pub fn of_record(
        catalog: &'static Catalog,
        object: &'static Object,
        key: i64,
        selections: &[Selection],
        role: Role,
    ) -> Self {
        planner::record(catalog, object, key, selections, role)
    }
}
