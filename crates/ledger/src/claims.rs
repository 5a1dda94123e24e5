//! Claim sets: which claims belong together, and which of them leads.
//!
//! The leading claim has the best rank; among equals, the most precise date; among those, it is the oldest.
use crate::{
    entry::Set,
    kind::Kind,
    plan::{Given, KindPlan, Planned},
    problem::Problem,
    table::{Table, Values},
};
use entity::vocabulary::{Rank, Vocabulary};
use sea_orm::{DatabaseTransaction, DbErr, Value};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Sort key of a claim in its set. The claim with the least key leads.
type Standing = (u8, [i64; 2], i64);

/// Days between the bounds of a date. A date without bounds is the least precise.
fn span(table: &Table, row: &[Value], prefix: &str) -> i64 {
    let day = |bound: &str| table.day(row, &format!("{prefix}_{bound}"));
    match (day("earliest"), day("latest")) {
        (Some(earliest), Some(latest)) => (latest - earliest).whole_days(),
        _ => i64::MAX,
    }
}

fn standing(table: &Table, row: &[Value]) -> Standing {
    let rank = match table.text(row, "rank").and_then(Rank::parse) {
        Some(Rank::Preferred) => 0,
        Some(Rank::Deprecated) => 2,
        _ => 1,
    };
    let spans = if table.position("from_edtf").is_some() { ["from", "to"] } else { ["date", "date"] };
    let id = table.number(row, "id").unwrap_or_default();
    (rank, spans.map(|prefix| span(table, row, prefix)), id)
}

/// Assigns the entries of a kind to their claim sets.
pub async fn arrange(
    transaction: &DatabaseTransaction,
    plan: &mut KindPlan,
    given: &Given<'_>,
    problems: &mut Vec<Problem>,
) -> Result<(), DbErr> {
    let firsts = firsts(plan, given, problems);
    let ids = firsts.values().copied().collect::<Vec<_>>();
    load_others(transaction, plan, &ids).await?;
    settle(plan, &firsts, given.leaving, given.set, problems);
    Ok(())
}

/// The claim to which each entry refers in `claim_of`, by node. A claim set that another data set formed is left as it
/// is.
fn firsts(plan: &KindPlan, given: &Given, problems: &mut Vec<Problem>) -> HashMap<i64, i64> {
    let table = plan.kind.table();
    let mut firsts = HashMap::new();
    for row in &plan.rows {
        let Some(first) = &given.set.entries[row.entry].claim_of else {
            let stored = plan.stored.get(&row.id).and_then(|row| table.number(row, "set_id"));
            if let Some(first) = stored.filter(|_| !given.shares.is_removable(row.id, "claim_of")) {
                firsts.insert(row.id, first);
            }
            continue;
        };
        let reason = match given.index.statement(plan.kind.node, &first.value) {
            Some(id) if id != row.id => {
                firsts.insert(row.id, id);
                continue;
            }
            Some(_) => "`claim_of` names the claim itself".to_owned(),
            None => format!("there is no {} \"{}\"", plan.kind.noun(), first.value),
        };
        problems.push(Problem::at(first.origin, reason));
    }
    firsts
}

/// Loads the other claims of the claim sets to which the entries of a kind belong, or will belong.
async fn load_others(transaction: &DatabaseTransaction, plan: &mut KindPlan, firsts: &[i64]) -> Result<(), DbErr> {
    let table = plan.kind.table();
    let outside = firsts.iter().filter(|id| !plan.stored.contains_key(id));
    let targets = table.load(transaction, "id", outside.copied().collect());
    let targets = targets.await?;
    let sets =
        plan.stored.values().chain(&targets).filter_map(|row| table.number(row, "set_id")).collect::<HashSet<_>>();
    for row in table.load(transaction, "set_id", sets.into_iter().collect()).await? {
        if let Some(id) = table.number(&row, "id") {
            plan.stored.insert(id, row);
        }
    }
    Ok(())
}

