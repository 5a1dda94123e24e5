//! What nobody tells: beyond the sources, outside lists, in groups; and what is presumed.

use super::{PARTY, act, days, extension, step, treaty};
use crate::{
    certainty::{Certainty, Certainty::Certain, Certainty::Excluded, Certainty::Possible, Days, Lifetime},
    treaty::{GroupAct, PartyStatus, Period, Standing, Term, Treaty, TreatyRule, TreatyStatus},
};
use PartyStatus::{FormerParty, NotParty, Party, Signatory};
use time::{Date, macros::date};
use vocabulary::{
    MilestoneStep::{Adoption, CompletionOfRatification, EntryIntoForce, ProvisionalEntryIntoForce, Termination},
    Modality,
    TreatyActionKind::{Accession, Objection, ProvisionalApplication, Ratification, Signature, Withdrawal},
};

fn standing(treaty: &Treaty, day: &str) -> Standing {
    treaty.standings_among(&[PARTY], days(day)).remove(0)
}

fn headline(treaty: &Treaty, day: &str) -> (PartyStatus, Certainty) {
    let found = standing(treaty, day);
    (found.status, found.certainty)
}

/// A treaty whose sources stop in 2007, and which no source lists all parties to.
fn until_2007(treaty: Treaty) -> Treaty {
    covered(treaty, Some(date!(2007 - 05 - 01)))
}

fn covered(mut treaty: Treaty, covered_until: Option<Date>) -> Treaty {
    treaty.acts.iter_mut().for_each(|act| act.leading.covered_until = covered_until);
    Treaty { covered_until, complete_until: None, ..treaty }
}

#[test]
fn beyond_its_sources_no_status_is_certain() {
    let pact = until_2007(treaty(vec![act(Accession, "1994-05-01")], vec![step(EntryIntoForce, "1994-04-20")]));
    assert_eq!(headline(&pact, "2007-05-01"), (Party, Certain));
    assert_eq!(headline(&pact, "2007-05-02"), (Party, Possible));
    let found = standing(&pact, "2026");
    assert_eq!((found.is_party, found.is_missing, found.is_presumed), (Possible, Possible, false));
    assert_eq!(found.of(FormerParty), Possible, "it may have left");
    assert_eq!(found.of(NotParty), Excluded, "it was a party");
    assert!(found.because.on(TreatyRule::BeyondSources).is_some());
    let status = pact.status_on(days("2026"));
    assert_eq!((status.status, status.certainty), (TreatyStatus::InForce, Possible));
    assert_eq!(status.of(TreatyStatus::Terminated), Possible);
    assert_eq!(pact.status_on(days("2007-05")).certainty, Possible, "some of its days are not covered");
}

#[test]
fn sources_that_do_not_say_how_far_they_go_cover_nothing() {
    let pact = treaty(vec![act(Accession, "1994-05-01")], vec![step(EntryIntoForce, "1994-04-20")]);
    let pact = covered(pact, None);
    assert_eq!(headline(&pact, "2000"), (Party, Possible));
}

#[test]
fn what_is_over_for_good_stays_over_beyond_the_sources() {
    let ended = vec![step(EntryIntoForce, "1994-04-20"), step(Termination, "1998-05-01")];
    let ended = until_2007(treaty(vec![act(Ratification, "1994-01-01")], ended));
    assert_eq!(headline(&ended, "2026"), (FormerParty, Certain));
    assert_eq!(ended.status_on(days("2026")).certainty, Certain);
    let dissolved = Lifetime { founded: None, dissolved: Some(days("1992-04-27")) };
    let gone = treaty(vec![act(Ratification, "1950-01-01")], vec![step(EntryIntoForce, "1951-01-12")]);
    let gone = Treaty { lifetimes: vec![(PARTY, dissolved)], ..until_2007(gone) };
    assert_eq!(headline(&gone, "2026"), (FormerParty, Certain));
}

