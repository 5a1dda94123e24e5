//! What one party did to a document, and what of it stands on a day.

use super::{Act, Because, Id, TreatyRule, effect::Effect, fact::Deed};
use crate::certainty::{Certainty, Days};

/// The deeds of one party, in order of entry, and then what they presuppose.
#[derive(Clone, Debug)]
pub(super) struct Bonds {
    deeds: Vec<Deed>,
}

impl Bonds {
    /// What a party did, of all acts on a document. Where all signatures are taken as consent, a signature explains
    /// what only a party can do.
    pub(super) fn of(party: Id, acts: &[Act], signatures_bind: bool) -> Self {
        let own = acts.iter().enumerate().filter(|(_, act)| act.claims().any(|claim| claim.party == party));
        let deeds = own.flat_map(|(order, act)| Deed::of(act, order));
        let mut bonds = Self { deeds: deeds.filter(|deed| deed.party == party).collect() };
        let has_signed = bonds.has(Effect::is_recorded_signature);
        let has_consented = bonds.has(Effect::is_recorded_consent) || has_signed && signatures_bind;
        if !has_consented {
            bonds.presuppose(Effect::PresupposedConsent);
        }
        if !has_consented && !has_signed {
            bonds.presuppose(Effect::PresupposedBond);
        }
        bonds
    }

    /// Adds what some deeds presuppose, and no source records.
    fn presuppose(&mut self, effect: Effect) {
        let hints =
            self.deeds.iter().filter(|deed| deed.limit.is_possible() && deed.effect.presupposes() == Some(effect));
        let Some(first) = hints.clone().next() else { return };
        let ids = hints.flat_map(|deed| deed.ids.iter().copied()).collect();
        let presupposed = Deed {
            ids,
            effect,
            date: Days::UNKNOWN,
            effective: None,
            limit: Certainty::Possible,
            is_contested: false,
            ..*first
        };
        self.deeds.push(presupposed);
    }

    /// Whether there is a deed of some effect that came about, or may have.
    pub(super) fn has(&self, which: impl Fn(Effect) -> bool) -> bool {
        self.deeds.iter().any(|deed| deed.limit.is_possible() && which(deed.effect))
    }

    /// Whether a deed of some effect stands on a day: done, and not undone.
    pub(super) fn stands(&self, day: Days, which: impl Fn(Effect) -> bool) -> Certainty {
        Certainty::any(
            self.deeds.iter().filter(|deed| which(deed.effect)).map(|deed| self.holds(deed, day, Self::done)),
        )
    }

    /// Whether a deed of some effect stands on a day and has taken effect.
    pub(super) fn works(&self, day: Days, which: impl Fn(Effect) -> bool) -> Certainty {
        Certainty::any(
            self.deeds.iter().filter(|deed| which(deed.effect)).map(|deed| self.holds(deed, day, Self::takes_effect)),
        )
    }

    /// Whether a consent stands on a day whose recorded day of effect is still to come.
    pub(super) fn awaits_effect(&self, day: Days) -> Certainty {
        let consents = self.deeds.iter().filter(|deed| deed.effect.consents() && deed.effective.is_some());
        Certainty::any(
            consents.map(|deed| self.holds(deed, day, Self::done).and(self.takes_effect(deed).by(day).negate())),
        )
    }

    /// Whether a signature was given by a day and not withdrawn. Leaving the treaty does not undo that it was signed.
    pub(super) fn signed(&self, day: Days) -> Certainty {
        Certainty::any(self.deeds.iter().filter(|deed| deed.effect.signs()).map(|deed| {
            let withdrawn = self.undone(deed, day, |undoing| undoing == Effect::WithdrawSignature);
            Self::limited(deed, self.done(deed).by(day)).and(withdrawn.negate())
        }))
    }

    /// Statements of some effect.
    pub(super) fn ids(&self, which: impl Fn(Effect) -> bool) -> Vec<Id> {
        self.deeds.iter().filter(|deed| which(deed.effect)).flat_map(|deed| deed.ids.iter().copied()).collect()
    }

    /// Whether somebody stayed outside by a day.
    pub(super) fn abstained(&self, day: Days) -> Certainty {
        self.works(day, |effect| effect == Effect::Abstain)
    }

    /// Whether all signatures count as consent, unless an act speaks against it: the presumption of a completed
    /// ratification, or of an extension that binds all.
    pub(super) fn nothing_speaks_against(&self, day: Days) -> Certainty {
        let contrary = |effect| matches!(effect, Effect::Abstain | Effect::WithdrawRatification);
        self.works(day, contrary).negate()
    }

    /// Whether a consent may have been given after a day.
    pub(super) fn consented_after(&self, day: Days) -> Certainty {
        let later = self.deeds.iter().filter(|deed| deed.effect.is_recorded_consent());
        Certainty::any(later.map(|deed| deed.date.after(day).and(deed.limit)))
    }

    fn holds(&self, deed: &Deed, day: Days, from: impl Fn(&Self, &Deed) -> Days) -> Certainty {
        let done = Self::limited(deed, from(self, deed).by(day));
        if done == Certainty::Excluded { done } else { done.and(self.undone(deed, day, |_| true).negate()) }
    }

