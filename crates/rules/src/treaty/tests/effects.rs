//! From which day an act has effect: by a source, by a final clause, or on an unknown day (articles 24, 54 and 56;
//! Convention of 1978, articles 22 and 23).

use super::{PARTY, act, at_once, days, step, treaty};
use crate::{
    certainty::{Certainty, Certainty::Certain, Certainty::Possible, Lifetime},
    treaty::{
        Act, Clauses, Delay, LeavingClause, PartyStatus, Period, ProvisionalClause, SuccessionClause, Treaty,
        TreatyRule,
    },
};
use PartyStatus::{ContractingState, FormerParty, NotParty, Party, ProvisionallyApplying, Signatory};
use vocabulary::{
    MilestoneStep::EntryIntoForce,
    TreatyActionKind::{
        DefinitiveSignature, ProvisionalApplication, Ratification, Signature, Succession, SuccessionToSignature,
        Withdrawal,
    },
};

fn delay(period: &str, to_next_month: bool) -> Delay {
    Delay { period: Period::parse(period).unwrap(), to_next_month }
}

/// A treaty in force since 1951, of which the register knows these final clauses.
fn with(clauses: Clauses, acts: Vec<Act>) -> Treaty {
    Treaty { clauses, ..treaty(acts, vec![step(EntryIntoForce, "1951-01-12")]) }
}

fn statuses(treaty: &Treaty, day: &str) -> Vec<(PartyStatus, Certainty)> {
    treaty.standings_among(&[PARTY], days(day)).remove(0).statuses
}

const OPEN: [(PartyStatus, Certainty); 2] = [(Party, Possible), (ContractingState, Possible)];
const LEAVING: [(PartyStatus, Certainty); 2] = [(Party, Possible), (FormerParty, Possible)];

#[test]
fn a_consent_whose_day_of_effect_nobody_gives_may_bind_or_not_yet() {
    let canada = with(Clauses::default(), vec![act(Ratification, "1952-09-03")]);
    for (day, expected) in [
        ("1952-09-02", &[(NotParty, Certain)][..]),
        ("1952-09-03", &OPEN),
        ("1952-09-10", &OPEN),
        ("1954-09-03", &[(Party, Certain)]),
    ] {
        assert_eq!(statuses(&canada, day), expected, "on {day}");
    }
    let found = canada.standings_among(&[PARTY], days("1952-09-10")).remove(0);
    assert_eq!(found.because.on(TreatyRule::DayOfEffectNotRecorded), Some(&[101][..]));
}

/// Who deposits while the instrument that brings the treaty into force is there already waits for a day of its own.
#[test]
fn a_consent_shortly_before_entry_into_force_need_not_bind_at_it() {
    let late = with(Clauses::default(), vec![act(Ratification, "1950-11-14")]);
    assert_eq!(statuses(&late, "1951-01-20"), OPEN);
    let early = with(Clauses::default(), vec![act(Ratification, "1948-12-11")]);
    assert_eq!(statuses(&early, "1951-01-12"), [(Party, Certain)]);
}

#[test]
fn a_final_clause_gives_the_day_of_effect() {
    let ninety = Clauses { consent: Some(delay("P90D", false)), ..Clauses::default() };
    let canada = with(ninety, vec![act(Ratification, "1952-09-03")]);
    assert_eq!(statuses(&canada, "1952-12-01"), [(ContractingState, Certain)]);
    assert_eq!(statuses(&canada, "1952-12-02"), [(Party, Certain)]);
    let found = canada.standings_among(&[PARTY], days("1952-12-02")).remove(0);
    assert_eq!(found.because.on(TreatyRule::FinalClause), Some(&[101][..]));

    let next_month = Clauses { consent: Some(delay("P3M", true)), ..Clauses::default() };
    let state = with(next_month, vec![act(Ratification, "2001-11-30")]);
    assert_eq!(statuses(&state, "2002-02-28"), [(ContractingState, Certain)]);
    assert_eq!(statuses(&state, "2002-03-01"), [(Party, Certain)]);
}

/// Found by a random register.
#[test]
fn a_vague_day_of_effect_is_not_before_the_act() {
    let state = with(Clauses::default(), vec![act(Ratification, "1992-02").effective("1994-08-10~")]);
    assert_eq!(statuses(&state, "1989-12-31"), [(NotParty, Certain)]);
    assert_eq!(statuses(&state, "1993"), OPEN);
}

