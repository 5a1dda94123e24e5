//! Lists of parties, presumptions, modalities, and claims that contradict each other.

use super::{PARTY, act, claim, days, step, treaty};
use crate::{
    certainty::Certainty::{self, Certain, Excluded, Possible},
    treaty::{PartyStatus, Standing, Treaty, TreatyRule},
};
use time::macros::date;
use vocabulary::{
    MilestoneStep::{CompletionOfRatification, EntryIntoForce, ProvisionalEntryIntoForce, Termination},
    Modality,
    TreatyActionKind::{
        Accession, Denunciation, NonParticipation, Ratification, Signature, Withdrawal, WithdrawalOfRatification,
    },
};

fn standing(treaty: &Treaty, day: &str) -> Standing {
    treaty.standings_among(&[PARTY], days(day)).remove(0)
}

fn in_force(acts: Vec<super::Act>) -> Treaty {
    treaty(acts, vec![step(EntryIntoForce, "1995-01-01")])
}

#[test]
fn lists_say_how_sure_each_entry_is() {
    let treaty = in_force(vec![
        act(Signature, "1994").by(1),
        act(Ratification, "1996").by(1),
        act(Signature, "1994").by(2),
        act(Accession, "1996/..").by(3),
        act(Ratification, "1996").by(4),
        act(Denunciation, "1999").by(4),
    ]);
    let on = days("2000");
    assert_eq!(treaty.parties(on), [(1, Certain), (2, Excluded), (3, Possible), (4, Excluded)]);
    assert_eq!(treaty.signatories(on), [(1, Certain), (2, Certain), (3, Excluded), (4, Excluded)]);
    assert_eq!(treaty.signed_not_ratified(on), [(1, Excluded), (2, Certain), (3, Excluded), (4, Excluded)]);
    assert_eq!(
        treaty.missing(&[1, 2, 3, 4, 5], on),
        [(1, Excluded), (2, Excluded), (3, Possible), (4, Certain), (5, Certain)]
    );
    let statuses = treaty.standings(on).into_iter().map(|standing| standing.status).collect::<Vec<_>>();
    assert_eq!(statuses, [PartyStatus::Party, PartyStatus::Signatory, PartyStatus::Party, PartyStatus::FormerParty]);
    let nobody = treaty.standings_among(&[5], on).remove(0);
    assert_eq!((nobody.status, nobody.certainty), (PartyStatus::NotParty, Certain));
    assert_eq!(nobody.because.on(TreatyRule::NoAct), Some(&[][..]));
}

#[test]
fn all_who_signed_are_presumed_parties_once_ratification_was_completed() {
    let completed = |more| {
        let acts = std::iter::once(act(Signature, "1992-05-15")).chain(more).collect();
        treaty(acts, vec![step(CompletionOfRatification, "[..1994-04-01]"), step(EntryIntoForce, "1994-04-20")])
    };
    let plain = completed(None);
    assert_eq!(standing(&plain, "1994-04-10").of(PartyStatus::ContractingState), Possible, "article 2, paragraph 1 f");
    let found = standing(&plain, "1995");
    assert_eq!((found.status, found.certainty, found.is_presumed), (PartyStatus::Party, Possible, true));
    assert_eq!(found.because.on(TreatyRule::RatificationCompleted), Some(&[101, 201][..]));
    assert_eq!(standing(&plain, "1993").is_party, Excluded, "article 24: not in force");
    assert_eq!(standing(&plain, "1993").of(PartyStatus::Signatory), Possible, "completed by an unknown day");
    for contrary in [NonParticipation, WithdrawalOfRatification, Withdrawal] {
        let found = standing(&completed(Some(act(contrary, "1993-01-01"))), "1995");
        assert_eq!(found.is_party, Excluded, "{contrary:?}");
    }
    let joined = treaty(vec![act(Accession, "1996").by(2)], plain.milestones.clone());
    assert_eq!(joined.parties(days("1995")), [(2, Excluded)], "the presumption is for signatories");
}

#[test]
fn consent_has_effect_from_the_day_that_is_recorded() {
    let treaty = in_force(vec![
        act(Ratification, "1996-01-10").effective("1996-04-10"),
        act(Denunciation, "1999-01-10").effective("2000-01-10"),
    ]);
    for (day, status) in [
        ("1996-01-09", PartyStatus::NotParty),
        ("1996-04-09", PartyStatus::ContractingState),
        ("1996-04-10", PartyStatus::Party),
        ("2000-01-09", PartyStatus::Party),
        ("2000-01-10", PartyStatus::FormerParty),
    ] {
        let found = standing(&treaty, day);
        assert_eq!((found.status, found.certainty), (status, Certain), "on {day}");
    }
}

#[test]
fn a_provisional_entry_into_force_is_for_those_who_may_have_agreed() {
    let treaty = treaty(
        vec![act(Ratification, "1993-01-01").by(1), act(Signature, "1993-01-01").by(2)],
        vec![step(ProvisionalEntryIntoForce, "1993-06-01"), step(EntryIntoForce, "1995-01-01")],
    );
    let found = treaty.standings(days("1994"));
    let certainty = |standing: &Standing| standing.of(PartyStatus::ProvisionallyApplying);
    assert_eq!(
        found.iter().map(certainty).collect::<Vec<_>>(),
        [Possible, Possible],
        "article 25, paragraph 1: who agreed is open"
    );
    assert_eq!(found[0].of(PartyStatus::ContractingState), Possible);
    let later = treaty.standings(days("1996"));
    assert_eq!(
        later.iter().map(|standing| standing.status).collect::<Vec<_>>(),
        [PartyStatus::Party, PartyStatus::ProvisionallyApplying]
    );
}

