//! What one party did to a document, and what of it stands on a day.

use super::{
    Act, Because, Clauses, GroupAct, Id, LeavingClause, Treaty, TreatyRule,
    effect::Effect,
    fact::{Context, Deed},
    force::Force,
};
use crate::certainty::{Certainty, Days, limit};
use time::Date;

/// The deeds of one party, in order of entry, and then what they presuppose.
#[derive(Clone, Debug)]
pub(super) struct Bonds {
    deeds: Vec<Deed>,
    /// Whether the party did anything itself; if not, its deeds are those of groups to which it may belong.
    has_acted: bool,
    /// Last day that the sources of its acts cover.
    covered_until: Option<Date>,
    /// How sure it is that by leaving it ended no more than provisional application (article 25, paragraph 2).
    ends_provisional_only: Certainty,
}

/// From which day a deed counts.
type Reckoned = fn(&Bonds, &Deed) -> Days;

/// Nothing is recorded of final clauses.
pub(super) static NO_CLAUSES: Clauses =
    Clauses { consent: None, leaving: LeavingClause::NotRecorded, succession: None };

impl Bonds {
    /// What a party did to a treaty. Where all signatures are taken as consent, a signature explains what only a party
    /// can do; where a treaty is applied provisionally, so does that application what ends it.
    pub(super) fn of(party: Id, treaty: &Treaty, force: &Force<'_>) -> Self {
        let mut bonds = Self::own(party, &treaty.acts, &treaty.context());
        let has_signed = bonds.has(Effect::is_recorded_signature);
        let has_consented = bonds.has(Effect::is_recorded_consent) || has_signed && force.is_ratified_some_day();
        if !has_consented {
            bonds.ends_provisional_only = bonds.provisional_before_leaving(force.is_provisional_some_day());
        }
        bonds.may_belong_to(&treaty.groups, party, treaty.acts.len());
        bonds.presuppose_what_is_missing(has_signed, has_consented);
        bonds
    }

    /// What a party did to the instrument of an extension.
    pub(super) fn of_instrument(party: Id, acts: &[Act]) -> Self {
        let mut bonds = Self::own(party, acts, &Context { clauses: &NO_CLAUSES, lifetimes: &[] });
        let (has_signed, has_consented) =
            (bonds.has(Effect::is_recorded_signature), bonds.has(Effect::is_recorded_consent));
        bonds.presuppose_what_is_missing(has_signed, has_consented);
        bonds
    }

