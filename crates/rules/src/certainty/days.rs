//! What is known of a day: its bounds, and how two such days compare.

use super::{Certainty, soft::softened};
use edtf::Edtf;
use time::Date;
use vocabulary::{Confidence, DateBasis};

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

    /// The days that a date can turn out to be: its bounds, and where they are qualified (`1992~`, `1992-05-15?`) or a
    /// season names no hemisphere, more than them.
    pub fn of(date: &Edtf) -> Self {
        softened(date.as_str(), Self { earliest: date.earliest(), latest: date.latest() })
    }

    /// The days that a recorded date can turn out to be. A date that an editor inferred with less than high confidence may
    /// be wrong, so what rests on it is at most POSSIBLE: it bounds nothing.
    pub fn recorded(date: &Edtf, basis: Option<DateBasis>, confidence: Option<Confidence>) -> Self {
        if is_doubtful(basis, confidence) { Self::UNKNOWN } else { Self::of(date) }
    }

    /// The day, where it is known.
    pub fn known(self) -> Option<Date> {
        self.earliest.filter(|_| self.earliest == self.latest)
    }

    /// The days that are left by an order of acts (what comes before and after); the order says nothing where it leaves none.
    #[must_use]
    pub fn narrowed(self, order: Self) -> Self {
        let (earliest, latest) =
            (self.earliest.max(order.earliest), [self.latest, order.latest].into_iter().flatten().min());
        let is_possible = earliest.zip(latest).is_none_or(|(first, last)| first <= last);
        if is_possible { Self { earliest, latest } } else { self }
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

/// Whether a date is an inference of medium or low confidence.
fn is_doubtful(basis: Option<DateBasis>, confidence: Option<Confidence>) -> bool {
    basis == Some(DateBasis::Inferred) && matches!(confidence, Some(Confidence::Medium | Confidence::Low))
}
