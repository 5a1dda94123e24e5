//! Lists that belong to a record or statement. Unchanged rows are not touched.
mod change;
mod meeting;

use crate::{
    columns::of_party,
    entry::{Entry, Typed},
    field::List,
    kind::{anything, dated, records},
    merge::Contradiction,
    plan::{Given, KindPlan, Planned},
    problem::Problem,
    resolve::{Index, Scope},
    table::{Table, Values},
};
use entity::{
    agenda_item_record, comes_after, comes_before, day_after, document_depositary, meeting_convener, meeting_organ,
    meeting_organization, meeting_place, node_topic, provision_party, remark_about, slug,
    vocabulary::{NodeKind, Vocabulary as _},
};
use sea_orm::{DatabaseTransaction, DbErr, Value};
use std::{collections::HashMap, sync::LazyLock};

pub use change::ListChange;
pub use meeting::{Homes, follow};

/// A list table: the table of one kind of list.
pub struct ListTable {
    /// The field that holds the list; none if the list follows from other fields.
    pub field: Option<&'static str>,
    /// Where its rows are stored.
    pub table: Table,
    /// The column with the node that the list belongs to.
    pub owner: &'static str,
    /// The column that identifies a row within a list.
    pub member: &'static str,
    /// Whether its rows have a denormalized column with the date order of their meeting.
    pub has_order: bool,
}

/// All list tables, in the order in which rows can be inserted.
pub static LISTS: LazyLock<Vec<ListTable>> = LazyLock::new(|| {
    let list = |field, table, owner, member| ListTable { field, table, owner, member, has_order: false };
    vec![
        list(Some("former_slugs"), Table::of::<slug::Entity>(), "node_id", "slug"),
        ListTable {
            has_order: true,
            ..list(None, Table::of::<meeting_organization::Entity>(), "meeting_id", "organization_id")
        },
        list(Some("organizations"), Table::of::<meeting_convener::Entity>(), "meeting_id", "organization_id"),
        list(Some("places"), Table::of::<meeting_place::Entity>(), "meeting_id", "place_id"),
        ListTable {
            has_order: true,
            ..list(Some("organs"), Table::of::<meeting_organ::Entity>(), "meeting_id", "organ_id")
        },
        list(Some("topics"), Table::of::<node_topic::Entity>(), "node_id", "topic_id"),
        list(Some("depositaries"), Table::of::<document_depositary::Entity>(), "document_id", "ordinal"),
        list(Some("records"), Table::of::<agenda_item_record::Entity>(), "agenda_item_id", "record_id"),
        list(Some("parties"), Table::of::<provision_party::Entity>(), "provision_id", "ordinal"),
        list(Some("about"), Table::of::<remark_about::Entity>(), "remark_id", "node_id"),
        list(Some("comes_after"), Table::of::<comes_after::Entity>(), "node_id", "other_id"),
        list(Some("comes_before"), Table::of::<comes_before::Entity>(), "node_id", "other_id"),
        list(Some("day_after"), Table::of::<day_after::Entity>(), "node_id", "other_id"),
    ]
});

/// A row that a list should have.
#[derive(Clone)]
pub struct Listed {
    /// The node that the list belongs to.
    pub owner: i64,
    /// The row.
    pub values: Values,
    /// Date order of the meeting.
    pub date_order: Option<i32>,
}

/// Rows that the lists of the entries should have, by the name of their table.
pub type Lists = HashMap<&'static str, Vec<Listed>>;

/// Stored rows of the lists of the entries, by the name of their table and by node.
pub struct StoredLists(HashMap<&'static str, HashMap<i64, Vec<Values>>>);

impl StoredLists {
    /// Loads the lists of existing nodes.
    pub async fn load(transaction: &DatabaseTransaction, index: &Index) -> Result<Self, DbErr> {
        let mut all = HashMap::new();
        for list in LISTS.iter() {
            let mut stored = HashMap::<i64, Vec<Values>>::new();
            for row in list.table.load(transaction, list.owner, index.existing()).await? {
                let owner = list.table.number(&row, list.owner).ok_or_else(|| no_owner(list))?;
                stored.entry(owner).or_default().push(row);
            }
            all.insert(list.table.name, stored);
        }
        Ok(Self(all))
    }

    fn of(&self, list: &ListTable, owner: i64) -> &[Values] {
        self.0.get(list.table.name).and_then(|lists| lists.get(&owner)).map_or(&[], Vec::as_slice)
    }
}

fn no_owner(list: &ListTable) -> DbErr {
    DbErr::Custom(format!("a row of {} has no owner", list.table.name))
}

impl ListTable {
    /// The noun for a member in messages.
    pub fn noun(&self) -> String {
        self.member.trim_end_matches("_id").replace('_', " ")
    }

    /// The list table with this name.
    pub fn by_name(name: &str) -> Option<&'static Self> {
        LISTS.iter().find(|list| list.table.name == name)
    }

    /// Whether the order of its rows is significant, so that the list is one value.
    fn is_ordered(&self) -> bool {
        self.member == "ordinal"
    }

    /// The name of a row in the share of a set.
    fn share(&self, field: &str, row: &[Value]) -> String {
        self.table.number(row, self.member).map_or_else(|| field.to_owned(), |member| format!("{field}:{member}"))
    }
}

