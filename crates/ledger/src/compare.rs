//! Compares a set with the register: what differs is what [`super::apply`] writes.
use crate::{
    citations::CitationChange,
    claims,
    entry::Set,
    kind::Kind,
    lists::{LISTS, ListChange},
    plan::{Given, KindPlan, Plan},
    problem::Problem,
    report::Counts,
    share::Gives,
    table::Values,
};
use entity::vocabulary::Vocabulary as _;
use sea_orm::{DatabaseTransaction, DbErr, Value};
use std::collections::{BTreeSet, HashSet};

/// Columns of a row with their new values.
type Changes = Vec<(&'static str, Value)>;

/// The changes to the rows of one kind.
pub struct RowChange {
    pub(super) kind: &'static Kind,
    pub(super) new: Vec<Values>,
    pub(super) changed: Vec<(i64, Changes)>,
    /// Rows that lose the lead of a claim set, and release it before another row takes it.
    pub(super) stepping_down: Vec<i64>,
    /// Columns with a unique code, each with the rows that release it before another row takes it: rows whose code
    /// changes, and rows that will be deleted.
    pub(super) releasing: Vec<(&'static str, Vec<i64>)>,
    /// All nodes of this kind that change, except new ones.
    pub updated: BTreeSet<i64>,
    /// The numbers for the report.
    pub counts: Counts,
}

/// All changes.
pub struct Change {
    /// Rows, by kind.
    pub kinds: Vec<RowChange>,
    pub(super) lists: Vec<ListChange>,
    /// Citations.
    pub citations: CitationChange,
    /// Nodes that are new: identifier, kind and key.
    pub(super) nodes: Vec<Values>,
    /// What the set gives of each node, and whether a contradiction created the node.
    pub gives: Vec<(i64, Gives, bool)>,
}

/// What the set gives of each node.
fn shares_of(plan: &Plan, set: &Set, citations: &CitationChange) -> Vec<(i64, Gives, bool)> {
    let rows = plan.kinds.iter().flat_map(|kind| &kind.rows);
    let shares = rows.map(|row| {
        let cited = citations.gives.get(&row.id).into_iter().flatten();
        let gives = row.gives.iter().chain(cited).cloned().collect();
        (row.id, gives, set.entries[row.entry].is_automatic)
    });
    shares.collect()
}

impl Change {
    /// Compares what the set asks for with the register.
    pub async fn find(
        transaction: &DatabaseTransaction,
        plan: &mut Plan,
        given: &Given<'_>,
        problems: &mut Vec<Problem>,
    ) -> Result<Self, DbErr> {
        let existing = given.index.existing();
        let mut lists = Vec::with_capacity(LISTS.len());
        let with_followers = existing.iter().copied().chain(plan.following_meetings()).collect::<Vec<_>>();
        for list in LISTS.iter() {
            let listed = plan.lists.remove(list.table.name).unwrap_or_default();
            let owners = if list.has_order { &with_followers } else { &existing };
            lists.push(ListChange::find(transaction, list, listed, owners).await?);
        }
        let cited = std::mem::take(&mut plan.cited);
        let citations = CitationChange::find(transaction, cited, &existing, given.shares, problems).await?;
        let with_changed_lists =
            lists.iter().flat_map(|list| &list.owners).chain(&citations.subjects).copied().collect::<HashSet<_>>();
        let kinds = plan.kinds.iter().map(|plan| compare(plan, &with_changed_lists, given.leaving)).collect();
        let new = (0..given.set.entries.len()).filter(|entry| given.index.is_new(*entry));
        let nodes = new.map(|entry| {
            let kind = given.set.entries[entry].kind.node.name().to_owned();
            vec![given.index.id(entry).into(), kind.into(), given.index.key_of(entry).to_owned().into()]
        });
        let shares = shares_of(plan, given.set, &citations);
        Ok(Self { kinds, lists, citations, nodes: nodes.collect(), gives: shares })
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.kinds.iter().all(|kind| kind.counts.is_unchanged())
    }

    /// Nodes that change, except new ones, by kind.
    pub fn updated(&self) -> impl Iterator<Item = (&'static Kind, &BTreeSet<i64>)> {
        self.kinds.iter().map(|kind| (kind.kind, &kind.updated))
    }

    /// Whether a node changes and is not new.
    pub fn is_updated(&self, node: i64) -> bool {
        self.kinds.iter().any(|kind| kind.updated.contains(&node))
    }

    /// Whether a list or a citation of a node changes.
    pub fn has_changed_lists(&self, node: i64) -> bool {
        self.lists.iter().any(|list| list.owners.contains(&node)) || self.citations.subjects.contains(&node)
    }

    /// Nodes that are new.
    pub fn created(&self) -> impl Iterator<Item = i64> {
        self.kinds.iter().flat_map(|kind| kind.new.iter().filter_map(|row| kind.kind.table().number(row, "id")))
    }
}

/// Compares the rows of a kind. `with_changed_lists` are nodes whose lists or citations change.
fn compare(plan: &KindPlan, with_changed_lists: &HashSet<i64>, leaving: &HashSet<i64>) -> RowChange {
    let kind = plan.kind;
    let mut change = RowChange {
        kind,
        new: Vec::new(),
        changed: Vec::new(),
        stepping_down: Vec::new(),
        releasing: Vec::new(),
        updated: BTreeSet::new(),
        counts: Counts { kind: kind.name(), read: plan.rows.len(), affected: plan.others.len(), ..Counts::default() },
    };
    for row in &plan.rows {
        if row.is_new {
            change.counts.created += 1;
            change.new.push(row.values.clone());
            continue;
        }
        let is_changed = change.row(plan, row.id, &row.values);
        if is_changed || with_changed_lists.contains(&row.id) {
            change.counts.updated += 1;
            change.updated.insert(row.id);
        } else {
            change.counts.unchanged += 1;
        }
    }
    for (id, values) in &plan.others {
        change.row(plan, *id, values);
        change.updated.insert(*id);
    }
    for id in leaving {
        if let Some(before) = plan.stored.get(id)
            && !kind.is_record()
            && claims::steps_down(kind, before, None)
        {
            change.stepping_down.push(*id);
        }
    }
    for field in kind.unique_fields() {
        let is_changed = |changes: &Changes| changes.iter().any(|(column, _)| *column == field.name);
        let changed = change.changed.iter().filter(|(_, changes)| is_changed(changes)).map(|(id, _)| *id);
        let rows = changed.chain(leaving.iter().copied()).collect();
        change.releasing.push((field.name, rows));
    }
    change
}

impl RowChange {
    /// Notes the changes to a row; returns whether there are any.
    fn row(&mut self, plan: &KindPlan, id: i64, values: &Values) -> bool {
        let Some(before) = plan.stored.get(&id) else {
            return false;
        };
        let steps_down = !self.kind.is_record() && claims::steps_down(self.kind, before, Some(values));
        let columns = self.kind.table().columns.iter();
        let changes = columns
            .zip(before)
            .zip(values)
            .filter(|((column, before), after)| before != after || (steps_down && **column == "is_leading"))
            .map(|((column, _), after)| (*column, after.clone()))
            .collect::<Changes>();
        if steps_down {
            self.stepping_down.push(id);
        }
        let is_changed = !changes.is_empty();
        if is_changed {
            self.changed.push((id, changes));
        }
        is_changed
    }
}
