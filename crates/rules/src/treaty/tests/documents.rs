//! How a treaty stands on a day, and its terms.

use super::{act, days, extension, step, treaty};
use crate::{
    certainty::Certainty::{self, Certain, Excluded, Possible},
    treaty::{Act, Milestone, PartyStatus, Period, Term, TermKind, Treaty, TreatyRule, TreatyStatus},
};
use TreatyStatus::{InForce, NotInForce, ProvisionallyInForce, Suspended, Terminated};
use time::macros::date;
use vocabulary::{
    MilestoneStep::{self, Adoption, EntryIntoForce, ProvisionalEntryIntoForce, Replacement, Termination},
    Modality,
    TreatyActionKind::{self, Accession, Denunciation, Ratification},
};

fn stands(milestones: Vec<Milestone>, term: Term, day: &str) -> (TreatyStatus, Certainty) {
    let treaty = Treaty { term, ..treaty(Vec::new(), milestones) };
    let found = treaty.status_on(days(day));
    (found.status, found.certainty)
}

fn five_years() -> Term {
    Term { duration: Period::parse("P5Y"), ..Term::default() }
}

#[test]
fn a_treaty_is_in_force_from_its_entry_into_force_to_its_end() {
    let entry = || step(EntryIntoForce, "1994-04-20");
    for (steps, day, expected, why) in [
        (vec![entry()], "1994-04-19", (NotInForce, Certain), "article 24: not yet"),
        (vec![entry()], "1994-04-20", (InForce, Certain), "article 24: from that day"),
        (vec![step(EntryIntoForce, "1994")], "1994-04-20", (InForce, Possible), "article 24: on an unknown day"),
        (vec![entry()], "1994", (InForce, Possible), "article 24: not on every day of the year"),
        (
            vec![step(Adoption, "1993-01-22")],
            "1993-01-21",
            (NotInForce, Certain),
            "article 9: before its text was adopted",
        ),
        (
            vec![step(Adoption, "1993-01-22")],
            "2000",
            (InForce, Possible),
            "article 24: no entry into force is recorded",
        ),
        (
            vec![step(ProvisionalEntryIntoForce, "1993"), entry()],
            "1994-04-01",
            (ProvisionallyInForce, Certain),
            "article 25",
        ),
        (
            vec![step(ProvisionalEntryIntoForce, "1993"), entry()],
            "1995",
            (InForce, Certain),
            "article 24: provisional no more",
        ),
        (vec![entry(), step(Termination, "1998-05-01")], "1998-04-30", (InForce, Certain), "article 54: until then"),
        (
            vec![entry(), step(Termination, "1998-05-01")],
            "1998-05-01",
            (Terminated, Certain),
            "article 54: from then on",
        ),
        (
            vec![entry(), step(Replacement, "1998-05-01")],
            "1999",
            (InForce, Possible),
            "article 59: for parties to both",
        ),
        (
            vec![entry(), step(MilestoneStep::Amendment, "1998")],
            "1999",
            (InForce, Certain),
            "article 40: goes on as amended",
        ),
        (vec![entry(), step(MilestoneStep::Suspension, "1998")], "2009", (Suspended, Certain), "article 57"),
    ] {
        assert_eq!(stands(steps, Term::default(), day), expected, "on {day}: {why}");
    }
}

#[test]
fn a_suspension_for_a_period_is_over_after_it() {
    let mut suspension = step(MilestoneStep::Suspension, "1998-05-01");
    suspension.leading.period = Period::parse("P1Y");
    let steps = || vec![step(EntryIntoForce, "1994-04-20"), suspension.clone()];
    assert_eq!(stands(steps(), Term::default(), "1999-04-30"), (Suspended, Certain));
    assert_eq!(stands(steps(), Term::default(), "1999-05-02"), (InForce, Certain));
}

/// Article 72, paragraph 2.
#[test]
fn a_resumption_ends_the_suspension_before_it() {
    let suspended = |later: Milestone| {
        vec![step(EntryIntoForce, "1990-01-01"), step(MilestoneStep::Suspension, "2000-01-01"), later]
    };
    let resumed = || suspended(step(MilestoneStep::Resumption, "2005-01-01"));
    assert_eq!(stands(resumed(), Term::default(), "2004-12-31"), (Suspended, Certain));
    assert_eq!(stands(resumed(), Term::default(), "2005-01-01"), (InForce, Certain));
    let earlier = suspended(step(MilestoneStep::Resumption, "1995"));
    assert_eq!(stands(earlier, Term::default(), "2010"), (Suspended, Certain), "of another suspension");
    let again = suspended(step(EntryIntoForce, "2005-01-01"));
    assert_eq!(
        stands(again, Term::default(), "2010"),
        (InForce, Possible),
        "what a second entry into force means is open"
    );
}

