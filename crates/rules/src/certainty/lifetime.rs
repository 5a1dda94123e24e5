//! From foundation to dissolution: what bounds all that a record does and all that lasts in it.

use super::{Certainty, Days};
use time::Date;

/// When something was founded and dissolved, as far as the register says: a state, an organization, an office, with
/// what stands above it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lifetime {
    /// Its foundation; none where none is recorded.
    pub founded: Option<Days>,
    /// Its dissolution; none where none is recorded, unknown where one of unknown date is.
    pub dissolved: Option<Days>,
}

impl Lifetime {
    /// Nothing is recorded of it.
    pub const UNKNOWN: Self = Self { founded: None, dissolved: None };

    /// Whether a day lies before its foundation.
    pub fn is_to_come(&self, day: Days) -> Certainty {
        self.founded.map_or(Certainty::Excluded, |founded| day.before(founded))
    }

    /// Whether a day lies after its dissolution; the day of the dissolution belongs to its life.
    pub fn is_over(&self, day: Days) -> Certainty {
        self.dissolved.map_or(Certainty::Excluded, |dissolved| dissolved.before(day))
    }

    /// Whether it is there on a day.
    pub fn lives_on(&self, day: Days) -> Certainty {
        self.is_to_come(day).or(self.is_over(day)).negate()
    }

    /// The time in which both are there: a member and its organization, an organ and what it belongs to.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let both = |one: Option<Days>, two: Option<Days>, choose: fn(Days, Days) -> Days| match (one, two) {
            (Some(one), Some(two)) => Some(choose(one, two)),
            (one, two) => one.or(two),
        };
        Self {
            founded: both(self.founded, other.founded, later),
            dissolved: both(self.dissolved, other.dissolved, earlier),
        }
    }
}

/// The later of two dates, where which that is may be open.
fn later(one: Days, two: Days) -> Days {
    Days {
        earliest: one.earliest.max(two.earliest),
        latest: one.latest.zip(two.latest).map(|(one, two): (Date, Date)| one.max(two)),
    }
}

/// The earlier of two dates, where which that is may be open.
pub(crate) fn earlier(one: Days, two: Days) -> Days {
    Days { earliest: one.earliest.min(two.earliest), latest: [one.latest, two.latest].into_iter().flatten().min() }
}