/// Article 25, paragraph 1.
#[test]
fn provisional_application_is_pending_entry_into_force() {
    let applied = |provisional, date| Treaty {
        clauses: Clauses { provisional, ..at_once() },
        ..treaty(
            vec![act(Signature, "1994-07-29"), act(ProvisionalApplication, date)],
            vec![step(EntryIntoForce, "1996-07-28")],
        )
    };
    let ended = applied(Some(ProvisionalClause::UntilEntry), "1994-11-16");
    assert_eq!(statuses(&ended, "1996-07-27"), [(ProvisionallyApplying, Certain)]);
    assert_eq!(statuses(&ended, "1996-07-28"), [(Signatory, Certain)]);
    let goes_on = applied(Some(ProvisionalClause::UntilEntryForParty), "1994-11-16");
    assert_eq!(statuses(&goes_on, "1996-07-28"), [(ProvisionallyApplying, Certain)]);
    let open = applied(None, "1994-11-16");
    assert_eq!(statuses(&open, "1996-07-27"), [(ProvisionallyApplying, Certain)]);
    assert_eq!(statuses(&open, "1996-07-28"), [(ProvisionallyApplying, Possible), (Signatory, Possible)]);
    let found = open.standings_among(&[PARTY], days("1996-07-28")).remove(0);
    assert_eq!(found.because.on(TreatyRule::PendingEntryIntoForce), Some(&[102][..]));
    let later = applied(None, "1997-01-01");
    assert_eq!(statuses(&later, "1998"), [(ProvisionallyApplying, Certain)], "agreed to after the entry into force");
}

/// Convention of 1978, articles 18 and 19.
#[test]
fn a_succession_to_a_signature_counts_back() {
    let state = |succession| {
        let clauses = Clauses { succession, ..Clauses::default() };
        let life = Lifetime { founded: Some(days("1992-04-27")), dissolved: None };
        Treaty { lifetimes: vec![(PARTY, life)], ..with(clauses, vec![act(SuccessionToSignature, "2001-03-12")]) }
    };
    let open = state(None);
    assert_eq!(statuses(&open, "1992-04-26"), [(NotParty, Certain)]);
    assert_eq!(statuses(&open, "1992-04-27"), [(Signatory, Possible), (NotParty, Possible)]);
    assert_eq!(statuses(&open, "2001-03-11"), [(Signatory, Possible), (NotParty, Possible)]);
    assert_eq!(statuses(&open, "2001-03-12"), [(Signatory, Certain)]);
    let found = open.standings_among(&[PARTY], days("2000")).remove(0);
    assert_eq!(found.because.on(TreatyRule::DayOfEffectNotRecorded), Some(&[101][..]));
    let from_succession = state(Some(SuccessionClause::FromSuccession));
    assert_eq!(from_succession.standings_among(&[PARTY], days("2000")), open.standings_among(&[PARTY], days("2000")));
}

#[test]
fn a_recorded_day_of_effect_comes_before_the_clause() {
    let ninety = Clauses { consent: Some(delay("P90D", false)), ..Clauses::default() };
    let state = with(ninety, vec![act(Ratification, "1952-09-03").effective("1953-01-01")]);
    assert_eq!(statuses(&state, "1952-12-31"), [(ContractingState, Certain)]);
    assert_eq!(statuses(&state, "1953-01-01"), [(Party, Certain)]);
}

#[test]
fn a_definitive_signature_may_wait_like_any_consent() {
    let state = with(Clauses::default(), vec![act(DefinitiveSignature, "1952-09-03")]);
    assert_eq!(statuses(&state, "1952-09-03"), OPEN);
    let with_entry =
        |acts| Treaty { clauses: Clauses::default(), ..treaty(acts, vec![step(EntryIntoForce, "1952-09-03")]) };
    let after_another = with_entry(vec![act(DefinitiveSignature, "1952-09-03"), act(Ratification, "1951").by(2)]);
    assert_eq!(statuses(&after_another, "1952-09-03"), OPEN, "the treaty entered into force by the consent of others");
}

