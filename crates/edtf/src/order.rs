//! One number that puts partial dates in order.

use time::Date;
use time::macros::date;

const FIRST: Date = date!(0001 - 01 - 01);
const LAST: Date = date!(9999 - 12 - 31);

/// Four places for every day: "up to it", the day, "from it on" and, on the last day, "undated".
pub(super) fn order(earliest: Option<Date>, latest: Option<Date>) -> i32 {
    let (day, place) = match (earliest, latest) {
        (None, Some(latest)) => (latest, 0),
        (Some(earliest), Some(_)) => (earliest, 1),
        (Some(earliest), None) => (earliest, 2),
        (None, None) => (LAST, 3),
    };
    first_place(day) + place
}

/// The place of what has no date: the last.
pub fn undated_place() -> i32 {
    order(None, None)
}

/// Places of a day in the order.
pub const PLACES: i32 = 4;

/// The first place of a day in the order.
pub fn first_place(day: Date) -> i32 {
    (day.to_julian_day() - FIRST.to_julian_day()) * PLACES
}
