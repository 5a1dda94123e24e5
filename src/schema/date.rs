//! Dates, as objects: what is known of a day, however vague.
use edtf::{Edtf, Precision};
use engine::{
    define::{Cell, Object, OrderBy},
    derive::{Definition, OutputRow, ToCell as _},
    object::stored,
    scalar::Scalar,
};
use entity::vocabulary::{Confidence, DateBasis};
use fault::Fault;
use rules::certainty::Days;
use sea_orm::{EntityTrait, IdenStatic as _, Iterable as _};
use std::sync::LazyLock;

/// How lists are ordered by date.
pub const ORDER: &str = "By date: by the first possible day, or by the last if the first is unknown. On one day, dates \"up to\" it come first and dates \"from … on\" come last. Undated nodes come at the end, in both directions.";

/// How the column of a date's place orders: what has no date comes last in both directions.
pub fn order() -> OrderBy {
    OrderBy::NumberOrNone(edtf::undated_place())
}

/// Gives an object type a date that lies in the columns `prefix_…`.
pub fn embed<E: EntityTrait>(object: &mut Object, name: &str, about: &'static str, prefix: &str) {
    object.embedded::<E>(name, about, prefix, "edtf", date);
    object.unpublished(stored::<E>(&format!("{prefix}_order")).0);
    // The bounds by which the rules go, of dates by which something holds.
    for bound in ["first", "last"].map(|bound| format!("{prefix}_{bound}")) {
        if let Some(column) = E::Column::iter().map(|column| column.as_str()).find(|column| *column == bound) {
            object.unpublished(column);
        }
    }
}

/// The columns of a date in a computed row: each with the column of the date that it holds.
pub type Columns = [(&'static str, &'static str); 6];

/// Gives a computed row a date that is known by its first and last possible day; it is null where neither is known.
/// What is computed has neither a confidence nor a note of an editor.
pub fn embed_computed<R: OutputRow>(
    row: &mut Definition<R>,
    name: &'static str,
    about: &'static str,
    columns: Columns,
    days: fn(&R) -> Days,
) {
    row.embedded(name, about, date, columns, move |row| {
        let days = days(row);
        let basis = DateBasis::Derived.to_cell();
        Some([edtf(days)?.to_cell(), days.earliest.to_cell(), days.latest.to_cell(), basis, None, None])
    });
}

/// Some days in EDTF; none where nothing is known of them.
fn edtf(days: Days) -> Option<String> {
    Some(match (days.earliest, days.latest) {
        (None, None) => return None,
        (Some(first), Some(last)) if first == last => first.to_string(),
        (Some(first), Some(last)) => format!("[{first}..{last}]"),
        (Some(first), None) => format!("[{first}..]"),
        (None, Some(last)) => format!("[..{last}]"),
    })
}

/// Object type `Date` of the API is called `HistoricalDate`, since `Date` is a day.
fn date() -> &'static Object {
    static DATE: LazyLock<Object> = LazyLock::new(|| {
        let mut date = Object::new(
            "HistoricalDate",
            "What is known of a date, in the Extended Date/Time Format (EDTF, ISO 8601-2, levels 0 to 2).",
            "",
        );
        date.computed::<String, _>(
            "edtf",
            "Date in EDTF, such as `2003-09-19`, `1993-12`, `1999~` or `[2009-11,2010-11]`.",
            vec!["edtf"],
            |cells| String::read(first(cells)),
        );
        date.computed::<Option<time::Date>, _>(
            "earliest",
            "First day on which it can have been; null where unbounded.",
            vec!["earliest"],
            |cells| Scalar::read(first(cells)),
        );
        date.computed::<Option<time::Date>, _>(
            "latest",
            "Last day on which it can have been; null where unbounded.",
            vec!["latest"],
            |cells| Scalar::read(first(cells)),
        );
        date.computed::<DatePrecision, _>("precision", "How exactly it is known.", vec!["edtf"], |cells| {
            Ok(parsed(cells)?.precision().into())
        });
        date.computed::<bool, _>(
            "is_approximate",
            "Whether its source gives it as approximate (EDTF `~`).",
            vec!["edtf"],
            |cells| Ok(parsed(cells)?.is_approximate()),
        );
        date.computed::<bool, _>(
            "is_uncertain",
            "Whether its source gives it as uncertain (EDTF `?`).",
            vec!["edtf"],
            |cells| Ok(parsed(cells)?.is_uncertain()),
        );
        date.computed::<DateBasis, _>(
            "basis",
            "Where it comes from: from a source, from an editor who worked it out, or from the server.",
            vec!["basis"],
            |cells| Scalar::read(first(cells)),
        );
        date.computed::<Option<Confidence>, _>(
            "confidence",
            "How sure it is, as the editor put it; null where the editor said nothing, and for what the server derived.",
            vec!["confidence"],
            |cells| Scalar::read(first(cells)),
        );
        date.computed::<Option<String>, _>(
            "note",
            "What it rests on, as the editor put it; null where the editor said nothing, and for what the server derived.",
            vec!["note"],
            |cells| Scalar::read(first(cells)),
        );
        date.computed::<String, _>("text", "Date in English words.", vec!["edtf"], |cells| Ok(parsed(cells)?.text()));
        date
    });
    &DATE
}

fn first<'a>(cells: &[Cell<'a>]) -> Cell<'a> {
    cells.first().copied().flatten()
}

fn parsed(cells: &[Cell<'_>]) -> Result<Edtf, Fault> {
    Edtf::parse(&String::read(first(cells))?).map_err(Fault::internal)
}

vocabulary::computed! {
    /// How exactly a date is known: the smallest part of the calendar that surely holds it.
    DatePrecision as "DatePrecision" {
        /// Known to the day, as `2003-09-19`.
        Day = "DAY",
        /// Known to the month, as `2003-09` or `2003-09-XX`.
        Month = "MONTH",
        /// A season, quarter, third or half of a year.
        Season = "SEASON",
        /// Known to the year, as `2003` or `2003-XX`.
        Year = "YEAR",
        /// Known to ten years, as `199X`.
        Decade = "DECADE",
        /// Known to a hundred years, as `19XX`.
        Century = "CENTURY",
        /// Known to a thousand years, as `1XXX`.
        Millennium = "MILLENNIUM",
        /// An interval, however short.
        Interval = "INTERVAL",
        /// One or all members of a set.
        Set = "SET",
        /// Not even the first digit of the year is known.
        Unknown = "UNKNOWN",
    }
}

impl From<Precision> for DatePrecision {
    fn from(precision: Precision) -> Self {
        match precision {
            Precision::Day => Self::Day,
            Precision::Month => Self::Month,
            Precision::Season => Self::Season,
            Precision::Year => Self::Year,
            Precision::Decade => Self::Decade,
            Precision::Century => Self::Century,
            Precision::Millennium => Self::Millennium,
            Precision::Interval => Self::Interval,
            Precision::Set => Self::Set,
            Precision::Unknown => Self::Unknown,
        }
    }
}
