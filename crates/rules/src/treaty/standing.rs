//! How one party stands to a treaty on a day.

use super::{
    Because, Clauses, Id, PartyStatus, Treaty, TreatyRule, bonds::Bonds, effect::Effect, extension::For, force::Force,
    horizon::Horizon, term::Terms,
};
use crate::certainty::{Certainty, Days, Lifetime};
use Certainty::{Excluded, Possible};

/// How a state or organization stands to a treaty on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The state or organization.
    pub party: Id,
    /// Its status: the one that is certain, else the first that is possible, in the order of the vocabulary.
    pub status: PartyStatus,
    /// How sure that status is: CERTAIN or POSSIBLE. Beyond what the sources cover it is the last that is recorded, and POSSIBLE.
    pub certainty: Certainty,
    /// Whether that status rests on a presumption: without it, it would be excluded. What is presumed is at most POSSIBLE.
    pub is_presumed: bool,
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
        let bonds = Bonds::of(party, treaty, force);
        let lifetime = treaty.lifetime(party);
        let terms_with = |presumption| Terms::of(force, treaty.term, For::Party(party, &bonds, presumption), day);
        let terms = terms_with(Possible);
        let clauses = &treaty.clauses;
        let facts = Facts::of(&bonds, force, &terms, clauses, day, Possible, lifetime);
        let statuses = PartyStatus::ALL.iter().map(|status| (*status, facts.status(*status)));
        let statuses = statuses.filter(|(_, certainty)| certainty.is_possible()).collect::<Vec<_>>();
        let leading = statuses.iter().min_by_key(|(status, certainty)| (*certainty, *status)).copied();
        // Some status always is possible; if rules left a gap, nothing would be known.
        let (status, certainty) = leading.unwrap_or((PartyStatus::NotParty, Possible));
        let unpresumed = Facts::of(&bonds, force, &terms_with(Excluded), clauses, day, Excluded, lifetime);
        let mut because = Because::default();
        bonds.explain(day, force.ratified(day).is_possible(), &treaty.clauses, &mut because);
        if facts.signed.is_possible() {
            force.explain_ratified(day, &mut because);
        }
        if facts.consented.or(facts.left).is_possible() {
            force.explain(day, &mut because);
            terms.explain(day, &mut because);
        }
        if facts.refused.is_possible() && force.provisional(day).is_possible() {
            let refusals = bonds.ids(|effect| effect == Effect::ApplyProvisionally);
            because.note(TreatyRule::ProvisionalApplicationRefused, refusals);
        }
        let may_have_ended = clauses.ends_provisional(force.entered(day)).is_possible();
        if may_have_ended && bonds.has(|effect| effect == Effect::ApplyProvisionally) {
            because.note(TreatyRule::PendingEntryIntoForce, bonds.ids(|effect| effect == Effect::ApplyProvisionally));
        }
        if facts.alive != Certainty::Certain {
            because.note(TreatyRule::OutsideLifetime, []);
        }
        let mut standing = Self {
            party,
            status,
            certainty,
            is_presumed: certainty == Possible && !unpresumed.status(status).is_possible(),
            statuses,
            is_party: facts.in_force(),
            has_signed: bonds.signed(day).and(facts.alive),
            has_signed_only: facts.signed.and(facts.consented.negate()).and(facts.alive),
            is_missing: facts.takes_part().negate().and(facts.alive),
            because,
        };
        let horizon = Horizon::of(force, lifetime, day);
        let is_unborn = lifetime.is_to_come(day) == Certainty::Certain;
        if let Some(why) = treaty.unknown(&bonds, force, &horizon, day).filter(|_| !is_unborn) {
            standing.open(&horizon, lifetime, day, why);
        }
        standing
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
    /// Left the treaty when it was in force.
    left: Certainty,
    /// Applies the treaty provisionally, or agreed to.
    provisional: Certainty,
    /// Suspended the treaty for itself, or all did.
    suspended: Certainty,
    /// The treaty has entered into force.
    entered: Certainty,
    /// The treaty has ended, or its term is over for this party.
    over: Certainty,
    /// Was surely bound at some time, whatever became of it.
    was_bound: Certainty,
    /// Refused to apply the treaty provisionally.
    refused: Certainty,
    /// The party is there on the day.
    alive: Certainty,
    /// The party is no more.
    gone: Certainty,
    /// The party is not there yet.
    unborn: Certainty,
}

