//! How exactly a date is known.

use edtf_core::{Date, DateField, Edtf as Form, Precision as Finest, YearKind};

/// How exactly a date is known: the smallest part of the calendar that surely holds it.
///
/// A masked part is not known, so `2005-03-XX` is known to the month and `2005-XX-18` to the year.
/// Intervals and sets are named as such, however short; their bounds tell how wide they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Precision {
    /// A day: `2003-09-18`.
    Day,
    /// A month: `1993-12`, `2005-03-XX`.
    Month,
    /// A season, quarter, third or half of a year: `2001-21`, `2001-33` (ISO 8601-2 section 4.8).
    Season,
    /// A year: `1993`, `2005-XX`.
    Year,
    /// Ten years: `199X` (EDTF level 1, "Unspecified digits from the right"), `1995S3`.
    Decade,
    /// A hundred years with the same first two digits: `19XX`, `1950S2`.
    Century,
    /// A thousand years with the same first digit: `1XXX`, `1X99`.
    Millennium,
    /// An interval: `2003-09-18/2003-09-19`, `/2002-10-07` (EDTF "Time interval").
    Interval,
    /// One or all members of a set: `[2009-11,2010-11]`, `[..1999-04-02]` (ISO 8601-2 section 6).
    Set,
    /// Not even the first digit of the year is known: `XXXX-12-25`.
    Unknown,
}

impl Precision {
    pub(super) fn of(form: &Form) -> Self {
        match form {
            Form::Date(date) => Self::of_date(date),
            Form::DateTime(moment) => Self::of_date(&moment.date),
            Form::Interval(_) => Self::Interval,
            Form::Set(_) => Self::Set,
        }
    }

    fn of_date(date: &Date) -> Self {
        match known_digits(date) {
            0 => Self::Unknown,
            1 => Self::Millennium,
            2 => Self::Century,
            3 => Self::Decade,
            _ if date.month.is_none_or(DateField::has_unspecified) => Self::Year,
            _ if date.day.is_some_and(DateField::has_unspecified) => Self::Month,
            _ => match date.precision() {
                Finest::Day => Self::Day,
                Finest::Month => Self::Month,
                Finest::Season => Self::Season,
                Finest::Year => Self::Year,
            },
        }
    }
}

/// How many digits of the year are known, counted from its first.
fn known_digits(date: &Date) -> usize {
    let specified = match date.year.kind {
        YearKind::Standard { digits, .. } => digits.iter().take_while(|digit| digit.is_some()).count(),
        YearKind::Big { .. } | YearKind::Exponential { .. } => 4,
    };
    // "S2" after a year: only its first two digits count (ISO 8601-2 section 4.4.3).
    let significant = date.year.significant_digits.and_then(|count| usize::try_from(count).ok());
    significant.map_or(specified, |count| specified.min(count))
}
