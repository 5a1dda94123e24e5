//! The changes to citations.
use super::{CITATION, Cited, Wanted};
use crate::{
    problem::Problem,
    share::{Gives, Shares},
    sql,
    table::Values,
};
use sea_orm::{DatabaseTransaction, DbErr, Value};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Columns that identify a citation: two citations with equal values are the same.
const SAME: &[&str] =
    &["field", "source_id", "section", "paragraph", "sentence", "source_row", "volume", "page", "locator", "named_as"];

/// How many citations were read, and what happened to them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Citations of the drafts.
    pub read: usize,
    /// Citations that are new.
    pub created: usize,
    /// Citations that changed.
    pub updated: usize,
    /// Citations that did not change.
    pub unchanged: usize,
    /// Citations that were deleted.
    pub deleted: usize,
}

/// The changes to citations.
#[derive(Default)]
pub struct CitationChange {
    gone: Vec<i64>,
    new: Vec<Values>,
    changed: Vec<(i64, Vec<(&'static str, Value)>)>,
    /// Nodes whose citations change.
    pub subjects: BTreeSet<i64>,
    /// The citations that the set gives, by node.
    pub gives: HashMap<i64, Gives>,
    /// The numbers for the report.
    pub counts: Counts,
}

/// A citation of an entry, and the citation of the register that cites the same passage.
struct Matched {
    subject: i64,
    wanted: Wanted,
    before: Option<Values>,
}

impl CitationChange {
    /// Compares the citations of the entries with the register.
    pub async fn find(
        transaction: &DatabaseTransaction,
        cited: Vec<Cited>,
        existing: &[i64],
        shares: &Shares,
        problems: &mut Vec<Problem>,
    ) -> Result<Self, DbErr> {
        let mut stored = BTreeMap::<i64, Vec<Values>>::new();
        for row in CITATION.load(transaction, "subject_id", existing.to_vec()).await? {
            stored.entry(number(&row, "subject_id")?).or_default().push(row);
        }
        let mut change = Self::default();
        let mut matched = Vec::new();
        for cited in cited {
            let rows = stored.remove(&cited.subject).unwrap_or_default();
            matched.extend(change.match_one(cited, rows, shares, problems)?);
        }
        let new = matched.iter().filter(|matched| matched.before.is_none()).count();
        let ids = sql::next_ids(transaction, "citation", new).await?;
        change.compare(matched, ids, problems)?;
        change.counts.deleted = change.gone.len();
        Ok(change)
    }

    /// Finds, for each citation of an entry, the citation of the register that cites the same passage.
    ///
    /// If other sets cite too, existing citations keep their positions and new ones follow them.
    fn match_one(
        &mut self,
        cited: Cited,
        mut rows: Vec<Values>,
        shares: &Shares,
        problems: &mut Vec<Problem>,
    ) -> Result<Vec<Matched>, DbErr> {
        let subject = cited.subject;
        let mut seen = BTreeSet::new();
        let mut matched = Vec::new();
        for wanted in cited.wanted {
            if !seen.insert(identity(&wanted.values)) {
                problems.push(Problem::at(wanted.origin, "the passage is cited twice in the same way"));
                continue;
            }
            let same = rows.iter().position(|row| identity(row) == identity(&wanted.values));
            matched.push(Matched { subject, before: same.map(|same| rows.swap_remove(same)), wanted });
        }
        let mut last = 0;
        let mut has_others = false;
        for row in rows {
            let id = number(&row, "id")?;
            if shares.is_removable(subject, &share(id)) {
                self.subjects.insert(subject);
                self.gone.push(id);
            } else {
                has_others = true;
                last = last.max(ordinal(&row));
            }
        }
        let others = |id: i64| shares.other(subject, &share(id)).is_some();
        has_others |= matched.iter().filter_map(|one| number(one.before.as_ref()?, "id").ok()).any(others);
        if has_others {
            last = matched
                .iter()
                .filter_map(|one| one.before.as_ref())
                .map(|row| ordinal(row))
                .max()
                .unwrap_or(0)
                .max(last);
            for one in &mut matched {
                let place = one.before.as_ref().map_or_else(
                    || {
                        last += 1;
                        last
                    },
                    |row| ordinal(row),
                );
                put(&mut one.wanted.values, "ordinal", place);
            }
        }
        Ok(matched)
    }

    fn compare(&mut self, mut matched: Vec<Matched>, ids: Vec<i64>, problems: &mut Vec<Problem>) -> Result<(), DbErr> {
        let mut ids = ids.into_iter();
        let mut keys = HashMap::new();
        for one in &mut matched {
            let id = match &one.before {
                Some(before) => number(before, "id")?,
                None => ids.next().ok_or_else(|| DbErr::Custom("a citation has no key".to_owned()))?,
            };
            put(&mut one.wanted.values, "id", id);
            self.gives.entry(one.subject).or_default().insert(share(id));
            if let Some(key) = &one.wanted.key
                && keys.insert(key.clone(), id).is_some()
            {
                let reason = format!("the key \"{key}\" names another citation too");
                problems.push(Problem::at(one.wanted.origin, reason));
            }
        }
        for mut one in matched {
            if let Some(key) = &one.wanted.copied_from {
                if let Some(id) = keys.get(key) {
                    put(&mut one.wanted.values, "copied_from_id", *id);
                } else {
                    let reason = format!("there is no citation with the key \"{key}\"");
                    problems.push(Problem::at(one.wanted.origin, reason));
                }
            }
            self.compare_one(one)?;
        }
        Ok(())
    }

    fn compare_one(&mut self, one: Matched) -> Result<(), DbErr> {
        self.counts.read += 1;
        let Some(before) = one.before else {
            self.counts.created += 1;
            self.subjects.insert(one.subject);
            self.new.push(one.wanted.values);
            return Ok(());
        };
        let columns = CITATION.columns.iter().zip(before.iter());
        let changes = columns
            .zip(one.wanted.values)
            .filter(|((_, before), after)| *before != after)
            .map(|((column, _), after)| (*column, after))
            .collect::<Vec<_>>();
        if changes.is_empty() {
            self.counts.unchanged += 1;
        } else {
            self.counts.updated += 1;
            self.subjects.insert(one.subject);
            self.changed.push((number(&before, "id")?, changes));
        }
        Ok(())
    }

    /// Writes the changes. Ordinals within a list are released before they are assigned again.
    pub async fn write(&self, transaction: &DatabaseTransaction) -> Result<(), DbErr> {
        let changed = self.changed.iter().map(|(id, _)| *id);
        sql::run(
            transaction,
            "UPDATE citation SET copied_from_id = NULL WHERE id = ANY($1) AND copied_from_id = ANY($2)",
            [sql::numbers(changed), sql::numbers(self.gone.clone())],
        )
        .await?;
        sql::delete(transaction, "citation", "id", sql::numbers(self.gone.clone())).await?;
        let moved = self.changed.iter().filter(|(_, changes)| changes.iter().any(|(column, _)| *column == "ordinal"));
        sql::run(
            transaction,
            "UPDATE citation SET ordinal = -ordinal WHERE id = ANY($1)",
            [sql::numbers(moved.map(|(id, _)| *id))],
        )
        .await?;
        self.insert(transaction).await?;
        for (id, changes) in &self.changed {
            sql::update(transaction, CITATION.name, *id, changes).await?;
        }
        Ok(())
    }

    /// Inserts new citations, and then records which of them are copies of which.
    async fn insert(&self, transaction: &DatabaseTransaction) -> Result<(), DbErr> {
        let mut rows = self.new.clone();
        let mut copies = Vec::new();
        for row in &mut rows {
            if let (Some(id), Some(from)) = (CITATION.number(row, "id"), CITATION.number(row, "copied_from_id")) {
                copies.push((id, from));
                put(row, "copied_from_id", None::<i64>);
            }
        }
        sql::insert(transaction, CITATION.name, &CITATION.columns, &rows).await?;
        for (id, from) in copies {
            sql::update(transaction, CITATION.name, id, &[("copied_from_id", Value::from(from))]).await?;
        }
        Ok(())
    }
}

/// The name of a citation in the share of a set.
fn share(id: i64) -> String {
    format!("cite:{id}")
}

fn identity(row: &[Value]) -> String {
    let values = SAME.iter().map(|column| CITATION.value(row, column));
    format!("{:?}", values.collect::<Vec<_>>())
}

fn number(row: &[Value], column: &str) -> Result<i64, DbErr> {
    CITATION.number(row, column).ok_or_else(|| DbErr::Custom(format!("a citation has no {column}")))
}

fn ordinal(row: &[Value]) -> i32 {
    match CITATION.value(row, "ordinal") {
        Some(Value::Int(Some(ordinal))) => *ordinal,
        _ => 0,
    }
}

fn put(row: &mut Values, column: &str, value: impl Into<Value>) {
    if let Some(position) = CITATION.position(column) {
        row[position] = value.into();
    }
}