/// Assigns the entries of a kind to their claim sets and finds the leader of each.
///
/// `firsts` are the claims that entries refer to in `claim_of`; `leaving` are the rows that will be deleted.
fn settle(
    plan: &mut KindPlan,
    firsts: &HashMap<i64, i64>,
    leaving: &HashSet<i64>,
    set: &Set,
    problems: &mut Vec<Problem>,
) {
    let kind = plan.kind;
    let table = kind.table();
    let mut others = other_claims(plan, leaving);
    let mut next = firsts.clone();
    for row in &others {
        if let (Some(id), Some(first)) = (table.number(row, "id"), table.number(row, "set_id")) {
            next.insert(id, first);
        }
    }
    let mut leaders = BTreeMap::<i64, Standing>::new();
    let own = plan.rows.iter().map(|row| (row.id, &row.values));
    let more = others.iter();
    let more = more.map(|row| (table.number(row, "id").unwrap_or_default(), row));
    let mut sets = HashMap::new();
    for (id, row) in own.chain(more) {
        let first = first_of(id, &next);
        sets.insert(id, first.unwrap_or(id));
        if let Some(first) = first {
            let standing = standing(table, row);
            let leader = leaders.entry(first).or_insert(standing);
            *leader = standing.min(*leader);
        }
    }
    check(plan, &sets, &next, set, problems);
    check_others(plan, &others, &sets, set, problems);
    let settle = |id: i64, values: &mut Values| {
        let first = sets.get(&id).copied().unwrap_or(id);
        let leads = leaders.get(&first).is_none_or(|leader| leader.2 == id);
        if let Some(position) = table.position("set_id") {
            values[position] = Value::from(first);
        }
        if let Some(position) = table.position("is_leading") {
            values[position] = Value::from(leads);
        }
    };
    for row in &mut plan.rows {
        settle(row.id, &mut row.values);
    }
    for row in &mut others {
        settle(table.number(row, "id").unwrap_or_default(), row);
    }
    plan.others = others
        .into_iter()
        .filter_map(|values| {
            let id = table.number(&values, "id")?;
            (plan.stored.get(&id) != Some(&values)).then_some((id, values))
        })
        .collect();
}

/// Claims of the same sets that no draft names and that are not deleted.
fn other_claims(plan: &KindPlan, leaving: &HashSet<i64>) -> Vec<Values> {
    let own = plan.rows.iter().map(|row| row.id).collect::<HashSet<_>>();
    let mut others =
        plan.stored.iter().filter(|(id, _)| !own.contains(id) && !leaving.contains(id)).collect::<Vec<_>>();
    others.sort_by_key(|(id, _)| **id);
    others.into_iter().map(|(_, row)| row.clone()).collect()
}

/// The first claim of a set, starting from any of its claims; none if they form a cycle.
fn first_of(id: i64, next: &HashMap<i64, i64>) -> Option<i64> {
    let mut first = id;
    for _ in 0..=next.len() {
        match next.get(&first) {
            Some(after) if *after != first => first = *after,
            _ => return Some(first),
        }
    }
    None
}

/// Refuses claims that form a cycle, and claims about another matter than the first claim of their set.
fn check(plan: &KindPlan, sets: &HashMap<i64, i64>, next: &HashMap<i64, i64>, set: &Set, problems: &mut Vec<Problem>) {
    let table = plan.kind.table();
    let rows = plan.rows.iter().map(|row| (row.id, &row.values)).collect::<HashMap<_, _>>();
    for row in &plan.rows {
        let mut refuse = |reason: String| problems.push(refusal(row, set, reason));
        if first_of(row.id, next).is_none() {
            refuse("`claim_of` leads back to the claim itself".to_owned());
            continue;
        }
        let Some(first) = sets.get(&row.id).filter(|first| **first != row.id) else {
            continue;
        };
        let Some(first) = rows.get(first).copied().or_else(|| plan.stored.get(first)) else {
            continue;
        };
        for column in plan.kind.about {
            if table.value(&row.values, column) != table.value(first, column) {
                refuse(format!(
                    "the claim is about another matter: its `{}` differs from that of the first claim",
                    column.trim_end_matches("_id")
                ));
            }
        }
    }
}