#[test]
fn a_step_that_did_not_occur_is_at_most_possible() {
    for (modality, expected) in [
        (Modality::Occurred, (InForce, Certain)),
        (Modality::Expected, (InForce, Possible)),
        (Modality::Cancelled, (NotInForce, Certain)),
    ] {
        let mut entry = step(EntryIntoForce, "1994-04-20");
        entry.leading.modality = modality;
        assert_eq!(stands(vec![entry], Term::default(), "2000"), expected, "{modality:?}");
    }
}

#[test]
fn a_term_ends_unless_extended_or_renewed() {
    let entry = || step(EntryIntoForce, "1994-04-20");
    let renewed = Term { renewal: Period::parse("P5Y"), ..five_years() };
    let until = Term { until: Some(days("1996")), ..five_years() };
    for (more, term, day, expected, why) in [
        (vec![], five_years(), "1999-04-19", (InForce, Certain), "the last day for sure"),
        (vec![], five_years(), "1999-04-20", (InForce, Possible), "the treaty says whether it counts"),
        (vec![], five_years(), "1999-04-21", (Terminated, Certain), "article 54 a: the term is over"),
        (vec![], renewed, "2026-01-01", (InForce, Certain), "article 54 a: renews itself"),
        (vec![], until, "1996-06-01", (InForce, Possible), "ends at an unknown day of the year"),
        (vec![], until, "1997", (Terminated, Certain), "the recorded last day counts, not the length"),
        (
            vec![extension("1999-04-02", "P5Y", vec![])],
            five_years(),
            "1999-04-20",
            (InForce, Certain),
            "goes over into the next",
        ),
        (
            vec![extension("1999-04-02", "P5Y", vec![])],
            five_years(),
            "1999",
            (InForce, Certain),
            "on every day of the year",
        ),
        (
            vec![extension("1999-04-02", "P5Y", vec![])],
            five_years(),
            "2004-04-21",
            (Terminated, Certain),
            "the extension is over",
        ),
        (
            vec![extension("1999-04-02", "P5Y", vec![])],
            renewed,
            "2026",
            (InForce, Certain),
            "renewal follows on the extension",
        ),
        (
            vec![extension("1999-04-02", "", vec![])],
            five_years(),
            "2004",
            (InForce, Possible),
            "extended nobody says for how long",
        ),
        (
            vec![extension("1999-06-01", "P5Y", vec![])],
            five_years(),
            "1999-05-01",
            (Terminated, Certain),
            "lapsed before it was extended",
        ),
        (
            vec![extension("1999-06-01", "P5Y", vec![])],
            five_years(),
            "1999-07-01",
            (InForce, Certain),
            "revived by the extension",
        ),
        (
            vec![extension("1999-03/1999-12", "P5Y", vec![])],
            five_years(),
            "1999-05-01",
            (InForce, Possible),
            "may have lapsed for a while",
        ),
        (
            vec![extension("1999-04-02", "P5Y", vec![])],
            Term::default(),
            "1999-04-01",
            (InForce, Certain),
            "its term had not ended",
        ),
        (
            vec![extension("1999-04-02", "P5Y", vec![])],
            Term::default(),
            "2005",
            (InForce, Possible),
            "nobody says from when",
        ),
        (
            vec![step(Termination, "1996")],
            renewed,
            "1997",
            (Terminated, Certain),
            "article 54 b: termination ends any term",
        ),
    ] {
        let steps = std::iter::once(entry()).chain(more).collect();
        assert_eq!(stands(steps, term, day), expected, "on {day}: {why}");
    }
}

#[test]
fn a_status_says_what_it_rests_on() {
    let treaty = Treaty {
        term: Term { renewal: Period::parse("P5Y"), ..five_years() },
        ..treaty(Vec::new(), vec![step(EntryIntoForce, "1994-04-20"), extension("1999-04-02", "P5Y", vec![])])
    };
    let found = treaty.status_on(days("1996"));
    assert_eq!(found.because.reasons().len(), 1, "{found:#?}");
    assert_eq!(found.because.on(TreatyRule::EntryIntoForce), Some(&[201][..]));
    let found = treaty.status_on(days("2000"));
    assert_eq!(found.because.on(TreatyRule::ExtensionBindsItsParties), Some(&[202][..]));
    assert_eq!(found.because.on(TreatyRule::RenewalClause), None);
    let found = treaty.status_on(days("2010"));
    assert_eq!(found.because.on(TreatyRule::RenewalClause), Some(&[][..]));
    assert_eq!(found.of(Terminated), Excluded);
}

