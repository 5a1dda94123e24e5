//! Runs the steps of a plan: a step starts as soon as its parent's rows are there.

use super::{
    ask::Asked,
    derive::{self, Derivation, Made, Read, Rows},
    memory::{Memory, Recalled},
    plan::{Plan, Source, Step, StepId},
    session::{Session, sql},
    shared::{One, Shared, are_akin},
    statement,
    table::Table,
};
use ahash::AHashMap;
use fault::Fault;
use futures_util::{
    FutureExt as _,
    future::{BoxFuture, try_join, try_join_all},
};
use std::sync::{Arc, OnceLock};

/// What a plan found.
#[derive(Default)]
pub struct Found {
    /// The rows of every step; none for a step that had no parents, or whose rows could not be worked out.
    pub tables: Vec<Option<Table>>,
    /// Why the rows of a step could not be worked out.
    pub faults: AHashMap<StepId, Fault>,
    /// Revision of the register that all statements saw; none where there was no statement.
    pub revision: Option<i64>,
}

/// Runs all steps of a plan.
///
/// All statements of a plan see one snapshot. A statement that stands alone needs none begun.
///
/// # Errors
/// Where the database cannot be reached or refuses.
pub async fn fetch(plan: &Plan, session: Session, memory: &Memory) -> Result<Found, Fault> {
    let mut child = vec![false; plan.steps.len()];
    for step in plan.steps.iter().flat_map(|step| &step.children) {
        child[*step] = true;
    }
    let reading = Reading { plan, session, recalled: memory.recall(), revision: OnceLock::new() };
    let roots = (0..plan.steps.len()).filter(|step| !child[*step]);
    let run = || try_join_all(roots.map(|step| reading.run(step, Vec::new())));
    let done = if plan.steps.len() > 1 {
        // Sent here, ahead of every statement; waited for beside them.
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
    let Reading { session, revision, .. } = reading;
    if plan.steps.len() > 1 {
        session.end();
    } else {
        session.finish();
    }
    Ok(Found { revision: revision.into_inner(), ..found })
}

/// A plan that is being run.
struct Reading<'a> {
    plan: &'a Plan,
    session: Session,
    recalled: Recalled<'a>,
    /// Revision of the snapshot, as soon as a step at the root has seen it.
    revision: OnceLock<i64>,
}

/// The rows of steps, or why they could not be worked out.
type Done = Vec<(StepId, Result<Table, Fault>)>;

