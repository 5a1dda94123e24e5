//! Runs the steps of a plan: a step starts as soon as its parent's rows are there.

use super::{
    define::Cell,
    plan::{Plan, Source, Step, StepId},
    statement::{lead, statement},
};
use crate::error::Fault;
use ahash::AHashMap;
use entity::vocabulary::{NodeKind, Vocabulary};
use futures_util::{
    FutureExt as _,
    future::{BoxFuture, try_join_all},
};
use sea_orm::{ConnectionTrait, DbErr, QueryResult, RuntimeErr};
use sqlx::{Row as _, ValueRef as _};

/// The rows of a step.
pub struct Table {
    rows: Vec<QueryResult>,
    lead: usize,
    /// Revision that the statement saw.
    revision: i64,
    /// Where the rows of a key are: of the row's own, or of its parent's.
    place: AHashMap<i64, (usize, usize)>,
}

impl Table {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// A column of a row.
    pub fn cell(&self, row: usize, at: usize) -> Cell<'_> {
        raw(&self.rows[row], at + self.lead)
    }

    /// A key in a row.
    pub fn key(&self, row: usize, at: usize) -> Option<i64> {
        number(self.cell(row, at))
    }

    /// A kind in a row.
    pub fn kind(&self, row: usize, at: usize) -> Option<NodeKind> {
        NodeKind::parse(std::str::from_utf8(self.cell(row, at)?).ok()?)
    }

    /// The rows of a key, from and up to.
    pub fn rows_of(&self, key: i64) -> (usize, usize) {
        self.place.get(&key).copied().unwrap_or_default()
    }

    /// The rows that the answer shows. A page has one row more where its list goes on.
    fn shown(&self, source: &Source) -> impl Iterator<Item = usize> {
        let (groups, size): (Vec<_>, _) = match source {
            Source::Many { page, .. } => (self.place.values().copied().collect(), page.size),
            Source::List { page } => (vec![(0, self.len())], page.size),
            _ => (vec![(0, self.len())], u64::MAX),
        };
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        groups.into_iter().flat_map(move |(from, to)| from..to.min(from.saturating_add(size)))
    }

    fn new(mut rows: Vec<QueryResult>, source: &Source) -> Result<Self, Fault> {
        let Some(revision) = rows.first().and_then(|row| number(raw(row, 0))) else {
            return Err(Fault::internal("the register has no revision"));
        };
        if raw(&rows[0], 1).is_none() {
            rows.clear();
        }
        let mut table = Self { rows, lead: lead(source), revision, place: AHashMap::default() };
        let grouped = matches!(source, Source::Many { .. } | Source::Count { link: Some(_), .. });
        let keyed = grouped || matches!(source, Source::One { .. } | Source::Keys { .. });
        if keyed && !table.find_places() {
            // SQL promises no order of the parents: bring the rows of each together.
            table.rows.sort_by_cached_key(|row| number(raw(row, 1)));
            table.find_places();
        }
        Ok(table)
    }

    /// Notes where the rows of each key are; says whether they stood together.
    fn find_places(&mut self) -> bool {
        self.place.clear();
        let mut last = None;
        for (at, row) in self.rows.iter().enumerate() {
            let Some(key) = number(raw(row, 1)) else { continue };
            if last == Some(key) {
                if let Some(place) = self.place.get_mut(&key) {
                    place.1 = at + 1;
                }
            } else if self.place.insert(key, (at, at + 1)).is_some() {
                return false;
            }
            last = Some(key);
        }
        true
    }
}

fn raw(row: &QueryResult, at: usize) -> Cell<'_> {
    let value = row.try_as_pg_row()?.try_get_raw(at).ok()?;
    if value.is_null() { None } else { value.as_bytes().ok() }
}

fn number(cell: Cell<'_>) -> Option<i64> {
    cell.and_then(|bytes| bytes.try_into().ok()).map(i64::from_be_bytes)
}

/// The rows of every step; none for a step that had no parents.
pub type Tables = Vec<Option<Table>>;

/// Revisions of the register that the statements saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// There was no statement.
    Nothing,
    /// All saw this one.
    One(i64),
    /// They saw several.
    Several,
}

/// Which revisions the statements saw.
pub fn seen(tables: &Tables) -> Seen {
    let mut revisions = tables.iter().flatten().map(|table| table.revision);
    let Some(first) = revisions.next() else {
        return Seen::Nothing;
    };
    if revisions.all(|revision| revision == first) { Seen::One(first) } else { Seen::Several }
}

/// Runs all steps of a plan.
///
/// # Errors
/// Where the database cannot be reached or refuses.
pub async fn fetch<C: ConnectionTrait>(plan: &Plan, db: &C) -> Result<Tables, Fault> {
    let mut child = vec![false; plan.steps.len()];
    for step in plan.steps.iter().flat_map(|step| &step.children) {
        child[*step] = true;
    }
    let roots = (0..plan.steps.len()).filter(|step| !child[*step]);
    let done = try_join_all(roots.map(|step| run(plan, step, Vec::new(), db))).await?;
    let mut tables: Tables = plan.steps.iter().map(|_| None).collect();
    for (step, table) in done.into_iter().flatten() {
        tables[step] = Some(table);
    }
    Ok(tables)
}

fn run<'a, C: ConnectionTrait>(
    plan: &'a Plan,
    id: StepId,
    keys: Vec<i64>,
    db: &'a C,
) -> BoxFuture<'a, Result<Vec<(StepId, Table)>, Fault>> {
    async move {
        let step = &plan.steps[id];
        let rows = db.query_all(&statement(step, &keys)).await.map_err(refused)?;
        let table = Table::new(rows, &step.source)?;
        let below = step.children.iter().filter_map(|child| {
            let keys = parent_keys(&table, &step.source, &plan.steps[*child]);
            (!keys.is_empty()).then(|| run(plan, *child, keys, db))
        });
        let mut done: Vec<_> = try_join_all(below).await?.into_iter().flatten().collect();
        done.push((id, table));
        Ok(done)
    }
    .boxed()
}

/// The keys by which a step below finds its rows: sorted, each once.
fn parent_keys(table: &Table, source: &Source, child: &Step) -> Vec<i64> {
    let (at, of_kind) = match &child.source {
        Source::One { at, of_kind } => (*at, *of_kind),
        _ => (0, None),
    };
    let mut keys: Vec<i64> = table
        .shown(source)
        .filter(|row| of_kind.is_none_or(|(kind_at, kind)| table.kind(*row, kind_at) == Some(kind)))
        .filter_map(|row| table.key(row, at))
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// What a database's refusal is to the reader of the answer.
pub fn refused(error: DbErr) -> Fault {
    /// `query_canceled`: the statement timeout.
    const CANCELLED: &str = "57014";
    let sqlx_error = match &error {
        DbErr::Query(RuntimeErr::SqlxError(inner)) | DbErr::Exec(RuntimeErr::SqlxError(inner)) => Some(inner),
        DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => return Fault::unavailable(error),
        _ => None,
    };
    match sqlx_error.map(AsRef::as_ref) {
        Some(sqlx::Error::Database(inner)) if inner.code().as_deref() == Some(CANCELLED) => Fault::timeout(),
        // Class 57 is operator intervention, 08 a broken connection: the server is going down or away.
        Some(sqlx::Error::Database(inner))
            if inner.code().is_some_and(|code| code.starts_with("57") || code.starts_with("08")) =>
        {
            Fault::unavailable(error)
        }
        Some(sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed) => Fault::unavailable(error),
        _ => Fault::internal(error),
    }
}
