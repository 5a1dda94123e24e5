//! The rules of treaty status, tried on cases, on a real treaty, and on many treaties made up.

mod collective_security;
mod documents;
mod effects;
mod extensions;
mod horizons;
mod kinds;
mod laws;
mod parties;

use super::{
    Act, ActClaim, Clauses, Delay, Id, LeavingClause, Milestone, MilestoneClaim, PartyStatus, Period,
    ProvisionalClause, SuccessionClause, Treaty, TreatyRule, TreatyStatus,
};
use crate::certainty::{Certainty, Days};
use edtf::Edtf;
use time::Date;
use vocabulary::{MilestoneStep, Modality, TreatyActionKind, Vocabulary};

/// The party that most cases are about.
const PARTY: Id = 1;

/// Bounds of a date; an empty text is no date.
fn days(text: &str) -> Days {
    if text.is_empty() { Days::UNKNOWN } else { Days::of(&Edtf::parse(text).unwrap()) }
}

/// An act of [`PARTY`]; acts and steps are numbered by those who make a treaty of them.
fn act(action: TreatyActionKind, date: &str) -> Act {
    Act { leading: claim(action, date), alternatives: Vec::new() }
}

fn claim(action: TreatyActionKind, date: &str) -> ActClaim {
    ActClaim {
        id: 0,
        party: PARTY,
        action,
        date: days(date),
        is_ordered: false,
        effective: None,
        modality: Modality::Occurred,
        known_by: None,
        covered_until: Some(Date::MAX),
    }
}

fn step(step: MilestoneStep, date: &str) -> Milestone {
    let leading =
        MilestoneClaim { id: 0, date: days(date), is_ordered: false, period: None, modality: Modality::Occurred };
    Milestone { step, leading, alternatives: Vec::new(), instrument: Vec::new(), instrument_complete_until: None }
}

fn extension(date: &str, period: &str, instrument: Vec<Act>) -> Milestone {
    let mut step = step(MilestoneStep::Extension, date);
    step.leading.period = Period::parse(period);
    step.instrument = instrument;
    step.instrument_complete_until = Some(Date::MAX);
    step
}

impl Treaty {
    /// Everybody who acted on the treaty, and whether it is a party on a day.
    fn parties(&self, day: Days) -> Vec<(Id, Certainty)> {
        self.standings(day).into_iter().map(|standing| (standing.party, standing.is_party)).collect()
    }

    /// Everybody who acted on the treaty, and whether its signature stands on a day.
    fn signatories(&self, day: Days) -> Vec<(Id, Certainty)> {
        self.standings(day).into_iter().map(|standing| (standing.party, standing.has_signed)).collect()
    }

    /// Everybody who acted on the treaty, and whether by a day it has signed without consenting to be bound.
    fn signed_not_ratified(&self, day: Days) -> Vec<(Id, Certainty)> {
        self.standings(day).into_iter().map(|standing| (standing.party, standing.has_signed_only)).collect()
    }

    /// Some states or organizations, and whether each takes no part in the treaty on a day.
    fn missing(&self, among: &[Id], day: Days) -> Vec<(Id, Certainty)> {
        self.standings_among(among, day).into_iter().map(|standing| (standing.party, standing.is_missing)).collect()
    }
}

impl Act {
    fn by(mut self, party: Id) -> Self {
        self.leading.party = party;
        self
    }

    fn effective(mut self, date: &str) -> Self {
        self.leading.effective = Some(days(date));
        self
    }

    fn under(mut self, modality: Modality) -> Self {
        self.leading.modality = modality;
        self
    }

    fn or_rather(mut self, other: ActClaim) -> Self {
        self.alternatives.push(other);
        self
    }
}

/// Final clauses by which every act has effect on its day.
fn at_once() -> Clauses {
    let none = Delay { period: Period::parse("P0D").unwrap(), to_next_month: false };
    Clauses {
        consent: Some(none),
        leaving: LeavingClause::After(none),
        succession: Some(SuccessionClause::FromNotification),
        provisional: Some(ProvisionalClause::UntilEntryForParty),
    }
}

/// A treaty of which all is told, and whose acts have effect on their day. Its statements are numbered: acts from 101, steps from 201, acts on instruments from 301, in order.
fn treaty(acts: Vec<Act>, milestones: Vec<Milestone>) -> Treaty {
    let told = Some(Date::MAX);
    let mut treaty =
        Treaty { acts, milestones, clauses: at_once(), covered_until: told, complete_until: told, ..Treaty::default() };
    let number = |acts: &mut [Act], from: Id| {
        for (id, claim) in
            (from..).zip(acts.iter_mut().flat_map(|act| std::iter::once(&mut act.leading).chain(&mut act.alternatives)))
        {
            claim.id = id;
        }
    };
    number(&mut treaty.acts, 101);
    for (id, step) in (201..).zip(&mut treaty.milestones) {
        step.leading.id = id;
        number(&mut step.instrument, 301);
    }
    treaty
}

/// The document that describes the rules leaves none out.
#[test]
fn the_documentation_names_every_rule_status_and_act() {
    let text = include_str!("../../../../../docs/rules.md");
    let names = [TreatyRule::TERMS, PartyStatus::TERMS, TreatyStatus::TERMS, TreatyActionKind::TERMS].concat();
    // The withdrawals of reservations, declarations and objections stand in the rows of these.
    let is_named = |name: &str| {
        let name =
            name.strip_prefix("WITHDRAWAL_OF_").filter(|rest| text.contains(&format!("`{rest}`"))).unwrap_or(name);
        text.contains(&format!("`{name}`"))
    };
    let missing = names.iter().map(|term| term.name).filter(|name| !is_named(name)).collect::<Vec<_>>();
    assert!(missing.is_empty(), "{missing:?}");
}