#[test]
fn termination_makes_former_parties() {
    let treaty = treaty(
        vec![act(Ratification, "1994")],
        vec![step(EntryIntoForce, "1995-01-01"), step(Termination, "1998-05-01")],
    );
    assert_eq!(standing(&treaty, "1998-04-30").status, PartyStatus::Party);
    let found = standing(&treaty, "1998-05-01");
    assert_eq!((found.status, found.certainty, found.is_party), (PartyStatus::FormerParty, Certain, Excluded));
    assert_eq!(found.because.on(TreatyRule::Termination), Some(&[202][..]));
}

#[test]
fn an_act_that_did_not_occur_is_at_most_possible() {
    for (modality, expected, rule) in [
        (Modality::Occurred, Certain, TreatyRule::ConsentBinds),
        (Modality::Announced, Possible, TreatyRule::NotKnownToHaveOccurred),
        (Modality::Planned, Possible, TreatyRule::NotKnownToHaveOccurred),
        (Modality::Considered, Possible, TreatyRule::NotKnownToHaveOccurred),
        (Modality::Declined, Excluded, TreatyRule::DidNotOccur),
        (Modality::Cancelled, Excluded, TreatyRule::DidNotOccur),
    ] {
        let found = standing(&in_force(vec![act(Accession, "1996").under(modality)]), "2000");
        assert_eq!(found.is_party, expected, "{modality:?}");
        assert!(found.because.on(rule).is_some(), "{modality:?}: {:?}", found.because);
    }
    let planned = in_force(vec![act(Ratification, "1996"), act(Withdrawal, "1999").under(Modality::Planned)]);
    assert_eq!(standing(&planned, "2000").is_party, Possible, "a planned withdrawal may have come about");
}

#[test]
fn what_occurred_had_occurred_when_its_source_was_written() {
    let mut acceded = act(Accession, "1996/..");
    assert_eq!(standing(&in_force(vec![acceded.clone()]), "2010").is_party, Possible);
    acceded.leading.known_by = Some(date!(2007 - 05 - 31));
    let treaty = in_force(vec![acceded]);
    assert_eq!(standing(&treaty, "2007-05-30").is_party, Possible);
    assert_eq!(standing(&treaty, "2007-05-31").is_party, Certain);
}

/// What an act may be by another claim, a day, whether the party is one, and why.
#[test]
fn what_only_some_claims_say_is_at_most_possible() {
    let consent = || act(Accession, "1996-05-01");
    for (rival, day, expected, is_contested, why) in [
        (claim(Accession, "1998-05-01"), "1997", Possible, true, "one claim says so"),
        (claim(Accession, "1998-05-01"), "1996-01-01", Excluded, true, "no claim says so"),
        (claim(Accession, "1998-05-01"), "1999", Certain, true, "both claims say so"),
        (claim(Accession, "1996"), "1997", Certain, false, "the other is only less precise"),
        (claim(Signature, "1996-05-01"), "1997", Possible, true, "by the other it only signed"),
        (claim(Ratification, "1996-05-01"), "1997", Certain, false, "either way it consented"),
        (
            super::ActClaim { party: 2, ..claim(Accession, "1996-05-01") },
            "1997",
            Possible,
            true,
            "by the other it was somebody else",
        ),
        (
            super::ActClaim { modality: Modality::Declined, ..claim(Accession, "1996") },
            "1997",
            Possible,
            true,
            "by the other it refused",
        ),
        (
            super::ActClaim { modality: Modality::Planned, ..claim(Accession, "1996") },
            "1997",
            Certain,
            false,
            "what was planned came about",
        ),
    ] {
        let treaty = in_force(vec![consent().or_rather(rival)]);
        let found = standing(&treaty, day);
        assert_eq!(found.is_party, expected, "{rival:?} on {day}: {why}");
        let noted = found.because.on(TreatyRule::ClaimsContradict).is_some();
        assert_eq!(noted, is_contested && found.is_party != Excluded, "{rival:?} on {day}: {:?}", found.because);
    }
    let other = in_force(vec![consent().or_rather(super::ActClaim { party: 2, ..claim(Accession, "1996-05-01") })]);
    assert_eq!(other.parties(days("1997")), [(1, Possible), (2, Possible)]);
}

#[test]
fn steps_of_which_claims_contradict_are_between_them() {
    let mut entry = step(EntryIntoForce, "1995-01-01");
    entry.alternatives.push(step(EntryIntoForce, "1997-01-01").leading);
    let treaty = treaty(vec![act(Ratification, "1994")], vec![entry]);
    let on = |day: &str| standing(&treaty, day).is_party;
    let found: [Certainty; 3] = [on("1994-12-31"), on("1996"), on("1997-01-01")];
    assert_eq!(found, [Excluded, Possible, Certain]);
}
