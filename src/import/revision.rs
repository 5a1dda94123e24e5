//! The revision of an import: opened before the first row is written, numbered by the last statements.
use super::sql;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};

/// How many nodes a revision created, updated and deleted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Totals {
    /// Nodes that are new.
    pub created: usize,
    /// Nodes that changed.
    pub updated: usize,
    /// Nodes that are gone.
    pub deleted: usize,
}

/// Opens a revision that has no number yet.
pub async fn open(transaction: &DatabaseTransaction, author: &str, message: &str) -> Result<i64, DbErr> {
    let rows = sql::all(
        transaction,
        "INSERT INTO revision (author, message) VALUES ($1, $2) RETURNING id",
        [author.into(), message.into()],
    )
    .await?;
    let row = rows.first().ok_or(DbErr::RecordNotInserted)?;
    row.try_get_by_index(0)
}

/// Has all checked now that would be checked at the end, before others are made to wait.
pub async fn check(transaction: &DatabaseTransaction) -> Result<(), DbErr> {
    let sql = "SET CONSTRAINTS ALL IMMEDIATE";
    transaction.execute_unprepared(sql).await?;
    Ok(())
}

/// Gives a revision its number, in the order of commits, and tells those who listen.
pub async fn close(transaction: &DatabaseTransaction, id: i64, totals: Totals) -> Result<i64, DbErr> {
    let count = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    let rows = sql::all(transaction, "SELECT revision + 1 FROM register FOR UPDATE", []).await?;
    let row = rows.first().ok_or_else(|| DbErr::RecordNotFound("register".to_owned()))?;
    let number = row.try_get_by_index::<i64>(0)?;
    sql::run(
        transaction,
        "UPDATE revision SET number = $2, recorded_at = clock_timestamp(), created = $3, updated = $4, deleted = $5 WHERE id = $1",
        [
            id.into(),
            number.into(),
            count(totals.created).into(),
            count(totals.updated).into(),
            count(totals.deleted).into(),
        ],
    )
    .await?;
    sql::run(transaction, "UPDATE register SET revision = $1", [number.into()]).await?;
    sql::all(transaction, "SELECT pg_notify('depositary_revision', $1)", [number.to_string().into()]).await?;
    Ok(number)
}
