//! What one party did, with what groups did to which it may belong, and what all that presupposes.

use super::{Bonds, undo::may_undo_another};
use crate::{
    certainty::{Certainty, Days, limit},
    treaty::{
        Act, GroupAct, Id, Treaty,
        effect::Effect,
        fact::{Context, Deed},
        force::Force,
    },
};

impl Bonds {
    /// What a party did to a treaty. Where all signatures are taken as consent, a signature explains what only a party
    /// can do; where a treaty is applied provisionally, so does that application what ends it.
    pub(in crate::treaty) fn of(party: Id, treaty: &Treaty, force: &Force<'_>) -> Self {
        let mut bonds = Self::own(party, &treaty.acts, &treaty.context());
        bonds.in_force_from = force.in_force_from();
        let has_signed = bonds.has(Effect::is_recorded_signature);
        let has_consented = bonds.has(Effect::is_recorded_consent) || has_signed && force.is_ratified_some_day();
        if !has_consented {
            bonds.ends_provisional_only = bonds.provisional_before_leaving(force.is_provisional_some_day());
        }
        bonds.may_belong_to(&force.open_groups, party, treaty);
        bonds.presuppose_what_is_missing(force.is_ratified_some_day());
        bonds
    }

    /// What a party did to the instrument of an extension.
    pub(in crate::treaty) fn of_instrument(party: Id, acts: &[Act]) -> Self {
        let mut bonds = Self::own(party, acts, &Context::UNKNOWN);
        bonds.presuppose_what_is_missing(false);
        bonds
    }

    fn own(party: Id, acts: &[Act], context: &Context<'_>) -> Self {
        let own = acts.iter().filter(|act| act.claims().any(|claim| claim.party == party));
        let deeds = own.flat_map(|act| Deed::of(act, context));
        let deeds = deeds.filter(|deed| deed.party == party).collect::<Vec<_>>();
        let has_acted = deeds.iter().any(|deed| deed.effect.bears_on_status());
        let claims = acts.iter().flat_map(Act::claims).filter(|claim| claim.party == party);
        let covered_until = claims.filter_map(|claim| claim.covered_until).max();
        Self {
            deeds,
            has_acted,
            covered_until,
            ends_provisional_only: Certainty::Excluded,
            in_force_from: Days::UNKNOWN,
        }
    }

    /// How sure it is that a party applied the treaty provisionally and was bound by nothing else: by its own word, or
    /// as a signatory of a treaty that was applied provisionally.
    fn provisional_before_leaving(&self, is_provisional: bool) -> Certainty {
        let applied = self.deeds.iter().filter(|deed| deed.effect == Effect::ApplyProvisionally);
        let by_word = Certainty::any(applied.map(|deed| deed.limit));
        let by_signing = is_provisional && self.has(Effect::is_recorded_signature);
        by_word.or(if by_signing { Certainty::Possible } else { Certainty::Excluded })
    }

    /// Adds what groups did to which the party may belong, where no act of its own does the same.
    fn may_belong_to(&mut self, groups: &[GroupAct], party: Id, treaty: &Treaty) {
        for group in groups {
            let effect = Effect::of(group.action);
            let is_own = |deed: &Deed| deed.limit == Certainty::Certain && effect.does_the_same(deed.effect);
            let limit = limit(group.modality).and(Certainty::Possible);
            if limit.is_possible() && effect.changes_status() && !self.deeds.iter().any(is_own) {
                self.deeds.push(Deed {
                    ids: vec![group.id],
                    party,
                    effect,
                    date: group.date,
                    effective: None,
                    effect_day: treaty.clauses.effect_day(effect, group.date, treaty.lifetime(party)),
                    may_wait: treaty.clauses.lets_wait(effect),
                    is_on_entry: false,
                    limit,
                    is_contested: false,
                    is_of_group: true,
                    is_ordered: false,
                    is_denunciation: false,
                });
            }
        }
    }

    /// Adds consents and signatures that acts show, and that no source records before them.
    fn presuppose_what_is_missing(&mut self, ratification_was_completed: bool) {
        let has_signed = |bonds: &Self, hint: &Deed| bonds.has_before(hint, Effect::is_recorded_signature);
        self.presuppose(Effect::PresupposedConsent, |bonds, hint| {
            bonds.has_before(hint, Effect::is_recorded_consent) || ratification_was_completed && has_signed(bonds, hint)
        });
        self.presuppose(Effect::PresupposedBond, |bonds, hint| {
            bonds.has_before(hint, Effect::is_recorded_consent) || has_signed(bonds, hint)
        });
    }

    /// Whether something of a kind surely was done on which an act may rest that needs it: it does not lie after that act. An
    /// act that ends it, and is of the same day, may have ended what no source records.
    fn has_before(&self, hint: &Deed, which: impl Fn(Effect) -> bool) -> bool {
        self.deeds.iter().filter(|deed| which(deed.effect) && deed.limit == Certainty::Certain).any(|deed| {
            let first = deed.date.earliest.min(deed.effect_day.earliest);
            let lies_after = hint.date.latest.zip(first).is_some_and(|(last, first)| last < first);
            !(lies_after || hint.effect.undoes(deed.effect) && may_undo_another(hint, deed))
        })
    }

    /// Adds what some deeds presuppose, and no source records. Who ends provisional application need not have consented.
    fn presuppose(&mut self, effect: Effect, is_recorded: impl Fn(&Self, &Deed) -> bool) {
        let is_explained = |deed: &Deed| {
            is_recorded(self, deed) || deed.effect == Effect::Leave && self.ends_provisional_only.is_possible()
        };
        let hints = self.deeds.iter().filter(|deed| {
            deed.limit.is_possible() && deed.effect.presupposes() == Some(effect) && !is_explained(deed)
        });
        let Some(first) = hints.clone().next() else { return };
        let ids = hints.flat_map(|deed| deed.ids.iter().copied()).collect();
        let presupposed = Deed {
            ids,
            effect,
            date: Days::UNKNOWN,
            effective: None,
            effect_day: Days::UNKNOWN,
            may_wait: false,
            is_on_entry: false,
            limit: Certainty::Possible,
            is_contested: false,
            is_of_group: false,
            is_ordered: false,
            is_denunciation: false,
            ..*first
        };
        self.deeds.push(presupposed);
    }
}
