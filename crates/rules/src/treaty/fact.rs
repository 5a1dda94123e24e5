//! From claims to facts: what the claims of one set say together.
//!
//! Claims contradict each other only if both cannot be right: other parties, other effects, dates whose bounds exclude
//! each other, or one says that it came about and the other that it did not. A date inside the bounds of another is
//! more precise, and the leading claim stands for both. Where claims contradict, each is at most possible, and what all
//! of them say holds: of two days, it was done between the first and the last.

use super::{
    Act, ActClaim, Because, Clauses, Id, Milestone, MilestoneClaim, Period, Treaty, TreatyRule, bonds::NO_CLAUSES,
    effect::Effect,
};
use crate::certainty::{Certainty, Days, Lifetime, limit};
use time::Date;
use vocabulary::{MilestoneStep, Modality, TreatyActionKind};

/// An act of one party, as far as the claims about it agree.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each says another thing of the act, and any may hold with any")]
pub(super) struct Deed {
    pub(super) ids: Vec<Id>,
    pub(super) party: Id,
    pub(super) effect: Effect,
    pub(super) date: Days,
    /// Day from which it has effect, where a source gives one.
    pub(super) effective: Option<Days>,
    /// Day from which it has effect: that of a source, or one that final clauses set.
    pub(super) effect_day: Days,
    /// Whether its effect may come after it.
    pub(super) may_wait: bool,
    /// Whether it is a definitive signature by which the treaty entered into force, and so has effect on its day.
    pub(super) is_on_entry: bool,
    /// The most that it can make certain.
    pub(super) limit: Certainty,
    pub(super) is_contested: bool,
    /// Whether it is the act of a group to which the party may belong.
    pub(super) is_of_group: bool,
    /// Whether its day follows from the order in which sources put it.
    pub(super) is_ordered: bool,
    /// Whether it is a denunciation, which only a party can give.
    pub(super) is_denunciation: bool,
}

impl Deed {
    /// The deeds that an act may have been: one, unless its claims contradict each other.
    pub(super) fn of(act: &Act, context: &Context<'_>) -> Vec<Self> {
        let rivals = act.alternatives.iter().filter(|claim| contradict(&act.leading, claim)).collect::<Vec<_>>();
        let mut deeds: Vec<Self> = Vec::new();
        for claim in std::iter::once(&act.leading).chain(rivals.iter().copied()) {
            let deed = Self::said(claim, context);
            match deeds.iter_mut().find(|known| known.party == deed.party && known.effect.agrees(deed.effect)) {
                Some(known) => known.take_in(deed),
                None => deeds.push(deed),
            }
        }
        let is_shared = deeds.len() == 1;
        for deed in &mut deeds {
            deed.is_contested = !rivals.is_empty();
            if !is_shared {
                deed.limit = deed.limit.and(Certainty::Possible);
            }
        }
        deeds
    }

    fn said(claim: &ActClaim, context: &Context<'_>) -> Self {
        let (effect, notified) = (Effect::of(claim.action), happened(claim));
        // A successor is a signatory from the day to which its notification counts back.
        let counts_back = effect == Effect::SucceedToSignature;
        let lifetime = context.lifetime(claim.party);
        let date = if counts_back { context.clauses.effect_day(effect, notified, lifetime) } else { notified };
        let on_signature = effect == Effect::SignDefinitively && context.enters_on_signature(date);
        let by_clause = || {
            if on_signature || counts_back { date } else { context.clauses.effect_day(effect, date, lifetime) }
        };
        // A vague day of effect is one of those that clauses in use allow, unless the source says otherwise. What has effect
        // at once by itself has none before it is done.
        let waits = effect == Effect::Leave || effect.is_recorded_consent();
        let allowed = || {
            if waits {
                NO_CLAUSES.effect_day(effect, date, lifetime)
            } else {
                Days { earliest: date.earliest, latest: None }
            }
        };
        let effective = claim.effective.map(|said| said.narrowed(allowed()));
        Self {
            ids: vec![claim.id],
            party: claim.party,
            effect,
            date,
            effective,
            effect_day: effective.unwrap_or_else(by_clause),
            may_wait: claim.effective.is_some() || !on_signature && context.clauses.lets_wait(effect),
            is_on_entry: claim.effective.is_none() && on_signature,
            limit: limit(claim.modality),
            is_contested: false,
            is_of_group: false,
            is_ordered: claim.is_ordered,
            is_denunciation: claim.action == TreatyActionKind::Denunciation,
        }
    }

