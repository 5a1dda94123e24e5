//! Runs the steps of a plan: a step starts as soon as its parent's rows are there.

mod job;

use super::{
    background::is_long,
    derive::{ComputedField, ComputedRows, RawRows},
    in_progress::InProgress,
    lookup::{LookupCache, Lookups},
    plan::{Plan, Source, Step, StepId},
    selection::Selection,
    session::{Session, sql},
    shared::{Shared, SharedInput, are_groupable},
    statement,
    table::Table,
    unknown::{self, Unknown},
};
use ahash::AHashMap;
use fault::{Code, Fault};
use futures_util::{
    FutureExt as _,
    future::{BoxFuture, try_join, try_join_all},
};
use job::{Computed, Job};
use std::sync::{Arc, OnceLock};
use tokio::task::yield_now;

/// The rows and errors of a plan that has run.
#[derive(Default)]
pub struct Found {
    /// The rows of every step. There are none for a step without parents, or if its rows could not be computed.
    pub tables: Vec<Option<Table>>,
    /// Why the rows of a step could not be computed.
    pub faults: AHashMap<StepId, Fault>,
    /// Version of the data that all statements saw; none if there was no statement.
    pub version: Option<i64>,
    /// How many statements there were.
    pub statements: u32,
    /// Names in the request that name nothing.
    pub unknown: Vec<Unknown>,
    /// Whether names have to be looked up, which the shared connection is not for: the plan has to run once more, on a
    /// session of its own.
    pub(crate) needs_own_session: bool,
}

/// Runs all steps of a plan.
///
/// All statements of an answer see one snapshot, those that look up names included. One that can only have a single
/// statement needs no transaction for that, and neither does one on the shared connection: it has no second statement.
///
/// # Errors
/// If PostgreSQL cannot be reached, or refuses a statement; if too much is computed, or memory is used up.
pub async fn fetch(plan: &Plan, session: Session, cache: &LookupCache, limits: &InProgress) -> Result<Found, Fault> {
    let is_shared = session.is_shared();
    let in_snapshot = !is_shared && (plan.steps.len() > 1 || plan.may_look_up());
    let reading = Reading { plan, session, lookups: cache.lookups(), version: OnceLock::new(), limits };
    let run = || try_join_all(plan.roots().into_iter().map(|step| reading.run(step, Vec::new())));
    let done = if in_snapshot {
        // Sent before every statement; its result is awaited while they run.
        let begun = reading.session.begin()?;
        try_join(begun, run()).await?.1
    } else {
        run().await?
    };
    let mut found = Found { tables: plan.steps.iter().map(|_| None).collect(), ..Found::default() };
    for (step, done) in done.into_iter().flatten() {
        match done {
            Ok(table) => found.tables[step] = Some(table),
            Err(fault) => _ = found.faults.insert(step, fault),
        }
    }
    let doubtful = plan.doubtful(&found);
    match plan.unknown {
        Some(_) if doubtful.is_empty() => {}
        Some(_) if is_shared => found.needs_own_session = true,
        Some(find) => found.unknown = unknown::find(&doubtful, find, &reading.session).await?,
        None => {}
    }
    let Reading { session, version, .. } = reading;
    let statements = session.statements();
    if in_snapshot {
        session.end();
    } else {
        session.finish();
    }
    Ok(Found { version: version.into_inner(), statements, ..found })
}

/// A plan that is being run.
struct Reading<'a> {
    plan: &'a Plan,
    session: Session,
    lookups: Lookups<'a>,
    /// Version of the snapshot, once a step at the root has read it.
    version: OnceLock<i64>,
    /// What the answer may take.
    limits: &'a InProgress,
}

/// Number of rows that are copied before other tasks run.
const ROWS_PER_YIELD: usize = 2_000;

/// The rows of steps, or why they could not be computed.
type Done = Vec<(StepId, Result<Table, Fault>)>;

