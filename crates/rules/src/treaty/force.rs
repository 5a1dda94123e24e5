//! When a treaty entered into force, was suspended, and ended: what its steps say, for all parties alike.

use super::{
    Because, GroupAct, Id, Treaty, TreatyRule,
    alone::left_alone,
    effect::Effect,
    fact::{Deed, Step},
};
use crate::certainty::{Certainty, Days, limit};
use std::collections::BTreeSet;
use time::Date;
use vocabulary::MilestoneStep;

/// The steps of a treaty, and its entry into force.
#[derive(Clone, Debug)]
pub(super) struct Force<'a> {
    pub(super) steps: Vec<Step<'a>>,
    /// Consents with the day from which they have effect.
    effects: Vec<Deed>,
    /// First step or act; unknown where any is undated. Where a provisional entry into force is recorded, its first day:
    /// a treaty that is applied provisionally had not entered into force before (article 25).
    first: Days,
    /// Acts of groups of which no record accounts for everybody.
    pub(super) open_groups: Vec<GroupAct>,
    /// Whether at most one party is left on the day asked about, and by which notices.
    alone: (Certainty, Vec<Id>),
}

impl<'a> Force<'a> {
    pub(super) fn of(treaty: &'a Treaty) -> Self {
        let steps = treaty.milestones.iter().map(Step::of).collect::<Vec<_>>();
        let context = treaty.context();
        let deeds = treaty.acts.iter().flat_map(|act| Deed::of(act, &context));
        let deeds = deeds.collect::<Vec<_>>();
        let dates = deeds.iter().flat_map(|deed| [Some(deed.date), deed.effective]).flatten();
        let first = steps.iter().map(|step| step.date).chain(dates).map(|date| date.earliest).min().flatten();
        let first = Days { earliest: first, latest: None };
        let first = since_provisional(first, &steps);
        let open_groups =
            treaty.groups.iter().filter(|group| !accounts_for(&deeds, group, &treaty.groups)).copied().collect();
        let effects = deeds.into_iter().filter(|deed| deed.effect.is_recorded_consent() && deed.effective.is_some());
        Self { first, effects: effects.collect(), steps, open_groups, alone: (Certainty::Excluded, Vec::new()) }
    }

    /// The same, with who is left on a day.
    pub(super) fn on(treaty: &'a Treaty, day: Days) -> Self {
        let force = Self::of(treaty);
        let alone = left_alone(treaty, &force, day);
        Self { alone, ..force }
    }

