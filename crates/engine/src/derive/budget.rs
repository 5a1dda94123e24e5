//! What the computed fields of one answer may take, all together.
//!
//! **Invariant:** the computed fields of an answer compute at most [`MOST_RECORDS`] records, shown or not, from a bounded
//! number of rows and bytes. *Why:* how many there are depends on the data, and is known only when they are read; one
//! request must not take the processors and the memory of all. *Enforced by:* [`Budget::spend`], which a computation
//! calls before it computes, and [`Budget::read`], which the engine calls for every input; the request is refused as a
//! whole, so that it does not depend on timing which field fails.

use fault::{Code, Fault};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};

/// Records that the computed fields of one answer may compute.
pub const MOST_RECORDS: u64 = 20_000;
/// Rows that the computed fields of one answer may read.
pub const MOST_INPUT_ROWS: u64 = 60_000;
/// Bytes of these rows.
pub const MOST_INPUT_BYTES: u64 = 32 << 20;

/// What the computed fields of one answer have taken.
#[derive(Debug, Default)]
pub struct Budget {
    records: AtomicU64,
    rows: AtomicU64,
    bytes: AtomicU64,
    is_abandoned: AtomicBool,
}

impl Budget {
    /// Takes records that are about to be computed, shown or not.
    ///
    /// # Errors
    /// `TOO_MANY_NODES` if the answer computes too many; `TIMEOUT` if nobody waits for it any more.
    pub fn spend(&self, records: usize) -> Result<(), Fault> {
        let all = self.records.fetch_add(records as u64, Relaxed).saturating_add(records as u64);
        if self.is_abandoned() {
            return Err(Fault::timeout());
        }
        refuse("compute", all, MOST_RECORDS, "records")
    }

    /// Takes rows that were read to compute from.
    ///
    /// # Errors
    /// `TOO_MANY_NODES` if the answer reads too many rows or bytes.
    pub fn read(&self, rows: usize, bytes: usize) -> Result<(), Fault> {
        let all = self.rows.fetch_add(rows as u64, Relaxed).saturating_add(rows as u64);
        refuse("look through", all, MOST_INPUT_ROWS, "rows")?;
        let all = self.bytes.fetch_add(bytes as u64, Relaxed).saturating_add(bytes as u64);
        refuse("look through", all, MOST_INPUT_BYTES, "bytes")
    }

    /// Ends computations that still run, because nobody waits for the answer any more.
    pub fn abandon(&self) {
        self.is_abandoned.store(true, Relaxed);
    }

    /// Whether nobody waits for the answer any more.
    pub fn is_abandoned(&self) -> bool {
        self.is_abandoned.load(Relaxed)
    }
}

fn refuse(what: &str, all: u64, most: u64, of: &str) -> Result<(), Fault> {
    if all <= most {
        return Ok(());
    }
    let message = format!(
        "The computed fields of this operation {what} more than {most} {of}, over all records and aliases. Request \
         shorter pages, fewer values of arguments, or fewer computed fields."
    );
    Err(Fault::new(Code::TooManyNodes, message))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(result: Result<(), Fault>) -> Option<Code> {
        result.err().map(|fault| fault.code)
    }

    #[test]
    fn records_are_counted_over_all_fields() {
        let budget = Budget::default();
        assert_eq!(code(budget.spend(15_000)), None);
        assert_eq!(code(budget.spend(5_000)), None, "just as many as there may be");
        assert_eq!(code(budget.spend(1)), Some(Code::TooManyNodes));
    }

    #[test]
    fn rows_and_their_bytes_are_counted() {
        let budget = Budget::default();
        assert_eq!(code(budget.read(60_000, 32 << 20)), None);
        assert_eq!(code(budget.read(0, 1)), Some(Code::TooManyNodes));
        assert_eq!(code(budget.read(1, 0)), Some(Code::TooManyNodes));
    }

    #[test]
    fn nothing_more_is_computed_that_nobody_waits_for() {
        let budget = Budget::default();
        budget.abandon();
        assert_eq!(code(budget.spend(1)), Some(Code::Timeout));
    }
}
