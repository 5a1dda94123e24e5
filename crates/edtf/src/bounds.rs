//! The first and the last day that a date can mean.

use edtf_core::{Bound, Date, Edtf as Form, Interval, IntervalEndpoint, Set, SetElement, YearKind};
use time::Month;
use time::macros::date;

use super::error::Problem;

/// The first and the last possible day; none where nothing bounds the date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bounds {
    pub(super) earliest: Option<time::Date>,
    pub(super) latest: Option<time::Date>,
}

impl Bounds {
    const NONE: Self = Self { earliest: None, latest: None };

    /// The bounds of a whole expression, or why it has none that can be kept.
    pub(super) fn of(form: &Form) -> Result<Self, Problem> {
        let bounds = match form {
            Form::Date(date) => Self::of_date(date)?,
            Form::DateTime(_) => return Err(Problem::TimeOfDay),
            Form::Interval(interval) => Self::of_interval(interval)?,
            Form::Set(set) => Self::of_set(set)?,
        };
        match (bounds.earliest, bounds.latest) {
            (Some(earliest), Some(latest)) if earliest > latest => Err(Problem::Backwards),
            _ => Ok(bounds),
        }
    }

    fn of_date(date: &Date) -> Result<Self, Problem> {
        let YearKind::Standard { negative: false, digits } = date.year.kind else {
            return Err(Problem::Year);
        };
        if digits == [None; 4] {
            return Ok(Self::NONE);
        }
        if digits == [Some(0); 4] {
            return Err(Problem::Year);
        }
        let bounds = Form::Date(*date).bounds();
        let earliest = match bounds.earliest {
            Bound::Date(first) if first.year == 0 => first_after_year_zero(date, digits),
            bound => day(bound),
        };
        Ok(Self {
            earliest: Some(earliest.ok_or(Problem::Year)?),
            latest: Some(day(bounds.latest).ok_or(Problem::Year)?),
        })
    }

    /// From the first day of the start to the last day of the end. An end written `..` (open),
    /// left out (unknown) or reaching beyond its date (`..2004`, `2006..`) has no bound
    /// (EDTF level 1, "Extended interval"; level 2, "Interval"; ISO 8601-2 section 10.6).
    fn of_interval(interval: &Interval) -> Result<Self, Problem> {
        let earliest = match &interval.start {
            IntervalEndpoint::Date(date) | IntervalEndpoint::OnOrAfter(date) => Self::of_date(date)?.earliest,
            IntervalEndpoint::OnOrBefore(date) => Self::of_date(date)?.unbounded_start().earliest,
            IntervalEndpoint::Open | IntervalEndpoint::Unknown => None,
        };
        let latest = match &interval.end {
            IntervalEndpoint::Date(date) | IntervalEndpoint::OnOrBefore(date) => Self::of_date(date)?.latest,
            IntervalEndpoint::OnOrAfter(date) => Self::of_date(date)?.unbounded_end().latest,
            IntervalEndpoint::Open | IntervalEndpoint::Unknown => None,
        };
        Ok(Self { earliest, latest })
    }

    /// From the first day of any member to the last day of any (ISO 8601-2 section 6).
    fn of_set(set: &Set) -> Result<Self, Problem> {
        let mut whole: Option<Self> = None;
        for element in &set.elements {
            let member = of_element(element)?;
            whole = Some(whole.map_or(member, |others| others.and(member)));
        }
        Ok(whole.unwrap_or(Self::NONE))
    }

    fn unbounded_start(self) -> Self {
        Self { earliest: None, ..self }
    }

    fn unbounded_end(self) -> Self {
        Self { latest: None, ..self }
    }

    /// The bounds that hold both.
    fn and(self, other: Self) -> Self {
        Self {
            earliest: self.earliest.zip(other.earliest).map(|(one, two)| one.min(two)),
            latest: self.latest.zip(other.latest).map(|(one, two)| one.max(two)),
        }
    }
}

/// The bounds of one member of a set.
pub(super) fn of_element(element: &SetElement) -> Result<Bounds, Problem> {
    Ok(match element {
        SetElement::Date(date) => Bounds::of_date(date)?,
        SetElement::OnOrBefore(date) => Bounds::of_date(date)?.unbounded_start(),
        SetElement::OnOrAfter(date) => Bounds::of_date(date)?.unbounded_end(),
        SetElement::Range(from, to) => {
            Bounds { earliest: Bounds::of_date(from)?.earliest, latest: Bounds::of_date(to)?.latest }
        }
    })
}

/// A bound as a day, if it is one of the years 0001 to 9999.
fn day(bound: Bound) -> Option<time::Date> {
    let Bound::Date(day) = bound else {
        return None;
    };
    let year = i32::try_from(day.year).ok().filter(|year| (1..=9999).contains(year))?;
    time::Date::from_calendar_date(year, Month::try_from(day.month).ok()?, day.day).ok()
}

/// The first possible day of a date whose pattern also fits the year 0000, which is left out:
/// `000X` starts in 0001, `X000` in 1000, `XX00-02-29` in 0400.
fn first_after_year_zero(date: &Date, digits: [Option<u8>; 4]) -> Option<time::Date> {
    if !date.year.has_unspecified() {
        // Not a pattern but a rounded year: `0050S2` starts in 0001.
        return Some(date!(0001 - 01 - 01));
    }
    (1..=9999_u16)
        .map(digits_of)
        .filter(|year| digits.iter().zip(year).all(|(pattern, digit)| pattern.is_none_or(|known| known == *digit)))
        .find_map(|year| {
            let mut dated = *date;
            dated.year.kind = YearKind::Standard { negative: false, digits: year.map(Some) };
            day(Form::Date(dated).bounds().earliest)
        })
}

fn digits_of(year: u16) -> [u8; 4] {
    [1000, 100, 10, 1].map(|place| u8::try_from(year / place % 10).unwrap_or(0))
}
