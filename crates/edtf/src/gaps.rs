//! Whether a date means every day from its first to its last, or only some of them.

use edtf_core::{Date, DateField, Edtf as Form, IntervalEndpoint, Set, SetElement, YearKind};

use super::bounds::{Bounds, of_element};

/// Whether days lie between the bounds of a date that it cannot mean: `[2006,2008]` leaves 2007 out, `XXXX-05-25` is one
/// day of each year. What is masked from some digit on is one span (`199X`, `2003-05-XX`, `2003-1X`).
pub(super) fn has_gaps(form: &Form) -> bool {
    match form {
        Form::Date(date) => is_pattern(date),
        Form::DateTime(moment) => is_pattern(&moment.date),
        Form::Interval(interval) => [&interval.start, &interval.end].into_iter().any(|end| match end {
            IntervalEndpoint::Date(date) | IntervalEndpoint::OnOrBefore(date) | IntervalEndpoint::OnOrAfter(date) => {
                is_pattern(date)
            }
            IntervalEndpoint::Open | IntervalEndpoint::Unknown => false,
        }),
        Form::Set(set) => set.elements.iter().any(has_pattern) || lie_apart(set),
    }
}

/// Whether a known digit follows one that is not.
fn is_pattern(date: &Date) -> bool {
    let YearKind::Standard { digits: year, .. } = date.year.kind else {
        return false;
    };
    let below = [date.month, date.day].into_iter().flatten().flat_map(|DateField { digits, .. }| digits);
    year.into_iter().chain(below).skip_while(Option::is_some).any(|digit| digit.is_some())
}

fn has_pattern(element: &SetElement) -> bool {
    match element {
        SetElement::Date(date) | SetElement::OnOrBefore(date) | SetElement::OnOrAfter(date) => is_pattern(date),
        SetElement::Range(from, to) => is_pattern(from) || is_pattern(to),
    }
}

/// Whether days lie between the members of a set, in the order of time.
fn lie_apart(set: &Set) -> bool {
    let mut members: Vec<Bounds> = set.elements.iter().filter_map(|element| of_element(element).ok()).collect();
    // What nothing bounds comes first.
    members.sort_by_key(|member| member.earliest);
    let mut members = members.into_iter();
    let Some(mut reached) = members.next().map(|first| first.latest) else {
        return false;
    };
    for member in members {
        let Some(last) = reached else {
            return false;
        };
        if member.earliest.is_some_and(|first| last.next_day().is_some_and(|next| next < first)) {
            return true;
        }
        reached = member.latest.map(|latest| latest.max(last));
    }
    false
}
