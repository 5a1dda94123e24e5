//! The organizations of meetings: those of the organs that met, and those that convened it.
use super::{ListTable, Listed, Lists};
use crate::{
    kind::Kind,
    plan::{Given, KindPlan},
    resolve::Index,
    table::Values,
};
use edtf::Edtf;
use entity::vocabulary::NodeKind;
use sea_orm::{DatabaseTransaction, DbErr, Value};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Date order of a meeting without a date.
const UNDATED: i32 = 14_608_235;

/// The organization of each organ that the entries are or refer to.
pub struct Homes {
    all: HashMap<i64, Option<i64>>,
    /// Organs of the register whose organization changes.
    moved: Vec<i64>,
}

impl Homes {
    /// Organizations of the organs that the entries refer to and are not.
    pub async fn load(transaction: &DatabaseTransaction, index: &Index) -> Result<Self, DbErr> {
        let table = Kind::get(NodeKind::Organ).table();
        let rows = table.load(transaction, "id", index.others(NodeKind::Organ)).await?;
        let home = |row: &Values| Some((table.number(row, "id")?, table.number(row, "organization_id")));
        Ok(Self { all: rows.iter().filter_map(home).collect(), moved: Vec::new() })
    }

    /// Adds the organs of the entries.
    pub fn set(&mut self, organs: &KindPlan) {
        let table = organs.kind.table();
        for row in &organs.rows {
            let home = table.number(&row.values, "organization_id");
            let before = organs.stored.get(&row.id).map(|row| table.number(row, "organization_id"));
            if before.is_some_and(|before| before != home) {
                self.moved.push(row.id);
            }
            self.all.insert(row.id, home);
        }
    }
}

fn list(name: &str) -> Result<&'static ListTable, DbErr> {
    ListTable::by_name(name).ok_or_else(|| DbErr::Custom(format!("no list {name}")))
}

/// Adds the organizations of the organs that met, and to the meeting those organizations and those that convened it.
pub fn organizations(lists: &mut Lists, id: i64, meeting: &[Value], homes: &Homes) -> Result<(), DbErr> {
    let table = Kind::get(NodeKind::Meeting).table();
    let date = table.text(meeting, "date_edtf").and_then(|text| Edtf::parse(text).ok());
    let date_order = Some(date.map_or(UNDATED, |date| date.order()));
    let mut organizations = table.number(meeting, "organization_id").into_iter().collect::<BTreeSet<_>>();
    let organs = list("meeting_organ")?;
    for listed in lists.get_mut("meeting_organ").into_iter().flatten().filter(|listed| listed.owner == id) {
        listed.date_order = date_order;
        let organ = organs.table.number(&listed.values, "organ_id");
        if let Some(home) = organ.and_then(|organ| homes.all.get(&organ))
            && let Some(position) = organs.table.position("organization_id")
        {
            listed.values[position] = (*home).into();
        }
        organizations.extend(organs.table.number(&listed.values, "organization_id"));
    }
    let conveners = list("meeting_convener")?;
    let convened = lists.get(conveners.table.name).into_iter().flatten().filter(|listed| listed.owner == id);
    organizations.extend(convened.filter_map(|listed| conveners.table.number(&listed.values, conveners.member)));
    let list = list("meeting_organization")?;
    for organization in organizations {
        let values = list.table.row(|column| match column {
            "meeting_id" => Some(id.into()),
            "organization_id" => Some(organization.into()),
            _ => None,
        })?;
        lists.entry(list.table.name).or_default().push(Listed { owner: id, values, date_order });
    }
    Ok(())
}

/// Plans the lists of meetings that no entry names and whose organ moves to another organization.
///
/// **Invariant:** a meeting of an organ is one of the organization of that organ. *Why:* else the lists of meetings of
/// the two would contradict each other. *Enforced by:* the foreign keys of `meeting_organ`.
pub async fn follow(
    transaction: &DatabaseTransaction,
    lists: &mut Lists,
    plan: &mut KindPlan,
    given: &Given<'_>,
    homes: &Homes,
) -> Result<(), DbErr> {
    let organs = list("meeting_organ")?;
    let named = plan.rows.iter().map(|row| row.id).collect::<HashSet<_>>();
    let met = organs.table.load(transaction, "organ_id", homes.moved.clone()).await?;
    let meetings = met.iter().filter_map(|row| organs.table.number(row, organs.owner));
    let meetings = meetings.filter(|id| !named.contains(id) && !given.leaving.contains(id)).collect::<BTreeSet<_>>();
    for list in [organs, list("meeting_convener")?] {
        for values in list.table.load(transaction, list.owner, meetings.iter().copied().collect()).await? {
            let owner = list.table.number(&values, list.owner).ok_or_else(|| super::no_owner(list))?;
            lists.entry(list.table.name).or_default().push(Listed { owner, values, date_order: None });
        }
    }
    let table = plan.kind.table();
    for row in table.load(transaction, "id", meetings.into_iter().collect()).await? {
        let id = table.number(&row, "id").ok_or_else(|| DbErr::Custom("a meeting has no key".to_owned()))?;
        organizations(lists, id, &row, homes)?;
        plan.stored.insert(id, row.clone());
        plan.others.push((id, row));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meeting_without_a_date_comes_last() {
        let undated = Edtf::parse("XXXX").map(|date| date.order());
        assert_eq!(undated, Ok(UNDATED));
    }
}