/// Plans the lists of the entries of a kind.
pub fn plan(
    lists: &mut Lists,
    contradictions: &mut Vec<Contradiction>,
    plan: &mut KindPlan,
    given: &Given,
    stored: &StoredLists,
    homes: &Homes,
    problems: &mut Vec<Problem>,
) -> Result<(), DbErr> {
    let kind = plan.kind;
    for row in &mut plan.rows {
        let entry = &given.set.entries[row.entry];
        let mut planning = Planning { given, stored, entry, row, problems, contradictions };
        for list in LISTS.iter() {
            let Some(field) = list.field.filter(|field| kind.field(field).is_some()) else {
                continue;
            };
            let rows = planning.rows(list, field)?;
            lists.entry(list.table.name).or_default().extend(rows);
        }
        if kind.node == NodeKind::Meeting {
            meeting::organizations(lists, row.id, &row.values, homes)?;
        }
    }
    Ok(())
}

struct Planning<'a> {
    given: &'a Given<'a>,
    stored: &'a StoredLists,
    entry: &'a Entry,
    row: &'a mut Planned,
    problems: &'a mut Vec<Problem>,
    contradictions: &'a mut Vec<Contradiction>,
}

impl Planning<'_> {
    /// The rows that a list should have: those that the set gives, and existing rows that stay.
    fn rows(&mut self, list: &'static ListTable, field: &'static str) -> Result<Vec<Listed>, DbErr> {
        let id = self.row.id;
        let shares = self.given.shares;
        let mut wanted = self.wanted(list, field)?;
        let stored = self.stored.of(list, id);
        if list.is_ordered() {
            let is_given = self.entry.fields.contains_key(field);
            if is_given {
                self.row.gives.insert(field.to_owned());
            }
            let is_same = wanted.len() == stored.len() && wanted.iter().all(|row| stored.contains(row));
            let other = shares.other(id, field).filter(|_| is_given && !is_same);
            if let Some(set) = other {
                self.contradictions.push(Contradiction { entry: self.row.entry, field, set: set.to_owned() });
            }
            if other.is_some() || (!is_given && !shares.is_removable(id, field)) {
                wanted = stored.to_vec();
            }
        } else {
            // Former slugs keep resolving, whichever set gave them.
            if field != "former_slugs" {
                self.row.gives.extend(wanted.iter().map(|row| list.share(field, row)));
            }
            let is_wanted = |row: &Values| {
                wanted.iter().any(|wanted| list.table.value(wanted, list.member) == list.table.value(row, list.member))
            };
            let stays = |row: &&Values| !is_wanted(row) && !shares.is_removable(id, &list.share(field, row));
            let staying = stored.iter().filter(stays).cloned().collect::<Vec<_>>();
            wanted.extend(staying);
        }
        Ok(wanted.into_iter().map(|values| Listed { owner: id, values, date_order: None }).collect())
    }

    /// The rows that the entry asks for.
    fn wanted(&mut self, list: &'static ListTable, field: &'static str) -> Result<Vec<Values>, DbErr> {
        let mut rows = Vec::new();
        if field == "former_slugs" {
            for (_, slug) in self.entry.slugs() {
                let kind = self.entry.kind.node.name().to_owned();
                rows.push(self.row_of(list, &[("slug", slug.to_owned().into()), ("kind", kind.into())])?);
            }
            return Ok(rows);
        }
        let Some(given) = self.entry.fields.get(field) else {
            return Ok(rows);
        };
        let mut scope = Scope { index: self.given.index, problems: self.problems };
        let mut found = Vec::new();
        match &given.value {
            Typed::References(references) => {
                for reference in references {
                    let kinds = match self.entry.kind.field(field).map(|field| field.shape) {
                        Some(crate::field::Shape::List(List::Topics)) => vec![NodeKind::Topic],
                        Some(crate::field::Shape::List(List::Organs)) => vec![NodeKind::Organ],
                        Some(crate::field::Shape::List(List::Organizations)) => vec![NodeKind::Organization],
                        Some(crate::field::Shape::List(List::Places)) => vec![NodeKind::Place],
                        Some(crate::field::Shape::List(List::About)) => anything(),
                        Some(crate::field::Shape::List(List::Dated)) => dated(),
                        _ => records(),
                    };
                    if let Some((id, kind)) = scope.node(&reference.value, &kinds, reference.origin) {
                        if id == self.row.id && kinds == dated() {
                            scope
                                .problems
                                .push(Problem::at(reference.origin, "an entry cannot come before or after itself"));
                            continue;
                        }
                        let kind = Value::from(kind.name().to_owned());
                        found.push((reference.origin, vec![(list.member, id.into()), ("record_kind", kind)]));
                    }
                }
            }
            Typed::Parties(parties) => {
                for (ordinal, party) in (1_i32..).zip(parties) {
                    if let Some(columns) = of_party(&party.value, party.origin, &mut scope) {
                        let names = ["party_id", "party_kind", "party_label", "party_count"];
                        let mut row = names.into_iter().zip(columns).collect::<Vec<_>>();
                        row.push(("ordinal", ordinal.into()));
                        row.extend(party.value.role.map(|role| ("role", Value::from(role.to_owned()))));
                        found.push((party.origin, row));
                    }
                }
            }
            _ => {}
        }
        for (origin, columns) in found {
            let row = self.row_of(list, &columns)?;
            let member = list.table.value(&row, list.member);
            if rows.iter().any(|other| list.table.value(other, list.member) == member) {
                self.problems.push(Problem::at(origin, format!("the list names the same {} twice", list.noun())));
            } else {
                rows.push(row);
            }
        }
        Ok(rows)
    }

    fn row_of(&self, list: &ListTable, columns: &[(&str, Value)]) -> Result<Values, DbErr> {
        let owner = self.row.id;
        list.table.row(|name| {
            if name == list.owner {
                return Some(owner.into());
            }
            let found = columns.iter().find(|(column, _)| *column == name).map(|(_, value)| value.clone());
            // The organization of an organ at a meeting is derived from the organ.
            found.or_else(|| (name == "organization_id").then(|| Value::from(None::<i64>)))
        })
    }
}
