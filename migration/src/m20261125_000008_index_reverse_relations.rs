//! Lists from the other side are found in an index: what was done at a meeting or by a document, who acted for whom,
//! competing values. Each index knows which claims lead.
use sea_orm_migration::prelude::*;

/// Name of an index, its table, the column that names the parent, the column that orders the list, the same before.
const INDEXES: [(&str, &str, &str, &str, &str); 8] = [
    ("tenure_chosen_at", "tenure", "chosen_at_id", "from_order, id", "from_order, id"),
    ("treaty_action_at_meeting", "treaty_action", "meeting_id", "date_order, id", "date_order, id"),
    ("milestone_at_event", "milestone", "event_id", "date_order, id", "date_order, id"),
    ("milestone_at_place", "milestone", "place_id", "date_order, id", "date_order, id"),
    ("milestone_by_instrument", "milestone", "instrument_id", "date_order, id", "date_order, id"),
    ("participation_for_party", "participation", "represents_id", "id", ""),
    ("participation_in_office", "participation", "office_id", "id", "id"),
    ("claim_on_subject", "claim", "subject_id", "field, id", "field, id"),
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let made = |(name, table, parent, order, _)| index(name, table, parent, &format!("is_leading, {order}"));
        let sql = INDEXES.map(made).concat();
        manager.get_connection().execute_unprepared(&sql).await.map(drop)
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let made = |(name, table, parent, _, order)| index(name, table, parent, order);
        let sql = INDEXES.map(made).concat();
        manager.get_connection().execute_unprepared(&sql).await.map(drop)
    }
}

/// Makes an index anew. A parent that is always named needs no condition.
fn index(name: &str, table: &str, parent: &str, order: &str) -> String {
    let columns = if order.is_empty() { parent.to_owned() } else { format!("{parent}, {order}") };
    let named = if table == "claim" { String::new() } else { format!(" where {parent} is not null") };
    format!("drop index {name}; create index {name} on {table} ({columns}){named};")
}
