//! Each kind of act, alone and with others, and the status it makes. None is missing.

mod binding;
mod ending;

use super::{PARTY, act, days, step, treaty};
use crate::{
    certainty::Certainty,
    treaty::{Act, PartyStatus, TreatyRule},
};
use vocabulary::{MilestoneStep, TreatyActionKind, Vocabulary};

/// What was done and when, in a treaty in force since 1995-01-01; the status on a day, how sure it is, the rule it
/// rests on, and what the case shows.
type Case =
    (&'static [(TreatyActionKind, &'static str)], &'static str, PartyStatus, Certainty, TreatyRule, &'static str);

fn cases() -> impl Iterator<Item = &'static Case> {
    binding::CASES.iter().chain(ending::CASES)
}

fn acts(done: &[(TreatyActionKind, &str)]) -> Vec<Act> {
    done.iter().map(|(action, date)| act(*action, date)).collect()
}

#[test]
fn each_act_makes_the_status_that_the_convention_gives_it() {
    for (done, day, status, certainty, rule, why) in cases() {
        let treaty = treaty(acts(done), vec![step(MilestoneStep::EntryIntoForce, "1995-01-01")]);
        let found = treaty.standings_among(&[PARTY], days(day)).remove(0);
        assert_eq!((found.status, found.certainty), (*status, *certainty), "{done:?} on {day}: {why}\n{found:#?}");
        assert!(found.because.on(*rule).is_some(), "{done:?} on {day}: {why}\n{:#?}", found.because);
    }
}

#[test]
fn no_kind_of_act_is_missing_here() {
    let shown = |kind| cases().any(|(done, ..)| done.iter().any(|(action, _)| *action == kind));
    let kinds = TreatyActionKind::TERMS.iter().filter_map(|term| TreatyActionKind::parse(term.name));
    let missing = kinds.filter(|kind| !shown(*kind)).collect::<Vec<_>>();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn each_case_names_what_it_shows() {
    // Rules that rest on no article: which date is open, and that acts persist.
    let without = cases().filter(|(.., why)| !why.contains("article")).map(|(.., why)| *why).collect::<Vec<_>>();
    assert_eq!(
        without,
        [
            "the day of consent is open",
            "as a declaration, so its withdrawal",
            "which came last is open",
            "acts persist until one counters them by name",
        ]
    );
}