/// Articles 12 and 24, paragraphs 1 and 2.
#[test]
fn a_definitive_signature_by_which_the_treaty_entered_into_force_binds_on_that_day() {
    let acts = vec![act(DefinitiveSignature, "1952-09-03"), act(DefinitiveSignature, "1952-09-03").by(2)];
    let pact =
        |entry| Treaty { clauses: Clauses::default(), ..treaty(acts.clone(), vec![step(EntryIntoForce, entry)]) };
    assert_eq!(statuses(&pact("1952-09-03"), "1952-09-02"), [(NotParty, Certain)]);
    assert_eq!(statuses(&pact("1952-09-03"), "1952-09-03"), [(Party, Certain)]);
    let found = pact("1952-09-03").standings_among(&[PARTY], days("1952-09-03")).remove(0);
    assert_eq!(found.because.on(TreatyRule::EntryOnSignature), Some(&[101][..]));
    assert_eq!(statuses(&pact("1952-09"), "1952-10-01"), OPEN, "that it was the same day is not known");
}

#[test]
fn notice_of_leaving_runs_for_a_time_that_nobody_gives() {
    let left = |leaving| {
        let clauses = Clauses { leaving, ..Clauses::default() };
        with(clauses, vec![act(Ratification, "2011-08-30").effective("2011-11-01"), act(Withdrawal, "2018-03-17")])
    };
    let unknown = left(LeavingClause::NotRecorded);
    assert_eq!(statuses(&unknown, "2018-03-17"), [(Party, Certain)], "bound on the day of the notice");
    assert_eq!(statuses(&unknown, "2018-06-01"), LEAVING);
    assert_eq!(statuses(&unknown, "2050"), LEAVING, "article 56, paragraph 1: it may not be subject to denunciation");

    let silent = left(LeavingClause::Silent);
    assert_eq!(statuses(&silent, "2019-03-16"), [(Party, Certain)], "article 56, paragraph 2");
    assert_eq!(statuses(&silent, "2019-03-17"), LEAVING);
    assert_eq!(statuses(&silent, "2050"), LEAVING, "article 56, paragraph 1");
    let found = silent.standings_among(&[PARTY], days("2019-01-01")).remove(0);
    assert_eq!(found.because.on(TreatyRule::TwelveMonthsNotice), Some(&[102][..]));

    let year = left(LeavingClause::After(delay("P1Y", false)));
    assert_eq!(statuses(&year, "2019-03-16"), [(Party, Certain)]);
    assert_eq!(statuses(&year, "2019-03-17"), [(FormerParty, Certain)]);
}

#[test]
fn notice_ends_a_signature_at_once() {
    let signatory = with(Clauses::default(), vec![act(Signature, "1999-01-01"), act(Withdrawal, "2002-05-06")]);
    let found = signatory.standings_among(&[PARTY], days("2002-05-06")).remove(0);
    assert_eq!(found.of(PartyStatus::Signatory), Certainty::Excluded, "article 18 a");
    let applying =
        with(Clauses::default(), vec![act(ProvisionalApplication, "1950-01-01"), act(Withdrawal, "1950-06-01")]);
    assert_eq!(statuses(&applying, "1950-06-01"), [(NotParty, Certain)], "article 25, paragraph 2");
}

#[test]
fn a_succession_counts_back_to_the_foundation_at_most() {
    let founded = |clauses, acts| {
        let founded = Lifetime { founded: Some(days("1991-06-25")), dissolved: None };
        Treaty { lifetimes: vec![(PARTY, founded)], ..with(clauses, acts) }
    };
    let notified = || vec![act(Succession, "1992-07-06")];
    let open = [(Party, Possible), (NotParty, Possible)];
    let slovenia = founded(Clauses::default(), notified());
    assert_eq!(statuses(&slovenia, "1991-06-24"), [(NotParty, Certain)], "not founded");
    assert_eq!(statuses(&slovenia, "1992-01-15"), open);
    assert_eq!(statuses(&slovenia, "1992-07-06"), [(Party, Certain)]);
    assert_eq!(statuses(&with(Clauses::default(), notified()), "1980"), open, "no foundation is recorded");

    let from = |clause| Clauses { succession: Some(clause), ..Clauses::default() };
    let back = founded(from(SuccessionClause::FromSuccession), notified());
    assert_eq!(statuses(&back, "1992-01-15"), [(Party, Certain)]);
    let forth = founded(from(SuccessionClause::FromNotification), notified());
    assert_eq!(statuses(&forth, "1992-01-15"), [(NotParty, Certain)]);
    let recorded = founded(Clauses::default(), vec![act(Succession, "1992-07-06").effective("1991-06-25")]);
    assert_eq!(statuses(&recorded, "1992-01-15"), [(Party, Certain)]);
}