    fn own(party: Id, acts: &[Act], context: &Context<'_>) -> Self {
        let own = acts.iter().enumerate().filter(|(_, act)| act.claims().any(|claim| claim.party == party));
        let deeds = own.flat_map(|(order, act)| Deed::of(act, order, context));
        let deeds = deeds.filter(|deed| deed.party == party).collect::<Vec<_>>();
        let has_acted = !deeds.is_empty();
        let claims = acts.iter().flat_map(Act::claims).filter(|claim| claim.party == party);
        let covered_until = claims.filter_map(|claim| claim.covered_until).max();
        Self { deeds, has_acted, covered_until, ends_provisional_only: Certainty::Excluded }
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
    fn may_belong_to(&mut self, groups: &[GroupAct], party: Id, order: usize) {
        for group in groups {
            let effect = Effect::of(group.action);
            let is_own = |deed: &Deed| {
                deed.limit == Certainty::Certain
                    && (effect.signs() && deed.effect.signs() || effect.consents() && deed.effect.consents())
            };
            let limit = limit(group.modality).and(Certainty::Possible);
            if limit.is_possible() && (effect.signs() || effect.consents()) && !self.deeds.iter().any(is_own) {
                self.deeds.push(Deed {
                    ids: vec![group.id],
                    party,
                    effect,
                    date: group.date,
                    effective: None,
                    effect_day: group.date,
                    may_wait: false,
                    limit,
                    is_contested: false,
                    is_of_group: true,
                    order,
                });
            }
        }
    }

    fn presuppose_what_is_missing(&mut self, has_signed: bool, has_consented: bool) {
        if !has_consented {
            self.presuppose(Effect::PresupposedConsent);
        }
        if !has_consented && !has_signed {
            self.presuppose(Effect::PresupposedBond);
        }
    }

    /// Adds what some deeds presuppose, and no source records. Who ends provisional application need not have consented.
    fn presuppose(&mut self, effect: Effect) {
        let is_explained = |deed: &Deed| deed.effect == Effect::Leave && self.ends_provisional_only.is_possible();
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
            limit: Certainty::Possible,
            is_contested: false,
            is_of_group: false,
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

    /// Whether a signature that counts as consent stands on a day: leaving undoes it only when leaving has effect.
    pub(super) fn signature_stands_as_consent(&self, day: Days) -> Certainty {
        Certainty::any(self.deeds.iter().filter(|deed| deed.effect.signs()).map(|deed| {
            let done = Self::limited(deed, self.done(deed).by(day));
            done.and(self.undone_from(deed, day, |_| true, Self::takes_effect).negate())
        }))
    }

    /// Whether the party did anything itself.
    pub(super) fn has_acted(&self) -> bool {
        self.has_acted
    }

    /// Last day that the sources of its acts cover; none where none says how far it goes.
    pub(super) fn covered_until(&self) -> Option<Date> {
        self.covered_until
    }

    /// How sure it is that by leaving the party ended no more than provisional application.
    pub(super) fn ends_provisional_only(&self) -> Certainty {
        self.ends_provisional_only
    }

    /// Whether the party gave notice of leaving by a day, and did not revoke it.
    pub(super) fn left_by(&self, day: Days) -> Certainty {
        self.stands(day, |effect| effect == Effect::Leave)
    }

    /// Whether the party refused to apply the treaty provisionally by a day, and did not agree to it.
    pub(super) fn refused_provisional(&self, day: Days) -> Certainty {
        let of_kind = || self.deeds.iter().filter(|deed| deed.effect == Effect::ApplyProvisionally);
        if of_kind().any(|deed| deed.limit.is_possible()) {
            return Certainty::Excluded;
        }
        Certainty::any(of_kind().map(|deed| deed.date.by(day)))
    }

    /// Whether a consent surely had effect by a day, in a treaty in force, before the party can have left it.
    pub(super) fn was_surely_bound(&self, day: Days, entry: Days) -> bool {
        let starts = |deed: &Deed| Days {
            earliest: self.takes_effect(deed).earliest.max(entry.earliest),
            latest: self.takes_effect(deed).latest.zip(entry.latest).map(|(one, two)| one.max(two)),
        };
        let undone_otherwise =
            |deed: &Deed| self.undone(deed, day, |effect| effect != Effect::Leave) != Certainty::Excluded;
        let bound_before_leaving = |deed: &Deed| {
            let leaving = self.deeds.iter().filter(|other| other.effect == Effect::Leave && other.limit.is_possible());
            leaving.into_iter().all(|leave| starts(deed).before(self.takes_effect(leave)) == Certainty::Certain)
        };
        let consents = self.deeds.iter().filter(|deed| deed.effect.is_recorded_consent());
        consents.into_iter().any(|deed| {
            deed.limit == Certainty::Certain
                && starts(deed).by(day) == Certainty::Certain
                && !undone_otherwise(deed)
                && bound_before_leaving(deed)
        })
    }

    /// Whether a deed of some effect stands on a day and has taken effect.
    pub(super) fn works(&self, day: Days, which: impl Fn(Effect) -> bool) -> Certainty {
        Certainty::any(
            self.deeds.iter().filter(|deed| which(deed.effect)).map(|deed| self.holds(deed, day, Self::takes_effect)),
        )
    }

    /// Whether a consent stands on a day whose day of effect is still to come.
    pub(super) fn awaits_effect(&self, day: Days) -> Certainty {
        let consents = self.deeds.iter().filter(|deed| deed.effect.consents() && deed.may_wait);
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

    fn holds(&self, deed: &Deed, day: Days, from: Reckoned) -> Certainty {
        let done = Self::limited(deed, from(self, deed).by(day));
        if done == Certainty::Excluded { done } else { done.and(self.undone(deed, day, |_| true).negate()) }
    }

    fn limited(deed: &Deed, found: Certainty) -> Certainty {
        let most = if deed.effect.is_only_possible() { Certainty::Possible } else { Certainty::Certain };
        found.and(deed.limit).and(most)
    }

    /// Whether a deed is undone on a day, by deeds of some effect.
    ///
    /// Notice runs for who is bound: a signature and a provisional application end with the notice itself (article 18 a;
    /// article 25, paragraph 2), the latter unless a source gives another day. Who ended provisional application may still be a
    /// signatory.
    fn undone(&self, deed: &Deed, day: Days, which: impl Fn(Effect) -> bool) -> Certainty {
        if deed.effect.consents() {
            return self.undone_from(deed, day, which, Self::takes_effect);
        }
        let at_once: Reckoned =
            |bonds, other| if other.effect == Effect::Leave { bonds.done(other) } else { bonds.takes_effect(other) };
        let as_said: Reckoned = |bonds, other| {
            if other.effective.is_some() { bonds.takes_effect(other) } else { bonds.done(other) }
        };
        let from = if deed.effect.is_recorded_signature() { at_once } else { as_said };
        self.undone_from(deed, day, which, from)
    }

    fn undone_from(&self, deed: &Deed, day: Days, which: impl Fn(Effect) -> bool, from: Reckoned) -> Certainty {
        let undoing = self.deeds.iter().filter(|other| which(other.effect) && other.effect.undoes(deed.effect));
        let undone = undoing.map(|other| {
            let spares = other.effect == Effect::Leave
                && deed.effect.is_recorded_signature()
                && !deed.effect.is_recorded_consent()
                && self.ends_provisional_only.is_possible();
            let most = if spares { Certainty::Possible } else { Certainty::Certain };
            self.holds(other, day, from).and(self.follows(other, deed)).and(most)
        });
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
        self.after_what_it_undoes(deed, deed.effect_day)
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
    pub(super) fn explain(&self, day: Days, signatures_bind: bool, clauses: &Clauses, because: &mut Because) {
        for deed in &self.deeds {
            let ids = deed.ids.iter().copied();
            if deed.limit == Certainty::Excluded {
                because.note(TreatyRule::DidNotOccur, ids);
            } else if !self.done(deed).by(day).or(self.takes_effect(deed).by(day)).is_possible() {
                because.note(TreatyRule::NotYet, ids);
            } else {
                let by_presumption = signatures_bind && deed.effect == Effect::Sign;
                let rule = match deed.effect {
                    _ if deed.is_of_group => TreatyRule::GroupNotNamed,
                    _ if by_presumption => TreatyRule::RatificationCompleted,
                    effect => effect.rule(),
                };
                because.note(rule, ids);
                deed.explain_doubt(because);
                self.explain_effect(deed, day, clauses, because);
                if !self.candidates(deed, |_| true).is_empty() {
                    because.note(TreatyRule::UndoingComesAfter, deed.ids.iter().copied());
                }
            }
        }
        if !self.has_acted {
            because.note(TreatyRule::NoAct, []);
        }
    }

    /// Notes what the day of effect of a deed rests on, where no source gives it and that matters on a day.
    fn explain_effect(&self, deed: &Deed, day: Days, clauses: &Clauses, because: &mut Because) {
        if deed.effective.is_some() || deed.effect_day == deed.date {
            return;
        }
        if clauses.says(deed.effect) {
            because.note(TreatyRule::FinalClause, deed.ids.iter().copied());
        } else if self.takes_effect(deed).by(day) == Certainty::Possible
            || self.takes_effect(deed).after(day).is_possible()
        {
            let is_notice = deed.effect == Effect::Leave && clauses.leaving == LeavingClause::Silent;
            let rule = if is_notice { TreatyRule::TwelveMonthsNotice } else { TreatyRule::DayOfEffectNotRecorded };
            because.note(rule, deed.ids.iter().copied());
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
