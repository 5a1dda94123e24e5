//! What a plan costs PostgreSQL, reckoned in points before anything runs.
//!
//! A point is about a millisecond of one processor on a register of the size that [`Bulk`] describes. Reading
//! many rows costs most: a statement that counts or filters a list reads each of its rows, and evaluates the conditions
//! of the filter for each. So does a page of a list in whose order no index is: its rows are gathered and sorted first.
//! Rows that an index has in order cost what finding them costs for each record above, and what those that are shown cost.
//!
//! **Invariant:** all statements of a plan are reckoned together. *Why:* a limit for one field alone is none, where a
//! request may have the field twenty times. *Enforced by:* [`Plan::cost`], which [`super::Engine`] checks before it
//! takes a session.

use super::{
    define::{Link, Object},
    explain::Paths,
    page::{Page, USUAL_LENGTH},
    plan::{Plan, Source, Step, StepId},
};
use async_graphql::PathSegment;
use fault::{Code, Fault};
use std::{collections::BTreeMap, fmt};

/// Points that a plan may cost.
pub const MOST: u64 = 1_000;
/// Points from which a plan is expensive: its class has a part of the sessions only.
pub const EXPENSIVE: u64 = 100;
/// A look at a row, or at a condition for it, takes 50 ns: so many make a point.
const LOOKS: u64 = 20_000;
/// Looks that it takes to reach a row of a list, one after another.
const REACH: u64 = 4;
/// The same where all rows are sorted besides, before the first of a page is known.
const REACH_AND_SORT: u64 = 8;
/// The same for a row that belongs to a record and is to be looked at: an index says where it is.
const REACH_BY_INDEX: u64 = 10;
/// The same where the rows of a record are to be counted, and another table says which they are.
const REACH_BY_JOIN: u64 = 22;
/// The same where they are sorted besides.
const REACH_BY_JOIN_AND_SORT: u64 = 45;
/// Looks that it takes to look into an index for a record above.
const RECORD: u64 = 80;
/// Looks that it takes to do so in each table that stands behind the rows.
const TABLE: u64 = 10;
/// Tables that PostgreSQL plans to read in a millisecond.
const PLANNED: u64 = 8;
/// The most rows that a record is assumed to have, as a multiple of the average.
const SKEW: u64 = 10;
/// Rows of a list, at most, that a filter gathers for a name that it gives.
const GATHERED: u64 = 20_000;
/// Rows that are shown for a point. There are as many only if every page is full, and how many there may be has a limit
/// of its own.
const SHOWN: u64 = 2_000;

/// How many rows the lists of an object type have, in a register of the size for which costs are reckoned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bulk {
    /// Rows in all.
    pub rows: u64,
    /// Records to which they belong, where these are of many kinds; 0 where they belong to records of one kind.
    pub among: u64,
    /// Tables that stand behind the rows: more than one for a view.
    pub tables: usize,
    /// Whether all rows are made before the first one is known, in whatever order they are asked for.
    pub is_made_whole: bool,
}

impl Bulk {
    /// So many rows of one table.
    pub const fn of(rows: u64) -> Self {
        Self { rows, among: 0, tables: 1, is_made_whole: false }
    }

    /// The same rows, of a view over so many tables.
    #[must_use]
    pub const fn over(self, tables: usize) -> Self {
        Self { tables, ..self }
    }

    /// The same rows, which belong to so many records of many kinds.
    #[must_use]
    pub const fn among(self, records: u64) -> Self {
        Self { among: records, ..self }
    }

    /// The same rows, all of which are made before the first one is known.
    #[must_use]
    pub const fn made_whole(self) -> Self {
        Self { is_made_whole: true, ..self }
    }
}

impl Default for Bulk {
    /// A table with as many rows as there are documents.
    fn default() -> Self {
        Self::of(60_000)
    }
}

/// What a plan costs.
#[derive(Debug)]
pub struct Cost {
    /// Points in all.
    pub points: u64,
    /// The most expensive statement.
    most_expensive: Option<(StepId, StatementCost)>,
}

/// What one statement costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct StatementCost {
    /// Points that its field costs for each record above.
    fixed: u64,
    /// Points that its arguments cost besides.
    arguments: u64,
    /// Points for planning it.
    planning: u64,
    /// Records above.
    parents: u64,
    /// Looks that it takes to find the rows of each of them.
    finding: u64,
    /// Rows that are looked through.
    rows: u64,
    /// Looks at each of them.
    looks: u64,
    /// Rows that are shown.
    shown: u64,
}

/// What stands above a step.
#[derive(Clone, Copy, Debug)]
struct Above {
    /// Records, at most.
    records: u64,
    /// Records of their type in all.
    of: u64,
}

