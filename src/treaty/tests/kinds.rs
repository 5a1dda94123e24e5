//! Each kind of act, alone and with others, and the status it makes. None is missing.

use super::{PARTY, act, days, step, treaty};
use crate::{
    certainty::Certainty::{self, Certain, Possible},
    treaty::{Act, PartyStatus, TreatyRule},
};
use PartyStatus::{ContractingState, FormerParty, NotParty, Party, ProvisionallyApplying, Signatory, Suspended};
use entity::vocabulary::{
    MilestoneStep,
    TreatyActionKind::{self, *},
    Vocabulary,
};

/// What was done and when, in a treaty in force since 1995-01-01; the status on a day, how sure it is, the rule it
/// rests on, and what the case shows.
type Case =
    (&'static [(TreatyActionKind, &'static str)], &'static str, PartyStatus, Certainty, TreatyRule, &'static str);

const CASES: &[Case] = &[
    (
        &[(Signature, "1994-05-01")],
        "2000",
        Signatory,
        Certain,
        TreatyRule::SignatureDoesNotBind,
        "articles 14 and 18: signature alone does not bind",
    ),
    (&[(Signature, "1994-05-01")], "1994-04-30", NotParty, Certain, TreatyRule::NotYet, "article 11: no act, no bond"),
    (
        &[(Signature, "1994-05-01"), (Ratification, "1996-02-01")],
        "1996-01-31",
        Signatory,
        Certain,
        TreatyRule::NotYet,
        "article 14: not before ratification",
    ),
    (
        &[(Signature, "1994-05-01"), (Ratification, "1996-02-01")],
        "1996-02-01",
        Party,
        Certain,
        TreatyRule::ConsentBinds,
        "article 24, paragraph 3: from the day of consent",
    ),
    (
        &[(Signature, "1994-05-01"), (Ratification, "1994-06-01")],
        "1994-12-31",
        ContractingState,
        Certain,
        TreatyRule::NotYet,
        "article 2, paragraph 1 f: before entry into force",
    ),
    (
        &[(Signature, "1994-05-01"), (Ratification, "1996")],
        "1996-07-01",
        Party,
        Possible,
        TreatyRule::ConsentBinds,
        "the day of consent is open",
    ),
    (
        &[(DefinitiveSignature, "1994-05-01")],
        "2000",
        Party,
        Certain,
        TreatyRule::DefinitiveSignatureBinds,
        "article 12, paragraph 1: definitive signature binds",
    ),
    (
        &[(SignatureAdReferendum, "1994-05-01")],
        "2000",
        Signatory,
        Possible,
        TreatyRule::SignatureAwaitsConfirmation,
        "article 12, paragraph 2 b: awaits confirmation",
    ),
    (
        &[(SignatureAdReferendum, "1994-05-01"), (Ratification, "1996")],
        "2000",
        Party,
        Certain,
        TreatyRule::ConsentBinds,
        "article 14: ratification confirms it",
    ),
    (&[(Acceptance, "1996")], "2000", Party, Certain, TreatyRule::ConsentBinds, "article 14, paragraph 2: acceptance"),
    (&[(Approval, "1996")], "2000", Party, Certain, TreatyRule::ConsentBinds, "article 14, paragraph 2: approval"),
    (
        &[(FormalConfirmation, "1996")],
        "2000",
        Party,
        Certain,
        TreatyRule::ConsentBinds,
        "Convention of 1986, article 14: formal confirmation",
    ),
    (&[(Accession, "1996")], "2000", Party, Certain, TreatyRule::ConsentBinds, "article 15: accession"),
    (
        &[(Accession, "1996/..")],
        "2000",
        Party,
        Possible,
        TreatyRule::ConsentBinds,
        "article 15: accession at an unknown time",
    ),
    (
        &[(Accession, "1996/..")],
        "1995-12-31",
        NotParty,
        Certain,
        TreatyRule::NotYet,
        "article 15: before any possible accession",
    ),
    (
        &[(Succession, "1996")],
        "2000",
        Party,
        Certain,
        TreatyRule::SuccessionBinds,
        "Convention of 1978, articles 17 and 22: notification of succession",
    ),
    (
        &[(ConsentToBeBound, "1996")],
        "2000",
        Party,
        Certain,
        TreatyRule::ConsentBinds,
        "article 11: consent in any other form",
    ),
    (
        &[(ProvisionalApplication, "1994-06-01")],
        "1994-07-01",
        ProvisionallyApplying,
        Certain,
        TreatyRule::ProvisionalApplication,
        "article 25, paragraph 1: before entry into force",
    ),
    (
        &[(ProvisionalApplication, "1994-06-01"), (Ratification, "1996")],
        "2000",
        Party,
        Certain,
        TreatyRule::ConsentBinds,
        "article 25, paragraph 1: consent takes the place of provisional application",
    ),
    (
        &[(ProvisionalApplication, "1994-06-01"), (Withdrawal, "1996")],
        "2000",
        FormerParty,
        Possible,
        TreatyRule::LeavingEndsBond,
        "article 25, paragraph 2: provisional application ends, by one who may have been a party",
    ),
    (
        &[(TerritorialApplication, "1996")],
        "2000",
        Party,
        Possible,
        TreatyRule::ActPresupposesBond,
        "article 29: presupposes a party",
    ),
    (
        &[(Ratification, "1996"), (TerritorialApplication, "1997")],
        "2000",
        Party,
        Certain,
        TreatyRule::NoEffectOnStatus,
        "article 29: changes no status",
    ),
    (
        &[(Reservation, "1994-05-01")],
        "2000",
        Party,
        Possible,
        TreatyRule::ActPresupposesBond,
        "article 19: made when signing or consenting",
    ),
    (
        &[(Signature, "1994-05-01"), (Reservation, "1994-05-01")],
        "2000",
        Signatory,
        Certain,
        TreatyRule::NoEffectOnStatus,
        "article 19: made when signing",
    ),
    (
        &[(Ratification, "1996"), (Reservation, "1996")],
        "2000",
        Party,
        Certain,
        TreatyRule::NoEffectOnStatus,
        "articles 19 and 21: a party with a reservation is a party",
    ),
    (
        &[(Ratification, "1996"), (WithdrawalOfReservation, "1998")],
        "2000",
        Party,
        Certain,
        TreatyRule::NoEffectOnStatus,
        "article 22: changes no status",
    ),
    (
        &[(Ratification, "1996"), (Declaration, "1996")],
        "2000",
        Party,
        Certain,
        TreatyRule::NoEffectOnStatus,
        "article 31, paragraph 2 b: an interpretative declaration changes no status",
    ),
    (
        &[(Ratification, "1996"), (WithdrawalOfDeclaration, "1998")],
        "2000",
        Party,
        Certain,
        TreatyRule::NoEffectOnStatus,
        "as a declaration, so its withdrawal",
    ),
    (
        &[(Ratification, "1996"), (Objection, "1998")],
        "2000",
        Party,
        Certain,
        TreatyRule::NoEffectOnStatus,
        "article 20, paragraph 4 b: who objects stays a party",
    ),
    (
        &[(Ratification, "1996"), (WithdrawalOfObjection, "1998")],
        "2000",
        Party,
        Certain,
        TreatyRule::NoEffectOnStatus,
        "article 22, paragraph 2: changes no status",
    ),
    (
        &[(Ratification, "1996"), (Denunciation, "1999-03-01")],
        "1999-02-28",
        Party,
        Certain,
        TreatyRule::NotYet,
        "article 56: a party until it takes effect",
    ),
    (
        &[(Ratification, "1996"), (Denunciation, "1999-03-01")],
        "1999-03-01",
        FormerParty,
        Certain,
        TreatyRule::LeavingEndsBond,
        "articles 56 and 70: a party no more",
    ),
    (
        &[(Denunciation, "1999-03-01")],
        "1998",
        Party,
        Possible,
        TreatyRule::ActPresupposesBond,
        "article 56: only a party denounces",
    ),
    (
        &[(Denunciation, "1999-03-01")],
        "2000",
        FormerParty,
        Certain,
        TreatyRule::LeavingEndsBond,
        "article 56: only a party denounces",
    ),
    (
        &[(Ratification, "1996"), (Withdrawal, "[..1999-04-02]")],
        "1999-06-01",
        FormerParty,
        Certain,
        TreatyRule::UndoingComesAfter,
        "article 54: a withdrawal lies after the consent it undoes",
    ),
    (
        &[(Ratification, "1996"), (Withdrawal, "[..1999-04-02]")],
        "1995-06-01",
        NotParty,
        Certain,
        TreatyRule::NotYet,
        "article 54: nothing to withdraw from yet",
    ),
    (
        &[(Ratification, "1996-03-01"), (Withdrawal, "1994")],
        "2000",
        FormerParty,
        Certain,
        TreatyRule::UndoingComesAfter,
        "article 54: whatever its date says",
    ),
    (
        &[(Signature, "1994-05-01"), (Withdrawal, "1999")],
        "2000",
        FormerParty,
        Possible,
        TreatyRule::LeavingEndsBond,
        "article 54: a signatory that withdrew may have been a party",
    ),
    (
        &[(Ratification, "1996"), (Withdrawal, "1999"), (Accession, "2003")],
        "2001",
        FormerParty,
        Certain,
        TreatyRule::LeavingEndsBond,
        "article 54: between leaving and coming back",
    ),
    (
        &[(Ratification, "1996"), (Withdrawal, "1999"), (Accession, "2003")],
        "2004",
        Party,
        Certain,
        TreatyRule::ConsentBinds,
        "article 15: came back",
    ),
    (
        &[(Ratification, "1996"), (Withdrawal, "2002/2005"), (Accession, "2003")],
        "2006",
        Party,
        Possible,
        TreatyRule::LeavingEndsBond,
        "which came last is open",
    ),
    (
        &[(Signature, "1994-05-01"), (WithdrawalOfSignature, "1996")],
        "2000",
        NotParty,
        Certain,
        TreatyRule::SignatureWithdrawn,
        "article 18 a: intention not to become a party",
    ),
    (
        &[(Signature, "1994-05-01"), (Ratification, "1996"), (WithdrawalOfSignature, "1997")],
        "2000",
        Party,
        Certain,
        TreatyRule::ConsentBinds,
        "article 14: consent does not rest on the signature any more",
    ),
    (
        &[(Signature, "1994-05-01"), (Ratification, "1994-08-01"), (WithdrawalOfRatification, "1994-10-01")],
        "2000",
        Signatory,
        Certain,
        TreatyRule::RatificationWithdrawn,
        "articles 14 and 18: the signature stands",
    ),
    (
        &[(Accession, "1996"), (WithdrawalOfRatification, "1997")],
        "2000",
        Party,
        Certain,
        TreatyRule::ConsentBinds,
        "article 15: what was no ratification is not withdrawn as one",
    ),
    (
        &[(Ratification, "1996"), (Denunciation, "1999"), (WithdrawalOfDenunciation, "2000-05-01")],
        "2000-04-30",
        FormerParty,
        Certain,
        TreatyRule::LeavingEndsBond,
        "article 68: not revoked yet",
    ),
    (
        &[(Ratification, "1996"), (Denunciation, "1999"), (WithdrawalOfDenunciation, "2000-05-01")],
        "2001",
        Party,
        Certain,
        TreatyRule::LeavingRevoked,
        "article 68: a denunciation that was revoked has no effect",
    ),
    (
        &[(Ratification, "1996"), (Suspension, "1999")],
        "2000",
        Suspended,
        Certain,
        TreatyRule::SuspensionReleases,
        "articles 57 and 72: bound and released from performance",
    ),
    (
        &[(Ratification, "1996"), (Suspension, "1999"), (Denunciation, "2001")],
        "2002",
        FormerParty,
        Certain,
        TreatyRule::LeavingEndsBond,
        "article 54: whoever leaves is suspended no more",
    ),
    (
        &[(NonParticipation, "1994-05-01")],
        "2000",
        NotParty,
        Certain,
        TreatyRule::NonParticipation,
        "article 34: bound by nothing without consent",
    ),
    (
        &[(Ratification, "1993"), (NonParticipation, "1994-05-01")],
        "2000",
        Party,
        Possible,
        TreatyRule::NonParticipation,
        "article 54: does not undo a consent, and makes it doubtful",
    ),
    (
        &[(NonParticipation, "1994-05-01"), (Accession, "1996")],
        "2000",
        Party,
        Certain,
        TreatyRule::ConsentBinds,
        "article 15: joined later",
    ),
    (
        &[(Unspecified, "1996")],
        "2000",
        Party,
        Possible,
        TreatyRule::UnspecifiedAct,
        "article 11: may be a consent in any form",
    ),
    (&[(Unspecified, "1996")], "1995-06-01", NotParty, Certain, TreatyRule::NotYet, "article 11: no act yet"),
    (
        &[(Ratification, "1996"), (Unspecified, "1998")],
        "2000",
        Party,
        Certain,
        TreatyRule::ConsentBinds,
        "acts persist until one counters them by name",
    ),
];