impl Facts {
    /// `presumption` is what is presumed counts for: POSSIBLE, or EXCLUDED to leave it out.
    fn of(
        bonds: &Bonds,
        force: &Force<'_>,
        terms: &Terms<'_>,
        clauses: &Clauses,
        day: Days,
        presumption: Certainty,
        lifetime: Lifetime,
    ) -> Self {
        let entered = force.entered(day);
        let signed = bonds.stands(day, Effect::signs);
        // All who signed are presumed to have ratified once ratification was completed, unless an act speaks against it.
        let presumed = force.ratified(day).and(bonds.signature_stands_as_consent(day));
        let presumed = presumed.and(bonds.nothing_speaks_against(day)).and(presumption);
        let consented = bonds.stands(day, Effect::consents).or(bonds.works(day, Effect::consents)).or(presumed);
        let works = bonds.works(day, Effect::consents).or(presumed);
        // In a treaty that is applied provisionally, who signed or consented may have agreed to that (article 25, paragraph 1),
        // unless they refused, or gave notice that they will not become parties.
        let refused = bonds.refused_provisional(day);
        let has_consented = bonds.has(Effect::is_recorded_consent);
        let ended = if has_consented { Excluded } else { bonds.left_by(day, day) };
        let agreed = consented.or(signed).and(Possible).and(force.provisional(day));
        let agreed = agreed.and(refused.or(ended).or(clauses.ends_provisional(entered)).negate());
        let provisional = bonds.applies_provisionally(day, force, clauses).or(agreed);
        let was_bound = if bonds.was_surely_bound(day, force.entry()) { entered } else { Excluded };
        let left = bonds.works(day, |effect| effect == Effect::Leave);
        let left = left.and(bonds.left_in_force(day).and(entered).or(was_bound));
        // Only a party denounces (article 54), while signatories withdraw as well; so who only signed may not have been a party,
        // nor who withdrew and of whom no consent is recorded. Who only applied the treaty provisionally was none.
        let may_have_signed = bonds.has(Effect::is_recorded_signature) || !bonds.has_denounced();
        let was_less = !bonds.surely_consented() && may_have_signed;
        let left = left.and(bonds.ends_provisional_only().negate());
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
            was_bound,
            refused,
            alive: lifetime.lives_on(day),
            gone: lifetime.is_over(day),
            unborn: lifetime.is_to_come(day),
        }
    }

    fn status(&self, status: PartyStatus) -> Certainty {
        let in_force = self.in_force();
        let provisional = self.provisionally_applies();
        match status {
            PartyStatus::Party => in_force.and(self.suspended.negate()),
            PartyStatus::Suspended => in_force.and(self.suspended),
            PartyStatus::ProvisionallyApplying => provisional,
            PartyStatus::ContractingState => {
                self.contracting().and(provisional.negate()).and(self.saw_the_end().negate()).and(self.alive)
            }
            PartyStatus::Signatory => {
                let only_signed = self.signed.and(self.consented.negate()).and(provisional.negate());
                only_signed.and(self.saw_the_end().negate()).and(self.alive)
            }
            PartyStatus::FormerParty => self.former(),
            PartyStatus::NotParty => {
                let takes_part = self.takes_part().and(self.alive).or(provisional);
                // Who left and takes part anew is no third state either, so that need not be looked at.
                let took_part = self.saw_the_end().or(self.left).or(self.was_bound);
                takes_part.or(took_part.and(self.unborn.negate())).negate()
            }
        }
    }

    /// Bound, and the treaty is in force for it: it is a party, suspended or not.
    fn in_force(&self) -> Certainty {
        self.bound.and(self.over.negate()).and(self.alive)
    }

    fn provisionally_applies(&self) -> Certainty {
        self.provisional.and(self.bound.negate()).and(self.over.negate()).and(self.alive)
    }

    /// Consented to a treaty that has not entered into force, or not for it yet.
    fn contracting(&self) -> Certainty {
        self.consented.and(self.entered.negate()).or(self.pending.and(self.bound.negate()))
    }

    /// Was bound until the treaty ended or the party was no more, or left a treaty that is in force and did not sign or
    /// consent again.
    fn former(&self) -> Certainty {
        let takes_part = self.takes_part().and(self.alive).or(self.provisional);
        let left = self.left.and(takes_part.negate());
        self.saw_the_end().or(left).and(self.unborn.negate())
    }

    /// Was bound at some time, and the treaty has ended or the party is no more.
    fn saw_the_end(&self) -> Certainty {
        self.bound.or(self.was_bound).and(self.over.or(self.gone)).and(self.unborn.negate())
    }

    fn takes_part(&self) -> Certainty {
        self.signed.or(self.consented)
    }
}
