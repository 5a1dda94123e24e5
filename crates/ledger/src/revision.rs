//! A revision: opened before the first row is written, numbered once all rows are.
//!
//! Every writer changes the register between [`WAIT`] and [`CLOSE`], in one transaction: `ledger::write`, and the
//! generator of synthetic registers. Both are SQL texts, so that any driver can run them.
//!
//! **Invariant:** one transaction at a time compares drafts with the register and writes the differences. *Why:* two
//! would compare with the same register and write twice. *Enforced by:* [`WAIT`], the first
//! statement of both; `tests/api/import/writers.rs` and `tests/api/generate.rs` have two at once.
//!
//! **Invariant:** revision numbers have no gaps and follow the order of commits. *Why:* readers identify the state of
//! the register by the number. *Enforced by:* [`CLOSE`], which locks the row of `register` until the commit.
use crate::sql;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};

/// Waits until other writers have committed or rolled back.
pub const WAIT: &str = "SELECT pg_advisory_xact_lock(hashtextextended('depositary import', 0))";

/// Opens a revision with an author (`$1`) and a message (`$2`), and returns its key.
pub const OPEN: &str = "INSERT INTO revision (author, message) VALUES ($1, $2) RETURNING id";

/// Assigns the next number to the revision with a key (`$1`), records how many nodes it created, updated and deleted
/// (`$2` to `$4`), sets the number of the register, notifies listeners, and returns the number.
pub const CLOSE: &str = "WITH stands AS (
    UPDATE register SET revision = revision + 1 RETURNING revision
  ), numbered AS (
    UPDATE revision SET number = stands.revision, recorded_at = clock_timestamp(), created = $2, updated = $3, deleted = $4
    FROM stands WHERE revision.id = $1 RETURNING number
  )
  SELECT number, pg_notify('depositary_revision', number::text) FROM numbered";

/// How many nodes a revision created, updated and deleted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Totals {
    /// Nodes that are new.
    pub created: usize,
    /// Nodes that changed.
    pub updated: usize,
    /// Nodes that were deleted.
    pub deleted: usize,
}

impl Totals {
    /// The parameters `$2` to `$4` of [`CLOSE`].
    #[must_use]
    pub fn columns(self) -> [i32; 3] {
        [self.created, self.updated, self.deleted].map(|count| i32::try_from(count).unwrap_or(i32::MAX))
    }
}

/// Opens a revision that has no number yet.
pub(crate) async fn open(transaction: &DatabaseTransaction, author: &str, message: &str) -> Result<i64, DbErr> {
    let rows = sql::all(transaction, OPEN, [author.into(), message.into()]).await?;
    rows.first().ok_or(DbErr::RecordNotInserted)?.try_get_by_index(0)
}

/// Checks all deferred constraints now, before [`CLOSE`] locks the row of `register`.
pub(crate) async fn check(transaction: &DatabaseTransaction) -> Result<(), DbErr> {
    transaction.execute_unprepared("SET CONSTRAINTS ALL IMMEDIATE").await?;
    Ok(())
}

/// Closes a revision. Its number is final once the transaction is committed.
pub(crate) async fn close(transaction: &DatabaseTransaction, id: i64, totals: Totals) -> Result<i64, DbErr> {
    let [created, updated, deleted] = totals.columns();
    let values = [id.into(), created.into(), updated.into(), deleted.into()];
    let rows = sql::all(transaction, CLOSE, values).await?;
    rows.first().ok_or_else(|| DbErr::RecordNotFound("revision".to_owned()))?.try_get_by_index(0)
}
