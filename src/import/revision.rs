//! The revision of an import: opened before the first row is written, numbered by the last statements.
use super::sql;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};

/// Waits for other imports: two would compare with the same register and write twice.
pub const WAIT: &str = "SELECT pg_advisory_xact_lock(hashtextextended('depositary import', 0))";
/// Opens a revision of an author with a message, and gives its key.
pub const OPEN: &str = "INSERT INTO revision (author, message) VALUES ($1, $2) RETURNING id";
/// The next number; whoever asks later waits for the commit.
pub const NEXT: &str = "SELECT revision + 1 FROM register FOR UPDATE";
/// Gives a revision its number, and how many nodes it created, updated and deleted.
pub const NUMBER: &str = "UPDATE revision SET number = $2, recorded_at = clock_timestamp(), created = $3, updated = $4, deleted = $5 WHERE id = $1";
/// Has the register stand at a number.
pub const STAND: &str = "UPDATE register SET revision = $1";
/// Tells those who listen of a number, once it is committed.
pub const TELL: &str = "SELECT pg_notify('depositary_revision', $1)";

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
    let rows = sql::all(transaction, OPEN, [author.into(), message.into()]).await?;
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
    let rows = sql::all(transaction, NEXT, []).await?;
    let row = rows.first().ok_or_else(|| DbErr::RecordNotFound("register".to_owned()))?;
    let number = row.try_get_by_index::<i64>(0)?;
    sql::run(
        transaction,
        NUMBER,
        [
            id.into(),
            number.into(),
            count(totals.created).into(),
            count(totals.updated).into(),
            count(totals.deleted).into(),
        ],
    )
    .await?;
    sql::run(transaction, STAND, [number.into()]).await?;
    sql::all(transaction, TELL, [number.to_string().into()]).await?;
    Ok(number)
}