    /// Steps of one kind.
    pub(super) fn of_kind(&self, step: MilestoneStep) -> impl Iterator<Item = &Step<'a>> {
        self.steps.iter().filter(move |known| known.kind == step)
    }

    /// Whether on a day nobody can have done anything to the treaty: its text was surely not there (articles 9 and 10).
    pub(super) fn has_no_text(&self, day: Days) -> bool {
        let makes = |step: &&Step<'_>| {
            matches!(
                step.kind,
                MilestoneStep::Adoption
                    | MilestoneStep::Conclusion
                    | MilestoneStep::Signing
                    | MilestoneStep::OpeningForSignature
            ) && step.limit == Certainty::Certain
        };
        let mut made = self.steps.iter().filter(makes).peekable();
        made.peek().is_some() && made.all(|step| day.before(step.date) == Certainty::Certain)
    }

    /// Last day on which an act can have ended the treaty for all; none where none surely did.
    pub(super) fn terminated(&self) -> Option<Date> {
        let ended = self.of_kind(MilestoneStep::Termination).filter(|step| step.limit == Certainty::Certain);
        ended.filter_map(|step| step.date.latest).min()
    }

    /// Whether the treaty was applied provisionally, on some day.
    pub(super) fn is_provisional_some_day(&self) -> bool {
        self.of_kind(MilestoneStep::ProvisionalEntryIntoForce).any(|step| step.limit.is_possible())
    }

    /// Whether a step was taken by a day.
    fn taken(&self, step: MilestoneStep, day: Days) -> Certainty {
        Certainty::any(self.of_kind(step).map(|known| known.taken_by(day)))
    }

    /// Whether the treaty had entered into force by a day (article 24). Where no entry into force is recorded, a consent
    /// that had effect shows that it had, and otherwise it may have, from the first step or act on.
    pub(super) fn entered(&self, day: Days) -> Certainty {
        let may_have = if self.is_recorded() {
            self.taken(MilestoneStep::EntryIntoForce, day)
        } else {
            self.first.by(day).and(Certainty::Possible)
        };
        if may_have == Certainty::Possible { may_have.or(self.shown_by_effect(day)) } else { may_have }
    }

    /// Whether a source says that it entered into force, or that it did not. A step that was put off, or only planned, may
    /// have been taken on another day.
    pub(super) fn is_recorded(&self) -> bool {
        let says =
            |step: &Step<'_>| step.limit == Certainty::Certain || !step.limit.is_possible() && !step.is_postponed;
        self.of_kind(MilestoneStep::EntryIntoForce).any(says)
    }

    fn shown_by_effect(&self, day: Days) -> Certainty {
        Certainty::any(self.effects.iter().map(|deed| deed.effect_day.by(day).and(deed.limit)))
    }

    /// The day of entry into force.
    pub(super) fn entry(&self) -> Days {
        let recorded = self.of_kind(MilestoneStep::EntryIntoForce).filter(|step| step.limit.is_possible());
        let recorded = recorded.map(|step| step.date).reduce(|one, two| Days {
            earliest: one.earliest.min(two.earliest),
            latest: [one.latest, two.latest].into_iter().flatten().min(),
        });
        let shown = self.effects.iter().filter(|deed| deed.limit == Certainty::Certain);
        let shown = shown.filter_map(|deed| deed.effect_day.latest).min();
        recorded.unwrap_or(Days { latest: shown, ..self.first })
    }

    /// The day from which the treaty is in force, as far as it is known that it is.
    pub(super) fn in_force_from(&self) -> Days {
        let entries = || self.of_kind(MilestoneStep::EntryIntoForce).filter(|step| step.limit.is_possible());
        let earliest = if self.is_recorded() {
            entries().map(|step| step.date.earliest).min().flatten()
        } else {
            self.first.earliest
        };
        let surely = entries().filter(|step| step.limit == Certainty::Certain).filter_map(|step| step.date.latest);
        let shown = self.effects.iter().filter(|deed| deed.limit == Certainty::Certain);
        let latest = surely.chain(shown.filter_map(|deed| deed.effect_day.latest)).min();
        // An effect before the treaty was there contradicts it; then the effect stands.
        let earliest = earliest.map(|first| latest.map_or(first, |last| first.min(last)));
        Days { earliest, latest }
    }

    /// Whether ratification was completed by a day.
    pub(super) fn ratified(&self, day: Days) -> Certainty {
        self.taken(MilestoneStep::CompletionOfRatification, day)
    }

    /// Whether a source says that ratification was completed, on some day.
    pub(super) fn is_ratified_some_day(&self) -> bool {
        self.of_kind(MilestoneStep::CompletionOfRatification).any(|step| step.limit == Certainty::Certain)
    }

    /// Whether the treaty was applied provisionally from a day on (article 25).
    pub(super) fn provisional(&self, day: Days) -> Certainty {
        self.taken(MilestoneStep::ProvisionalEntryIntoForce, day)
    }

    /// Whether an act ended the treaty by a day (article 54), or others left one party alone; replacement only may have ended
    /// it (article 59).
    pub(super) fn ended(&self, day: Days) -> Certainty {
        let replaced = self.taken(MilestoneStep::Replacement, day).and(Certainty::Possible);
        let alone = self.entered(day).and(self.alone.0);
        self.taken(MilestoneStep::Termination, day).or(replaced).or(alone)
    }

    /// Whether the treaty is suspended for all on a day (article 57): for a period, or from then on.
    pub(super) fn suspended(&self, day: Days) -> Certainty {
        Certainty::any(self.of_kind(MilestoneStep::Suspension).map(|step| {
            let goes_on = step.period.map_or(Certainty::Certain, |period| day.by(period.term_from(step.date)));
            step.taken_by(day).and(goes_on).and(self.resumed(step, day).negate())
        }))
    }

    /// Whether the operation of the treaty was resumed by a day after it had been suspended (article 72, paragraph 2). A
    /// further entry into force may mean the same.
    fn resumed(&self, suspension: &Step<'_>, day: Days) -> Certainty {
        let after = |step: &Step<'_>| step.taken_by(day).and(suspension.date.before(step.date));
        let again = self.of_kind(MilestoneStep::EntryIntoForce).map(|step| after(step).and(Certainty::Possible));
        Certainty::any(self.of_kind(MilestoneStep::Resumption).map(after)).or(Certainty::any(again))
    }

    /// Notes the steps that were taken by a day, or may have been.
    pub(super) fn explain(&self, day: Days, because: &mut Because) {
        for step in &self.steps {
            let rule = match step.kind {
                MilestoneStep::EntryIntoForce => TreatyRule::EntryIntoForce,
                MilestoneStep::ProvisionalEntryIntoForce => TreatyRule::ProvisionalEntryIntoForce,
                MilestoneStep::Termination => TreatyRule::Termination,
                MilestoneStep::Replacement => TreatyRule::Replacement,
                MilestoneStep::Suspension => TreatyRule::Suspension,
                MilestoneStep::Resumption => TreatyRule::OperationResumed,
                _ => continue,
            };
            if step.taken_by(day).is_possible() {
                step.explain(rule, because);
            } else {
                let why = if step.limit.is_possible() { TreatyRule::NotYet } else { TreatyRule::DidNotOccur };
                because.note(why, step.ids.iter().copied());
            }
        }
        if self.alone.0.is_possible() {
            because.note(TreatyRule::LeftAlone, self.alone.1.iter().copied());
        }
        if !self.is_recorded() {
            because.note(TreatyRule::EntryIntoForceNotRecorded, []);
            let shown = self.effects.iter().filter(|deed| deed.effect_day.by(day).and(deed.limit).is_possible());
            for deed in shown {
                because.note(TreatyRule::EffectShowsForce, deed.ids.iter().copied());
            }
        }
    }

    /// Notes the steps by which ratification was completed by a day, or may have been.
    pub(super) fn explain_ratified(&self, day: Days, because: &mut Because) {
        for step in self.of_kind(MilestoneStep::CompletionOfRatification) {
            if step.taken_by(day).is_possible() {
                step.explain(TreatyRule::RatificationCompleted, because);
            }
        }
    }
}