    /// Says only what both say.
    fn take_in(&mut self, other: Self) {
        self.effect_day = self.effect_day.hull(other.effect_day);
        self.may_wait |= other.may_wait;
        self.is_on_entry |= other.is_on_entry;
        self.effective = self.effective.or(other.effective).map(|_| self.effect_day);
        self.date = self.date.hull(other.date);
        self.limit = if self.limit == other.limit { self.limit } else { Certainty::Possible };
        self.ids.extend(other.ids);
        self.is_ordered |= other.is_ordered;
        self.is_denunciation &= other.is_denunciation;
    }

    /// Notes what makes this deed doubtful.
    pub(super) fn explain_doubt(&self, because: &mut Because) {
        if self.is_ordered {
            because.note(TreatyRule::OrderOfActs, self.ids.iter().copied());
        }
        explain_doubt(&self.ids, self.limit, self.is_contested, because);
    }
}

/// What decides from when an act has effect, beside what is said of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context<'a> {
    pub(super) clauses: &'a Clauses,
    pub(super) lifetimes: &'a [(Id, Lifetime)],
    /// Day on which the treaty entered into force by definitive signatures; none where it did not, or may not have.
    pub(super) entered_on_signature: Option<Date>,
}

impl Context<'_> {
    /// Of an instrument: nothing of its clauses and of its entry into force is known.
    pub(super) const UNKNOWN: Context<'static> =
        Context { clauses: &NO_CLAUSES, lifetimes: &[], entered_on_signature: None };

    /// Whether a definitive signature of a day is one by which the treaty entered into force.
    fn enters_on_signature(&self, date: Days) -> bool {
        self.clauses.consent.is_none() && date.known().is_some() && date.known() == self.entered_on_signature
    }

    fn lifetime(&self, party: Id) -> Lifetime {
        self.lifetimes.iter().find(|(id, _)| *id == party).map_or(Lifetime::UNKNOWN, |(_, lifetime)| *lifetime)
    }
}

impl Treaty {
    /// What decides from when acts on the treaty have effect.
    pub(super) fn context(&self) -> Context<'_> {
        let entered_on_signature = self.entered_on_signature();
        Context { clauses: &self.clauses, lifetimes: &self.lifetimes, entered_on_signature }
    }

    /// The day of entry into force, where nobody can have consented before: a treaty binds nobody before some have
    /// consented, so it entered into force by the consents of that day (article 24, paragraphs 1 and 2).
    fn entered_on_signature(&self) -> Option<Date> {
        let mut entries =
            self.milestones.iter().filter(|step| step.step == MilestoneStep::EntryIntoForce).map(Step::of);
        let (entry, None) = (entries.next()?, entries.next()) else { return None };
        let day = entry.date.known().filter(|_| entry.limit == Certainty::Certain && !entry.is_contested)?;
        let may_precede = |claim: &ActClaim| {
            let effect = Effect::of(claim.action);
            (effect.consents() || effect.presupposes().is_some())
                && limit(claim.modality).is_possible()
                && claim.date.before(Days::day(day)).is_possible()
        };
        (!self.acts.iter().flat_map(Act::claims).any(may_precede)).then_some(day)
    }
}