impl StatementCost {
    fn points(&self) -> u64 {
        let looked = self.rows.saturating_mul(self.looks).div_ceil(LOOKS);
        let fixed = self.fixed.saturating_mul(self.parents);
        [
            fixed,
            self.arguments,
            self.planning,
            self.parents.saturating_mul(self.finding) / LOOKS,
            looked,
            self.shown / SHOWN,
        ]
        .into_iter()
        .fold(1, u64::saturating_add)
    }
}

/// How the points come about.
impl fmt::Display for StatementCost {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "1")?;
        if self.fixed > 0 {
            write!(formatter, " + {} records × {}", self.parents, self.fixed)?;
        }
        if self.arguments > 0 {
            write!(formatter, " + {} for its arguments", self.arguments)?;
        }
        if self.planning > 0 {
            write!(formatter, " + {} for planning it", self.planning)?;
        }
        if self.parents.saturating_mul(self.finding) >= LOOKS {
            write!(formatter, " + {} records × {} looks ÷ {LOOKS}", self.parents, self.finding)?;
        }
        if self.rows > 0 {
            write!(formatter, " + {} rows × {} looks ÷ {LOOKS}", self.rows, self.looks)?;
        }
        if self.shown >= SHOWN {
            write!(formatter, " + {} rows shown ÷ {SHOWN}", self.shown)?;
        }
        Ok(())
    }
}

impl Plan {
    /// What it costs.
    pub fn cost(&self) -> Cost {
        let mut cost = Cost { points: 0, most_expensive: None };
        for step in self.roots() {
            let points = cost.of_step(self, step, Above { records: 1, of: 1 });
            cost.points = cost.points.saturating_add(points);
        }
        cost
    }

    /// Refuses a plan that costs too much, and says at which path.
    ///
    /// # Errors
    /// `COST_TOO_HIGH`, with the path of the most expensive field.
    pub fn check(&self) -> Result<u64, (Fault, Vec<PathSegment>)> {
        let cost = self.cost();
        if cost.points <= MOST { Ok(cost.points) } else { Err(cost.refusal(self)) }
    }
}

impl Cost {
    /// The points of a step and of those below it; notes the most expensive one.
    fn of_step(&mut self, plan: &Plan, id: StepId, above: Above) -> u64 {
        let step = &plan.steps[id];
        let statement = of_statement(step, above);
        if self.most_expensive.is_none_or(|(_, most_expensive)| statement.points() > most_expensive.points()) {
            self.most_expensive = Some((id, statement));
        }
        let below = Above { records: shown(step, above.records), of: step.object.bulk.rows };
        let (mut points, mut kinds) = (statement.points(), BTreeMap::<usize, Vec<StepId>>::new());
        for child in step.children.iter().copied() {
            match plan.steps[child].source {
                Source::One { at, of_kind: Some(_) } => kinds.entry(at).or_default().push(child),
                _ => points = points.saturating_add(self.of_step(plan, child, below)),
            }
        }
        kinds.into_values().fold(points, |sum, kinds| sum.saturating_add(self.of_kinds(plan, &kinds, below)))
    }

    /// The points of steps that read those of the rows above that are of one kind each.
    ///
    /// All rows may be of the most expensive kind; and what levels off with their number costs most where they are of
    /// all kinds in equal parts. Both are reckoned. There are no more kinds than records.
    fn of_kinds(&mut self, plan: &Plan, kinds: &[StepId], above: Above) -> u64 {
        let part = Above { records: above.records.div_ceil((kinds.len() as u64).max(1)), ..above };
        let mut costs: Vec<_> = kinds
            .iter()
            .map(|kind| {
                let all = self.of_step(plan, *kind, above);
                (if part.records == above.records { all } else { self.of_step(plan, *kind, part) }, all)
            })
            .collect();
        let more = costs.iter().map(|(part, all)| all.saturating_sub(*part)).max().unwrap_or_default();
        costs.sort_unstable_by(|one, other| other.cmp(one));
        costs.truncate(usize::try_from(above.records).unwrap_or(usize::MAX));
        costs.into_iter().fold(more, |sum, (part, _)| sum.saturating_add(part))
    }

    fn refusal(&self, plan: &Plan) -> (Fault, Vec<PathSegment>) {
        let Some((step, statement)) = self.most_expensive else {
            return (Fault::internal("a plan without steps that costs too much"), Vec::new());
        };
        let paths = Paths::of(plan);
        let path = paths.of_step(step);
        let said: String = path.chars().take(120).collect();
        let message = format!(
            "This operation costs {} points, and {MOST} are allowed; its most expensive statement, that of `{said}`, costs {}: {statement}. Request fewer totals, filters or records.",
            self.points,
            statement.points(),
        );
        let path = path.split('.').map(|key| PathSegment::Field(key.to_owned())).collect();
        (Fault::new(Code::CostTooHigh, message), path)
    }
}