/// Whether as many parties as a group counts are recorded with what it did on that day, so that nobody else belongs to it.
/// Groups that did the same on one day count together.
fn accounts_for(deeds: &[Deed], group: &GroupAct, groups: &[GroupAct]) -> bool {
    let effect = Effect::of(group.action);
    let Some(day) = group.date.known() else { return false };
    let does_the_same = |deed: &&Deed| {
        effect.does_the_same(deed.effect)
            && deed.effect.is_recorded()
            && deed.date.known() == Some(day)
            && deed.limit == Certainty::Certain
    };
    let parties = deeds.iter().filter(does_the_same).map(|deed| deed.party).collect::<BTreeSet<_>>();
    let beside = groups.iter().filter(|other| {
        effect.does_the_same(Effect::of(other.action))
            && other.date.meets(group.date)
            && limit(other.modality).is_possible()
    });
    let counted = beside.filter_map(|other| other.count).sum::<usize>();
    group.count.is_some_and(|count| count > 0 && parties.len() >= counted)
}

/// The first days of a treaty, from the first provisional entry into force that may have come about, where one did; unbounded
/// where that is undated.
fn since_provisional(first: Days, steps: &[Step<'_>]) -> Days {
    let provisional = || {
        let of_kind = steps.iter().filter(|step| step.kind == MilestoneStep::ProvisionalEntryIntoForce);
        of_kind.filter(|step| step.limit.is_possible())
    };
    if !provisional().any(|step| step.limit == Certainty::Certain) {
        return first;
    }
    let earliest = provisional().map(|step| step.date.earliest).min();
    earliest.map_or(first, |earliest| Days { earliest, ..first })
}
