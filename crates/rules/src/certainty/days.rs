//! What is known of a day: its bounds, and how two such days compare.

use super::Certainty;
use edtf::Edtf;
use time::Date;

/// The first and the last day that a date can mean; the date is one of them, or all that lie between.
///
/// Where a bound is missing, nothing bounds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Days {
    /// First possible day; none where unbounded.
    pub earliest: Option<Date>,
    /// Last possible day; none where unbounded.
    pub latest: Option<Date>,
}

impl Days {
    /// A date of which nothing is known.
    pub const UNKNOWN: Self = Self { earliest: None, latest: None };

    /// A known day.
    pub const fn day(day: Date) -> Self {
        Self { earliest: Some(day), latest: Some(day) }
    }

    /// A day somewhere between two.
    pub const fn between(earliest: Date, latest: Date) -> Self {
        Self { earliest: Some(earliest), latest: Some(latest) }
    }

    /// The bounds of a date.
    pub fn of(date: &Edtf) -> Self {
        Self { earliest: date.earliest(), latest: date.latest() }
    }

    /// The day, where it is known.
    pub fn known(self) -> Option<Date> {
        self.earliest.filter(|_| self.earliest == self.latest)
    }

    /// The bounds that hold both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self {
            earliest: self.earliest.zip(other.earliest).map(|(one, two)| one.min(two)),
            latest: self.latest.zip(other.latest).map(|(one, two)| one.max(two)),
        }
    }

    /// Whether this date comes before another: certain if each of its days is before each of the other's, excluded if
    /// none is.
    pub fn before(self, other: Self) -> Certainty {
        let must = self.latest.zip(other.earliest).is_some_and(|(last, first)| last < first);
        let cannot = self.earliest.zip(other.latest).is_some_and(|(first, last)| first >= last);
        Certainty::between(!cannot, must)
    }

    /// Whether this date comes after another.
    pub fn after(self, other: Self) -> Certainty {
        other.before(self)
    }

    /// Whether this date comes no later than another.
    pub fn by(self, other: Self) -> Certainty {
        other.before(self).negate()
    }

    /// Whether this date lies in a span: certain if all its days do, excluded if none does. A span without a first or
    /// last day goes on without end.
    pub fn within(self, span: Self) -> Certainty {
        let starts = span.earliest.is_none_or(|first| self.earliest.is_some_and(|day| first <= day));
        let ends = span.latest.is_none_or(|last| self.latest.is_some_and(|day| day <= last));
        Certainty::between(self.meets(span), starts && ends)
    }

    /// Whether two dates fall on one day: certain if both are the same known day, excluded if their bounds have no day
    /// in common.
    pub fn overlaps(self, other: Self) -> Certainty {
        let same = self.known().is_some_and(|day| other.known() == Some(day));
        Certainty::between(self.meets(other), same)
    }

    /// Whether the bounds of two dates have a day in common; if not, the two contradict each other.
    pub fn meets(self, other: Self) -> bool {
        let apart = |one: Self, two: Self| one.latest.zip(two.earliest).is_some_and(|(last, first)| last < first);
        !apart(self, other) && !apart(other, self)
    }
}