impl Reading<'_> {
    fn run(&self, id: StepId, keys: Vec<i64>) -> BoxFuture<'_, Result<Done, Fault>> {
        async move {
            let step = &self.plan.steps[id];
            self.below(id, self.table(step, &keys).await?, None).await
        }
        .boxed()
    }

    /// Runs steps that are computed for the same parents. Inputs that several of them need are read once.
    fn compute(&self, ids: Vec<StepId>, keys: Vec<i64>) -> BoxFuture<'_, Result<Done, Fault>> {
        async move {
            let shared = Shared::of(ids.iter().filter_map(|id| self.computed_field(*id)));
            let read = Arc::new(self.inputs(shared.inputs(), &keys).await?);
            let keys = Arc::new(keys);
            let (mut computed, mut done) = (Vec::with_capacity(ids.len()), Done::new());
            for (number, id) in ids.iter().enumerate() {
                let Step { source: Source::Computed { computation, .. }, columns, .. } = &self.plan.steps[*id] else {
                    return Err(Fault::internal("a step that is read, among those that are computed"));
                };
                let job = Job {
                    computation: Arc::clone(computation),
                    columns: columns.clone(),
                    inputs: shared.inputs_of(number).to_vec(),
                    read: Arc::clone(&read),
                    keys: Arc::clone(&keys),
                    budget: Arc::clone(&self.limits.budget),
                };
                match self.computed(job).await? {
                    Ok((table, rows)) => {
                        self.limits.share.grow(rows.memory()).await?;
                        computed.push((*id, table, rows));
                    }
                    // Which field it is that takes too much depends on timing, so the answer is refused as a whole.
                    Err(fault) if matches!(fault.code, Code::TooManyNodes | Code::Timeout) => return Err(fault),
                    Err(fault) => done.push((*id, Err(fault))),
                }
            }
            let below = computed.into_iter().map(|(id, table, rows)| self.below(id, table, Some(rows)));
            done.extend(try_join_all(below).await?.into_iter().flatten());
            Ok(done)
        }
        .boxed()
    }

    /// Runs a short job on this thread and a long one in the background.
    async fn computed(&self, job: Job) -> Result<Computed, Fault> {
        if is_long(job.cells()) { self.limits.background.run(move || job.run()).await } else { Ok(job.run()) }
    }

    /// The field that a step computes; none if the step is read.
    fn computed_field(&self, id: StepId) -> Option<(&'static ComputedField, &Selection)> {
        match &self.plan.steps[id].source {
            Source::Computed { field, selection, .. } => Some((field, selection)),
            _ => None,
        }
    }

    /// The computed steps below a step, grouped by those that begin with the same input.
    fn groups(&self, children: &[StepId]) -> Vec<Vec<StepId>> {
        let mut groups: Vec<Vec<StepId>> = Vec::new();
        for child in children {
            let Some(field) = self.computed_field(*child) else { continue };
            let is_groupable = |group: &&mut Vec<StepId>| {
                let known = group.first().and_then(|first| self.computed_field(*first));
                known.is_some_and(|known| are_groupable(known, field))
            };
            match groups.iter_mut().find(is_groupable) {
                Some(group) => group.push(*child),
                None => groups.push(vec![*child]),
            }
        }
        groups
    }

    /// Runs the steps below a step whose rows are there. If that step is computed, `computed` has its rows and their
    /// parts.
    fn below(
        &self,
        id: StepId,
        table: Table,
        computed: Option<Arc<ComputedRows>>,
    ) -> BoxFuture<'_, Result<Done, Fault>> {
        async move {
            let step = &self.plan.steps[id];
            let mut below = Vec::with_capacity(step.children.len());
            for child in &step.children {
                let next = &self.plan.steps[*child];
                let keys = parent_keys(&table, &step.source, next);
                match (&next.source, &computed) {
                    _ if keys.is_empty() => {}
                    (Source::Computed { .. }, _) => {}
                    (Source::Part { part }, Some(rows)) => {
                        let rows = Arc::clone(rows.part(*part)?);
                        let table = Table::computed(Arc::clone(&rows), keys, &next.columns)?;
                        below.push(self.below(*child, table, Some(rows)));
                    }
                    (Source::Part { .. }, None) => {
                        return Err(Fault::internal("a part of rows that were not computed"));
                    }
                    _ => below.push(self.run(*child, keys)),
                }
            }
            for group in self.groups(&step.children) {
                let keys = parent_keys(&table, &step.source, &self.plan.steps[group[0]]);
                if !keys.is_empty() {
                    below.push(self.compute(group, keys));
                }
            }
            let mut done: Vec<_> = try_join_all(below).await?.into_iter().flatten().collect();
            done.push((id, Ok(table)));
            Ok(done)
        }
        .boxed()
    }

    /// The rows that computed fields read, in the order of their inputs.
    async fn inputs(&self, inputs: &[SharedInput<'_>], keys: &[i64]) -> Result<Vec<RawRows>, Fault> {
        let mut found = Vec::<RawRows>::with_capacity(inputs.len());
        for SharedInput { input, selection, before } in inputs {
            let mut rows = RawRows::of(input);
            if input.is_needed(selection) {
                let before: Vec<_> = before.iter().map(|number| &found[*number]).collect();
                if let Some(statement) = statement::input(input, &input.keys(keys, &before), selection)? {
                    let read = self.session.rows(&sql(&statement)).await?;
                    self.limits.budget.read(read.len(), read.memory())?;
                    self.limits.share.grow(read.memory()).await?;
                    for row in 0..read.len() {
                        if row % ROWS_PER_YIELD == ROWS_PER_YIELD - 1 {
                            yield_now().await;
                        }
                        rows.add((0..input.columns.len()).map(|at| read.cell(row, at)))?;
                    }
                }
            }
            found.push(rows);
        }
        Ok(found)
    }

    async fn table(&self, step: &Step, keys: &[i64]) -> Result<Table, Fault> {
        if let (true, Source::One { .. }, Some(version)) = (step.object.is_lookup, &step.source, self.version.get())
            && let Some(table) = self.lookups.at(*version, step.object, &self.session).await?
        {
            return Table::lookup(table, keys, &step.columns);
        }
        let Some(statement) = statement::statement(step, keys, self.plan.snapshot) else {
            return Err(Fault::internal("a step that is computed, among those that are read"));
        };
        let sql = sql(&statement).over(step.object.bulk.tables);
        let rows = self.session.rows(&sql).await?;
        self.limits.share.grow(rows.memory()).await?;
        let (table, version) = Table::read(rows, &step.source)?;
        if let Some(version) = version {
            self.version.get_or_init(|| version);
        }
        Ok(table)
    }
}

/// The keys by which a step below finds its rows, sorted and without duplicates.
fn parent_keys(table: &Table, source: &Source, child: &Step) -> Vec<i64> {
    let (at, of_kind) = match &child.source {
        Source::One { at, of_kind } => (*at, *of_kind),
        _ => (0, None),
    };
    let mut keys: Vec<i64> = table
        .shown(source)
        .into_iter()
        .filter(|row| of_kind.is_none_or(|(kind_at, tag)| table.tag(*row, kind_at) == Some(tag)))
        .filter_map(|row| table.key(row, at))
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}
