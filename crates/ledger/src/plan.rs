//! The rows that a set asks for, beside those that the register has.
use super::{
    citations::{self, Cited},
    claims,
    entry::{KINDS, Kind},
    hierarchy,
    index::Index,
    lists::{LISTS, List, Listed},
    problem::Problem,
    scope::{Hanging, Scope},
    set::{Item, Set},
    shared, sql,
    table::{Row, Values},
};
use entity::vocabulary::NodeKind;
use sea_orm::{DatabaseTransaction, DbErr};
use std::collections::{HashMap, HashSet};

/// A row that an entry asks for.
pub struct Planned {
    /// The entry.
    pub item: usize,
    /// Its node.
    pub id: i64,
    /// Whether the register has it not yet.
    pub is_new: bool,
    /// The row.
    pub values: Values,
}

/// The rows of one kind.
pub struct KindPlan {
    /// The kind.
    pub kind: &'static Kind,
    /// Rows that entries ask for; parents before their children.
    pub rows: Vec<Planned>,
    /// Rows that the register has: of the entries, and of other claims of their sets.
    pub stored: HashMap<i64, Values>,
    /// Rows that no entry names and that change because claims of their sets did.
    pub others: Vec<(i64, Values)>,
}

/// All rows that a set asks for.
pub struct Plan {
    /// Rows of each kind, in the order in which they can be written.
    pub kinds: Vec<KindPlan>,
    /// Rows of each table of lists.
    pub lists: HashMap<&'static str, Vec<Listed>>,
    /// Citations of each entry.
    pub cited: Vec<Cited>,
}

impl Plan {
    /// Makes the rows that the entries ask for.
    pub async fn make(
        transaction: &DatabaseTransaction,
        set: &Set,
        index: &Index,
        leaving: &HashSet<i64>,
        problems: &mut Vec<Problem>,
    ) -> Result<Self, DbErr> {
        let mut making = Making {
            set,
            index,
            problems,
            counts: HashMap::new(),
            homes: homes(transaction, index).await?,
            lists: LISTS.iter().map(|list| (list.table.name, Vec::new())).collect(),
            cited: Vec::new(),
        };
        let mut kinds = Vec::with_capacity(KINDS.len());
        for kind in KINDS.iter() {
            let mut plan = KindPlan { kind, rows: making.rows(kind)?, stored: HashMap::new(), others: Vec::new() };
            let known = plan.rows.iter().filter(|row| !row.is_new);
            let known = known.map(|row| row.id).collect();
            for row in kind.table.load(transaction, "id", known).await? {
                if let Some(id) = kind.table.number(&row, "id") {
                    plan.stored.insert(id, row);
                }
            }
            if kind.is_record() {
                hierarchy::order(&mut plan, set, making.problems);
            } else {
                let firsts = making.firsts(&plan);
                let ids = firsts.values().copied().collect::<Vec<_>>();
                claims::load_others(transaction, &mut plan, &ids).await?;
                claims::settle(&mut plan, &firsts, leaving, set, making.problems);
            }
            kinds.push(plan);
        }
        let Making { lists, cited, .. } = making;
        Ok(Self { kinds, lists, cited })
    }
}

/// Organizations of the organs that the set refers to and does not hold.
async fn homes(transaction: &DatabaseTransaction, index: &Index) -> Result<HashMap<i64, Option<i64>>, DbErr> {
    let table = &Kind::get(NodeKind::Organ).table;
    let rows = table.load(transaction, "id", index.stored(NodeKind::Organ)).await?;
    let home = |row: &Values| {
        let organization = table.number(row, "organization_id");
        Some((table.number(row, "id")?, organization))
    };
    Ok(rows.iter().filter_map(home).collect())
}

struct Making<'a> {
    set: &'a Set,
    index: &'a Index,
    problems: &'a mut Vec<Problem>,
    counts: HashMap<i64, i32>,
    homes: HashMap<i64, Option<i64>>,
    lists: HashMap<&'static str, Vec<Listed>>,
    cited: Vec<Cited>,
}

impl Making<'_> {
    fn rows(&mut self, kind: &Kind) -> Result<Vec<Planned>, DbErr> {
        let set = self.set;
        let items = set.items.iter().enumerate();
        items
            .filter(|(_, item)| item.kind.node == kind.node)
            .filter_map(|(number, item)| self.planned(number, item).transpose())
            .collect()
    }

    fn planned(&mut self, number: usize, item: &Item) -> Result<Option<Planned>, DbErr> {
        let identity = &self.index.items[number];
        let Some(draft) = &item.draft else {
            return Ok(None);
        };
        let mut scope = Scope {
            index: self.index,
            file: &self.set.files[item.file],
            problems: self.problems,
            hanging: Vec::new(),
            counts: &mut self.counts,
            homes: &mut self.homes,
            id: identity.known.id,
            place: &item.place,
            is_claim: item.head.claim_of.is_some(),
            as_spelled: false,
        };
        let mut row = draft.row(&mut scope);
        shared::complete(&mut row, item, &mut scope);
        let cited = citations::read(item, &mut scope);
        let hanging = scope.hanging;
        self.cited.push(cited);
        for row in hanging {
            self.list(identity.known.id, row, item)?;
        }
        Ok(Some(Planned {
            item: number,
            id: identity.known.id,
            is_new: identity.is_new,
            values: finish(row, item.kind.name())?,
        }))
    }

    fn list(&mut self, owner: i64, hanging: Hanging, item: &Item) -> Result<(), DbErr> {
        let Some(list) = List::named(hanging.table) else {
            return Err(DbErr::Custom(format!("no list {}", hanging.table)));
        };
        let listed = Listed { owner, values: finish(hanging.row, hanging.table)?, date_order: hanging.date_order };
        let rows = self.lists.entry(list.table.name).or_default();
        let member = |row: &Listed| list.table.value(&row.values, list.member).cloned();
        let mut own = rows.iter().rev().take_while(|row| row.owner == owner);
        if own.any(|row| member(row) == member(&listed)) {
            let reason = format!("names the same {} twice", list.noun());
            self.problems.push(Problem::at(&item.place, reason));
        } else {
            rows.push(listed);
        }
        Ok(())
    }

    /// The claims that entries of a kind say they are claims of, by node.
    fn firsts(&mut self, plan: &KindPlan) -> HashMap<i64, i64> {
        let mut firsts = HashMap::new();
        for row in &plan.rows {
            let item = &self.set.items[row.item];
            let Some(first) = &item.head.claim_of else {
                continue;
            };
            let key = first.get_ref();
            let reason = match self.index.statement(plan.kind.node, key) {
                Some(known) if known.id != row.id => {
                    firsts.insert(row.id, known.id);
                    continue;
                }
                Some(_) => "`claim_of` names the claim itself".to_owned(),
                None => format!("there is no {} \"{key}\"", plan.kind.noun()),
            };
            let place = self.set.files[item.file].place(first.span().start);
            self.problems.push(Problem::at(&place, reason));
        }
        firsts
    }
}

fn finish(row: Row, table: &str) -> Result<Values, DbErr> {
    row.finish().map_err(|column| DbErr::Custom(format!("nothing set {table}.{column}")))
}

/// Nodes that an import made and that this set does not name.
pub async fn leaving(transaction: &DatabaseTransaction, index: &Index) -> Result<HashSet<i64>, DbErr> {
    let named = index.items.iter().map(|item| item.known.id);
    let rows =
        sql::all(transaction, "SELECT id FROM node WHERE key IS NOT NULL AND id <> ALL($1)", [sql::numbers(named)])
            .await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}