fn acts(done: &[(TreatyActionKind, &str)]) -> Vec<Act> {
    done.iter().map(|(action, date)| act(*action, date)).collect()
}

#[test]
fn each_act_makes_the_status_that_the_convention_gives_it() {
    for (done, day, status, certainty, rule, why) in CASES {
        let treaty = treaty(acts(done), vec![step(MilestoneStep::EntryIntoForce, "1995-01-01")]);
        let found = treaty.standings_among(&[PARTY], days(day)).remove(0);
        assert_eq!((found.status, found.certainty), (*status, *certainty), "{done:?} on {day}: {why}\n{found:#?}");
        assert!(found.because.on(*rule).is_some(), "{done:?} on {day}: {why}\n{:#?}", found.because);
    }
}

#[test]
fn no_kind_of_act_is_missing_here() {
    let shown = |kind| CASES.iter().any(|(done, ..)| done.iter().any(|(action, _)| *action == kind));
    let kinds = TreatyActionKind::TERMS.iter().filter_map(|term| TreatyActionKind::parse(term.name));
    let missing = kinds.filter(|kind| !shown(*kind)).collect::<Vec<_>>();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn each_case_names_what_it_shows() {
    // Rules that rest on no article: which date is open, and that acts persist.
    let without = CASES.iter().filter(|(.., why)| !why.contains("article")).map(|(.., why)| *why).collect::<Vec<_>>();
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
