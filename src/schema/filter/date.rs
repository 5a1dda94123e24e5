//! Restrictions by dates, which may be vague.
use crate::schema::{date::DatePrecision, vocabulary::In};
use async_graphql::{InputObject, InputValueError, InputValueResult, Scalar, ScalarType, Value};
use edtf::{Edtf, PLACES, first_place};
use rules::certainty::Certainty;
use sea_orm::{
    Condition,
    sea_query::{Alias, Expr, ExprTrait as _},
};

/// A date that others are compared with, in the Extended Date/Time Format (EDTF, ISO 8601-2, levels 0 to 2). One that
/// its first and last day do not describe is refused.
#[derive(Clone)]
pub struct EdtfInput(pub Edtf);

/// Date in the Extended Date/Time Format (EDTF, ISO 8601-2, levels 0 to 2), such as `2003`, `2003-09` or `2003-09-18/2003-09-19`, of the years 0001 to 9999 and without a time of day. One that means only some of the days between its first and its last, such as `[2006,2008]`, is refused in filters; `asOf` and the like take it for the whole span.
#[Scalar(name = "EDTF", specified_by_url = "https://www.loc.gov/standards/datetime/")]
impl ScalarType for EdtfInput {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(text) => {
                let date = Edtf::parse(text).map_err(InputValueError::custom)?;
                if date.has_gaps() { Err(InputValueError::custom(gaps(&date))) } else { Ok(Self(date)) }
            }
            _ => Err(InputValueError::custom("A date is written as a text, such as \"2003-09\"")),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.as_str().to_owned())
    }
}

/// Why a date cannot be compared with, and what to write instead.
fn gaps(date: &Edtf) -> String {
    let shown: String = date.as_str().chars().take(SHOWN).collect();
    let cut = if shown.len() < date.as_str().len() { "…" } else { "" };
    format!(
        "'{shown}{cut}' means only some of the days between its first and its last, and a date is compared with all of \
         them; write a filter for each date that is meant, joined by `or: [...]`"
    )
}

/// How much of a refused date is repeated in the message.
const SHOWN: usize = 60;

/// Restricts by a date, which may be vague: each field says when a vague date passes.
///
/// Dates are compared by their first and last possible day. A date to compare with that means only some of the days
/// between, a set with gaps (`[2006,2008]`) or a known digit after an unknown one (`XXXX-05-25`), is refused with
/// `BAD_USER_INPUT`: write a filter for each date that is meant, joined by `or`.
#[derive(InputObject)]
pub struct DateFilter {
    /// Only dates that lie wholly within this one. A date whose first or last possible day is not known (`/2002-10-07`) passes only where this one is open at that end too, or with `certainty: POSSIBLE`.
    pub within: Option<EdtfInput>,
    /// Only dates that may share a day with this one.
    pub overlaps: Option<EdtfInput>,
    /// Only dates that lie wholly before this one. A date whose last possible day is not known passes only with `certainty: POSSIBLE`.
    pub before: Option<EdtfInput>,
    /// Only dates that lie wholly after this one. A date whose first possible day is not known passes only with `certainty: POSSIBLE`.
    pub after: Option<EdtfInput>,
    /// Least certainty of `within`, `before` and `after`: CERTAIN if absent. POSSIBLE also accepts dates that may lie there. EXCLUDED accepts every date and disables these three conditions.
    pub certainty: Option<In<Certainty>>,
    /// Only dates that are known this exactly.
    pub precision: Option<Vec<In<DatePrecision>>>,
    /// Whether there must be a date, or must be none.
    pub is_known: Option<bool>,
}

impl DateFilter {
    /// Condition on the columns `table.prefix_…`. What has no date passes nothing but `is_known: false`.
    pub fn on(&self, table: &'static str, prefix: &str) -> Condition {
        self.compare(|suffix| Expr::col((table, Alias::new(format!("{prefix}_{suffix}")))))
    }

    /// Condition on the columns `prefix_…` of whatever list is ordered by `prefix_order`: what follows for the order
    /// is said too, so that an index in that order is read from the first to the last day that can pass.
    pub fn in_order(&self, prefix: &str) -> Condition {
        let column = |suffix: &str| Expr::col(Alias::new(format!("{prefix}_{suffix}")));
        let all = self.compare(column);
        // What only may lie so can stand anywhere in the order.
        if self.certainty.is_some_and(|least| least.0 != Certainty::Certain) {
            return all;
        }
        let bound = |date: &Option<EdtfInput>, day: fn(&Edtf) -> Option<time::Date>| {
            date.as_ref().and_then(|date| day(&date.0)).map(first_place)
        };
        let from = std::cmp::max(bound(&self.within, Edtf::earliest), bound(&self.after, Edtf::latest));
        let before = bound(&self.before, Edtf::earliest);
        let up_to = bound(&self.within, Edtf::latest).map(|place| place + PLACES);
        let before = before.into_iter().chain(up_to).min();
        all.add_option(from.map(|place| column("order").gte(place)))
            .add_option(before.map(|place| column("order").lt(place)))
    }

