//! The read engine: from what a client asked for to the bytes of the answer, breadth first.
//!
//! [`ask`] says what was asked, `plan` which statements that takes, `fetch` runs them, each once for
//! all parents together, and `write` writes the answer in one pass. What can be asked stands in the
//! definitions (`define`, written down with `object!`).

pub mod ask;
pub(crate) mod define;
mod fetch;
pub(crate) mod id;
pub(crate) mod object;
pub(crate) mod page;
pub(crate) mod plan;
pub(crate) mod scalar;
mod statement;
mod write;

use crate::error::Fault;
use ask::Asked;
use fetch::Tables;
use plan::{Catalog, Plan};
use sea_orm::{AccessMode, DatabaseConnection, IsolationLevel, TransactionTrait};
use std::time::Duration;
use tokio::time::timeout;
pub use write::Answer;

/// Reads the register.
#[derive(Clone)]
pub struct Engine {
    db: DatabaseConnection,
    catalog: &'static Catalog,
    /// Longest time for one answer.
    time: Duration,
}

impl Engine {
    /// An engine over a database.
    pub fn new(db: DatabaseConnection, catalog: &'static Catalog, time: Duration) -> Self {
        Self { db, catalog, time }
    }

    /// Answers a query.
    ///
    /// All statements of one answer see one revision of the register. They run on several connections, so
    /// each says which revision it saw; where they differ, the query runs again on one connection, in one
    /// snapshot.
    ///
    /// `known` gives what is answered without the register, such as introspection, by response key.
    ///
    /// # Errors
    /// Where the register cannot be read.
    pub async fn answer(&self, asked: &[Asked], known: impl Fn(&str) -> Option<Vec<u8>>) -> Result<Answer, Fault> {
        let plan = self.plan(asked, known);
        let rows = self.fetch(&plan).await?;
        Ok(write(&plan, &rows))
    }

    /// What an answer takes: its statements, and its shape. Nothing is read yet.
    pub fn plan(&self, asked: &[Asked], known: impl Fn(&str) -> Option<Vec<u8>>) -> Plan {
        Plan::of_query(self.catalog, asked, &known)
    }

    /// Runs the statements of a plan.
    ///
    /// # Errors
    /// Where the register cannot be read.
    pub async fn fetch(&self, plan: &Plan) -> Result<Tables, Fault> {
        self.in_time(self.of_one_revision(plan)).await
    }

    /// Number of the revision at which the register stands.
    ///
    /// # Errors
    /// Where the register cannot be read.
    pub async fn revision(&self) -> Result<i64, Fault> {
        use entity::register;
        use sea_orm::EntityTrait as _;
        let row = self.in_time(async { register::Entity::find().one(&self.db).await.map_err(fetch::refused) }).await?;
        row.map(|row| row.revision).ok_or_else(|| Fault::internal("the register has no row"))
    }

    async fn in_time<T>(&self, work: impl Future<Output = Result<T, Fault>>) -> Result<T, Fault> {
        timeout(self.time, work).await.unwrap_or_else(|_| Err(Fault::timeout()))
    }

    async fn of_one_revision(&self, plan: &Plan) -> Result<Tables, Fault> {
        let tables = fetch::fetch(plan, &self.db).await?;
        if fetch::seen(&tables) != fetch::Seen::Several {
            return Ok(tables);
        }
        let snapshot = self
            .db
            .begin_with_config(Some(IsolationLevel::RepeatableRead), Some(AccessMode::ReadOnly))
            .await
            .map_err(fetch::refused)?;
        let tables = fetch::fetch(plan, &snapshot).await?;
        snapshot.commit().await.map_err(fetch::refused)?;
        Ok(tables)
    }
}

/// Writes an answer from the rows that its plan found.
pub fn write(plan: &Plan, rows: &Tables) -> Answer {
    write::answer(plan, rows)
}
