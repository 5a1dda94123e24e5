//! One computed field of all parents: work that another thread can do.

use crate::{
    derive::{self, Budget, Computation, ComputedRows, InputData, RawRows},
    table::Table,
};
use ahash::AHashMap;
use fault::{Code, Fault};
use std::sync::Arc;

/// How much longer it takes to compute from a cell than to write it.
const COMPUTED: usize = 4;

/// Computes one field of all parents, from the rows that several fields share.
pub(super) struct Job {
    pub computation: Computation,
    /// Columns of the table that is made of the rows.
    pub columns: Vec<&'static str>,
    /// Numbers of its inputs among those that were read.
    pub inputs: Vec<usize>,
    /// The inputs that were read.
    pub read: Arc<Vec<RawRows>>,
    /// Keys of the parents.
    pub keys: Arc<Vec<i64>>,
    pub budget: Arc<Budget>,
}

/// The rows of a computed field, and the same rows as a table; or why they could not be computed.
pub(super) type Computed = Result<(Table, Arc<ComputedRows>), Fault>;

impl Job {
    /// How many cells it goes through, roughly: those of its inputs, again for every row that its arguments name.
    pub fn cells(&self) -> usize {
        let inputs = || self.inputs.iter().map(|number| &self.read[*number]);
        let given: usize = inputs().filter(|rows| rows.is_given()).map(RawRows::len).sum();
        let cells = inputs().map(RawRows::cells).sum::<usize>() + self.keys.len();
        cells.saturating_mul(given + 1).saturating_mul(COMPUTED)
    }

    /// Computes the rows.
    pub fn run(&self) -> Computed {
        let data = InputData::new(self.inputs.iter().map(|number| &self.read[*number]).collect());
        match derive::compute(&self.computation, &self.keys, &data, &self.budget) {
            Ok(rows) => Ok((self.table(&rows)?, rows)),
            Err(fault) if fault.code == Code::Internal && self.keys.len() > 1 => self.run_alone(&data, fault),
            Err(fault) => Err(fault),
        }
    }

    /// Computes the rows of each parent by itself, so that one of which the register holds what it cannot fails alone.
    fn run_alone(&self, data: &InputData<'_>, fault: Fault) -> Computed {
        let (mut sound, mut faults) = (Vec::with_capacity(self.keys.len()), AHashMap::default());
        for key in self.keys.iter().copied() {
            match derive::compute(&self.computation, &[key], data, &self.budget) {
                Ok(_) => sound.push(key),
                Err(fault) if fault.code == Code::Internal => _ = faults.insert(key, fault),
                Err(fault) => return Err(fault),
            }
        }
        if sound.is_empty() {
            return Err(fault);
        }
        let rows = derive::compute(&self.computation, &sound, data, &self.budget)?;
        Ok((self.table(&rows)?.without(faults), rows))
    }

    fn table(&self, rows: &Arc<ComputedRows>) -> Result<Table, Fault> {
        Table::computed(Arc::clone(rows), self.keys.iter().copied(), &self.columns)
    }
}