#[test]
fn who_is_no_more_is_party_to_nothing() {
    let of = |lifetime| {
        let joined = treaty(vec![act(Accession, "1999-01-01")], vec![step(EntryIntoForce, "1951-01-12")]);
        Treaty { lifetimes: vec![(PARTY, lifetime)], ..joined }
    };
    let dissolved = of(Lifetime { founded: None, dissolved: Some(days("2003")) });
    assert_eq!(headline(&dissolved, "2002-12-31"), (Party, Certain));
    assert_eq!(standing(&dissolved, "2003-06-01").statuses, [(Party, Possible), (FormerParty, Possible)]);
    assert_eq!(headline(&dissolved, "2004-01-01"), (FormerParty, Certain));
    let found = standing(&dissolved, "2004-01-01");
    assert_eq!((found.is_party, found.has_signed, found.is_missing), (Excluded, Excluded, Excluded));
    let founded = of(Lifetime { founded: Some(days("2011-07-09")), dissolved: None });
    assert_eq!(headline(&founded, "2005"), (NotParty, Certain), "an act before the foundation is an error of the data");
    assert_eq!(headline(&founded, "2011-07-09"), (Party, Certain));
    let somewhen = of(Lifetime { founded: None, dissolved: Some(Days::UNKNOWN) });
    assert_eq!(standing(&somewhen, "2000").is_party, Possible);
}

#[test]
fn who_is_not_listed_may_have_acted_unless_the_list_is_closed() {
    let steps = || vec![step(Adoption, "1993-01-22"), step(EntryIntoForce, "1994-04-20")];
    let open = until_2007(treaty(vec![act(Ratification, "1994-01-01").by(2)], steps()));
    assert_eq!(headline(&open, "2000"), (NotParty, Possible));
    let found = standing(&open, "2000");
    assert_eq!((found.is_party, found.is_missing), (Possible, Possible));
    assert_eq!(found.because.on(TreatyRule::NoAct), Some(&[][..]));
    assert_eq!(headline(&open, "1993-01-21"), (NotParty, Certain), "the text was not there");
    let closed = Treaty { complete_until: Some(date!(2001 - 12 - 31)), ..open };
    assert_eq!(headline(&closed, "2000"), (NotParty, Certain));
    assert_eq!(headline(&closed, "2002"), (NotParty, Possible), "the list is of 2001");
}

#[test]
fn whoever_may_belong_to_a_group_may_have_acted_with_it() {
    let group =
        GroupAct { id: 401, action: Signature, date: days("1993-01-22"), count: None, modality: Modality::Occurred };
    let joined = treaty(vec![act(Accession, "1996-01-01")], vec![step(EntryIntoForce, "1994-04-20")]);
    let signed = Treaty { groups: vec![group], ..joined };
    assert_eq!(standing(&signed, "1995").statuses, [(Signatory, Possible), (NotParty, Possible)]);
    assert_eq!(standing(&signed, "1995").because.on(TreatyRule::GroupNotNamed), Some(&[401][..]));
    assert_eq!(headline(&signed, "1997"), (Party, Certain));
    assert_eq!(standing(&signed, "1997").has_signed, Possible);
    let own = treaty(vec![act(Signature, "1993-01-22")], vec![step(EntryIntoForce, "1994-04-20")]);
    let own = Treaty { groups: vec![group], ..own };
    assert_eq!(headline(&own, "1995"), (Signatory, Certain), "it is known what it did");
}

#[test]
fn a_group_of_which_everybody_is_recorded_says_nothing_of_others() {
    let group = |count| GroupAct {
        id: 401,
        action: Signature,
        date: days("1993-01-22"),
        count: Some(count),
        modality: Modality::Occurred,
    };
    let signed = |date: &str, count| Treaty {
        groups: vec![group(count)],
        ..treaty(vec![act(Signature, "1993-01-22").by(2), act(Signature, date).by(3)], Vec::new())
    };
    assert_eq!(headline(&signed("1993-01-22", 2), "1995"), (NotParty, Certain));
    for (open, why) in [
        (signed("1993-01-22", 3), "one of the three is not recorded"),
        (signed("1993-01-23", 2), "another signing"),
        (signed("1993-01", 2), "perhaps another signing"),
    ] {
        assert_eq!(standing(&open, "1995").statuses, [(Signatory, Possible), (NotParty, Possible)], "{why}");
    }
}

/// Article 23, paragraph 1.
#[test]
fn who_only_objects_has_not_acted() {
    let objected = Treaty { complete_until: None, ..treaty(vec![act(Objection, "1994-05-01")], Vec::new()) };
    assert_eq!(headline(&objected, "1995"), (NotParty, Possible));
    assert_eq!(standing(&objected, "1995").because.on(TreatyRule::NoAct), Some(&[][..]));
    let listed = Treaty { complete_until: objected.covered_until, ..objected };
    assert_eq!(headline(&listed, "1995"), (NotParty, Certain), "a closed list has no consent of it");
}

