//! Making all entries anew: after a migration, and where the program folds in another way than the one before.

use super::{fold::FOLDING, refresh, statement};
use sea_orm::{ConnectionTrait as _, DatabaseConnection, DatabaseTransaction, DbErr, TransactionTrait as _};

/// Makes all entries anew, unless they were made as this program makes them. Says whether it did.
///
/// # Errors
/// Where the database refuses.
pub async fn rebuild(db: &DatabaseConnection) -> Result<bool, DbErr> {
    let transaction = db.begin().await?;
    // Whoever comes second waits here, and finds it done.
    let row = transaction.query_one_raw(statement("SELECT folding FROM search_state FOR UPDATE", [])).await?;
    let folding = row.map_or(Ok(0), |row| row.try_get_by_index::<i32>(0))?;
    if folding == FOLDING {
        transaction.rollback().await?;
        return Ok(false);
    }
    all(&transaction).await?;
    transaction.execute_raw(statement("UPDATE search_state SET folding = $1", [FOLDING.into()])).await?;
    transaction.commit().await?;
    Ok(true)
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
