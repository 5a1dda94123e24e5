//! The context of warnings: rows of the entries, and related rows of the register.
use super::order::{self, Ordered};
use crate::{
    kind::Kind,
    origin::Origin,
    plan::{Given, Plan},
    sql,
    table::{Table, Values},
};
use entity::vocabulary::NodeKind;
use sea_orm::{DatabaseTransaction, DbErr, Value};
use std::collections::{BTreeSet, HashMap, HashSet};
use time::Date;

/// Columns that refer to the record above an organ, office or force.
const ABOVE: &[(NodeKind, &[&str])] = &[
    (NodeKind::Organ, &["parent_organ_id", "organization_id", "state_id"]),
    (NodeKind::Office, &["body_id"]),
    (NodeKind::Force, &["body_id"]),
];

/// A row, of an entry or of the register.
pub struct Row {
    /// Its key.
    pub id: i64,
    /// Where its entry comes from; none if it is only in the register.
    pub origin: Option<Origin>,
    table: &'static Table,
    values: Values,
}

impl Row {
    /// First possible day of a date.
    pub fn first(&self, date: &str) -> Option<Date> {
        self.table.day(&self.values, &format!("{date}_earliest"))
    }

    /// Last possible day of a date.
    pub fn last(&self, date: &str) -> Option<Date> {
        self.table.day(&self.values, &format!("{date}_latest"))
    }

    /// A text.
    pub fn text(&self, column: &str) -> Option<&str> {
        self.table.text(&self.values, column)
    }

    /// A number.
    pub fn number(&self, column: &str) -> Option<i64> {
        self.table.number(&self.values, column)
    }

    /// Whether a column is true.
    pub fn is(&self, column: &str) -> bool {
        self.table.value(&self.values, column) == Some(&Value::from(true))
    }

    /// Whether it is said to have happened.
    pub fn happened(&self) -> bool {
        self.text("modality") == Some("OCCURRED")
    }
}

/// The rows of the entries, and related rows of the register.
pub struct Surroundings {
    rows: HashMap<NodeKind, Vec<Row>>,
    /// The current day of PostgreSQL's clock.
    pub today: Date,
    /// Organizations and organs of meetings: key of the meeting, key and kind of the body.
    pub bodies_of_meetings: Vec<(i64, i64, &'static str)>,
    /// The order of acts, steps, meetings and events, by the entries and by the register.
    pub order: Vec<Ordered>,
}

impl Surroundings {
    /// Loads the rows that are related to the entries.
    pub async fn load(transaction: &DatabaseTransaction, given: &Given<'_>, plan: &Plan) -> Result<Self, DbErr> {
        let days = sql::all(transaction, "SELECT current_date", []).await?;
        let today = days.first().ok_or_else(|| DbErr::RecordNotFound("today".to_owned()))?.try_get_by_index(0)?;
        let order = order::of(transaction, given, plan).await?;
        let mut around = Self { rows: HashMap::new(), today, bodies_of_meetings: bodies_of_meetings(plan), order };
        for kind in &plan.kinds {
            let rows = kind.rows.iter().map(|row| Row {
                id: row.id,
                origin: Some(given.set.entries[row.entry].origin),
                table: kind.kind.table(),
                values: row.values.clone(),
            });
            around.rows.insert(kind.kind.node, rows.collect());
        }
        let needed = around.needed(transaction, given).await?;
        let subjects = [
            (NodeKind::Milestone, "subject_id"),
            (NodeKind::Membership, "body_id"),
            (NodeKind::TreatyAction, "document_id"),
        ];
        let subjects = around.keys_in(&subjects).into_iter().chain(needed).collect::<BTreeSet<_>>();
        let offices = around.keys_in(&[(NodeKind::Tenure, "office_id"), (NodeKind::Office, "id")]);
        let founded = around.keys_in(&[(NodeKind::Milestone, "subject_id")]);
        let meetings = around.keys_in(&[(NodeKind::Milestone, "meeting_id"), (NodeKind::TreatyAction, "meeting_id")]);
        let organs = around.keys_in(&[(NodeKind::Organ, "parent_organ_id")]);
        let ordered = around.order.iter().flat_map(|order| [order.earlier, order.later]).collect::<BTreeSet<_>>();
        for kind in crate::kind::dated() {
            around.add(transaction, kind, "id", &ordered, given.leaving).await?;
        }
        for (kind, column, ids) in [
            (NodeKind::Milestone, "subject_id", &subjects),
            (NodeKind::TreatyAction, "document_id", &subjects),
            (NodeKind::Membership, "body_id", &founded),
            (NodeKind::Tenure, "office_id", &offices),
            (NodeKind::Office, "id", &offices),
            (NodeKind::Meeting, "id", &meetings),
            (NodeKind::Organ, "id", &organs),
        ] {
            around.add(transaction, kind, column, ids, given.leaving).await?;
        }
        Ok(around)
    }

