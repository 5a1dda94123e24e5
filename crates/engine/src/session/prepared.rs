//! The statements that a connection has prepared, so many at most: the one used longest ago makes room. Long ones are
//! prepared each time.

use super::{finishing::Finishing, sql::Sql, value::Bound};
use lru::LruCache;
use std::{
    num::NonZeroUsize,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio_postgres::{Client, Error, Statement};

/// A connection knows that many statements. Each page length, order and set of columns makes another one.
const STATEMENTS: NonZeroUsize = NonZeroUsize::new(256).expect("not zero");
/// Longest text in bytes of one that is kept. Most have less than 1,000, the longest of usual questions 12,000; those
/// with long filters have more, and PostgreSQL keeps a plan of each, which is larger still.
const LONGEST: usize = 16_384;

/// Prepared statements by their text. One that is dropped is closed in PostgreSQL too.
#[derive(Clone)]
pub struct Prepared(Arc<Mutex<Known>>);

type Known = LruCache<String, Statement, ahash::RandomState>;

impl Default for Prepared {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(LruCache::with_hasher(STATEMENTS, ahash::RandomState::new()))))
    }
}

impl Prepared {
    /// The statement, prepared now if it is not yet. That is finished whoever leaves: else PostgreSQL would know a
    /// statement that nobody closes.
    ///
    /// # Errors
    /// Where PostgreSQL refuses to prepare it.
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

    /// Forgets all statements, which are prepared anew when they come again.
    pub fn forget(&self) {
        self.known().clear();
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
