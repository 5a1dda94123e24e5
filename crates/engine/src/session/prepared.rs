//! The prepared statements of a connection. Their number is limited: the least recently used one is evicted. Long
//! statements are not cached.

use super::{finishing::Finishing, sql::Sql, value::Bound};
use lru::LruCache;
use std::{
    num::NonZeroUsize,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio_postgres::{Client, Error, Statement};

/// Prepared statements of a connection. Each page length, order and set of columns needs another one.
const STATEMENTS: NonZeroUsize = NonZeroUsize::new(256).expect("not zero");
/// Longest text of a cached statement, in bytes. Most have less than 1,000, the longest of usual queries 12,000. Those
/// with long filters have more, and PostgreSQL stores a plan of each, which is larger still.
const LONGEST: usize = 16_384;

/// Prepared statements by their text. Dropping one closes it in PostgreSQL too.
#[derive(Clone)]
pub struct Prepared(Arc<Mutex<Known>>);

type Known = LruCache<String, Statement, ahash::RandomState>;

impl Default for Prepared {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(LruCache::with_hasher(STATEMENTS, ahash::RandomState::new()))))
    }
}

impl Prepared {
    /// The prepared statement; prepares it if necessary. Preparation is completed even if the caller leaves, since
    /// otherwise PostgreSQL would keep a statement that nobody closes.
    ///
    /// # Errors
    /// If PostgreSQL refuses to prepare it.
    pub async fn statement(&self, client: &Arc<Client>, sql: &Sql) -> Result<Statement, Error> {
        let known = self.known().get(&sql.text).cloned();
        if let Some(statement) = known {
            return Ok(statement);
        }
        let (prepared, client, text) = (self.clone(), Arc::clone(client), sql.text.clone());
        let types: Vec<_> = sql.values.iter().map(Bound::ty).collect();
        Finishing::new(async move {
            let statement = client.prepare_typed(&text, &types).await?;
            if text.len() <= LONGEST {
                prepared.known().put(text, statement.clone());
            }
            Ok(statement)
        })
        .await
    }

    /// Forgets all statements. They are prepared again on their next use.
    pub fn forget(&self) {
        self.known().clear();
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
