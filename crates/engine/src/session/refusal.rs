//! Maps an error of PostgreSQL to a fault, and says whether the prepared statement is still usable.

use fault::Fault;
use tokio_postgres::{
    Error,
    error::{DbError, SqlState},
};

/// The function in which PostgreSQL finds that a prepared statement no longer returns the columns it was prepared for.
const CHANGED: &str = "RevalidateCachedQuery";

/// The error for the reader of the answer.
pub fn fault(error: Error) -> Fault {
    match error.code() {
        Some(&SqlState::QUERY_CANCELED) => Fault::timeout(),
        // Classes 57 (operator intervention), 08 (broken connection) and 53 (insufficient resources): the server is
        // shutting down, unreachable or full.
        Some(state) if ["57", "08", "53"].iter().any(|class| state.code().starts_with(class)) => {
            Fault::unavailable(error)
        }
        // The statement is prepared again on its next use.
        Some(_) if is_stale(&error) => Fault::unavailable(error),
        None if error.is_closed() => Fault::unavailable(error),
        // The statement is invalid, or its result cannot be read: a mistake of this server.
        _ => Fault::internal(error),
    }
}

/// Whether PostgreSQL refused the statement because an earlier one of its snapshot failed.
pub fn is_in_failed_snapshot(error: &Error) -> bool {
    error.code() == Some(&SqlState::IN_FAILED_SQL_TRANSACTION)
}

/// Whether a prepared statement is no longer usable: a table has changed, or the statement was dropped.
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
