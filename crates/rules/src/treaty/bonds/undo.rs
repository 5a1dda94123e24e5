//! Which deeds undo others, and from when: an act that undoes another lies after it, whatever its date says.

use super::{Bonds, Reckoned};
use crate::{
    certainty::{Certainty, Days},
    treaty::{effect::Effect, fact::Deed},
};

impl Bonds {
    /// Whether a deed is undone on a day, by deeds of some effect.
    ///
    /// Notice runs for who is bound, suspended or not: a signature and a provisional application end with the notice itself
    /// (article 18 a; article 25, paragraph 2), the latter unless a source gives another day. Who ended provisional application may still be a
    /// signatory.
    pub(super) fn undone(&self, deed: &Deed, day: Days, which: impl Fn(Effect) -> bool) -> Certainty {
        if deed.effect.consents() || deed.effect == Effect::Suspend {
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

    pub(super) fn undone_from(
        &self,
        deed: &Deed,
        day: Days,
        which: impl Fn(Effect) -> bool,
        from: Reckoned,
    ) -> Certainty {
        let undoing = self.deeds.iter().filter(|other| which(other.effect) && other.effect.undoes(deed.effect));
        let undone = undoing.map(|other| {
            let spares = other.effect == Effect::Leave
                && deed.effect.is_recorded_signature()
                && !deed.effect.is_recorded_consent()
                && self.ends_provisional_only.is_possible();
            let most = if spares { Certainty::Possible } else { Certainty::Certain };
            self.holds(other, day, from).and(self.follows(other, deed)).and(self.in_time(other, deed)).and(most)
        });
        Certainty::any(undone).or(self.disputed(deed, day))
    }

    /// Whether an act that takes another back came in time: a notice of leaving can be revoked until it takes effect (article
    /// 68), a consent be withdrawn until the treaty is in force for the party (article 42, paragraph 2).
    fn in_time(&self, undoing: &Deed, deed: &Deed) -> Certainty {
        match undoing.effect {
            Effect::RevokeLeaving => self.done(undoing).before(self.takes_effect(deed)),
            Effect::WithdrawRatification | Effect::WithdrawSignature if deed.effect.is_recorded_consent() => {
                self.done(undoing).before(self.binds_from(deed))
            }
            _ => Certainty::Certain,
        }
    }

    /// The day from which a consent binds: it has effect, and the treaty is in force.
    fn binds_from(&self, deed: &Deed) -> Days {
        let effect = self.takes_effect(deed);
        Days {
            earliest: effect.earliest.max(self.in_force_from.earliest),
            latest: effect.latest.zip(self.in_force_from.latest).map(|(one, two)| one.max(two)),
        }
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
    /// that it can lie after, it does. If that one is of the same day, or later, what it undoes may not be recorded at all;
    /// and if nobody knows that it was done, dates decide.
    fn follows(&self, undoing: &Deed, deed: &Deed) -> Certainty {
        let candidates = self.candidates(undoing, |other| other.effect.tier() == deed.effect.tier());
        match candidates.as_slice() {
            [only] if std::ptr::eq(*only, deed) && deed.effect.is_done() && deed.limit != Certainty::Certain => {
                later(undoing, deed)
            }
            [only] if std::ptr::eq(*only, deed) => {
                if may_undo_another(undoing, deed) {
                    Certainty::Possible
                } else {
                    Certainty::Certain
                }
            }
            [_] => Certainty::Excluded,
            several if several.iter().any(|other| later(undoing, other).is_possible()) => {
                later(undoing, deed).and(self.renews(deed, undoing, several).negate())
            }
            _ => Certainty::Possible,
        }
    }

    /// Whether a deed of the day on which others of its tier were undone comes after that: whoever is bound cannot become
    /// bound before that bond has ended.
    fn renews(&self, deed: &Deed, undoing: &Deed, of_tier: &[&Deed]) -> Certainty {
        let Some(day) = undoing.date.known().filter(|day| deed.date.known() == Some(*day)) else {
            return Certainty::Excluded;
        };
        let Some(day_before) = day.previous_day() else { return Certainty::Excluded };
        let before = of_tier.iter().filter(|other| precedes(other, undoing));
        Certainty::any(before.map(|other| self.holds(other, Days::day(day_before), Self::done)))
    }

    /// Deeds that an act may undo, by their dates; all that it can undo if its date lies before them all.
    pub(super) fn candidates(&self, undoing: &Deed, which: impl Fn(&Deed) -> bool) -> Vec<&Deed> {
        let undone = |other: &&Deed| undoing.effect.undoes(other.effect) && other.limit.is_possible() && which(other);
        let all = self.deeds.iter().filter(undone).collect::<Vec<_>>();
        let earlier = all.iter().copied().filter(|other| later(undoing, other).is_possible()).collect::<Vec<_>>();
        if earlier.is_empty() { all } else { earlier }
    }

    /// The day of a deed; an act that undoes others is no earlier than the first that it can undo.
    pub(super) fn done(&self, deed: &Deed) -> Days {
        self.after_what_it_undoes(deed, deed.date)
    }

    /// The day from which a deed has effect.
    ///
    /// Notice runs in a treaty that is in force: before that, whoever consented is free to go at once.
    pub(super) fn takes_effect(&self, deed: &Deed) -> Days {
        let day = self.after_what_it_undoes(deed, deed.effect_day);
        if deed.effect != Effect::Leave || deed.effective.is_some() {
            return day;
        }
        let done = self.done(deed);
        match done.before(self.in_force_from) {
            Certainty::Certain => done,
            Certainty::Possible => done.hull(day),
            Certainty::Excluded => day,
        }
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
}

/// Whether one deed lies after another by their dates; on one day, that is open.
fn later(one: &Deed, two: &Deed) -> Certainty {
    Certainty::between(!precedes(one, two), precedes(two, one))
}

/// Whether one deed lies surely before another by their dates.
fn precedes(first: &Deed, second: &Deed) -> bool {
    first.date.latest.zip(second.date.earliest).is_some_and(|(last, next)| last < next)
}

/// Whether an act that undoes others lies on the very day of one of them or before it, so that it may undo another that no
/// source records.
pub(super) fn may_undo_another(undoing: &Deed, deed: &Deed) -> bool {
    precedes(undoing, deed) || undoing.date.known().is_some() && undoing.date.known() == deed.date.known()
}
