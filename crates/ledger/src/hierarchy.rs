//! Kinds whose rows form a tree: parents are written before their children, and cycles are refused.
use crate::{entry::Set, plan::KindPlan, problem::Problem};
use std::collections::HashMap;

/// Sorts parents before their children; refuses rows that are their own ancestors.
pub fn order(plan: &mut KindPlan, set: &Set, problems: &mut Vec<Problem>) {
    let Some(column) = plan.kind.parent else {
        return;
    };
    let table = plan.kind.table();
    let parents = plan
        .rows
        .iter()
        .filter_map(|row| Some((row.id, table.number(&row.values, column)?)))
        .collect::<HashMap<_, _>>();
    for row in &plan.rows {
        if depth(row.id, &parents).is_none() {
            let reason = format!("the entry is its own ancestor: `{}` forms a cycle", column.trim_end_matches("_id"));
            problems.push(Problem::at(set.entries[row.entry].origin, reason));
        }
    }
    plan.rows.sort_by_key(|row| depth(row.id, &parents).unwrap_or_default());
}

/// The number of ancestors of a row; none if there is a cycle.
fn depth(id: i64, parents: &HashMap<i64, i64>) -> Option<usize> {
    let mut above = id;
    for depth in 0..=parents.len() {
        match parents.get(&above) {
            Some(parent) => above = *parent,
            None => return Some(depth),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_counts_what_is_above_and_a_circle_has_none() {
        let parents = HashMap::from([(3, 2), (2, 1), (5, 6), (6, 5)]);
        let depths = [1, 2, 3, 5].map(|id| depth(id, &parents));
        assert_eq!(depths, [Some(0), Some(1), Some(2), None]);
    }
}
