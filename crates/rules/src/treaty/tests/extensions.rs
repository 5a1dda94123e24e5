//! Whom an extension binds (article 40).

use super::{act, days, extension, step, treaty};
use crate::{
    certainty::Certainty::{self, Certain, Excluded, Possible},
    treaty::{Act, Period, Term, Treaty, TreatyRule},
};
use vocabulary::{
    MilestoneStep::EntryIntoForce,
    Modality,
    TreatyActionKind::{
        self, Accession, Denunciation, NonParticipation, Ratification, Signature, WithdrawalOfDenunciation,
    },
};

/// Three parties to a treaty of five years, extended for five; a fourth joins afterwards.
fn extended(instrument: Vec<Act>) -> Treaty {
    let acts = vec![
        act(Ratification, "1994-01-01").by(1),
        act(Ratification, "1994-01-01").by(2),
        act(Accession, "1995/..").by(3),
        act(Accession, "2000").by(4),
    ];
    Treaty {
        term: Term { duration: Period::parse("P5Y"), ..Term::default() },
        ..treaty(acts, vec![step(EntryIntoForce, "1994-04-20"), extension("1999-04-02", "P5Y", instrument)])
    }
}

fn parties(treaty: &Treaty, day: &str) -> Vec<Certainty> {
    treaty.parties(days(day)).into_iter().map(|(_, certainty)| certainty).collect()
}

fn signed(action: TreatyActionKind, party: i64) -> Act {
    act(action, "1999-04-02").by(party)
}

#[test]
fn an_extension_without_parties_is_presumed_to_bind_all() {
    let treaty = extended(vec![]);
    assert_eq!(parties(&treaty, "1999-06-01"), [Possible, Possible, Possible, Excluded]);
    let found = treaty.standings_among(&[1], days("1999-06-01")).remove(0);
    assert_eq!(found.because.on(TreatyRule::ExtensionPresumedToBindAll), Some(&[202][..]));
}

#[test]
fn an_extension_binds_those_who_signed_or_joined_it() {
    let treaty = extended(vec![signed(Ratification, 1), signed(Ratification, 3)]);
    assert_eq!(parties(&treaty, "1999-04-01"), [Certain, Certain, Possible, Excluded], "the first term runs");
    assert_eq!(parties(&treaty, "1999-06-01"), [Certain, Excluded, Possible, Excluded]);
    let found = treaty.standings_among(&[1], days("1999-06-01")).remove(0);
    assert_eq!(found.because.on(TreatyRule::ExtensionBindsItsParties), Some(&[202, 301][..]));
    let left = treaty.standings_among(&[2], days("1999-06-01")).remove(0);
    assert_eq!(left.of(crate::treaty::PartyStatus::FormerParty), Certain);
    assert!(left.because.on(TreatyRule::TermEnds).is_some());
}

#[test]
fn who_joins_after_the_extension_is_a_party_as_extended() {
    let treaty = extended(vec![signed(Ratification, 1)]);
    assert_eq!(parties(&treaty, "2001"), [Certain, Excluded, Possible, Certain]);
    let found = treaty.standings_among(&[4], days("2001")).remove(0);
    assert_eq!(found.because.on(TreatyRule::LaterPartyAsExtended), Some(&[202][..]));
}

/// A protocol may be subject to ratification (article 14).
#[test]
fn a_signature_of_the_protocol_may_bind() {
    let treaty = extended(vec![signed(Signature, 1)]);
    assert_eq!(parties(&treaty, "1999-06-01"), [Possible, Excluded, Possible, Excluded]);
}

/// One name on the protocol does not say that there are no others.
#[test]
fn only_a_closed_list_keeps_others_out_of_an_extension() {
    let open = |instrument| {
        let mut treaty = extended(instrument);
        treaty.milestones[1].instrument_complete_until = None;
        treaty
    };
    let one_name = open(vec![signed(Ratification, 1)]);
    assert_eq!(parties(&one_name, "1999-06-01"), [Certain, Possible, Possible, Excluded]);
    let planned = extended(vec![signed(Ratification, 1).under(Modality::Planned)]);
    assert_eq!(parties(&planned, "1999-06-01"), [Possible, Possible, Possible, Excluded], "a plan is no list");
}

/// Article 40, paragraph 5: who becomes a party after the extension is bound by it from then on.
#[test]
fn who_comes_back_later_was_gone_before() {
    let mut treaty = extended(vec![signed(Ratification, 2)]);
    treaty.acts.push(act(Accession, "2006-08-16").by(1));
    treaty.term.renewal = Period::parse("P5Y");
    let is_party = |day| treaty.standings_among(&[1], days(day)).remove(0).is_party;
    assert_eq!(["1999-04-19", "1999-06-01", "2001", "2007"].map(is_party), [Certain, Excluded, Excluded, Certain]);
    let mut late = extended(vec![signed(Ratification, 2)]);
    late.acts.push(act(Ratification, "1999-03-25").by(5).effective("1999-06-01"));
    assert_eq!(late.standings_among(&[5], days("2000")).remove(0).is_party, Certain, "a party as extended");
}

/// Article 68.
#[test]
fn a_notice_that_was_revoked_in_time_keeps_nobody_out_of_an_extension() {
    let mut treaty = extended(vec![]);
    treaty.acts.push(act(Denunciation, "1998-01-01").by(1).effective("2000-01-01"));
    assert_eq!(treaty.standings_among(&[1], days("1999-12-31")).remove(0).is_party, Excluded);
    treaty.acts.push(act(WithdrawalOfDenunciation, "1999-06-01").by(1));
    assert_eq!(treaty.standings_among(&[1], days("2000-06-01")).remove(0).is_party, Possible);
}

#[test]
fn who_took_no_part_in_the_extension_is_not_presumed_to_be_bound() {
    let treaty = extended(vec![signed(NonParticipation, 2)]);
    assert_eq!(parties(&treaty, "1999-06-01"), [Possible, Excluded, Possible, Excluded]);
}

#[test]
fn renewal_follows_for_whom_the_extension_binds() {
    let mut treaty = extended(vec![signed(Ratification, 1)]);
    treaty.term.renewal = Period::parse("P5Y");
    assert_eq!(parties(&treaty, "2026"), [Certain, Excluded, Possible, Certain]);
}
