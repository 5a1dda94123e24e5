//! The tables as migrations leave them: names of constraints, indexes, the order of dates, and the way back.

mod beyond_constraints;
mod constraints;
mod dates;
mod kinds;
mod lists;
pub mod migrations;

use crate::postgres;
use entity::table;
use sea_orm::DatabaseConnection;

async fn register() -> DatabaseConnection {
    postgres::session(&postgres::clone_of(postgres::EMPTY).await).await
}

/// The first column of the rows that a statement finds.
async fn texts(db: &DatabaseConnection, sql: &str) -> Vec<String> {
    postgres::rows(db, sql).await.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

/// Whether the rows of a table are claims, of which one of each set leads.
fn is_claim(table: &str) -> bool {
    let table = table::all().into_iter().find(|known| known.name == table).expect("a table");
    table.columns.iter().any(|column| column.name == "is_leading")
}
