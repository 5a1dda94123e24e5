//! Days and instants.

use super::{Scalar, fixed, publish, text};
use crate::define::Cell;
use async_graphql::registry::Registry;
use fault::Fault;
use std::io::Write as _;
use time::{Date, Duration, OffsetDateTime, format_description::well_known::Rfc3339, macros::datetime};

/// Julian day of 2000-01-01, PostgreSQL's day 0.
pub const DAY_ZERO: i32 = 2_451_545;

impl Scalar for Date {
    fn publish(registry: &mut Registry) -> String {
        publish(
            registry,
            "Date",
            "A day of the Gregorian calendar, `2003-09-19` (ISO 8601-1).",
            "https://scalars.graphql.org/andimarek/local-date",
        )
    }

    fn read(cell: Cell<'_>) -> Result<Self, Fault> {
        let days = fixed(cell).map(i32::from_be_bytes)?;
        DAY_ZERO
            .checked_add(days)
            .and_then(|day| Self::from_julian_day(day).ok())
            .ok_or_else(|| Fault::internal("a date out of range"))
    }

    fn write(&self, out: &mut Vec<u8>) {
        let (year, month, day) = self.to_calendar_date();
        let _ = write!(out, "\"{year:04}-{:02}-{day:02}\"", u8::from(month));
    }
}

impl Scalar for OffsetDateTime {
    fn publish(registry: &mut Registry) -> String {
        publish(
            registry,
            "DateTime",
            "An instant in UTC, `2026-01-31T12:00:00Z` (RFC 3339).",
            "https://scalars.graphql.org/andimarek/date-time",
        )
    }

    fn read(cell: Cell<'_>) -> Result<Self, Fault> {
        let micros = fixed(cell).map(i64::from_be_bytes)?;
        datetime!(2000-01-01 0:00 UTC)
            .checked_add(Duration::microseconds(micros))
            .ok_or_else(|| Fault::internal("a time out of range"))
    }

    fn write(&self, out: &mut Vec<u8>) {
        match self.format(&Rfc3339) {
            Ok(written) => text(written.as_bytes(), out),
            Err(_) => out.extend_from_slice(b"null"),
        }
    }
}
