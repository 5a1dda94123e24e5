//! Answers of other tests that are not compared: why, and how many there may be.

use super::compare::Answer;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Why an answer is not compared.
#[derive(Clone, Copy, Debug)]
pub enum Skipped {
    /// It was refused before anything was read.
    Refused,
    /// The database did not answer.
    Away,
    /// It shows the schema, which is not of the engine.
    Introspection,
}

/// How many answers of a whole run may go uncompared, by reason: as many as the tests ask for, and a few more.
/// A number that grows by much says that something else is refused than the tests mean to see refused.
const MOST: [usize; 3] = [400, 20, 20];

impl Skipped {
    /// Why this answer is not compared, if it is not.
    pub fn of(answer: &Answer, document: &str) -> Option<Self> {
        if ["TIMEOUT", "DATABASE_UNAVAILABLE"].iter().any(|code| answer.fails_by(code)) {
            Some(Self::Away)
        } else if answer.data.is_none() {
            Some(Self::Refused)
        } else if document.contains("__schema") || document.contains("__type(") {
            Some(Self::Introspection)
        } else {
            None
        }
    }

    /// Counts it; fails where there are too many.
    pub fn count(self, document: &str) {
        static COUNTS: [AtomicUsize; 3] = [const { AtomicUsize::new(0) }; 3];
        let (count, most) = (COUNTS[self as usize].fetch_add(1, Ordering::Relaxed) + 1, MOST[self as usize]);
        assert!(count <= most, "{count} answers of this run were not compared ({self:?}), the last that of {document}");
    }
}
