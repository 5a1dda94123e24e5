//! Dates that follow from an order: what comes before or after something dated.
//!
//! "Later on" and "shortly before" give no day, but they bound one. The database keeps what follows from them in the table
//! `ordered_date`.
//!
//! **Invariant:** the bounds in Rust and in SQL are the same. *Why:* foundations and dissolutions are read in SQL, and the
//! rest is derived in Rust. *Enforced by:* a test that compares [`narrowed_by`] with `ordered_date` on random orders.

use super::Days;
use std::collections::{BTreeMap, BTreeSet};
use time::{Date, Duration};

/// Key of what is dated: an act, a step, a meeting, an event.
type Id = i64;

/// That one comes before another, by what a source says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// What comes first.
    pub earlier: Id,
    /// What comes later: on the same day or after it.
    pub later: Id,
    /// Whether it comes on the very next day.
    pub is_next_day: bool,
}

impl Order {
    /// Days that lie between the two at least.
    fn days(self) -> i64 {
        i64::from(self.is_next_day)
    }

    /// Whether the dates of the two allow it.
    fn is_possible(self, dates: &BTreeMap<Id, Days>) -> bool {
        let of = |id| dates.get(&id).copied().unwrap_or(Days::UNKNOWN);
        let (earlier, later) = (of(self.earlier), of(self.later));
        let too_late = earlier.earliest.zip(moved(later.latest, -self.days())).is_some_and(|(one, two)| one > two);
        let too_far = later.earliest.zip(moved(earlier.latest, self.days())).is_some_and(|(one, two)| one > two);
        !(too_late || self.is_next_day && too_far)
    }
}

/// The dates that are left by an order. What the dates exclude counts for nothing, and so does what runs in a circle: the
/// sources contradict each other there.
pub fn narrowed_by(dates: &BTreeMap<Id, Days>, orders: &[Order]) -> BTreeMap<Id, Days> {
    let counts = |order: &Order| order.is_possible(dates) && !follows(orders, order.later, order.earlier);
    let orders = orders.iter().copied().filter(counts).collect::<Vec<_>>();
    let mut found = dates.clone();
    for _ in 0..dates.len() {
        let before = found.clone();
        for order in &orders {
            let (Some(earlier), Some(later)) = (before.get(&order.earlier), before.get(&order.later)) else { continue };
            let days = order.days();
            bound(&mut found, order.later, moved(earlier.earliest, days), None);
            bound(&mut found, order.earlier, None, moved(later.latest, -days));
            if order.is_next_day {
                bound(&mut found, order.earlier, moved(later.earliest, -days), None);
                bound(&mut found, order.later, None, moved(earlier.latest, days));
            }
        }
        if found == before {
            break;
        }
    }
    found.into_iter().map(|(id, days)| (id, dates[&id].narrowed(days))).collect()
}

/// Whether something comes after another, by any number of steps.
fn follows(orders: &[Order], first: Id, last: Id) -> bool {
    let (mut seen, mut next) = (BTreeSet::new(), vec![first]);
    while let Some(id) = next.pop() {
        if id == last {
            return true;
        }
        if seen.insert(id) {
            next.extend(orders.iter().filter(|order| order.earlier == id).map(|order| order.later));
        }
    }
    false
}

fn bound(dates: &mut BTreeMap<Id, Days>, id: Id, earliest: Option<Date>, latest: Option<Date>) {
    if let Some(days) = dates.get_mut(&id) {
        days.earliest = days.earliest.max(earliest);
        days.latest = [days.latest, latest].into_iter().flatten().min();
    }
}

fn moved(day: Option<Date>, days: i64) -> Option<Date> {
    day.and_then(|day| day.checked_add(Duration::days(days)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use edtf::Edtf;

    fn days(text: &str) -> Days {
        if text.is_empty() { Days::UNKNOWN } else { Days::of(&Edtf::parse(text).unwrap()) }
    }

    fn before(earlier: Id, later: Id) -> Order {
        Order { earlier, later, is_next_day: false }
    }

    fn ordered(dates: &[&str], orders: &[Order]) -> Vec<Days> {
        let dates = (1..).zip(dates).map(|(id, text)| (id, days(text))).collect();
        narrowed_by(&dates, orders).into_values().collect()
    }

    #[test]
    fn what_comes_later_is_no_earlier() {
        let found = ordered(&["1992-05-15", "", "1994"], &[before(1, 2), before(2, 3)]);
        assert_eq!(found, [days("1992-05-15"), days("1992-05-15/1994-12-31"), days("1994")]);
        let found = ordered(&["1993", "", "1991/1995"], &[before(1, 2), before(2, 3)]);
        assert_eq!(found[1..], [days("1993-01-01/1995-12-31"), days("1993-01-01/1995-12-31")]);
    }

    #[test]
    fn the_day_after_is_the_next_day() {
        let next = Order { is_next_day: true, ..before(1, 2) };
        assert_eq!(ordered(&["1992-05-15", "1992"], &[next])[1], days("1992-05-16"));
        assert_eq!(ordered(&["1992", "1992-05-16"], &[next])[0], days("1992-05-15"));
    }

    #[test]
    fn an_order_that_dates_exclude_or_that_runs_in_a_circle_counts_for_nothing() {
        assert_eq!(ordered(&["1995", "1992"], &[before(1, 2)]), [days("1995"), days("1992")]);
        let circle = [before(1, 2), before(2, 3), before(3, 1)];
        assert_eq!(ordered(&["1992", "1991/1995", ""], &circle), [days("1992"), days("1991/1995"), days("")]);
    }
}