    fn compare(&self, column: impl Fn(&str) -> Expr) -> Condition {
        let (earliest, latest, edtf) = (column("earliest"), column("latest"), column("edtf"));
        let least = self.certainty.map_or(Certainty::Certain, |least| least.0);
        let compared = [
            self.within.as_ref().map(|EdtfInput(date)| match least {
                Certainty::Certain => lies_in(date, &earliest, &latest),
                Certainty::Possible => overlaps(date, &earliest, &latest),
                Certainty::Excluded => Condition::all(),
            }),
            self.overlaps.as_ref().map(|EdtfInput(date)| overlaps(date, &earliest, &latest)),
            self.before.as_ref().map(|EdtfInput(date)| {
                Condition::all().add(match least {
                    Certainty::Certain => date.earliest().map_or(Expr::val(false), |day| latest.clone().lt(day)),
                    Certainty::Possible => {
                        date.latest().map_or(Expr::val(true), |day| unless(&earliest, |first| first.lt(day)))
                    }
                    Certainty::Excluded => Expr::val(true),
                })
            }),
            self.after.as_ref().map(|EdtfInput(date)| {
                Condition::all().add(match least {
                    Certainty::Certain => date.latest().map_or(Expr::val(false), |day| earliest.clone().gt(day)),
                    Certainty::Possible => {
                        date.earliest().map_or(Expr::val(true), |day| unless(&latest, |last| last.gt(day)))
                    }
                    Certainty::Excluded => Expr::val(true),
                })
            }),
            self.precision.as_deref().map(|precisions| Condition::all().add(is_known_to(&edtf, precisions))),
        ];
        let is_dated = compared.iter().any(Option::is_some).then(|| edtf.clone().is_not_null());
        let mut all = Condition::all().add_option(is_dated);
        for condition in compared.into_iter().flatten() {
            all = all.add(condition);
        }
        all.add_option(self.is_known.map(|known| if known { edtf.is_not_null() } else { edtf.is_null() }))
    }
}

/// Each possible day lies in the other date.
fn lies_in(date: &Edtf, earliest: &Expr, latest: &Expr) -> Condition {
    Condition::all()
        .add_option(date.earliest().map(|day| earliest.clone().gte(day)))
        .add_option(date.latest().map(|day| latest.clone().lte(day)))
}

/// Some possible day may lie in the other date.
fn overlaps(date: &Edtf, earliest: &Expr, latest: &Expr) -> Condition {
    Condition::all()
        .add_option(date.latest().map(|day| unless(earliest, |first| first.lte(day))))
        .add_option(date.earliest().map(|day| unless(latest, |last| last.gte(day))))
}

/// The bound is missing, or compares so.
fn unless(bound: &Expr, compares: impl Fn(Expr) -> Expr) -> Expr {
    bound.clone().is_null().or(compares(bound.clone()))
}

/// The date is known to one of these parts of the calendar. Marks of doubt change nothing.
fn is_known_to(edtf: &Expr, precisions: &[In<DatePrecision>]) -> Expr {
    let forms: Vec<_> = precisions.iter().map(|precision| form(precision.0)).collect();
    // No date is known to none of them, and an empty pattern would match all.
    if forms.is_empty() {
        return Expr::val(false);
    }
    let form = format!("(?:{})", forms.join("|"));
    let marks = Expr::val("~?%");
    Expr::cust_with_exprs("translate($1, $2, '') ~ $3", [edtf.clone(), marks, Expr::val(form)])
}

/// How dates are written that are known to a part of the calendar, without marks of doubt: [`Edtf::precision`] as a
/// regular expression; a test compares the two.
const fn form(precision: DatePrecision) -> &'static str {
    match precision {
        DatePrecision::Day => r"^\d{4}-\d\d-\d\d$",
        DatePrecision::Month => r"^\d{4}-(0[1-9]|1[0-2])($|-.?X)",
        DatePrecision::Season => r"^\d{4}-(2[1-9]|3\d|4[01])$",
        DatePrecision::Year => r"^\d{4}(S[4-9])?($|-.?X)",
        DatePrecision::Decade => r"^\d{3}(X|\dS3)",
        DatePrecision::Century => r"^\d{2}(X|\d{2}S2)",
        DatePrecision::Millennium => r"^\d(X|\d{3}S1)",
        DatePrecision::Interval => "/",
        DatePrecision::Set => r"^[\[{]",
        DatePrecision::Unknown => "^X",
    }
}
