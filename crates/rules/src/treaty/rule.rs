//! The rules that an answer rests on, each with its source.
//!
//! Articles are those of the Vienna Convention on the Law of Treaties of 1969 where no other instrument is named.

use super::Id;

vocabulary::computed! {
    /// Rule by which the standing of a party or of a treaty was derived. Articles are those of the Vienna Convention on the Law of Treaties of 1969, unless another instrument is named.
    TreatyRule as "TreatyRule" {
        /// Signature makes a signatory; by itself it does not bind (articles 12, 14 and 18).
        SignatureDoesNotBind = "SIGNATURE_DOES_NOT_BIND",
        /// Definitive signature binds without ratification (article 12, paragraph 1).
        DefinitiveSignatureBinds = "DEFINITIVE_SIGNATURE_BINDS",
        /// A definitive signature on the day on which the treaty entered into force, with no consent before it, has effect on that day: it is one of those by which it entered into force (articles 12 and 24, paragraphs 1 and 2).
        EntryOnSignature = "ENTRY_ON_SIGNATURE",
        /// A successor that takes over a signature is a signatory, and no more (Vienna Convention on Succession of States in respect of Treaties of 1978, articles 18 and 19).
        SuccessionToSignature = "SUCCESSION_TO_SIGNATURE",
        /// Signature ad referendum counts as signature only once confirmed (article 12, paragraph 2 b).
        SignatureAwaitsConfirmation = "SIGNATURE_AWAITS_CONFIRMATION",
        /// Ratification, acceptance, approval, formal confirmation, accession or another consent binds (articles 11, 14 and 15; for organizations, Vienna Convention of 1986, article 14).
        ConsentBinds = "CONSENT_BINDS",
        /// A successor state is a party by its notification, from the day it takes effect (Vienna Convention on Succession of States in respect of Treaties of 1978, articles 17, 22 and 23).
        SuccessionBinds = "SUCCESSION_BINDS",
        /// A document records that its ratification was completed: all who signed, and did nothing to the contrary, are presumed to have ratified, which is at most possible (compare articles 14 and 24, paragraph 2).
        RatificationCompleted = "RATIFICATION_COMPLETED",
        /// A state or organization that agreed to provisional application applies the treaty provisionally (article 25, paragraph 1).
        ProvisionalApplication = "PROVISIONAL_APPLICATION",
        /// An act that only one who signed or consented can do hints at an unrecorded signature or consent, and makes it possible (articles 19, 20, 29, 54 and 57).
        ActPresupposesBond = "ACT_PRESUPPOSES_BOND",
        /// An act that the source does not specify may be a signature or a consent.
        UnspecifiedAct = "UNSPECIFIED_ACT",
        /// Reservations, declarations, objections, territorial applications and their withdrawals do not change who is a party (articles 19 to 23 and 29). An objection shows no bond: whoever may become a party can object (article 23, paragraph 1).
        NoEffectOnStatus = "NO_EFFECT_ON_STATUS",
        /// Denunciation or withdrawal ends being a party, from the day it takes effect (articles 54, 56 and 70, paragraph 2). It ends a signature and a provisional application with the notice itself (article 18 a; article 25, paragraph 2), and from then on no consent is presumed.
        LeavingEndsBond = "LEAVING_ENDS_BOND",
        /// An act that undoes another lies after it, even if their dates leave the order open. If both have the same day, or if its date lies before every act that it can undo, both orders are possible.
        UndoingComesAfter = "UNDOING_COMES_AFTER",
        /// A source puts an act or step before something else, after it, or on the day after it, and no source gives its day more exactly.
        OrderOfActs = "ORDER_OF_ACTS",
        /// A denunciation or withdrawal that is revoked before it takes effect never takes effect; later it cannot be revoked (article 68).
        LeavingRevoked = "LEAVING_REVOKED",
        /// Withdrawal of a signature ends being a signatory (article 18 a).
        SignatureWithdrawn = "SIGNATURE_WITHDRAWN",
        /// Withdrawal of a ratification or another instrument, before the treaty is in force for the party, ends consent; the signature stands (practice of depositaries). Later it ends nothing (articles 42, paragraph 2, and 54).
        RatificationWithdrawn = "RATIFICATION_WITHDRAWN",
        /// Suspension releases from performance and leaves the party bound (articles 57, 58 and 72). Leaving ends it only when that has effect.
        SuspensionReleases = "SUSPENSION_RELEASES",
        /// Resumption ends a suspension: a party's own, or one for all parties (articles 57, 58 and 72).
        OperationResumed = "OPERATION_RESUMED",
        /// A state or organization that took no part is not presumed to be bound (article 34). Against an express consent, non-participation is only a doubt.
        NonParticipation = "NON_PARTICIPATION",
        /// Without an act nobody is bound (articles 11 and 34). No act is recorded; unless a closed list leaves it out, there may be one.
        NoAct = "NO_ACT",
        /// A source names those who acted only as a group, to which it may belong.
        GroupNotNamed = "GROUP_NOT_NAMED",
        /// No source covers the day, so nobody knows what was done by then.
        BeyondSources = "BEYOND_SOURCES",
        /// It has effect from the day that the recorded final clause sets (article 24, paragraph 1; article 54 a; Convention of 1978, articles 22 and 23).
        FinalClause = "FINAL_CLAUSE",
        /// No source gives the day from which it has effect, and no final clause is recorded: the day lies between the first and the last that such clauses set (articles 24, 54 and 56; Convention of 1978, articles 22 and 23).
        DayOfEffectNotRecorded = "DAY_OF_EFFECT_NOT_RECORDED",
        /// A treaty without a clause on denunciation or withdrawal requires at least twelve months' notice (article 56, paragraph 2), if it can be denounced at all (paragraph 1).
        TwelveMonthsNotice = "TWELVE_MONTHS_NOTICE",
        /// On the day, the state or organization did not exist: it was not founded yet, or was dissolved, so it is not a party (articles 31, 34 and 35 of the Convention of 1978 deal only with its successors).
        OutsideLifetime = "OUTSIDE_LIFETIME",
        /// It refused to apply the treaty provisionally, so nothing of the kind is presumed (article 25, paragraph 1).
        ProvisionalApplicationRefused = "PROVISIONAL_APPLICATION_REFUSED",
        /// A treaty is applied provisionally pending its entry into force (article 25, paragraph 1). If the treaty says so, its entry into force ends the provisional application that was agreed to before, even by those for whom it is not in force; if no clause is recorded, this is possible.
        PendingEntryIntoForce = "PENDING_ENTRY_INTO_FORCE",
        /// Lies certainly after the day.
        NotYet = "NOT_YET",
        /// Was declined or called off, and has no effect.
        DidNotOccur = "DID_NOT_OCCUR",
        /// Was announced, expected, planned, proposed or considered; that it came about is at most possible.
        NotKnownToHaveOccurred = "NOT_KNOWN_TO_HAVE_OCCURRED",
        /// Claims contradict each other; what only some say is at most possible.
        ClaimsContradict = "CLAIMS_CONTRADICT",
        /// A treaty is in force from its entry into force (article 24; article 2, paragraph 1 g).
        EntryIntoForce = "ENTRY_INTO_FORCE",
        /// No entry into force is recorded; the treaty may be in force from the first step on.
        EntryIntoForceNotRecorded = "ENTRY_INTO_FORCE_NOT_RECORDED",
        /// A consent that has taken effect shows that the treaty is in force (article 24, paragraph 3).
        EffectShowsForce = "EFFECT_SHOWS_FORCE",
        /// A treaty is applied provisionally from its provisional entry into force (article 25).
        ProvisionalEntryIntoForce = "PROVISIONAL_ENTRY_INTO_FORCE",
        /// A treaty ends with its term, unless extended or renewed (article 54 a).
        TermEnds = "TERM_ENDS",
        /// No closed list has the parties to the extension: it is presumed to bind all parties, which is at most possible. By article 40, paragraph 4, it would bind only its own.
        ExtensionPresumedToBindAll = "EXTENSION_PRESUMED_TO_BIND_ALL",
        /// An extension binds those who consented to it, and nobody else; those who only signed it, it may bind (articles 14 and 40, paragraph 4; article 30, paragraph 4 b).
        ExtensionBindsItsParties = "EXTENSION_BINDS_ITS_PARTIES",
        /// Who becomes a party after the extension is a party to the treaty as extended, from then on (article 40, paragraph 5).
        LaterPartyAsExtended = "LATER_PARTY_AS_EXTENDED",
        /// A treaty renews its term by its own clause until an act ends it (article 54 a).
        RenewalClause = "RENEWAL_CLAUSE",
        /// Termination ends the treaty for all (articles 54 and 70, paragraph 1).
        Termination = "TERMINATION",
        /// A treaty is an agreement between states (article 2, paragraph 1 a): if only two acted on it, and one of them has left, it is over. That nobody else remains is certain only by a closed list.
        LeftAlone = "LEFT_ALONE",
        /// A treaty that another replaces may be terminated. The later treaty can terminate it only if all its parties conclude the later one (article 59); otherwise the later treaty prevails between those that are parties to both (article 30, paragraph 4 a).
        Replacement = "REPLACEMENT",
        /// Suspension of the treaty releases all parties from performance (articles 57 and 72).
        Suspension = "SUSPENSION",
    }
}

/// A rule, and the statements it was applied to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The rule.
    pub rule: TreatyRule,
    /// Treaty actions and milestones it was applied to, in order of entry; none where the rule speaks of their absence.
    pub on: Vec<Id>,
}

/// What an answer rests on: each rule once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Because(Vec<Reason>);

impl Because {
    /// Notes that a rule was applied to some statements.
    pub(super) fn note(&mut self, rule: TreatyRule, on: impl IntoIterator<Item = Id>) {
        let at = self.0.iter().position(|reason| reason.rule == rule).unwrap_or_else(|| {
            self.0.push(Reason { rule, on: Vec::new() });
            self.0.len() - 1
        });
        for id in on {
            if !self.0[at].on.contains(&id) {
                self.0[at].on.push(id);
            }
        }
    }

    /// The rules, in the order in which they were applied.
    pub fn reasons(&self) -> &[Reason] {
        &self.0
    }

    /// Statements that a rule was applied to; none where it was not applied.
    pub fn on(&self, rule: TreatyRule) -> Option<&[Id]> {
        self.0.iter().find(|reason| reason.rule == rule).map(|reason| reason.on.as_slice())
    }
}
