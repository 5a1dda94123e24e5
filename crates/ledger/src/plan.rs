//! The rows that a set asks for, together with those that the register has.
use crate::{
    check::{self, Check},
    citations::{self, Cited},
    claims,
    entry::{Entry, Set, Target, Typed},
    hierarchy,
    kind::{KINDS, Kind},
    lists::{self, Homes, Lists, StoredLists},
    merge::{Contradiction, Merging},
    problem::Problem,
    resolve::{Index, Scope},
    share::{Gives, Shares},
    table::Values,
};
use entity::vocabulary::NodeKind;
use sea_orm::{DatabaseTransaction, DbErr};
use std::collections::{HashMap, HashSet};

/// A row that an entry asks for.
pub struct Planned {
    /// The entry.
    pub entry: usize,
    /// Its node.
    pub id: i64,
    /// Whether it is new to the register.
    pub is_new: bool,
    /// The row.
    pub values: Values,
    /// What the set gives of the node.
    pub gives: Gives,
}

/// The rows of one kind.
pub struct KindPlan {
    /// The kind.
    pub kind: &'static Kind,
    /// Rows that entries ask for. Parents stand before their children.
    pub rows: Vec<Planned>,
    /// Rows that the register has: those of the entries, and the other claims of their sets.
    pub stored: HashMap<i64, Values>,
    /// Rows that no entry names and that change with others: claims whose set changes, meetings whose organ moves to
    /// another organization.
    pub others: Vec<(i64, Values)>,
}

/// All rows that a set asks for.
#[derive(Default)]
pub struct Plan {
    /// Rows of each kind, in the order in which they can be written.
    pub kinds: Vec<KindPlan>,
    /// Entries of lists.
    pub lists: Lists,
    /// Citations of each entry.
    pub cited: Vec<Cited>,
    /// Values that contradict other sets.
    pub contradictions: Vec<Contradiction>,
}

/// The input of a plan.
pub struct Given<'a> {
    /// The entries.
    pub set: &'a Set,
    /// The nodes that references identify.
    pub index: &'a Index,
    /// What each set gives.
    pub shares: &'a Shares,
    /// Nodes that will be deleted.
    pub leaving: &'a HashSet<i64>,
}

impl Plan {
    /// Makes the rows that the entries ask for.
    pub async fn make(
        transaction: &DatabaseTransaction,
        given: &Given<'_>,
        problems: &mut Vec<Problem>,
    ) -> Result<Self, DbErr> {
        let stored = StoredLists::load(transaction, given.index).await?;
        let ordinals = ordinals(given);
        let mut homes = Homes::load(transaction, given.index).await?;
        let mut plan = Self::default();
        for kind in KINDS {
            let mut kind_plan = KindPlan::load(transaction, kind, given).await?;
            for number in given.set.of(kind.node) {
                plan.entry(&mut kind_plan, number, given, ordinals.get(&number).copied(), problems)?;
            }
            if kind.is_record() {
                hierarchy::order(&mut kind_plan, given.set, problems);
            } else {
                claims::arrange(transaction, &mut kind_plan, given, problems).await?;
            }
            check::codes(transaction, &kind_plan, given.set, given.leaving, problems).await?;
            if kind.node == NodeKind::Organ {
                homes.set(&kind_plan);
            }
            lists::plan(&mut plan.lists, &mut plan.contradictions, &mut kind_plan, given, &stored, &homes, problems)?;
            if kind.node == NodeKind::Meeting {
                lists::follow(transaction, &mut plan.lists, &mut kind_plan, given, &homes).await?;
            }
            plan.kinds.push(kind_plan);
        }
        Ok(plan)
    }

    /// Meetings that no entry names and whose organ moves to another organization.
    pub fn following_meetings(&self) -> impl Iterator<Item = i64> {
        let meetings = self.kinds.iter().filter(|plan| plan.kind.node == NodeKind::Meeting);
        meetings.flat_map(|plan| plan.others.iter().map(|(id, _)| *id))
    }

    fn entry(
        &mut self,
        plan: &mut KindPlan,
        number: usize,
        given: &Given,
        ordinal: Option<i32>,
        problems: &mut Vec<Problem>,
    ) -> Result<(), DbErr> {
        let entry = &given.set.entries[number];
        let id = given.index.id(number);
        let mut scope = Scope { index: given.index, problems };
        let cited = citations::read(entry, id, &mut scope)?;
        let before = plan.stored.get(&id);
        let merging = Merging { entry, number, id, before, ordinal, shares: given.shares };
        let Some((values, share)) = merging.row(&mut scope, &mut self.contradictions)? else {
            return Ok(());
        };
        if !entry.is_whole {
            return Ok(());
        }
        Check::run(entry, &values, given.index, problems);
        self.cited.push(cited);
        plan.rows.push(Planned { entry: number, id, is_new: given.index.is_new(number), values, gives: share });
        Ok(())
    }
}

impl KindPlan {
    async fn load(transaction: &DatabaseTransaction, kind: &'static Kind, given: &Given<'_>) -> Result<Self, DbErr> {
        let known = given.set.of(kind.node).filter(|number| !given.index.is_new(*number));
        let known = known.map(|number| given.index.id(number)).collect();
        let rows = kind.table().load(transaction, "id", known).await?;
        let stored = rows.into_iter().filter_map(|row| Some((kind.table().number(&row, "id")?, row))).collect();
        Ok(Self { kind, rows: Vec::new(), stored, others: Vec::new() })
    }
}

/// The positions of agenda items within their gathering, from 1. A further claim about an item takes no new position.
fn ordinals(given: &Given) -> HashMap<usize, i32> {
    let mut counts = HashMap::<i64, i32>::new();
    let mut ordinals = HashMap::new();
    for number in given.set.of(NodeKind::AgendaItem) {
        let entry = &given.set.entries[number];
        if let Some((gathering, _)) = target(entry, "gathering").and_then(|target| given.index.node(target)) {
            let count = counts.entry(gathering).or_default();
            if entry.claim_of.is_none() || *count == 0 {
                *count += 1;
            }
            ordinals.insert(number, *count);
        }
    }
    ordinals
}

fn target<'a>(entry: &'a Entry, field: &str) -> Option<&'a Target> {
    match &entry.fields.get(field)?.value {
        Typed::Reference(target) => Some(target),
        _ => None,
    }
}
