//! Days, months and years that a reader writes, and the marks that entries have of their dates.
//!
//! An entry has a mark for each year that a date of its record touches, for each month and day where the date is that
//! exact, and for each year and month that a spell covers as a whole. They are words of the `tsvector` that no
//! reader can type, since a number with letters behind it is folded to lower case and these are too long for a reader to
//! mean them: `1992y`, `199205m`, `19920515d`, `1992yc`, `199205mc`.

use std::ops::RangeInclusive;
use time::{Date, Month, util::days_in_month};

/// Years that a number of four digits may mean.
pub(super) const YEARS: RangeInclusive<i32> = 1800..=2100;
/// A spell of more years than this is no date to find a record by.
const LONGEST: i32 = 100;
/// A date that may be any of more days than this has no marks of days.
const MOST_DAYS: i64 = 31;

/// What a reader says of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Period {
    /// Some years, both ends included.
    Years(i32, i32),
    /// A month.
    Month(i32, u8),
    /// A day.
    Day(i32, u8, u8),
}

impl Period {
    /// A day, if the calendar has it.
    pub(super) fn day(year: i32, month: u8, day: u8) -> Option<Self> {
        let is_there = YEARS.contains(&year) && (1..=12).contains(&month) && day >= 1;
        let length = is_there.then(|| days_in_month(Month::try_from(month).ok()?, year).into()).flatten()?;
        (day <= length).then_some(Self::Day(year, month, day))
    }

    /// A month, if the calendar has it.
    pub(super) fn month(year: i32, month: u8) -> Option<Self> {
        (YEARS.contains(&year) && (1..=12).contains(&month)).then_some(Self::Month(year, month))
    }

    /// The date as it is written in EDTF (ISO 8601-2).
    pub(super) fn edtf(self) -> String {
        match self {
            Self::Years(from, to) if from == to => format!("{from:04}"),
            Self::Years(from, to) if from % 10 == 0 && to == from + 9 => format!("{:03}X", from / 10),
            Self::Years(from, to) => format!("{from:04}/{to:04}"),
            Self::Month(year, month) => format!("{year:04}-{month:02}"),
            Self::Day(year, month, day) => format!("{year:04}-{month:02}-{day:02}"),
        }
    }

    /// Marks of which an entry has one, if it has a date in this period.
    pub(super) fn marks(self) -> Vec<String> {
        match self {
            Self::Years(from, to) => (from..=to).map(year).collect(),
            Self::Month(of, month) => vec![self::month(of, month), whole(&year(of))],
            Self::Day(of, month, day) => {
                vec![self::day(of, month, day), whole(&self::month(of, month)), whole(&year(of))]
            }
        }
    }
}

/// The marks of something that lasted from a day to another.
pub fn marks_of_spell(from: Date, to: Date) -> Vec<String> {
    marks(from, to, true)
}

/// The marks of something that was on one day, which is one of these.
pub fn marks_of_date(earliest: Date, latest: Date) -> Vec<String> {
    marks(earliest, latest, false)
}

fn marks(from: Date, to: Date, is_spell: bool) -> Vec<String> {
    let mut marks = Vec::new();
    if to < from || to.year() - from.year() > LONGEST {
        return marks;
    }
    for of in from.year()..=to.year() {
        marks.push(year(of));
        let is_whole = from <= first_day(of, 1) && last_day(of, 12) <= to;
        if is_whole && is_spell {
            marks.push(whole(&year(of)));
        } else if is_spell || (from.year(), from.month()) == (to.year(), to.month()) {
            marks.extend((1..=12).flat_map(|month| of_month(of, month, from, to, is_spell)));
        }
    }
    if (to - from).whole_days() < MOST_DAYS {
        let days = std::iter::successors(Some(from), |day| day.next_day()).take_while(|day| *day <= to);
        let is_exact = is_spell || from == to;
        marks.extend(days.filter(|_| is_exact).map(|it| day(it.year(), it.month().into(), it.day())));
    }
    marks
}

