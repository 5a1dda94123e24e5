//! What may have been done that no source tells: beyond what sources cover, and by those whom no list names.
//!
//! A register tells what its sources tell. Up to the last day that they cover, what they leave out was not done; after
//! it, it may have been. Who did nothing that a source records may have acted all the same, unless a source is known to
//! list everybody. What is over for good is the exception: nobody joins a treaty that was terminated, and a state that is
//! no more does nothing.

use super::{
    PartyStatus, TermSpell, Treaty, TreatyRule, TreatyStanding, TreatyStatus, bonds::Bonds, force::Force,
    standing::Standing,
};
use crate::certainty::{Certainty, Days, Lifetime};
use PartyStatus::{ContractingState, FormerParty, NotParty, Party, ProvisionallyApplying, Signatory, Suspended};
use time::Date;

/// Until when nothing more can have been done, for one party or for all.
pub(super) struct Horizon {
    /// Last day on which anything could be done that matters on the day asked about; none where nothing bounds it.
    last: Option<Date>,
    /// The treaty is over by an act, or the party is no more.
    is_over: bool,
}

impl Horizon {
    pub(super) fn of(force: &Force<'_>, lifetime: Lifetime, day: Days) -> Self {
        let dissolved = lifetime.dissolved.filter(|_| lifetime.is_over(day) == Certainty::Certain);
        let terminated = force.terminated().filter(|last| Days::day(*last).by(day) == Certainty::Certain);
        let ends = [dissolved.and_then(|days| days.latest), terminated];
        Self { last: ends.into_iter().chain([day.latest]).flatten().min(), is_over: ends.iter().any(Option::is_some) }
    }

    /// Whether that day lies within a time that ends on a day.
    pub(super) fn is_within(&self, until: Option<Date>) -> bool {
        until.zip(self.last).is_some_and(|(until, last)| last <= until)
    }
}

impl Treaty {
    /// Whether the sources tell all that the party did by the last day that matters; and if not, why not.
    pub(super) fn unknown(&self, bonds: &Bonds, force: &Force<'_>, horizon: &Horizon, day: Days) -> Option<TreatyRule> {
        if horizon.is_within(self.complete_until) || force.has_no_text(day) {
            None
        } else if !bonds.has_acted() {
            Some(TreatyRule::NoAct)
        } else if horizon.is_within(bonds.covered_until()) {
            None
        } else {
            Some(TreatyRule::BeyondSources)
        }
    }

    /// A term; beyond what the sources cover there may have been none.
    pub(super) fn as_far_as_covered(&self, mut term: TermSpell) -> TermSpell {
        let covered = Days { earliest: None, latest: self.covered_until.max(self.complete_until) };
        let is_covered = covered.latest.is_some() && term.spell.from.within(covered) == Certainty::Certain;
        if !is_covered {
            term.certainty = term.certainty.and(Certainty::Possible);
            term.because.note(TreatyRule::BeyondSources, []);
        }
        term
    }
}

impl Standing {
    /// Opens a standing to what may have been done that no source tells.
    pub(super) fn open(&mut self, horizon: &Horizon, lifetime: Lifetime, day: Days, why: TreatyRule) {
        let recorded = self.statuses.iter().map(|(status, _)| *status).collect::<Vec<_>>();
        let was_party = recorded.iter().all(|status| matches!(status, Party | Suspended | FormerParty));
        let may_be = |status: PartyStatus| match status {
            FormerParty => true,
            NotParty => !was_party,
            Signatory => !was_party && lifetime.is_over(day) != Certainty::Certain,
            Party | Suspended => !horizon.is_over,
            ProvisionallyApplying | ContractingState => !was_party && !horizon.is_over,
        };
        let known = PartyStatus::ALL.iter().filter(|status| recorded.contains(status) || may_be(**status));
        let known = known.copied().collect::<Vec<_>>();
        if let [only] = known.as_slice() {
            // What is over for good stays so, and as sure as it is recorded.
            self.status = *only;
            return;
        }
        self.statuses = known.iter().map(|status| (*status, Certainty::Possible)).collect();
        self.certainty = Certainty::Possible;
        if !horizon.is_over {
            self.is_party = Certainty::Possible;
        }
        if !was_party || self.has_signed.is_possible() {
            self.has_signed = Certainty::Possible;
        }
        self.has_signed_only = if known.contains(&Signatory) { Certainty::Possible } else { self.has_signed_only };
        self.is_missing = Certainty::Possible;
        self.because.note(why, []);
    }
}

impl TreatyStanding {
    /// Opens the standing of a treaty to what may have been done that no source tells.
    pub(super) fn open(&mut self) {
        let recorded = self.statuses.iter().map(|(status, _)| *status).collect::<Vec<_>>();
        let has_entered = !recorded
            .iter()
            .any(|status| matches!(status, TreatyStatus::NotInForce | TreatyStatus::ProvisionallyInForce));
        let may_be = |status: TreatyStatus| match status {
            TreatyStatus::InForce | TreatyStatus::Suspended | TreatyStatus::Terminated => true,
            TreatyStatus::ProvisionallyInForce | TreatyStatus::NotInForce => !has_entered,
        };
        let known = TreatyStatus::ALL.iter().filter(|status| recorded.contains(status) || may_be(**status));
        self.statuses = known.map(|status| (*status, Certainty::Possible)).collect();
        self.certainty = Certainty::Possible;
        self.because.note(TreatyRule::BeyondSources, []);
    }
}
