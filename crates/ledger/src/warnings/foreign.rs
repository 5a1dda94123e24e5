//! Warnings about changes to records and statements that other sets name, or that no set has named.
use crate::{
    compare::Change,
    plan::{Given, Plan},
    problem::Problem,
};

/// A warning for each changed node that the set did not make alone.
pub fn changes(given: &Given, plan: &Plan, change: &Change) -> Vec<Problem> {
    let mut warnings = Vec::new();
    for kind in &plan.kinds {
        let table = kind.kind.table();
        for row in kind.rows.iter().filter(|row| !row.is_new && change.is_updated(row.id)) {
            let others = given.shares.others(row.id);
            if others.is_empty() && given.shares.mine(row.id).is_some() {
                continue;
            }
            let before = kind.stored.get(&row.id);
            let columns = table.columns.iter().zip(before.into_iter().flatten()).zip(&row.values);
            let fields = columns.filter(|((_, before), after)| before != after).filter_map(|((column, _), _)| {
                kind.kind
                    .all_fields()
                    .find(|field| field.columns().any(|name| name == **column))
                    .map(|field| field.name)
            });
            let mut fields = fields.map(|field| format!("`{field}`")).collect::<Vec<_>>();
            fields.dedup();
            if change.has_changed_lists(row.id) {
                fields.push("lists or citations".to_owned());
            }
            let whose = match others.as_slice() {
                [] => "no set has named before".to_owned(),
                sets => {
                    format!(
                        "other sets name too ({})",
                        sets.iter().map(|set| format!("\"{set}\"")).collect::<Vec<_>>().join(", ")
                    )
                }
            };
            let key = given.index.key_of(row.entry);
            let what = fields.join(", ");
            let reason = format!("the entry changes the {} \"{key}\", which {whose}: {what}", kind.kind.noun());
            warnings.push(Problem::at(given.set.entries[row.entry].origin, reason));
        }
    }
    warnings
}