#[test]
fn what_is_presumed_is_at_most_possible_and_says_so() {
    let steps = vec![step(CompletionOfRatification, "1994-04-01"), step(EntryIntoForce, "1994-04-20")];
    let found = standing(&treaty(vec![act(Signature, "1992-05-15")], steps), "1995");
    assert_eq!((found.status, found.certainty, found.is_presumed), (Party, Possible, true));
    assert_eq!(found.of(Signatory), Possible);

    let extended = vec![step(EntryIntoForce, "1994-04-20"), extension("1999-04-02", "P5Y", vec![])];
    let term = Term { duration: Period::parse("P5Y"), ..Term::default() };
    let extended = Treaty { term, ..treaty(vec![act(Accession, "1994-05-01")], extended) };
    let found = standing(&extended, "2000");
    assert_eq!((found.status, found.certainty, found.is_presumed), (Party, Possible, true));
    assert_eq!(found.of(FormerParty), Possible);
    let found = standing(&extended, "1996");
    assert_eq!((found.certainty, found.is_presumed), (Certain, false));
    let stands = extended.status_on(days("2000"));
    assert_eq!((stands.status, stands.certainty), (TreatyStatus::InForce, Certain), "it was extended, for its parties");
}

#[test]
fn who_had_left_is_not_presumed_to_be_bound_by_an_extension() {
    let steps = vec![step(EntryIntoForce, "1994-04-20"), extension("1999-04-02", "P5Y", vec![])];
    let term = Term { duration: Period::parse("P5Y"), ..Term::default() };
    let acts = vec![act(Accession, "1994-05-01"), act(Withdrawal, "1999-03-01")];
    let clauses = crate::treaty::Clauses::default();
    let left = Treaty { term, clauses, ..treaty(acts, steps) };
    assert_eq!(headline(&left, "2000"), (FormerParty, Certain), "notice runs, and the term is over");
}

#[test]
fn no_consent_is_presumed_from_the_end_of_provisional_application() {
    let steps = || vec![step(ProvisionalEntryIntoForce, "1994-12-17"), step(EntryIntoForce, "1998-04-16")];
    let applied = treaty(vec![act(ProvisionalApplication, "1994-12-17"), act(Withdrawal, "2009-08-20")], steps());
    assert_eq!(standing(&applied, "2000").of(PartyStatus::ProvisionallyApplying), Certain);
    assert_eq!(standing(&applied, "2010").statuses, [(NotParty, Certain)]);
    let signed = treaty(vec![act(Signature, "1994-12-17"), act(Withdrawal, "2009-08-20")], steps());
    let found = standing(&signed, "2010");
    assert_eq!((found.is_party, found.of(PartyStatus::ProvisionallyApplying)), (Excluded, Excluded), "{found:#?}");
    assert_eq!(found.of(Signatory), Possible, "the notice need not undo the signature");
}

#[test]
fn a_refusal_beats_the_presumption_of_provisional_application() {
    let steps = vec![step(ProvisionalEntryIntoForce, "1994-12-17")];
    let refused = act(ProvisionalApplication, "1994-12-17").under(Modality::Declined);
    let treaty = treaty(vec![act(Signature, "1994-12-17"), refused], steps);
    let found = standing(&treaty, "1996");
    assert_eq!(found.statuses, [(Signatory, Certain)]);
    assert_eq!(found.because.on(TreatyRule::ProvisionalApplicationRefused), Some(&[102][..]));
}

#[test]
fn before_its_provisional_entry_a_treaty_was_not_in_force() {
    let acts = vec![act(Ratification, "1994-01-01")];
    let provisional = treaty(acts, vec![step(Adoption, "1993-01-01"), step(ProvisionalEntryIntoForce, "1994-12-17")]);
    let before = provisional.status_on(days("1994-12-16"));
    assert_eq!((before.status, before.certainty), (TreatyStatus::NotInForce, Certain));
    let after = provisional.status_on(days("1996"));
    assert_eq!((after.of(TreatyStatus::InForce), after.of(TreatyStatus::ProvisionallyInForce)), (Possible, Possible));
    assert_eq!(headline(&provisional, "1994-06-01"), (PartyStatus::ContractingState, Certain));
}