    /// Rows of a kind, those of entries first.
    pub fn of(&self, kind: NodeKind) -> impl Iterator<Item = &Row> + Clone + use<'_> {
        self.rows.get(&kind).into_iter().flatten()
    }

    /// A row by its key.
    pub fn get(&self, kind: NodeKind, id: i64) -> Option<&Row> {
        self.of(kind).find(|row| row.id == id)
    }

    /// Rows of a kind, grouped by the key in one of their columns.
    pub fn by(&self, kind: NodeKind, column: &str) -> HashMap<i64, Vec<&Row>> {
        let mut groups = HashMap::<_, Vec<_>>::new();
        for row in self.of(kind) {
            if let Some(key) = row.number(column) {
                groups.entry(key).or_default().push(row);
            }
        }
        groups
    }

    /// The records directly above each organ, office and force, by key.
    pub fn above(&self) -> HashMap<i64, Vec<i64>> {
        let mut above = HashMap::<_, Vec<_>>::new();
        for (kind, columns) in ABOVE {
            for row in self.of(*kind) {
                above.entry(row.id).or_default().extend(columns.iter().filter_map(|column| row.number(column)));
            }
        }
        above
    }

    /// The records whose lifetimes bound memberships, tenures, acts and meetings, with all records above them. Loads the
    /// organs, offices and forces that lead to these.
    async fn needed(&mut self, transaction: &DatabaseTransaction, given: &Given<'_>) -> Result<BTreeSet<i64>, DbErr> {
        let bodies = self.bodies_of_meetings.iter().map(|(_, body, _)| *body).collect::<Vec<_>>();
        let named = self.keys_in(&[
            (NodeKind::Membership, "body_id"),
            (NodeKind::Membership, "member_id"),
            (NodeKind::Tenure, "office_id"),
            (NodeKind::TreatyAction, "party_id"),
        ]);
        let mut needed = named.into_iter().chain(bodies).collect::<BTreeSet<_>>();
        let mut fresh = needed.clone();
        while !fresh.is_empty() {
            for (kind, _) in ABOVE {
                self.add(transaction, *kind, "id", &fresh, given.leaving).await?;
            }
            let above = self.above();
            let upper = fresh.iter().flat_map(|record| above.get(record).into_iter().flatten().copied());
            fresh = upper.filter(|record| !needed.contains(record)).collect();
            needed.extend(&fresh);
        }
        Ok(needed)
    }

    fn keys_in(&self, columns: &[(NodeKind, &str)]) -> BTreeSet<i64> {
        columns.iter().flat_map(|(kind, column)| self.of(*kind).filter_map(move |row| row.number(column))).collect()
    }

    /// Adds rows of the register that are not among the entries.
    async fn add(
        &mut self,
        transaction: &DatabaseTransaction,
        kind: NodeKind,
        column: &str,
        ids: &BTreeSet<i64>,
        leaving: &HashSet<i64>,
    ) -> Result<(), DbErr> {
        let table = Kind::get(kind).table();
        let known = self.of(kind).map(|row| row.id).collect::<HashSet<_>>();
        for values in table.load(transaction, column, ids.iter().copied().collect()).await? {
            if let Some(id) = table.number(&values, "id")
                && !known.contains(&id)
                && !leaving.contains(&id)
            {
                self.rows.entry(kind).or_default().push(Row { id, origin: None, table, values });
            }
        }
        Ok(())
    }
}

fn bodies_of_meetings(plan: &Plan) -> Vec<(i64, i64, &'static str)> {
    let mut bodies = Vec::new();
    for (table, column, noun) in
        [("meeting_organ", "organ_id", "organ"), ("meeting_organization", "organization_id", "organization")]
    {
        let list = crate::lists::ListTable::by_name(table);
        for row in plan.lists.get(table).into_iter().flatten() {
            let body = list.and_then(|list| list.table.number(&row.values, column));
            bodies.extend(body.map(|body| (row.owner, body, noun)));
        }
    }
    bodies
}

/// All successions in the register: subject and object. Those of the entries are not stored yet.
pub async fn successions(transaction: &DatabaseTransaction) -> Result<Vec<(i64, i64)>, DbErr> {
    let sql = "SELECT subject_id, object_id FROM relation
        WHERE relation IN ('LEGAL_SUCCESSOR_OF', 'RENAMED_FROM', 'TRANSFORMED_FROM', 'MERGED_FROM') AND object_id IS NOT NULL";
    let rows = sql::all(transaction, sql, []).await?;
    rows.iter().map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?))).collect()
}
