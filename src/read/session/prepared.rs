//! The statements that a connection has prepared, so many at most: the one used longest ago makes room.

use super::{sql::Sql, value::Bound};
use lru::LruCache;
use std::{
    num::NonZeroUsize,
    sync::{Mutex, PoisonError},
};
use tokio_postgres::{Client, Error, Statement};

/// A connection knows that many statements. Each page length, order and set of columns makes another one.
const STATEMENTS: NonZeroUsize = NonZeroUsize::new(256).expect("not zero");

/// Prepared statements by their text. One that is dropped is closed in PostgreSQL too.
pub struct Prepared(Mutex<LruCache<String, Statement, ahash::RandomState>>);

impl Default for Prepared {
    fn default() -> Self {
        Self(Mutex::new(LruCache::with_hasher(STATEMENTS, ahash::RandomState::new())))
    }
}

impl Prepared {
    /// The statement, prepared now if it is not yet.
    ///
    /// # Errors
    /// Where PostgreSQL refuses to prepare it.
    pub async fn statement(&self, client: &Client, sql: &Sql) -> Result<Statement, Error> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&sql.text).cloned();
        if let Some(statement) = known {
            return Ok(statement);
        }
        let types: Vec<_> = sql.values.iter().map(Bound::ty).collect();
        let statement = client.prepare_typed(&sql.text, &types).await?;
        self.0.lock().unwrap_or_else(PoisonError::into_inner).put(sql.text.clone(), statement.clone());
        Ok(statement)
    }

    /// Forgets all statements, which are prepared anew when they come again.
    pub fn forget(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
