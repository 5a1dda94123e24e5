//! How one party stands to a treaty on a day.

use super::{
    Because, Id, PartyStatus, Treaty, bonds::Bonds, effect::Effect, extension::For, force::Force, term::Terms,
};
use crate::certainty::{Certainty, Days};
use Certainty::Possible;

/// How a state or organization stands to a treaty on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The state or organization.
    pub party: Id,
    /// Its status: the one that is certain, else the first that is possible, in the order of the vocabulary.
    pub status: PartyStatus,
    /// How sure that status is: CERTAIN or POSSIBLE.
    pub certainty: Certainty,
    /// Every status that is not excluded, in the order of the vocabulary.
    pub statuses: Vec<(PartyStatus, Certainty)>,
    /// Whether it is a party: bound by a treaty that is in force for it, suspended or not (article 2, paragraph 1 g).
    pub is_party: Certainty,
    /// Whether it has signed, and did not withdraw its signature. That holds of parties and former parties too.
    pub has_signed: Certainty,
    /// Whether it has signed and neither consented to be bound nor left.
    pub has_signed_only: Certainty,
    /// Whether it takes no part: it neither signed nor consented, or it left.
    pub is_missing: Certainty,
    /// Rules, and the acts and steps they were applied to.
    pub because: Because,
}

impl Standing {
    /// How sure a status is.
    pub fn of(&self, status: PartyStatus) -> Certainty {
        self.statuses
            .iter()
            .find(|(known, _)| *known == status)
            .map_or(Certainty::Excluded, |(_, certainty)| *certainty)
    }

    pub(super) fn derive(treaty: &Treaty, force: &Force<'_>, party: Id, day: Days) -> Self {
        let bonds = Bonds::of(party, &treaty.acts, force.is_ratified_some_day());
        let terms = Terms::of(force, treaty.term, For::Party(party, &bonds), day);
        let facts = Facts::of(&bonds, force, &terms, day);
        let statuses = PartyStatus::ALL.iter().map(|status| (*status, facts.status(*status)));
        let statuses = statuses.filter(|(_, certainty)| certainty.is_possible()).collect::<Vec<_>>();
        let leading = statuses.iter().min_by_key(|(status, certainty)| (*certainty, *status)).copied();
        // Some status always is possible; if rules left a gap, nothing would be known.
        let (status, certainty) = leading.unwrap_or((PartyStatus::NotParty, Possible));
        let is_party = facts.bound.and(facts.over.negate());
        let mut because = Because::default();
        bonds.explain(day, force.ratified(day).is_possible(), &mut because);
        if facts.signed.is_possible() {
            force.explain_ratified(day, &mut because);
        }
        if facts.consented.or(facts.left).is_possible() {
            force.explain(day, &mut because);
            terms.explain(day, &mut because);
        }
        Self {
            party,
            status,
            certainty,
            statuses,
            is_party,
            has_signed: bonds.signed(day),
            has_signed_only: facts.signed.and(facts.consented.negate()),
            is_missing: facts.takes_part().negate(),
            because,
        }
    }
}

/// What the status of a party is made of; each is as certain as the acts and steps allow.
struct Facts {
    /// Signed, and neither withdrew that nor left.
    signed: Certainty,
    /// Consented to be bound, and did not undo it.
    consented: Certainty,
    /// Consented, with effect, to a treaty that has entered into force.
    bound: Certainty,
    /// Consented, and no such consent that stands has effect yet.
    pending: Certainty,
    /// Left the treaty.
    left: Certainty,
    /// Applies the treaty provisionally, or agreed to.
    provisional: Certainty,
    /// Suspended the treaty for itself, or all did.
    suspended: Certainty,
    /// The treaty has entered into force.
    entered: Certainty,
    /// The treaty has ended, or its term is over for this party.
    over: Certainty,
}

impl Facts {
    fn of(bonds: &Bonds, force: &Force<'_>, terms: &Terms<'_>, day: Days) -> Self {
        let entered = force.entered(day);
        let signed = bonds.stands(day, Effect::signs);
        // All who signed are taken to have ratified once ratification was completed, unless an act speaks against it.
        let presumed = force.ratified(day).and(signed).and(bonds.nothing_speaks_against(day));
        let consented = bonds.stands(day, Effect::consents).or(bonds.works(day, Effect::consents)).or(presumed);
        let works = bonds.works(day, Effect::consents).or(presumed);
        // In a treaty that is applied provisionally from its signing, signatories may have agreed to that.
        let agreed = consented.or(signed.and(Possible)).and(force.provisional(day));
        let provisional = bonds.works(day, |effect| effect == Effect::ApplyProvisionally).or(agreed);
        let left = bonds.works(day, |effect| effect == Effect::Leave);
        // Only a party can leave (article 54); who only signed or applied provisionally may not have been one.
        let has_less = |effect: Effect| effect.is_recorded_signature() || effect == Effect::ApplyProvisionally;
        let has_consented = bonds.has(Effect::is_recorded_consent) || force.is_ratified_some_day();
        let was_less = bonds.has(has_less) && !has_consented;
        Self {
            signed,
            consented,
            bound: works.and(entered),
            pending: bonds.awaits_effect(day),
            left: if was_less { left.and(Possible) } else { left },
            provisional,
            suspended: bonds.works(day, |effect| effect == Effect::Suspend).or(force.suspended(day)),
            entered,
            over: force.ended(day).or(entered.and(terms.hold_on(day).negate())),
        }
    }

    fn status(&self, status: PartyStatus) -> Certainty {
        let in_force = self.bound.and(self.over.negate());
        let provisional = self.provisional.and(self.bound.negate()).and(self.over.negate());
        match status {
            PartyStatus::Party => in_force.and(self.suspended.negate()),
            PartyStatus::Suspended => in_force.and(self.suspended),
            PartyStatus::ProvisionallyApplying => provisional,
            PartyStatus::ContractingState => self.contracting().and(provisional.negate()),
            PartyStatus::Signatory => self.signed.and(self.consented.negate()).and(provisional.negate()),
            PartyStatus::FormerParty => self.former(),
            PartyStatus::NotParty => self.takes_part().or(provisional).or(self.former()).negate(),
        }
    }

    /// Consented to a treaty that has not entered into force, or not for it yet.
    fn contracting(&self) -> Certainty {
        self.consented.and(self.entered.negate()).or(self.pending.and(self.bound.negate()))
    }

    /// Was bound until the treaty ended, or left a treaty that is in force and did not sign or consent again.
    fn former(&self) -> Certainty {
        let saw_it_end = self.bound.and(self.over);
        let left = self.left.and(self.entered).and(self.takes_part().negate()).and(self.provisional.negate());
        saw_it_end.or(left)
    }

    fn takes_part(&self) -> Certainty {
        self.signed.or(self.consented)
    }
}
