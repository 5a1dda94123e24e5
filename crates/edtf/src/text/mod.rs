//! Dates in English.

mod date;
mod year;

use edtf_core::{Date, Edtf as Form, Interval, IntervalEndpoint, Precision as Finest, Set, SetElement, SetKind};

use date::{Plain, Words};

/// A whole expression in words.
pub(super) fn of(form: &Form) -> String {
    match form {
        Form::Date(date) => Words::of(date).alone(),
        Form::DateTime(moment) => Words::of(&moment.date).alone(),
        Form::Interval(interval) => of_interval(interval),
        Form::Set(set) => of_set(set),
    }
}

/// An unknown end (left out) and an open one (`..`) are told apart, as in EDTF level 1,
/// "Extended interval".
fn of_interval(Interval { start, end }: &Interval) -> String {
    use IntervalEndpoint::{Date, Open, Unknown};
    match (start, end) {
        (Date(first), Date(last)) => pair(first, "to", last),
        (Open, end) => format!("up to {}, with no start", endpoint(end)),
        (Unknown, end) => format!("up to {}", endpoint(end)),
        (start, Open) => format!("from {} on", endpoint(start)),
        (start, Unknown) => format!("from {}, end unknown", endpoint(start)),
        (start, end) => format!("{} to {}", endpoint(start), endpoint(end)),
    }
}

fn endpoint(end: &IntervalEndpoint) -> String {
    match end {
        IntervalEndpoint::Date(date) => Words::of(date).within(),
        IntervalEndpoint::OnOrBefore(date) => format!("{} or earlier", Words::of(date).within()),
        IntervalEndpoint::OnOrAfter(date) => format!("{} or later", Words::of(date).within()),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => "an unknown day".to_owned(),
    }
}

/// "2005 or 2006" for one of a set, "2005 and 2006" for all of it (ISO 8601-2 section 6).
fn of_set(set: &Set) -> String {
    let (word, each) = match set.kind {
        SetKind::OneMember => ("or", "some"),
        SetKind::AllMembers => ("and", "every"),
    };
    if let [SetElement::Date(first), SetElement::Date(second)] = set.elements.as_slice() {
        return pair(first, word, second);
    }
    let members: Vec<String> = set
        .elements
        .iter()
        .map(|element| match element {
            SetElement::Date(date) => Words::of(date).within(),
            SetElement::OnOrBefore(date) => format!("{} {word} earlier", Words::of(date).within()),
            SetElement::OnOrAfter(date) => format!("{} {word} later", Words::of(date).within()),
            SetElement::Range(from, to) => {
                format!("{each} {} from {}", unit(from), pair(from, "to", to))
            }
        })
        .collect();
    list(&members, word)
}

fn unit(date: &Date) -> &'static str {
    match date.precision() {
        Finest::Day => "day",
        Finest::Month => "month",
        Finest::Season => "season",
        Finest::Year => "year",
    }
}

/// Two dates, without saying twice what they share: "18 to 19 September 2003".
fn pair(first: &Date, word: &str, second: &Date) -> String {
    let last = Words::of(second).within();
    if first == second {
        return last;
    }
    let start = match (Plain::of(first), Plain::of(second)) {
        (Some(one), Some(two)) => one.before(&two),
        _ => Words::of(first).within(),
    };
    format!("{start} {word} {last}")
}

/// "one", "one or two", "one, two or three".
fn list(items: &[String], word: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} {word} {last}", most.join(", ")),
    }
}
