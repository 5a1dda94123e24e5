//! Small closed vocabularies in memory: states and topics, as they stood at one revision of the register.
//!
//! An answer uses them only where its own snapshot stands at the same revision, and reads them anew where it
//! does not; so they are never older than the rest of the answer.

use super::{
    define::{Cell, Object},
    session::{Rows, Session, sql},
    table::key,
};
use crate::error::Fault;
use ahash::AHashMap;
use sea_orm::sea_query::{Alias, Query};
use std::sync::{Arc, Mutex, PoisonError};

/// A table with more rows is not kept.
const ROWS: usize = 2_000;

/// What one worker keeps.
#[derive(Clone, Default)]
pub struct Memory(Arc<Mutex<AHashMap<&'static str, Arc<Place>>>>);

/// The rows of one table. Who reads them anew holds the place, so that they are read once.
type Place = tokio::sync::Mutex<Option<Arc<Kept>>>;

/// All rows of a table, at a revision.
pub struct Kept {
    revision: i64,
    columns: Vec<&'static str>,
    rows: Rows,
    place: AHashMap<i64, usize>,
}

impl Memory {
    /// The rows of a closed object at a revision, in whose snapshot the session is; none where there are too many.
    ///
    /// # Errors
    /// Where they must be read and cannot be.
    pub async fn at(&self, revision: i64, object: &Object, session: &Session) -> Result<Option<Arc<Kept>>, Fault> {
        let place = Arc::clone(self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(object.table).or_default());
        let mut place = place.lock().await;
        let known = place.as_ref().filter(|kept| kept.revision == revision).map(Arc::clone);
        let kept = match known {
            Some(kept) => kept,
            None => Arc::new(Kept::read(revision, object, session).await?),
        };
        if place.as_ref().is_none_or(|known| known.revision < revision) {
            *place = Some(Arc::clone(&kept));
        }
        Ok((kept.rows.len() <= ROWS).then_some(kept))
    }
}

impl Kept {
    async fn read(revision: i64, object: &Object, session: &Session) -> Result<Self, Fault> {
        let columns = object.columns();
        let all = Query::select()
            .columns(columns.iter().map(|column| Alias::new(*column)))
            .from(Alias::new(object.table))
            .limit(ROWS as u64 + 1)
            .to_owned();
        let rows = session.rows(&sql(&all)).await?;
        let place = (0..rows.len()).filter_map(|row| Some((key(rows.cell(row, 0))?, row))).collect();
        Ok(Self { revision, columns, rows, place })
    }

    /// Where a row is.
    pub fn row_of(&self, key: i64) -> Option<usize> {
        self.place.get(&key).copied()
    }

    /// Where a column stands; past the end where it is none that is kept, which reads as NULL.
    pub fn column(&self, name: &str) -> usize {
        self.columns.iter().position(|column| *column == name).unwrap_or(self.columns.len())
    }

    /// A column of a row.
    pub fn cell(&self, row: usize, at: usize) -> Cell<'_> {
        self.rows.cell(row, at)
    }
}
