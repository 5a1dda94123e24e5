//! What a plan costs PostgreSQL, reckoned in points before anything runs.
//!
//! A point is about a millisecond of one processor on a register of the size that [`Bulk`] describes. Reading
//! many rows costs most: a statement that counts or filters a list reads each of its rows, and evaluates the conditions
//! of the filter for each. Rows found by an index cost only what the rows that are shown cost.
//!
//! **Invariant:** all statements of a plan are reckoned together. *Why:* a limit for one field alone is none, where a
//! request may have the field twenty times. *Enforced by:* [`Plan::cost`], which [`super::Engine`] checks before it
//! takes a session.

use super::{
    explain::Paths,
    page::{Page, USUAL_LENGTH},
    plan::{Plan, Source, Step, StepId},
};
use async_graphql::PathSegment;
use fault::{Code, Fault};
use std::fmt;

/// Points that a plan may cost.
pub const MOST: u64 = 1_000;
/// Points from which a plan is expensive: its class has a part of the sessions only.
pub const EXPENSIVE: u64 = 100;
/// A look at a row, or at a condition for it, takes 50 ns. This many looks at each of a thousand rows make a point.
const LOOKS: u64 = 20;
/// Looks that it takes to reach a row of a list, one after another.
const REACH: u64 = 4;
/// The same for a row that belongs to a record and is to be looked at: an index says where it is.
const REACH_BY_INDEX: u64 = 10;
/// The most rows that a record is assumed to have, as a multiple of the average.
const SKEW: u64 = 10;
/// Thousands of rows of a list, at most, that a filter gathers.
const GATHERED: u64 = 20;
/// Rows that are shown for a point. There are as many only if every page is full, and how many there may be has a limit
/// of its own.
const SHOWN: u64 = 2_000;

/// How many rows the lists of an object type have, in a register of the size for which costs are reckoned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bulk {
    /// Thousands of rows in all.
    pub rows: u64,
    /// Tables that stand behind the rows: more than one for a view.
    pub tables: usize,
}

impl Default for Bulk {
    /// A table with as many rows as there are documents.
    fn default() -> Self {
        Self { rows: 60, tables: 1 }
    }
}

/// What a plan costs.
#[derive(Debug)]
pub struct Cost {
    /// Points in all.
    pub points: u64,
    /// The most expensive statement.
    most_expensive: Option<(StepId, Share)>,
}

/// What one statement costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Share {
    /// Points that its field costs for each record above.
    fixed: u64,
    /// Points that its filter costs besides.
    filter: u64,
    /// Records above.
    parents: u64,
    /// Thousands of rows that are looked through.
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
    /// Thousands of records of their type in all.
    of: u64,
}

impl Share {
    fn points(&self) -> u64 {
        let looked = self.rows.saturating_mul(self.looks).div_ceil(LOOKS);
        let fixed = self.fixed.saturating_mul(self.parents);
        1_u64
            .saturating_add(fixed)
            .saturating_add(self.filter)
            .saturating_add(looked)
            .saturating_add(self.shown / SHOWN)
    }
}