/// The day of an act; what occurred had occurred when its sources were written.
fn happened(claim: &ActClaim) -> Days {
    let known_by = claim.known_by.filter(|_| limit(claim.modality) == Certainty::Certain);
    let known_by = known_by.filter(|known| claim.date.earliest.is_none_or(|earliest| earliest <= *known));
    Days { latest: [claim.date.latest, known_by].into_iter().flatten().min(), ..claim.date }
}

fn contradict(one: &ActClaim, two: &ActClaim) -> bool {
    let effects = one.effective.zip(two.effective);
    one.party != two.party
        || !Effect::of(one.action).agrees(Effect::of(two.action))
        || !one.date.meets(two.date)
        || effects.is_some_and(|(one, two)| !one.meets(two))
        || disagree(limit(one.modality), limit(two.modality))
}

/// Whether one claim says that something came about, and the other that it did not.
fn disagree(one: Certainty, two: Certainty) -> bool {
    one != two && one.min(two) == Certainty::Certain && one.max(two) == Certainty::Excluded
}

fn explain_doubt(ids: &[Id], limit: Certainty, is_contested: bool, because: &mut Because) {
    if is_contested {
        because.note(TreatyRule::ClaimsContradict, ids.iter().copied());
    } else if limit == Certainty::Possible {
        because.note(TreatyRule::NotKnownToHaveOccurred, ids.iter().copied());
    }
}

/// A step of the document, as far as the claims about it agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step<'a> {
    pub(super) kind: MilestoneStep,
    pub(super) ids: Vec<Id>,
    pub(super) date: Days,
    /// For how long; none where no source says, or sources disagree.
    pub(super) period: Option<Period>,
    pub(super) limit: Certainty,
    pub(super) is_contested: bool,
    /// Whether it was put off, so that it may have been taken later.
    pub(super) is_postponed: bool,
    /// Whether its day follows from the order in which sources put it.
    pub(super) is_ordered: bool,
    pub(super) instrument: &'a [Act],
    /// Last day on which a closed list of the parties to the instrument is known.
    pub(super) instrument_complete_until: Option<Date>,
}

impl<'a> Step<'a> {
    pub(super) fn of(milestone: &'a Milestone) -> Self {
        let leading = milestone.leading;
        let mut step = Self {
            kind: milestone.step,
            ids: vec![leading.id],
            date: leading.date,
            period: leading.period,
            limit: limit(leading.modality),
            is_contested: false,
            is_postponed: leading.modality == Modality::Postponed,
            is_ordered: leading.is_ordered,
            instrument: &milestone.instrument,
            instrument_complete_until: milestone.instrument_complete_until,
        };
        for rival in milestone.alternatives.iter().filter(|claim| steps_contradict(&leading, claim)) {
            step.is_contested = true;
            step.is_ordered |= rival.is_ordered;
            step.ids.push(rival.id);
            step.date = step.date.hull(rival.date);
            step.period = step.period.filter(|period| rival.period.is_none_or(|other| other == *period));
            if limit(rival.modality) != step.limit {
                step.limit = Certainty::Possible;
            }
        }
        step
    }

    /// Whether the step was taken by a day.
    pub(super) fn taken_by(&self, day: Days) -> Certainty {
        self.date.by(day).and(self.limit)
    }

    /// Notes a rule that was applied to this step, and what makes the step doubtful.
    pub(super) fn explain(&self, rule: TreatyRule, because: &mut Because) {
        because.note(rule, self.ids.iter().copied());
        if self.is_ordered {
            because.note(TreatyRule::OrderOfActs, self.ids.iter().copied());
        }
        explain_doubt(&self.ids, self.limit, self.is_contested, because);
    }
}

fn steps_contradict(one: &MilestoneClaim, two: &MilestoneClaim) -> bool {
    !one.date.meets(two.date)
        || one.period.zip(two.period).is_some_and(|(one, two)| one != two)
        || disagree(limit(one.modality), limit(two.modality))
}
