//! What looks odd and is let in with a warning.
use super::{plan::Plan, problem::Problem, read::Set};

/// What looks odd in a set.
pub fn find(set: &Set, _plan: &Plan) -> Vec<Problem> {
    uncited(set).collect()
}

fn uncited(set: &Set) -> impl Iterator<Item = Problem> {
    let uncited = set.items.iter().filter(|item| item.head.cite.is_empty());
    uncited.map(|item| Problem::at(&item.place, format!("the {} has no citation", item.kind.noun())))
}
