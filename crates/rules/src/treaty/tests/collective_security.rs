//! The Collective Security Treaty as the demonstration register has it (`data/collective-security-treaty.toml`).
//!
//! Six states concluded it on 15 May 1992, three acceded "later on". "Upon completion of the ratification process" it
//! entered into force on 20 April 1994 for five years. Uzbekistan withdrew "shortly before its extension", which was on
//! 2 April 1999, by a protocol of which no source says who signed it.

use super::{Act, act, days, extension, step, treaty};
use crate::{
    certainty::Certainty::{self, Certain, Excluded, Possible},
    treaty::{Id, PartyStatus, Period, Term, TermKind, Treaty, TreatyRule, TreatyStatus},
};
use time::macros::date;
use vocabulary::{
    MilestoneStep::{CompletionOfRatification, EntryIntoForce},
    TreatyActionKind::{Accession, Signature, Withdrawal},
};

const ARMENIA: Id = 1;
const KAZAKHSTAN: Id = 2;
const KYRGYZSTAN: Id = 3;
const RUSSIA: Id = 4;
const TAJIKISTAN: Id = 5;
const UZBEKISTAN: Id = 6;
const AZERBAIJAN: Id = 7;
const BELARUS: Id = 8;
const GEORGIA: Id = 9;
/// A state that no statement about the treaty names.
const MOLDOVA: Id = 10;

/// Acts are 101 to 110, in the order of the file; steps are 201 to 203.
fn collective_security() -> Treaty {
    let signed = [ARMENIA, KAZAKHSTAN, KYRGYZSTAN, RUSSIA, TAJIKISTAN, UZBEKISTAN];
    let signed = signed.map(|party| act(Signature, "1992-05-15").by(party));
    let acceded = [AZERBAIJAN, BELARUS, GEORGIA].map(|party| act(Accession, "1992-05-15/..").by(party));
    let withdrew = act(Withdrawal, "[..1999-04-02]").by(UZBEKISTAN);
    let acts = signed.into_iter().chain(acceded).chain([withdrew]).collect::<Vec<Act>>();
    let steps = vec![
        step(CompletionOfRatification, "[..1994-04-20]"),
        step(EntryIntoForce, "1994-04-20"),
        extension("1999-04-02", "P5Y", vec![]),
    ];
    let term = Term { duration: Period::parse("P5Y"), renewal: Period::parse("P5Y"), until: None };
    Treaty { term, ..treaty(acts, steps) }
}

fn parties(day: &str) -> Vec<(Id, Certainty)> {
    collective_security().parties(days(day))
}

/// Five are presumed: they signed, ratification was completed, nothing they did speaks against it, the treaty entered
/// into force, and the extension that nobody's name is attached to is presumed to bind all. A presumption is a guess, so
/// all of it is possible and no more.
///
/// Three more are possible: they acceded on some day after 15 May 1992, and no source says that it was before 1 June 1999.
///
/// Uzbekistan is excluded: its withdrawal, on some day up to 2 April 1999, undoes the only bond it had, so it lies after
/// it, although its date by itself could lie before 1992.
#[test]
fn on_1_june_1999_five_are_presumed_parties_three_may_be_and_one_is_not() {
    assert_eq!(
        parties("1999-06-01"),
        [
            (ARMENIA, Possible),
            (KAZAKHSTAN, Possible),
            (KYRGYZSTAN, Possible),
            (RUSSIA, Possible),
            (TAJIKISTAN, Possible),
            (UZBEKISTAN, Excluded),
            (AZERBAIJAN, Possible),
            (BELARUS, Possible),
            (GEORGIA, Possible),
        ]
    );
}