/// How many rows a step shows, at most.
fn shown(step: &Step, parents: u64) -> u64 {
    match &step.source {
        Source::Find { .. } => 1,
        Source::Keys { ids } => ids.len() as u64,
        Source::List { page } => page.size,
        Source::One { .. } => parents,
        Source::Many { page, .. } => parents.saturating_mul(page.size),
        Source::Computed { .. } | Source::Part { .. } => parents.saturating_mul(USUAL_LENGTH),
        Source::Groups { .. } | Source::Reading { .. } => USUAL_LENGTH,
        Source::Count { .. } => 0,
    }
}

/// Whether an index has the rows of each record above in the order of the list. Lists have one in their usual order; not
/// all have one in the others.
fn is_in_order(object: &Object, link: &Link, page: &Page) -> bool {
    let is_usual = object.orders.first().is_none_or(|usual| usual.column == page.order.column);
    match link {
        Link::Column(_) => is_usual,
        Link::Through(join_table) => is_usual && join_table.copy_of(page.order.column).is_some(),
        Link::Reach(_) | Link::Siblings(_) => false,
    }
}

/// Rows that belong to the records above, at most.
fn of_parents(object: &Object, above: Above) -> u64 {
    let Bulk { rows, among, .. } = object.bulk;
    let of_all = above.records.saturating_mul(rows).saturating_mul(SKEW);
    rows.min(of_all.div_ceil(above.of.max(among).max(1)))
}

fn of_statement(step: &Step, above: Above) -> StatementCost {
    let (object, bulk) = (step.object, step.object.bulk);
    let all = if bulk.is_made_whole { REACH_AND_SORT } else { REACH };
    let (rows, reach) = match &step.source {
        Source::List { page } if page.filter.is_some() && !page.is_cheap => (bulk.rows, all),
        Source::List { .. } if bulk.is_made_whole => (bulk.rows, all),
        Source::Many { link, page } if !is_in_order(object, link, page) => {
            (of_parents(object, above), REACH_BY_JOIN_AND_SORT)
        }
        Source::Many { page, .. } if page.filter.is_some() => (of_parents(object, above), REACH_BY_INDEX),
        Source::Count { link: None, .. } => (bulk.rows, REACH),
        Source::Count { link: Some(Link::Reach(_)), .. } => (of_parents(object, above), REACH_BY_JOIN),
        Source::Count { link: Some(Link::Through(join_table)), .. } if join_table.denormalized.is_empty() => {
            (of_parents(object, above), REACH_BY_JOIN)
        }
        Source::Count { page, .. } if page.filter.is_some() => (of_parents(object, above), REACH_BY_INDEX),
        Source::Count { .. } => (of_parents(object, above), REACH),
        _ => (0, 0),
    };
    let page = page(&step.source);
    let gathered = page.and_then(|page| page.gathered).map_or(u64::MAX, |names| names.saturating_mul(GATHERED));
    let finding = match &step.source {
        Source::Many { .. } | Source::Count { link: Some(_), .. } => RECORD + TABLE * bulk.tables as u64,
        _ => 0,
    };
    StatementCost {
        fixed: step.points,
        arguments: match &step.source {
            Source::Reading { page, .. } => page.points_of_reading,
            _ => page.map_or(0, |page| page.points),
        },
        planning: if page.is_some() { bulk.tables as u64 / PLANNED } else { 0 },
        parents: above.records,
        finding,
        rows: rows.min(gathered),
        looks: reach + page.map_or(0, |page| page.looks),
        shown: shown(step, above.records),
    }
}

/// The page whose arguments a statement has.
fn page(source: &Source) -> Option<&Page> {
    match source {
        Source::List { page } | Source::Many { page, .. } => Some(page),
        Source::Count { page, .. } | Source::Groups { page, .. } => Some(page),
        Source::Find { .. }
        | Source::Keys { .. }
        | Source::One { .. }
        | Source::Computed { .. }
        | Source::Part { .. }
        | Source::Reading { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_the_sum_of_what_is_said() {
        let cost = StatementCost {
            fixed: 3,
            arguments: 9,
            planning: 8,
            parents: 7_000,
            finding: 90,
            rows: 60_000,
            looks: 5,
            shown: 12_000,
        };
        assert_eq!(
            (cost.points(), cost.to_string().as_str()),
            (
                1 + 21_000 + 9 + 8 + 31 + 15 + 6,
                "1 + 7000 records × 3 + 9 for its arguments + 8 for planning it + 7000 records × 90 looks ÷ 20000 + 60000 rows × 5 looks ÷ 20000 + 12000 rows shown ÷ 2000",
            )
        );
        let most = StatementCost {
            fixed: u64::MAX,
            arguments: 1,
            planning: 1,
            parents: u64::MAX,
            finding: u64::MAX,
            rows: u64::MAX,
            looks: u64::MAX,
            shown: u64::MAX,
        };
        assert_eq!(most.points(), u64::MAX);
    }
}