#[test]
fn a_consent_that_took_effect_shows_that_the_treaty_is_in_force() {
    let acts = vec![act(TreatyActionKind::Accession, "1996-05-01").effective("1996-08-01")];
    let treaty = treaty(acts, Vec::new());
    let found = treaty.status_on(days("1997"));
    assert_eq!((found.status, found.certainty), (InForce, Certain));
    assert_eq!(found.because.on(TreatyRule::EffectShowsForce), Some(&[101][..]));
    let found = treaty.status_on(days("1996-07-31"));
    assert_eq!((found.of(InForce), found.of(NotInForce)), (Possible, Possible));
}

#[test]
fn terms_follow_one_another() {
    let listed = |treaty: &Treaty| {
        let terms = treaty.terms(date!(2012 - 01 - 01));
        terms.into_iter().map(|term| (term.kind, term.spell.from, term.spell.to, term.certainty)).collect::<Vec<_>>()
    };
    let mut extended = Treaty {
        term: Term { renewal: Period::parse("P5Y"), ..five_years() },
        ..treaty(Vec::new(), vec![step(EntryIntoForce, "1994-04-20"), extension("1999-04-02", "P5Y", vec![])])
    };
    assert_eq!(
        listed(&extended),
        [
            (TermKind::Initial, days("1994-04-20"), days("1999-04-19/1999-04-20"), Certain),
            (TermKind::Extended, days("1999-04-20/1999-04-21"), days("2004-04-19/2004-04-20"), Certain),
            (TermKind::Renewed, days("2004-04-20/2004-04-21"), days("2009-04-19/2009-04-20"), Certain),
            (TermKind::Renewed, days("2009-04-20/2009-04-21"), days("2014-04-19/2014-04-20"), Certain),
        ]
    );
    extended.milestones.push(step(Termination, "2006-02-03"));
    let ended = listed(&extended);
    assert_eq!(ended.len(), 3);
    assert_eq!(ended[2].2, days("2006-02-03"));
    let endless = listed(&treaty(Vec::new(), vec![step(EntryIntoForce, "1994")]));
    assert_eq!(endless, [(TermKind::Initial, days("1994"), days(""), Certain)]);
}

/// A term of days is renewed more often than anybody reads.
#[test]
fn renewals_are_listed_up_to_a_hundred() {
    let daily = Term { duration: Period::parse("P1D"), renewal: Period::parse("P1D"), ..five_years() };
    let treaty = Treaty { term: daily, ..treaty(Vec::new(), vec![step(EntryIntoForce, "2000-01-01")]) };
    // The first term, and the renewals of the days after it.
    for (until, terms) in [(date!(2000 - 04 - 09), 100), (date!(2000 - 04 - 10), 101), (date!(2000 - 04 - 11), 101)] {
        assert_eq!(treaty.terms(until).len(), terms, "{until}");
    }
}

/// Article 2, paragraph 1 a: one cannot be party to a treaty alone.
#[test]
fn a_treaty_between_two_does_not_survive_the_departure_of_one() {
    let friends = |more: Vec<Act>| {
        let two = [1, 2].map(|party| act(Ratification, "1999-04-01").by(party));
        let left = act(Denunciation, "2018-09-24").by(2).effective("2019-04-01");
        let acts = two.into_iter().chain([left]).chain(more).collect();
        treaty(acts, vec![step(EntryIntoForce, "1999-04-01")])
    };
    let over = friends(vec![]);
    assert_eq!(over.status_on(days("2019-03-31")).of(InForce), Certain);
    let found = over.status_on(days("2020"));
    assert_eq!((found.status, found.certainty), (Terminated, Certain));
    assert_eq!(found.because.on(TreatyRule::LeftAlone), Some(&[103][..]));
    assert_eq!(over.standings_among(&[1], days("2020"))[0].of(PartyStatus::FormerParty), Certain);
    let open = Treaty { complete_until: None, ..over };
    assert_eq!(open.status_on(days("2020")).of(InForce), Possible, "there may be others");
    let third = friends(vec![act(Accession, "2005").by(3)]);
    assert_eq!(third.status_on(days("2020")).of(InForce), Certain);
}