    fn limited(deed: &Deed, found: Certainty) -> Certainty {
        let most = if deed.effect.is_only_possible() { Certainty::Possible } else { Certainty::Certain };
        found.and(deed.limit).and(most)
    }

    /// Whether a deed is undone on a day, by deeds of some effect.
    fn undone(&self, deed: &Deed, day: Days, which: impl Fn(Effect) -> bool) -> Certainty {
        let undoing = self.deeds.iter().filter(|other| which(other.effect) && other.effect.undoes(deed.effect));
        let undone = undoing.map(|other| self.holds(other, day, Self::takes_effect).and(self.follows(other, deed)));
        Certainty::any(undone).or(self.disputed(deed, day))
    }

    /// That a party took no part is a doubt about what it signed or consented to, unless that came later.
    fn disputed(&self, deed: &Deed, day: Days) -> Certainty {
        if !deed.effect.signs() && !deed.effect.consents() {
            return Certainty::Excluded;
        }
        let outside = self.deeds.iter().filter(|other| other.effect == Effect::Abstain);
        let doubts = outside.map(|other| other.date.by(day).and(other.limit).and(later(other, deed)));
        Certainty::any(doubts).and(Certainty::Possible)
    }

    /// Whether an act that undoes others lies after one of them. It lies after one of each tier, so if there is only one
    /// that it can lie after, it does, whatever its date says.
    fn follows(&self, undoing: &Deed, deed: &Deed) -> Certainty {
        let candidates = self.candidates(undoing, |other| other.effect.tier() == deed.effect.tier());
        match candidates.as_slice() {
            [only] if std::ptr::eq(*only, deed) => Certainty::Certain,
            [_] => Certainty::Excluded,
            several if several.iter().any(|other| later(undoing, other).is_possible()) => later(undoing, deed),
            _ => Certainty::Possible,
        }
    }

    /// Deeds that an act may undo, by their dates; all that it can undo if its date lies before them all.
    fn candidates(&self, undoing: &Deed, which: impl Fn(&Deed) -> bool) -> Vec<&Deed> {
        let undone = |other: &&Deed| undoing.effect.undoes(other.effect) && other.limit.is_possible() && which(other);
        let all = self.deeds.iter().filter(undone).collect::<Vec<_>>();
        let earlier = all.iter().copied().filter(|other| later(undoing, other).is_possible()).collect::<Vec<_>>();
        if earlier.is_empty() { all } else { earlier }
    }

    /// The day of a deed; an act that undoes others is no earlier than the first that it can undo.
    fn done(&self, deed: &Deed) -> Days {
        self.after_what_it_undoes(deed, deed.date)
    }

    /// The day from which a deed has effect.
    fn takes_effect(&self, deed: &Deed) -> Days {
        self.after_what_it_undoes(deed, deed.takes_effect())
    }

    fn after_what_it_undoes(&self, deed: &Deed, date: Days) -> Days {
        let candidates = self.candidates(deed, |_| true);
        // An unbounded first day is the least of all.
        let Some(first) = candidates.iter().map(|other| other.date.earliest).min().flatten() else {
            return date;
        };
        let earliest = Some(date.earliest.map_or(first, |earliest| earliest.max(first)));
        let least = candidates.iter().filter_map(|other| other.date.latest).min();
        let latest = match date.latest {
            Some(latest) if latest < first => least.or(Some(first)).map(|least| least.max(first)),
            latest => latest,
        };
        Days { earliest, latest }
    }

    /// Notes the rules of all that was done by a day, or may have been. `signatures_bind` says whether a signature may
    /// count as consent on that day.
    pub(super) fn explain(&self, day: Days, signatures_bind: bool, because: &mut Because) {
        for deed in &self.deeds {
            let ids = deed.ids.iter().copied();
            if deed.limit == Certainty::Excluded {
                because.note(TreatyRule::DidNotOccur, ids);
            } else if !self.done(deed).by(day).or(self.takes_effect(deed).by(day)).is_possible() {
                because.note(TreatyRule::NotYet, ids);
            } else {
                let by_presumption = signatures_bind && deed.effect == Effect::Sign;
                because.note(if by_presumption { TreatyRule::RatificationCompleted } else { deed.effect.rule() }, ids);
                deed.explain_doubt(because);
                if !self.candidates(deed, |_| true).is_empty() {
                    because.note(TreatyRule::UndoingComesAfter, deed.ids.iter().copied());
                }
            }
        }
        if self.deeds.is_empty() {
            because.note(TreatyRule::NoAct, []);
        }
    }
}

/// Whether one deed lies after another by their dates; on one day, by the order of entry.
fn later(one: &Deed, two: &Deed) -> Certainty {
    let precedes = |first: &Deed, second: &Deed| {
        first
            .date
            .latest
            .zip(second.date.earliest)
            .is_some_and(|(last, next)| last < next || last == next && first.order < second.order)
    };
    Certainty::between(!precedes(one, two), precedes(two, one))
}