impl Reading<'_> {
    fn run(&self, id: StepId, keys: Vec<i64>) -> BoxFuture<'_, Result<Done, Fault>> {
        async move {
            let step = &self.plan.steps[id];
            self.below(id, self.table(step, &keys).await?, &[]).await
        }
        .boxed()
    }

    /// Runs steps that are worked out for the same parents, reading once what several of them need.
    fn work_out(&self, ids: Vec<StepId>, keys: Vec<i64>) -> BoxFuture<'_, Result<Done, Fault>> {
        async move {
            let shared = Shared::of(ids.iter().filter_map(|id| self.derivation(*id)));
            let read = self.inputs(shared.inputs(), &keys).await?;
            let (mut made, mut done) = (Vec::with_capacity(ids.len()), Done::new());
            for (number, id) in ids.iter().enumerate() {
                let Step { source: Source::Derived { derive, .. }, columns, .. } = &self.plan.steps[*id] else {
                    return Err(Fault::internal("what is read is not worked out"));
                };
                match derive::work_out(derive, &keys, &shared.rows_of(number, &read)) {
                    Ok(Made { rows, parts }) => {
                        made.push((*id, Table::made(Arc::new(rows), keys.iter().copied(), columns), parts));
                    }
                    Err(fault) => done.push((*id, Err(fault))),
                }
            }
            let below = made.into_iter().map(|(id, table, parts)| async move { self.below(id, table, &parts).await });
            done.extend(try_join_all(below).await?.into_iter().flatten());
            Ok(done)
        }
        .boxed()
    }

    /// By what a step is worked out; none where it is read.
    fn derivation(&self, id: StepId) -> Option<(&'static Derivation, &Asked)> {
        match &self.plan.steps[id].source {
            Source::Derived { derivation, asked, .. } => Some((derivation, asked)),
            _ => None,
        }
    }

    /// The steps below one that are worked out, those together that begin with the same input.
    fn akin(&self, children: &[StepId]) -> Vec<Vec<StepId>> {
        let mut groups: Vec<Vec<StepId>> = Vec::new();
        for child in children {
            let Some(derivation) = self.derivation(*child) else { continue };
            let is_akin = |group: &&mut Vec<StepId>| {
                group.first().and_then(|first| self.derivation(*first)).is_some_and(|known| are_akin(known, derivation))
            };
            match groups.iter_mut().find(is_akin) {
                Some(group) => group.push(*child),
                None => groups.push(vec![*child]),
            }
        }
        groups
    }

    /// Runs the steps below one that has its rows. Parts are rows that were worked out together with them.
    fn below<'b>(&'b self, id: StepId, table: Table, parts: &'b [Arc<Rows>]) -> BoxFuture<'b, Result<Done, Fault>> {
        async move {
            let step = &self.plan.steps[id];
            let below = step.children.iter().filter_map(|child| {
                let next = &self.plan.steps[*child];
                let keys = parent_keys(&table, &step.source, next);
                match next.source {
                    _ if keys.is_empty() => None,
                    Source::Part { part } => {
                        let rows = Arc::clone(parts.get(part)?);
                        Some(self.below(*child, Table::made(rows, keys, &next.columns), parts))
                    }
                    Source::Derived { .. } => None,
                    _ => Some(self.run(*child, keys)),
                }
            });
            let worked_out = self.akin(&step.children).into_iter().filter_map(|group| {
                let keys = parent_keys(&table, &step.source, &self.plan.steps[*group.first()?]);
                (!keys.is_empty()).then(|| self.work_out(group, keys))
            });
            let mut done: Vec<_> = try_join_all(below.chain(worked_out)).await?.into_iter().flatten().collect();
            done.push((id, Ok(table)));
            Ok(done)
        }
        .boxed()
    }

    /// What derivations read, in the order of their inputs.
    async fn inputs(&self, inputs: &[One<'_>], keys: &[i64]) -> Result<Vec<Rows>, Fault> {
        let mut found = Vec::<Rows>::with_capacity(inputs.len());
        for one in inputs {
            let input = one.input;
            let before: Vec<_> = one.before.iter().map(|number| &found[*number]).collect();
            let named = derive::named(input, keys, &before, one.asked);
            let columns = input.columns.iter().map(Read::name).collect();
            let mut rows = Rows::new(columns);
            if let Some(statement) = statement::input(input, &named, one.asked) {
                let read = self.session.rows(&sql(&statement)).await?;
                for row in 0..read.len() {
                    let cells = (0..input.columns.len()).map(|at| read.cell(row, at).map(Box::from)).collect();
                    rows.add(input, cells);
                }
            }
            found.push(rows);
        }
        Ok(found)
    }

    async fn table(&self, step: &Step, keys: &[i64]) -> Result<Table, Fault> {
        if let (true, Source::One { .. }, Some(revision)) = (step.object.is_closed, &step.source, self.revision.get())
            && let Some(kept) = self.recalled.at(*revision, step.object, &self.session).await?
        {
            return Ok(Table::kept(kept, keys, &step.columns));
        }
        let Some(statement) = statement::statement(step, keys) else {
            return Err(Fault::internal("what is worked out is not read"));
        };
        let rows = self.session.rows(&sql(&statement)).await?;
        let (table, revision) = Table::read(rows, &step.source)?;
        if let Some(revision) = revision {
            self.revision.get_or_init(|| revision);
        }
        Ok(table)
    }
}

/// The keys by which a step below finds its rows: sorted, each once.
fn parent_keys(table: &Table, source: &Source, child: &Step) -> Vec<i64> {
    let (at, of_kind) = match &child.source {
        Source::One { at, of_kind } => (*at, *of_kind),
        _ => (0, None),
    };
    let mut keys: Vec<i64> = table
        .shown(source)
        .into_iter()
        .filter(|row| of_kind.is_none_or(|(kind_at, kind)| table.kind(*row, kind_at) == Some(kind)))
        .filter_map(|row| table.key(row, at))
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}
