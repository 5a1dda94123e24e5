//! Making all entries anew: after a migration, and where the program folds in another way than the one before.

use super::{fold::FOLDING, refresh, statement};
use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr, TransactionTrait as _};

/// Makes all entries anew, unless they were made as this program makes them. Says whether it did. `turn` is the
/// statement by which a writer of the register waits for the others (`ledger::revision::WAIT`).
///
/// # Errors
/// Where the database refuses.
pub async fn rebuild(db: &DatabaseConnection, turn: &str) -> Result<bool, DbErr> {
    if are_current(db).await? {
        return Ok(false);
    }
    let transaction = db.begin().await?;
    transaction.execute_unprepared(turn).await?;
    // The second of two programs waits for its turn, and then finds the entries current.
    if are_current(&transaction).await? {
        transaction.rollback().await?;
        return Ok(false);
    }
    all(&transaction).await?;
    transaction.execute_raw(statement("UPDATE search_state SET folding = $1", [FOLDING.into()])).await?;
    transaction.commit().await?;
    Ok(true)
}

/// Whether the entries were made as this program makes them.
async fn are_current(db: &impl ConnectionTrait) -> Result<bool, DbErr> {
    let row = db.query_one_raw(statement("SELECT folding FROM search_state", [])).await?;
    Ok(row.map_or(Ok(0), |row| row.try_get_by_index::<i32>(0))? == FOLDING)
}

async fn all(transaction: &DatabaseTransaction) -> Result<(), DbErr> {
    transaction
        .execute_unprepared("DELETE FROM search_entry; DELETE FROM search_word; DELETE FROM search_name")
        .await?;
    let mut last = 0_i64;
    loop {
        let sql = "SELECT node_id FROM slug WHERE node_id > $1 GROUP BY node_id ORDER BY node_id LIMIT 5000";
        let rows = transaction.query_all_raw(statement(sql, [last.into()])).await?;
        let ids = rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<Vec<i64>, _>>()?;
        let Some(greatest) = ids.last() else { return Ok(()) };
        last = *greatest;
        refresh::write(transaction, &ids).await?;
    }
}
