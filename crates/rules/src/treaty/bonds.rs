//! What one party did to a document, and what of it stands on a day.
//!
//! `gather` finds the deeds, and what they presuppose; `undo` says which of them undo others.

mod gather;
mod undo;

use super::{Because, Clauses, Id, LeavingClause, TreatyRule, effect::Effect, fact::Deed, force::Force};
use crate::certainty::{Certainty, Days};
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
    /// Day from which the document is in force; unknown for an instrument.
    in_force_from: Days,
}

/// From which day a deed counts.
type Reckoned = fn(&Bonds, &Deed) -> Days;

/// Nothing is recorded of final clauses.
pub(super) static NO_CLAUSES: Clauses =
    Clauses { consent: None, leaving: LeavingClause::NotRecorded, succession: None, provisional: None };

impl Bonds {
    /// Whether there is a deed of some effect that came about, or may have.
    pub(super) fn has(&self, which: impl Fn(Effect) -> bool) -> bool {
        self.deeds.iter().any(|deed| deed.limit.is_possible() && which(deed.effect))
    }

    /// Whether a consent is recorded that surely came about.
    pub(super) fn surely_consented(&self) -> bool {
        self.deeds.iter().any(|deed| deed.effect.is_recorded_consent() && deed.limit == Certainty::Certain)
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

    /// Whether the party gave notice of leaving by a day, and as things stand on another did not revoke it.
    pub(super) fn left_by(&self, notice: Days, day: Days) -> Certainty {
        let leaving = self.deeds.iter().filter(|deed| deed.effect == Effect::Leave);
        Certainty::any(leaving.map(|deed| {
            let given = Self::limited(deed, self.done(deed).by(notice));
            given.and(self.undone(deed, day, |_| true).negate())
        }))
    }

    /// Whether the party refused to apply the treaty provisionally by a day, and did not agree to it.
    pub(super) fn refused_provisional(&self, day: Days) -> Certainty {
        let of_kind = || self.deeds.iter().filter(|deed| deed.effect == Effect::ApplyProvisionally);
        if of_kind().any(|deed| deed.limit.is_possible()) {
            return Certainty::Excluded;
        }
        Certainty::any(of_kind().map(|deed| deed.date.by(day)))
    }

    /// Whether the party applies the treaty provisionally on a day by its own word. Where it may end with the entry into
    /// force of the treaty, it does for whoever agreed to it before.
    pub(super) fn applies_provisionally(&self, day: Days, force: &Force<'_>, clauses: &Clauses) -> Certainty {
        let own = self.deeds.iter().filter(|deed| deed.effect == Effect::ApplyProvisionally);
        Certainty::any(own.map(|deed| {
            let is_over = force.entered(day).and(deed.date.before(force.entry()));
            self.holds(deed, day, Self::takes_effect).and(clauses.ends_provisional(is_over).negate())
        }))
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

    /// Whether a consent took effect after some day, and has by another.
    pub(super) fn joined_between(&self, after: Days, day: Days) -> Certainty {
        let consents = self.deeds.iter().filter(|deed| deed.effect.is_recorded_consent());
        Certainty::any(consents.map(|deed| {
            let effect = self.takes_effect(deed);
            effect.after(after).and(effect.by(day)).and(deed.limit)
        }))
    }

    /// Whether the party left a treaty that was in force, and that has effect on a day.
    pub(super) fn left_in_force(&self, day: Days) -> Certainty {
        let leaving = self.deeds.iter().filter(|deed| deed.effect == Effect::Leave);
        Certainty::any(leaving.map(|deed| {
            let was_in_force = self.takes_effect(deed).before(self.in_force_from).negate();
            self.holds(deed, day, Self::takes_effect).and(was_in_force)
        }))
    }

    /// Whether it was a party that left: it had surely consented, or may have.
    pub(super) fn left_as_party(&self) -> Certainty {
        if self.surely_consented() || self.has_denounced() { Certainty::Certain } else { Certainty::Possible }
    }

    /// Whether the party denounced, which only a party does; "withdrawal" is also said of signatories.
    pub(super) fn has_denounced(&self) -> bool {
        self.deeds.iter().any(|deed| deed.is_denunciation && deed.limit == Certainty::Certain)
    }

    fn holds(&self, deed: &Deed, day: Days, from: Reckoned) -> Certainty {
        let done = Self::limited(deed, from(self, deed).by(day));
        if done == Certainty::Excluded { done } else { done.and(self.undone(deed, day, |_| true).negate()) }
    }

    fn limited(deed: &Deed, found: Certainty) -> Certainty {
        let most = if deed.effect.is_only_possible() { Certainty::Possible } else { Certainty::Certain };
        found.and(deed.limit).and(most)
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
        if deed.is_on_entry {
            because.note(TreatyRule::EntryOnSignature, deed.ids.iter().copied());
        }
        if deed.effective.is_some() || deed.effect_day == deed.date && !deed.effect.succeeds() {
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
