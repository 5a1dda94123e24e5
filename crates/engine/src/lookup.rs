//! Cached lookup tables: small tables in memory, as of one version of the data.
//!
//! An answer uses a cached table only if the version of its own snapshot is the same, and otherwise reads the table
//! again. So cached rows are never older than the rest of the answer.

use super::{
    define::{Cell, Object},
    session::{Rows, Session, sql},
    table::key,
};
use ahash::AHashMap;
use fault::Fault;
use sea_orm::sea_query::{Alias, Query, SelectStatement};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::OnceCell;

/// A table with more rows is not cached.
const ROWS: usize = 2_000;

/// The cache of one worker: the rows of some tables, by table name.
#[derive(Clone, Default)]
pub struct LookupCache(Arc<Mutex<AHashMap<&'static str, Arc<LookupTable>>>>);

/// The lookup tables of one answer: the cached ones, and those that it reads itself.
pub struct Lookups<'a> {
    cache: &'a LookupCache,
    anew: Mutex<AHashMap<&'static str, Arc<OnceCell<Arc<LookupTable>>>>>,
}

/// All rows of a table, as of one version of the data.
pub struct LookupTable {
    version: i64,
    columns: Vec<&'static str>,
    rows: Rows,
    place: AHashMap<i64, usize>,
}

impl LookupCache {
    /// The lookup tables of one answer.
    pub fn lookups(&self) -> Lookups<'_> {
        Lookups { cache: self, anew: Mutex::default() }
    }

    fn at(&self, version: i64, object: &Object) -> Option<Arc<LookupTable>> {
        lock(&self.0).get(object.table).filter(|table| table.version == version).map(Arc::clone)
    }

    /// Caches rows in place of those of another version.
    fn put(&self, object: &Object, table: &Arc<LookupTable>) {
        lock(&self.0).insert(object.table, Arc::clone(table));
    }
}

impl Lookups<'_> {
    /// The rows of a lookup table at a version, which is that of the session's snapshot; none if there are too many
    /// rows.
    ///
    /// # Errors
    /// If they have to be read and cannot be.
    pub async fn at(
        &self,
        version: i64,
        object: &Object,
        session: &Session,
    ) -> Result<Option<Arc<LookupTable>>, Fault> {
        let table = match self.cache.at(version, object) {
            Some(table) => table,
            None => self.read(version, object, session).await?,
        };
        Ok((table.rows.len() <= ROWS).then_some(table))
    }

    /// Reads them, once for the whole answer. It does not wait for another answer that reads them too, since that one
    /// may be blocked.
    async fn read(&self, version: i64, object: &Object, session: &Session) -> Result<Arc<LookupTable>, Fault> {
        let anew = Arc::clone(lock(&self.anew).entry(object.table).or_default());
        let read = async || LookupTable::read(version, object, session).await.map(Arc::new);
        let table = anew.get_or_try_init(read).await?;
        self.cache.put(object, table);
        Ok(Arc::clone(table))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// All rows, up to one more than the limit, which shows that there are too many.
pub fn all(object: &Object) -> SelectStatement {
    Query::select()
        .columns(object.columns().iter().map(|column| Alias::new(*column)))
        .from(Alias::new(object.table))
        .limit(ROWS as u64 + 1)
        .to_owned()
}

impl LookupTable {
    async fn read(version: i64, object: &Object, session: &Session) -> Result<Self, Fault> {
        let columns = object.columns();
        let rows = session.rows(&sql(&all(object))).await?;
        let place = (0..rows.len()).filter_map(|row| Some((key(rows.cell(row, 0))?, row))).collect();
        Ok(Self { version, columns, rows, place })
    }

    /// The position of a row.
    pub fn row_of(&self, key: i64) -> Option<usize> {
        self.place.get(&key).copied()
    }

    /// The position of a column.
    ///
    /// # Errors
    /// If the column is not cached.
    pub fn column(&self, name: &str) -> Result<usize, Fault> {
        let found = self.columns.iter().position(|column| *column == name);
        found.ok_or_else(|| Fault::internal(format!("a cached lookup table has no column {name}")))
    }

    /// A column of a row.
    pub fn cell(&self, row: usize, at: usize) -> Cell<'_> {
        self.rows.cell(row, at)
    }
}
