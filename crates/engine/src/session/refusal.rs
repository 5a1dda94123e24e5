//! What a refusal of PostgreSQL says: to the reader of the answer, and of the statement.

use fault::Fault;
use tokio_postgres::{
    Error,
    error::{DbError, SqlState},
};

/// Where PostgreSQL finds that a prepared statement no longer gives the columns that it was prepared for.
const CHANGED: &str = "RevalidateCachedQuery";

/// What it is to the reader of the answer.
pub fn fault(error: Error) -> Fault {
    match error.code() {
        Some(&SqlState::QUERY_CANCELED) => Fault::timeout(),
        // Class 57 is operator intervention, 08 a broken connection, 53 a server that has no room: it is going down,
        // away or full.
        Some(state) if ["57", "08", "53"].iter().any(|class| state.code().starts_with(class)) => {
            Fault::unavailable(error)
        }
        // The next time it is prepared anew.
        Some(_) if is_stale(&error) => Fault::unavailable(error),
        None if error.is_closed() => Fault::unavailable(error),
        // PostgreSQL was asked for what cannot be, or its answer cannot be read: a mistake of this server.
        _ => Fault::internal(error),
    }
}

/// Whether a statement before it has failed, and ended the snapshot of both.
pub fn is_of_another(error: &Error) -> bool {
    error.code() == Some(&SqlState::IN_FAILED_SQL_TRANSACTION)
}

/// Whether a prepared statement is of no use any more: a table has changed, or somebody has dropped it.
pub fn is_stale(error: &Error) -> bool {
    let is_changed = error.as_db_error().and_then(DbError::routine) == Some(CHANGED);
    is_changed || error.code() == Some(&SqlState::INVALID_SQL_STATEMENT_NAME)
}

#[cfg(test)]
mod tests {
    use super::*;
    use fault::Code;
    use tokio_postgres::Config;

    #[test]
    fn a_mistake_of_this_server_is_not_told_as_a_lost_database() {
        let mistake = "no setting".parse::<Config>().expect_err("a mistake that PostgreSQL never saw");
        assert_eq!(fault(mistake).code, Code::Internal);
    }
}
