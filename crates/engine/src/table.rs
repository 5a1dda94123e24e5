//! The rows of a step, as cells.

use super::{
    define::Cell,
    derive::ComputedRows,
    lookup::LookupTable,
    plan::Source,
    session,
    statement::{has_version, lead},
};
use ahash::AHashMap;
use fault::Fault;
use std::sync::Arc;

/// The rows of a step.
pub struct Table {
    rows: Rows,
    /// The range of the rows of a key: the row's own, or its parent's.
    place: AHashMap<i64, (usize, usize)>,
    /// Why rows could not be computed, by the key of the parent.
    faults: AHashMap<i64, Fault>,
}

enum Rows {
    /// Rows read by a statement. The first `lead` columns are not the step's.
    Read { rows: session::Rows, lead: usize },
    /// Some rows of a cached lookup table, and the positions of the step's columns in it.
    Lookup { table: Arc<LookupTable>, rows: Vec<usize>, columns: Vec<usize> },
    /// Computed rows, and the positions of the step's columns in them.
    Computed { computed: Arc<ComputedRows>, rows: Vec<usize>, columns: Vec<usize> },
}

/// A key in a cell.
pub fn key(cell: Cell<'_>) -> Option<i64> {
    cell.and_then(|bytes| bytes.try_into().ok()).map(i64::from_be_bytes)
}

impl Table {
    /// The rows that the statement of a step returned, and the version of the data if the statement returned it.
    ///
    /// # Errors
    /// If the statement should have returned the version of the data and did not.
    pub fn read(mut rows: session::Rows, source: &Source) -> Result<(Self, Option<i64>), Fault> {
        let lead = lead(source);
        let mut version = None;
        if has_version(source) {
            version = key(rows.cell(0, 0));
            if version.is_none() {
                return Err(Fault::internal("a statement at the root returned no version of the data"));
            }
            // If nothing was found, the row of the version stands alone.
            if rows.cell(0, 1).is_none() {
                rows.clear();
            }
        }
        let keyed_at = match source {
            Source::Many { .. } | Source::Count { link: Some(_), .. } | Source::One { .. } => Some(0),
            Source::Keys { .. } => Some(lead),
            Source::List { .. }
            | Source::Find { .. }
            | Source::Count { link: None, .. }
            | Source::Groups { .. }
            | Source::Reading { .. }
            | Source::Computed { .. }
            | Source::Part { .. } => None,
        };
        let mut place = AHashMap::default();
        if let Some(at) = keyed_at {
            place.reserve(rows.len() / 2);
            if !find_places(&rows, at, &mut place) {
                // SQL guarantees no order of the parents, so the rows of each are brought together.
                rows.sort_by(|rows, row| key(rows.cell(row, at)));
                find_places(&rows, at, &mut place);
            }
        }
        Ok((Self { rows: Rows::Read { rows, lead }, place, faults: AHashMap::default() }, version))
    }

    /// The cached rows with these keys.
    ///
    /// # Errors
    /// If one of these columns is missing.
    pub fn lookup(table: Arc<LookupTable>, keys: &[i64], columns: &[&'static str]) -> Result<Self, Fault> {
        let columns = columns.iter().map(|column| table.column(column)).collect::<Result<_, _>>()?;
        let mut place = AHashMap::with_capacity(keys.len());
        let mut rows = Vec::with_capacity(keys.len());
        for key in keys {
            if let Some(row) = table.row_of(*key) {
                place.insert(*key, (rows.len(), rows.len() + 1));
                rows.push(row);
            }
        }
        Ok(Self { rows: Rows::Lookup { table, rows, columns }, place, faults: AHashMap::default() })
    }

    /// The rows computed for these keys.
    ///
    /// # Errors
    /// If one of these columns is missing.
    pub fn computed(
        computed: Arc<ComputedRows>,
        keys: impl IntoIterator<Item = i64>,
        columns: &[&'static str],
    ) -> Result<Self, Fault> {
        let columns = columns.iter().map(|column| computed.column(column)).collect::<Result<_, _>>()?;
        let mut place = AHashMap::default();
        let mut rows = Vec::with_capacity(computed.len());
        for key in keys {
            let from = rows.len();
            rows.extend_from_slice(computed.numbers(key));
            place.insert(key, (from, rows.len()));
        }
        Ok(Self { rows: Rows::Computed { computed, rows, columns }, place, faults: AHashMap::default() })
    }

    /// The same, and why rows of other parents could not be computed.
    #[must_use]
    pub fn without(self, faults: AHashMap<i64, Fault>) -> Self {
        Self { faults, ..self }
    }

    /// Why the rows of a parent could not be computed; none where they were.
    pub fn fault(&self, parent: i64) -> Option<&Fault> {
        self.faults.get(&parent)
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        match &self.rows {
            Rows::Read { rows, .. } => rows.len(),
            Rows::Lookup { rows, .. } | Rows::Computed { rows, .. } => rows.len(),
        }
    }

    /// Bytes of its cells, if they were read.
    pub fn bytes(&self) -> usize {
        match &self.rows {
            Rows::Read { rows, .. } => rows.bytes(),
            Rows::Lookup { .. } | Rows::Computed { .. } => 0,
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A column of a row.
    pub fn cell(&self, row: usize, at: usize) -> Cell<'_> {
        match &self.rows {
            Rows::Read { rows, lead } => rows.cell(row, at + lead),
            Rows::Lookup { table, rows, columns } => table.cell(rows[row], columns[at]),
            Rows::Computed { computed, rows, columns } => computed.cell(rows[row], columns[at]),
        }
    }

    /// A key in a row.
    pub fn key(&self, row: usize, at: usize) -> Option<i64> {
        key(self.cell(row, at))
    }

    /// A tag in a row.
    pub fn tag(&self, row: usize, at: usize) -> Option<&str> {
        std::str::from_utf8(self.cell(row, at)?).ok()
    }

    /// The range of the rows of a key: start and end.
    pub fn rows_of(&self, key: i64) -> (usize, usize) {
        self.place.get(&key).copied().unwrap_or_default()
    }

    /// The rows that the answer shows. A page has one more row if its list goes on.
    pub fn shown(&self, source: &Source) -> Vec<usize> {
        let whole = (0, self.len());
        let cut = |(from, to): (usize, usize), size: u64| {
            from..to.min(from.saturating_add(usize::try_from(size).unwrap_or(usize::MAX)))
        };
        match source {
            Source::Many { page, .. } => self.place.values().flat_map(|group| cut(*group, page.size)).collect(),
            Source::List { page } => cut(whole, page.size).collect(),
            _ => cut(whole, u64::MAX).collect(),
        }
    }
}

/// Notes the range of the rows of each key. Returns whether the rows of every key were adjacent.
fn find_places(rows: &session::Rows, at: usize, place: &mut AHashMap<i64, (usize, usize)>) -> bool {
    place.clear();
    let mut last = None;
    for row in 0..rows.len() {
        let Some(key) = key(rows.cell(row, at)) else { continue };
        if last == Some(key) {
            if let Some(place) = place.get_mut(&key) {
                place.1 = row + 1;
            }
        } else if place.insert(key, (row, row + 1)).is_some() {
            return false;
        }
        last = Some(key);
    }
    true
}
