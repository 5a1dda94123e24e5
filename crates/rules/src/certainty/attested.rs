//! Days that a source vouches for.

use super::Days;
use edtf::{Edtf, Precision};

/// Days on which a source has a spell last.
///
/// - A day, `2003-09-19`, is vouched for.
/// - An interval between two days, `2003-09-18/2003-09-19`, is vouched for from the first to the last.
/// - Anything vaguer, `2007-05` or `1999~` or `[2009-11,2010-11]` or `2001/2003`, vouches for some day within its bounds, and
///   no single day is certain by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attested {
    /// First day that is vouched for.
    pub(super) first: Days,
    /// Last day that is vouched for.
    pub(super) last: Days,
}

impl Attested {
    /// Nothing is vouched for.
    pub const NEVER: Self = Self { first: Days::UNKNOWN, last: Days::UNKNOWN };

    /// The days that a date vouches for.
    pub fn on(date: &Edtf) -> Self {
        let days = Days::of(date);
        let text = date.as_str();
        let is_between_days = text.split('/').filter(|end| end.len() == DAY.len()).count() == 2
            && date.precision() == Precision::Interval
            && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-' || byte == b'/');
        match (days.earliest, days.latest) {
            (Some(first), Some(last)) if is_between_days => Self { first: Days::day(first), last: Days::day(last) },
            _ => Self::somewhen(days),
        }
    }

    /// Some day within these bounds.
    pub const fn somewhen(days: Days) -> Self {
        Self { first: days, last: days }
    }

    /// Every day from one to another.
    pub const fn throughout(first: time::Date, last: time::Date) -> Self {
        Self { first: Days::day(first), last: Days::day(last) }
    }
}

/// How a day is written.
const DAY: &str = "YYYY-MM-DD";
