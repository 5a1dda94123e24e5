//! From which day an act has effect where no source gives the day.
//!
//! Article 24, paragraph 3, lets a consent have effect on its day "unless the treaty otherwise provides", and most treaties
//! do: their final clauses set a delay. Depositaries list the day of deposit, so that day by itself is not the day of
//! effect. Where the clause is recorded it is applied; where it is not, the day is one of those that clauses set.

use super::{Period, effect::Effect};
use crate::certainty::{Certainty, Days, Lifetime};
use time::Date;

/// What the final clauses of a treaty say of the day from which acts have effect, as far as the register has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clauses {
    /// Time from a consent (deposit of an instrument) to its effect; none where it is not recorded.
    pub consent: Option<Delay>,
    /// When leaving has effect.
    pub leaving: LeavingClause,
    /// From when a succession counts; none where it is not recorded.
    pub succession: Option<SuccessionClause>,
    /// How long the treaty is applied provisionally; none where it is not recorded.
    pub provisional: Option<ProvisionalClause>,
}

/// Until when a treaty is applied provisionally.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProvisionalClause {
    /// Until its entry into force, whoever is bound by then.
    UntilEntry,
    /// By each until it is in force for it.
    UntilEntryForParty,
}

/// What a treaty says of the day on which denunciation or withdrawal has effect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LeavingClause {
    /// The register does not know.
    #[default]
    NotRecorded,
    /// The treaty has no clause on leaving: not less than twelve months' notice (article 56, paragraph 2).
    Silent,
    /// Time from the notice to its effect (article 54 a).
    After(Delay),
}

/// From when a succession counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuccessionClause {
    /// From the date of the succession of states (Convention of 1978, article 23, paragraph 1).
    FromSuccession,
    /// From its notification.
    FromNotification,
}

/// A delay by a final clause: "the ninetieth day after", "the first day of the month after the expiration of three
/// months".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delay {
    /// Time that has to pass.
    pub period: Period,
    /// Whether effect comes on the first day of the month after the one in which that time has passed.
    pub to_next_month: bool,
}

/// The longest delay of a consent that the register reckons with where the clause is not recorded. The longest in use
/// run for twelve months and to the next month; "two years" leaves room.
const LONGEST_CONSENT: Period = Period::years(2);
/// The least notice of a treaty without a clause (article 56, paragraph 2).
const LEAST_NOTICE: Period = Period::years(1);

impl Delay {
    /// The day of effect of an act of a day.
    fn after(self, date: Days) -> Days {
        let effect = |day: Date| {
            let passed = self.period.after(day)?;
            if self.to_next_month { first_of_next_month(passed) } else { Some(passed) }
        };
        Days { earliest: date.earliest.and_then(effect), latest: date.latest.and_then(effect) }
    }
}

impl Clauses {
    /// The day from which an act of a day has effect, where no source gives one.
    pub(super) fn effect_day(&self, effect: Effect, date: Days, party: Lifetime) -> Days {
        match effect {
            Effect::SignDefinitively | Effect::Ratify | Effect::Consent | Effect::Accede => match self.consent {
                Some(delay) => delay.after(date),
                None => Days { latest: after(date.latest, LONGEST_CONSENT), ..date },
            },
            Effect::Succeed => succession_day(self.succession, date, party.founded),
            // Articles 22 to 24 and final clauses speak of successions to a consent.
            Effect::SucceedToSignature => succession_day(None, date, party.founded),
            Effect::Leave => match self.leaving {
                LeavingClause::After(delay) => delay.after(date),
                // A treaty without a clause may not be subject to denunciation at all (article 56, paragraph 1), so that no
                // day is the last.
                LeavingClause::Silent => Days { earliest: after(date.earliest, LEAST_NOTICE), latest: None },
                // Whoever gives notice is bound on the day of the notice; it may have to wait for the end of a term.
                LeavingClause::NotRecorded => Days { earliest: date.earliest.and_then(Date::next_day), latest: None },
            },
            _ => date,
        }
    }

    /// Whether a consent may have to wait for its effect, where no source gives the day.
    pub(super) fn lets_wait(&self, effect: Effect) -> bool {
        effect.is_recorded_consent()
            && effect != Effect::Succeed
            && self.consent != Some(Delay { period: Period::months(0), to_next_month: false })
    }

    /// Whether provisional application has ended where the treaty has entered into force (article 25, paragraph 1: "pending its
    /// entry into force"). It ends then for who is not bound only if the treaty says so.
    pub(super) fn ends_provisional(&self, has_entered: Certainty) -> Certainty {
        match self.provisional {
            Some(ProvisionalClause::UntilEntry) => has_entered,
            Some(ProvisionalClause::UntilEntryForParty) => Certainty::Excluded,
            None => has_entered.and(Certainty::Possible),
        }
    }

    /// Whether a clause that is recorded gives the day of effect.
    pub(super) fn says(&self, effect: Effect) -> bool {
        match effect {
            Effect::SignDefinitively | Effect::Ratify | Effect::Consent | Effect::Accede => self.consent.is_some(),
            Effect::Succeed => self.succession.is_some(),
            Effect::SucceedToSignature => false,
            Effect::Leave => matches!(self.leaving, LeavingClause::After(_)),
            _ => true,
        }
    }
}

/// Where no clause is recorded a succession counts from some day between the foundation of the successor and its
/// notification (Convention of 1978, articles 22 and 23).
fn succession_day(clause: Option<SuccessionClause>, date: Days, founded: Option<Days>) -> Days {
    let founded = founded.unwrap_or(Days::UNKNOWN);
    // A notification before the foundation contradicts it; then the notification stands. An unbounded first day is the least.
    let first = founded.earliest.min(date.earliest);
    match clause {
        Some(SuccessionClause::FromNotification) => date,
        Some(SuccessionClause::FromSuccession) => {
            Days { earliest: first, latest: [founded.latest, date.latest].into_iter().flatten().min() }
        }
        None => Days { earliest: first, latest: date.latest },
    }
}

fn after(day: Option<Date>, period: Period) -> Option<Date> {
    day.and_then(|day| period.after(day))
}

fn first_of_next_month(day: Date) -> Option<Date> {
    Period::months(1).after(day.replace_day(1).ok()?)
}
