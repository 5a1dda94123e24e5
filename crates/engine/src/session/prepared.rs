//! The prepared statements of a connection.
//!
//! **Invariant:** the prepared statements of a connection are bounded in number, and in the memory that their plans
//! take in PostgreSQL. *Why:* PostgreSQL keeps the plan of each for as long as the connection lasts. *Enforced by:*
//! [`Prepared::statement`], which closes those used least recently.

use super::{finishing::Finishing, sql::Sql, value::Bound};
use lru::LruCache;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio_postgres::{Client, Error, Statement};

/// Most prepared statements of a connection. Each page length, order and set of columns needs another one.
const STATEMENTS: usize = 256;
/// Most memory that their plans may take in PostgreSQL, in bytes, as [`Sql::plan_bytes`] reckons it.
const BYTES: usize = 12 << 20;
/// Most memory of the plan of one of them.
const LARGEST: usize = BYTES / 3;

/// Prepared statements by their text. Dropping one closes it in PostgreSQL too.
#[derive(Clone)]
pub struct Prepared(Arc<Mutex<Known>>);

struct Known {
    statements: LruCache<String, (Statement, usize), ahash::RandomState>,
    bytes: usize,
}

impl Default for Prepared {
    fn default() -> Self {
        let statements = LruCache::unbounded_with_hasher(ahash::RandomState::new());
        Self(Arc::new(Mutex::new(Known { statements, bytes: 0 })))
    }
}

impl Prepared {
    /// The prepared statement, if there is one.
    pub fn get(&self, sql: &Sql) -> Option<Statement> {
        self.known().statements.get(&sql.text).map(|(statement, _)| statement.clone())
    }

    /// Whether a statement is small enough to be kept.
    pub fn may_keep(sql: &Sql) -> bool {
        sql.plan_bytes() <= LARGEST
    }

    /// Prepares a statement and keeps it. Preparation is completed even if the caller leaves, since otherwise PostgreSQL
    /// would keep a statement that nobody closes.
    ///
    /// # Errors
    /// If PostgreSQL refuses to prepare it.
    pub async fn statement(&self, client: &Arc<Client>, sql: &Sql) -> Result<Statement, Error> {
        let (prepared, client, text) = (self.clone(), Arc::clone(client), sql.text.clone());
        let types: Vec<_> = sql.values.iter().map(Bound::ty).collect();
        let bytes = sql.plan_bytes();
        Finishing::new(async move {
            let statement = client.prepare_typed(&text, &types).await?;
            prepared.known().put(text, statement.clone(), bytes);
            Ok(statement)
        })
        .await
    }

    /// Forgets all statements. They are prepared again on their next use.
    pub fn forget(&self) {
        let mut known = self.known();
        known.statements.clear();
        known.bytes = 0;
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    fn put(&mut self, text: String, statement: Statement, bytes: usize) {
        self.bytes += bytes;
        if let Some((_, before)) = self.statements.put(text, (statement, bytes)) {
            self.bytes -= before;
        }
        while self.statements.len() > STATEMENTS || self.bytes > BYTES {
            let Some((_, (_, bytes))) = self.statements.pop_lru() else { break };
            self.bytes -= bytes;
        }
    }
}
