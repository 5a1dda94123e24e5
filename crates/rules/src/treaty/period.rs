//! Lengths of time by the calendar.

use crate::certainty::Days;
use time::{Date, Duration, Month, util::days_in_month};

/// A length of time: years, months and days (ISO 8601-1 section 5.5.2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// Years and months, in months.
    months: i32,
    /// Days.
    days: i32,
}

impl Period {
    /// Some years.
    pub(super) const fn years(years: i32) -> Self {
        Self::months(years * 12)
    }

    /// Some months.
    pub(super) const fn months(months: i32) -> Self {
        Self { months, days: 0 }
    }

    /// Reads `P5Y`, `P1Y6M` or `P90D`, the form that the register holds; none where the text has another.
    pub fn parse(text: &str) -> Option<Self> {
        let mut rest = text.strip_prefix('P').filter(|rest| !rest.is_empty())?;
        let mut take = |unit: char| -> Option<i32> {
            let digits = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
            match rest[digits..].strip_prefix(unit) {
                Some(after) => {
                    let count = rest[..digits].parse().ok()?;
                    rest = after;
                    Some(count)
                }
                None => Some(0),
            }
        };
        let (years, months, days) = (take('Y')?, take('M')?, take('D')?);
        let months = years.checked_mul(12)?.checked_add(months)?;
        rest.is_empty().then_some(Self { months, days })
    }

    /// The day of the same number after this length; the last of the month where it has no such day. None beyond the
    /// year 9999.
    pub fn after(self, day: Date) -> Option<Date> {
        let month = i32::from(u8::from(day.month())) - 1;
        let months = day.year().checked_mul(12)?.checked_add(month)?.checked_add(self.months)?;
        let (year, month) = (months.div_euclid(12), u8::try_from(months.rem_euclid(12) + 1).ok()?);
        let month = Month::try_from(month).ok()?;
        let date = Date::from_calendar_date(year, month, day.day().min(days_in_month(month, year))).ok()?;
        date.checked_add(Duration::days(self.days.into()))
    }

    /// The last day of a term of this length that begins on a day.
    ///
    /// Whether five years from 20 April end on 19 or 20 April is for each treaty to say: by the European Convention on
    /// the Calculation of Time-Limits (1972), articles 3 and 4, the day from which a period runs does not count, which
    /// gives the 20th; where the first day counts, it is the 19th. So it is one of the two.
    pub fn term_from(self, start: Days) -> Days {
        let earliest = start.earliest.and_then(|day| self.after(day)).and_then(Date::previous_day);
        Days { earliest, latest: start.latest.and_then(|day| self.after(day)) }
    }

    /// The last day of a term that goes on for this length after another.
    pub fn term_after(self, end: Days) -> Days {
        Days {
            earliest: end.earliest.and_then(|day| self.after(day)),
            latest: end.latest.and_then(|day| self.after(day)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn a_period_has_years_months_and_days() {
        for (text, day, after) in [
            ("P5Y", date!(1994 - 04 - 20), date!(1999 - 04 - 20)),
            ("P1Y6M", date!(2000 - 08 - 31), date!(2002 - 02 - 28)),
            ("P1M", date!(2004 - 01 - 31), date!(2004 - 02 - 29)),
            ("P90D", date!(2003 - 12 - 01), date!(2004 - 02 - 29)),
            ("P12M", date!(2003 - 12 - 01), date!(2004 - 12 - 01)),
            ("P4Y", date!(2000 - 02 - 29), date!(2004 - 02 - 29)),
        ] {
            assert_eq!(Period::parse(text).unwrap().after(day), Some(after), "{text} after {day}");
        }
        for text in ["", "P", "5Y", "P5", "P5W", "P5Y1", "P1D1Y", "PY", "P99999999999Y", "P999999999Y"] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
        assert_eq!(Period::parse("P9000Y").unwrap().after(date!(1994 - 04 - 20)), None);
    }
}