/// Refuses a first claim that changes its matter while another claim of its set, which no draft names, keeps it.
fn check_others(plan: &KindPlan, others: &[Values], sets: &HashMap<i64, i64>, set: &Set, problems: &mut Vec<Problem>) {
    let table = plan.kind.table();
    let rows = plan.rows.iter().map(|row| (row.id, row)).collect::<HashMap<_, _>>();
    for other in others {
        let first = table.number(other, "id").and_then(|id| sets.get(&id)).and_then(|first| rows.get(first));
        let Some(row) = first else { continue };
        for column in
            plan.kind.about.iter().filter(|column| table.value(other, column) != table.value(&row.values, column))
        {
            let field = column.trim_end_matches("_id");
            let reason = format!(
                "another claim of its set, which this import does not name, has another `{field}`: change all claims of a set together"
            );
            problems.push(refusal(row, set, reason));
        }
    }
}

fn refusal(row: &Planned, set: &Set, reason: String) -> Problem {
    let entry = &set.entries[row.entry];
    Problem::at(entry.claim_of.as_ref().map_or(entry.origin, |first| first.origin), reason)
}

/// Whether a row leads its set and will stop leading it, or will lead another set. It releases the lead first.
pub fn steps_down(kind: &Kind, before: &[Value], after: Option<&[Value]>) -> bool {
    let table = kind.table();
    let leads = |row: &[Value]| table.value(row, "is_leading") == Some(&Value::from(true));
    let place = |row: &[Value]| (table.number(row, "set_id"), leads(row));
    leads(before) && after.is_none_or(|after| place(after) != place(before))
}

#[cfg(test)]
mod tests {
    use super::*;
    use entity::vocabulary::NodeKind;
    use time::{Date, macros::date};

    fn row(id: i64, rank: &str, earliest: Option<Date>, latest: Option<Date>) -> Values {
        let columns = &Kind::get(NodeKind::Milestone).table().columns;
        columns
            .iter()
            .map(|column| match *column {
                "id" => Value::from(id),
                "rank" => Value::from(rank),
                "date_earliest" => Value::from(earliest),
                "date_latest" => Value::from(latest),
                _ => Value::from(None::<String>),
            })
            .collect()
    }

    fn leader(rows: &[Values]) -> i64 {
        let table = Kind::get(NodeKind::Milestone).table();
        let best = rows.iter().map(|row| standing(table, row)).min();
        best.expect("a set has claims").2
    }

    #[test]
    fn rank_comes_before_precision_and_precision_before_age() {
        let day = Some(date!(1992 - 05 - 15));
        let year = (Some(date!(1992 - 01 - 01)), Some(date!(1992 - 12 - 31)));
        let vague = row(1, "NORMAL", year.0, year.1);
        let exact = row(2, "NORMAL", day, day);
        let also_exact = row(3, "NORMAL", day, day);
        let preferred = row(4, "PREFERRED", None, None);
        let deprecated = row(5, "DEPRECATED", day, day);
        let undated = row(0, "NORMAL", day, None);
        assert_eq!(leader(&[vague.clone(), exact.clone()]), 2);
        assert_eq!(leader(&[also_exact, exact.clone()]), 2);
        assert_eq!(leader(&[exact.clone(), preferred]), 4);
        assert_eq!(leader(&[vague.clone(), deprecated]), 1);
        assert_eq!(leader(&[undated, vague]), 1);
    }

    #[test]
    fn the_first_claim_is_found_from_any_and_no_circle_has_one() {
        let next = HashMap::from([(2, 1), (3, 2), (1, 1), (5, 6), (6, 5)]);
        assert_eq!(first_of(3, &next), Some(1));
        assert_eq!(first_of(1, &next), Some(1));
        assert_eq!(first_of(9, &next), Some(9));
        assert_eq!(first_of(5, &next), None);
    }
}