#[test]
fn each_standing_says_what_it_rests_on() {
    let found = collective_security().standings_among(&[ARMENIA, BELARUS, UZBEKISTAN, MOLDOVA], days("1999-06-01"));
    let [armenia, belarus, uzbekistan, moldova] = found.as_slice() else { panic!("{found:#?}") };

    let reasons =
        armenia.because.reasons().iter().map(|reason| (reason.rule, reason.on.as_slice())).collect::<Vec<_>>();
    assert_eq!(
        reasons,
        [
            (TreatyRule::RatificationCompleted, &[101, 201][..]),
            (TreatyRule::EntryIntoForce, &[202][..]),
            (TreatyRule::ExtensionPresumedToBindAll, &[203][..]),
            (TreatyRule::RenewalClause, &[][..]),
            (TreatyRule::TermEnds, &[][..]),
        ]
    );

    assert!(armenia.is_presumed);

    assert_eq!(
        belarus.statuses,
        [(PartyStatus::Party, Possible), (PartyStatus::FormerParty, Possible), (PartyStatus::NotParty, Possible)]
    );
    assert_eq!(belarus.because.on(TreatyRule::ConsentBinds), Some(&[108][..]));

    assert_eq!((uzbekistan.is_party, uzbekistan.of(PartyStatus::FormerParty)), (Excluded, Possible));
    assert_eq!(uzbekistan.because.on(TreatyRule::LeavingEndsBond), Some(&[110][..]));
    assert_eq!(uzbekistan.because.on(TreatyRule::UndoingComesAfter), Some(&[110][..]));

    assert_eq!((moldova.status, moldova.certainty), (PartyStatus::NotParty, Certain));
}

/// Uzbekistan withdrew on some day between its signature and 2 April 1999; in between, nobody knows.
#[test]
fn uzbekistan_may_have_been_a_party_until_the_extension() {
    let on = |day: &str| parties(day)[5];
    assert_eq!(on("1994-04-19"), (UZBEKISTAN, Excluded), "not in force");
    assert_eq!(on("1996"), (UZBEKISTAN, Possible));
    assert_eq!(on("1999-04-01"), (UZBEKISTAN, Possible));
    assert_eq!(on("1999-04-02"), (UZBEKISTAN, Excluded));
}

#[test]
fn those_who_signed_are_six_and_five_of_them_are_presumed_to_have_ratified() {
    let treaty = collective_security();
    let on = days("1999-06-01");
    let signatories = treaty.signatories(on).into_iter().filter(|(_, certainty)| *certainty == Certain).count();
    assert_eq!(signatories, 6, "leaving does not undo that Uzbekistan signed");
    let only_signed = treaty.signed_not_ratified(on).into_iter().map(|(_, certainty)| certainty).collect::<Vec<_>>();
    assert_eq!(only_signed[..5], [Possible; 5], "that they ratified is presumed");
    assert_eq!(only_signed[5], Excluded, "Uzbekistan withdrew");
    let missing = treaty.missing(&[RUSSIA, UZBEKISTAN, BELARUS, MOLDOVA], on);
    assert_eq!(missing, [(RUSSIA, Excluded), (UZBEKISTAN, Certain), (BELARUS, Possible), (MOLDOVA, Certain)]);
}

/// The first term ran out while the extension was there already, so the treaty was in force throughout. From 2004 on
/// it renews itself, five years at a time, by the clause that the protocol created.
#[test]
fn the_treaty_was_in_force_throughout() {
    let treaty = collective_security();
    for (day, expected) in [
        ("1994-04-19", TreatyStatus::NotInForce),
        ("1994-04-20", TreatyStatus::InForce),
        ("1999", TreatyStatus::InForce),
        ("1999-04-20", TreatyStatus::InForce),
        ("2004-04-20", TreatyStatus::InForce),
        ("2007", TreatyStatus::InForce),
    ] {
        let found = treaty.status_on(days(day));
        assert_eq!((found.status, found.certainty), (expected, Certain), "on {day}");
    }
    let kinds = treaty.terms(date!(2007 - 05 - 31)).into_iter().map(|term| term.kind).collect::<Vec<_>>();
    assert_eq!(kinds, [TermKind::Initial, TermKind::Extended, TermKind::Renewed]);
}