/// The marks of a month that a date touches.
fn of_month(year: i32, month: u8, from: Date, to: Date, is_spell: bool) -> Vec<String> {
    let (first, last) = (first_day(year, month), last_day(year, month));
    if last < from || to < first {
        return Vec::new();
    }
    let mark = self::month(year, month);
    if is_spell && from <= first && last <= to { vec![whole(&mark), mark] } else { vec![mark] }
}

fn first_day(year: i32, month: u8) -> Date {
    let month = Month::try_from(month).unwrap_or(Month::January);
    Date::from_calendar_date(year, month, 1).unwrap_or(Date::MIN)
}

fn last_day(year: i32, month: u8) -> Date {
    let month = Month::try_from(month).unwrap_or(Month::December);
    Date::from_calendar_date(year, month, days_in_month(month, year)).unwrap_or(Date::MAX)
}

fn year(year: i32) -> String {
    format!("{year:04}y")
}

fn month(year: i32, month: u8) -> String {
    format!("{year:04}{month:02}m")
}

fn day(year: i32, month: u8, day: u8) -> String {
    format!("{year:04}{month:02}{day:02}d")
}

fn whole(mark: &str) -> String {
    format!("{mark}c")
}

/// The month that an English word names.
pub(super) fn month_named(word: &str) -> Option<u8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let is = |name: &&str| word == *name || word.len() >= 3 && word.len() <= 4 && name.starts_with(word);
    MONTHS.iter().zip(1..).find(|(name, _)| is(name)).map(|(_, number)| number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    /// Whether a period finds a date.
    fn finds(period: Period, marks: &[String]) -> bool {
        period.marks().iter().any(|mark| marks.contains(mark))
    }

    #[test]
    fn a_date_is_found_by_every_period_that_holds_it() {
        let day = marks_of_date(date!(1992 - 05 - 15), date!(1992 - 05 - 15));
        let month = marks_of_date(date!(1992 - 05 - 01), date!(1992 - 05 - 31));
        let year = marks_of_date(date!(1992 - 01 - 01), date!(1992 - 12 - 31));
        let periods = [Period::Years(1992, 1992), Period::Month(1992, 5), Period::Day(1992, 5, 15)];
        assert_eq!(periods.map(|period| finds(period, &day)), [true, true, true]);
        assert_eq!(periods.map(|period| finds(period, &month)), [true, true, false]);
        assert_eq!(periods.map(|period| finds(period, &year)), [true, false, false]);
        assert!(!finds(Period::Years(1991, 1991), &day) && finds(Period::Years(1990, 1999), &day));
    }

    #[test]
    fn a_spell_is_found_by_every_period_in_it() {
        let spell = marks_of_spell(date!(1998 - 03 - 10), date!(2001 - 02 - 20));
        for within in [
            Period::Years(2000, 2000),
            Period::Month(2000, 5),
            Period::Day(2000, 5, 15),
            Period::Day(1998, 12, 31),
            Period::Month(1998, 3),
        ] {
            assert!(finds(within, &spell), "{within:?}");
        }
        for outside in [Period::Years(1997, 1997), Period::Month(1998, 2), Period::Month(2001, 3)] {
            assert!(!finds(outside, &spell), "{outside:?}");
        }
        assert_eq!(marks_of_spell(date!(1000 - 01 - 01), date!(2001 - 02 - 20)), [""; 0]);
    }

    #[test]
    fn days_and_months_are_those_of_the_calendar() {
        assert_eq!(Period::day(1992, 2, 29), Some(Period::Day(1992, 2, 29)));
        assert_eq!((Period::day(1993, 2, 29), Period::month(1992, 13)), (None, None));
        assert_eq!((month_named("sept"), month_named("mar"), month_named("ma")), (Some(9), Some(3), None));
        assert_eq!(Period::Years(1990, 1999).edtf(), "199X");
    }
}