/// How the points come about.
impl fmt::Display for Share {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "1")?;
        if self.fixed > 0 {
            write!(formatter, " + {} records × {}", self.parents, self.fixed)?;
        }
        if self.filter > 0 {
            write!(formatter, " + {} for what its filter gathers", self.filter)?;
        }
        if self.rows > 0 {
            write!(formatter, " + {} thousand rows × {} looks ÷ {LOOKS}", self.rows, self.looks)?;
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
        let mut is_child = vec![false; self.steps.len()];
        for step in self.steps.iter().flat_map(|step| &step.children) {
            is_child[*step] = true;
        }
        let mut cost = Cost { points: 0, most_expensive: None };
        for step in (0..self.steps.len()).filter(|step| !is_child[*step]) {
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
        let share = share(step, above);
        if self.most_expensive.is_none_or(|(_, most_expensive)| share.points() > most_expensive.points()) {
            self.most_expensive = Some((id, share));
        }
        let rows = shown(step, above.records);
        let below = |records| Above { records, of: step.object.bulk.rows };
        let (of_kinds, others): (Vec<StepId>, Vec<StepId>) =
            step.children.iter().partition(|child| is_of_kind(&plan.steps[**child]));
        // Each record is of one kind: all kinds together have as many as there are, and cost most in equal parts. There
        // are no more kinds than records.
        let part = rows.div_ceil((of_kinds.len() as u64).max(1));
        let mut kinds: Vec<_> = of_kinds.into_iter().map(|child| self.of_step(plan, child, below(part))).collect();
        kinds.sort_unstable_by(|one, other| other.cmp(one));
        kinds.truncate(usize::try_from(rows).unwrap_or(usize::MAX));
        let others = others.into_iter().map(|child| self.of_step(plan, child, below(rows))).collect::<Vec<_>>();
        kinds.into_iter().chain(others).fold(share.points(), u64::saturating_add)
    }

    fn refusal(&self, plan: &Plan) -> (Fault, Vec<PathSegment>) {
        let Some((step, share)) = self.most_expensive else {
            return (Fault::internal("a plan without steps that costs too much"), Vec::new());
        };
        let paths = Paths::of(plan);
        let path = paths.of_step(step);
        let shown: String = path.chars().take(120).collect();
        let message = format!(
            "This operation costs {} points, and {MOST} are allowed; its most expensive statement, that of `{shown}`, costs {}: {share}. Request fewer totals, filters or records.",
            self.points,
            share.points(),
        );
        let path = path.split('.').map(|key| PathSegment::Field(key.to_owned())).collect();
        (Fault::new(Code::CostTooHigh, message), path)
    }
}

/// Whether a step reads those of the rows above that are of one kind.
fn is_of_kind(step: &Step) -> bool {
    matches!(step.source, Source::One { of_kind: Some(_), .. })
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

fn share(step: &Step, above: Above) -> Share {
    let bulk = step.object.bulk;
    let parents = above.records;
    let shown = shown(step, parents);
    let looked = |rows: u64, reach: u64, page: &Page| Share {
        rows: if page.is_gathered { rows.min(GATHERED) } else { rows },
        looks: reach.saturating_add(page.looks),
        filter: page.points,
        ..Share::default()
    };
    // Each number is in thousands, and so is what they are divided by.
    let of_all_parents = parents.saturating_mul(bulk.rows).saturating_mul(SKEW);
    let of_parents = bulk.rows.min(of_all_parents.div_ceil(above.of.max(1).saturating_mul(1_000)));
    let read = match &step.source {
        Source::List { page } if page.filter.is_some() && !page.is_cheap => looked(bulk.rows, REACH, page),
        Source::Many { page, .. } if page.filter.is_some() => looked(of_parents, REACH_BY_INDEX, page),
        Source::Count { link: None, page } => looked(bulk.rows, REACH, page),
        Source::Count { link: Some(_), page } if page.filter.is_some() => looked(of_parents, REACH_BY_INDEX, page),
        Source::Count { link: Some(_), page } => looked(of_parents, REACH, page),
        _ => Share::default(),
    };
    Share { fixed: step.points, parents, shown, ..read }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_the_sum_of_what_is_said() {
        let share = Share { fixed: 3, parents: 7, filter: 9, rows: 60, looks: 5, shown: 12_000 };
        assert_eq!(
            (share.points(), share.to_string().as_str()),
            (
                1 + 21 + 9 + 15 + 6,
                "1 + 7 records × 3 + 9 for what its filter gathers + 60 thousand rows × 5 looks ÷ 20 + 12000 rows shown ÷ 2000",
            )
        );
        let most =
            Share { fixed: u64::MAX, parents: u64::MAX, filter: 1, rows: u64::MAX, looks: u64::MAX, shown: u64::MAX };
        assert_eq!(most.points(), u64::MAX);
    }
}
