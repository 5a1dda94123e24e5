//! How long a treaty is in force by its own words: its term, extensions and renewals.

use super::{
    Because, Period, Term, TermKind, TreatyRule,
    extension::{Binding, For},
    fact::Step,
    force::Force,
};
use crate::certainty::{Certainty, Days, Spell, earlier};
use time::Date;
use vocabulary::{Ended, MilestoneStep};

/// The most renewals that are listed.
const RENEWALS: usize = 100;

/// A term of a treaty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermSpell {
    /// How it came about.
    pub kind: TermKind,
    /// From its first to its last day. A treaty without a term of its own has one that does not end.
    pub spell: Spell,
    /// Whether there was such a term: POSSIBLE where no source says that it entered into force, or an extension may not bind.
    pub certainty: Certainty,
    /// What it rests on.
    pub because: Because,
}

/// The terms of a treaty, for all or for one party.
pub(super) struct Terms<'a> {
    force: &'a Force<'a>,
    term: Term,
    /// Last day of the first term; none where it has no end.
    first_end: Option<Days>,
    extensions: Vec<Extended<'a>>,
}

/// An extension, and what it makes of the term.
struct Extended<'a> {
    step: &'a Step<'a>,
    binding: Binding,
    /// Last day of the term before.
    before: Days,
    /// Last day of the term after.
    after: Days,
}

impl<'a> Terms<'a> {
    /// The terms as things stand on a day.
    pub(super) fn of(force: &'a Force<'a>, term: Term, party: For<'_>, day: Days) -> Self {
        let mut steps =
            force.of_kind(MilestoneStep::Extension).filter(|step| step.limit.is_possible()).collect::<Vec<_>>();
        steps.sort_by_key(|step| (step.date.earliest, step.date.latest));
        let first_end = first_end(force, term, &steps);
        let mut extensions = Vec::new();
        if let Some(mut end) = first_end {
            for step in steps {
                let binding = Binding::of(step, party, day);
                let after = extended(end, step);
                let next = match binding.certainty {
                    Certainty::Certain => after,
                    Certainty::Possible => end.hull(after),
                    Certainty::Excluded => end,
                };
                extensions.push(Extended { step, binding, before: end, after });
                end = next;
            }
        }
        Self { force, term, first_end, extensions }
    }

    /// Whether a day lies within a term, once the treaty is in force.
    pub(super) fn hold_on(&self, day: Days) -> Certainty {
        let Some(first_end) = self.first_end else { return Certainty::Certain };
        let extended = self.extensions.iter().map(|extended| {
            // Either the extension came before the term was over, so that one goes over into the other, or it was there.
            let date = extended.step.date;
            let reaches = date.by(extended.before).or(date.by(day));
            extended.binding.certainty.and(day.by(extended.after)).and(reaches)
        });
        Certainty::any(extended).or(day.by(first_end)).or(self.renews())
    }

    /// Whether the treaty renews its term by itself. In a treaty that was extended, only for whom an extension binds.
    fn renews(&self) -> Certainty {
        if self.term.renewal.is_none() {
            Certainty::Excluded
        } else if self.extensions.is_empty() {
            Certainty::Certain
        } else {
            Certainty::any(self.extensions.iter().map(|extended| extended.binding.certainty))
        }
    }

    /// Notes what the end of the term rests on, as far as it matters on a day.
    pub(super) fn explain(&self, day: Days, because: &mut Because) {
        let Some(first_end) = self.first_end else { return };
        if day.by(first_end) == Certainty::Certain {
            return;
        }
        for extended in &self.extensions {
            extended.binding.explain(extended.step, because);
        }
        let extended = Certainty::any(self.extensions.iter().map(|e| e.binding.certainty.and(day.by(e.after))));
        if extended != Certainty::Certain && self.renews().is_possible() {
            because.note(TreatyRule::RenewalClause, []);
        }
        if self.hold_on(day) != Certainty::Certain {
            because.note(TreatyRule::TermEnds, []);
        }
    }

    /// The terms one after another, renewals as far as a day.
    pub(super) fn list(&self, until: Date) -> Vec<TermSpell> {
        let mut because = Because::default();
        for step in self.force.of_kind(MilestoneStep::EntryIntoForce) {
            step.explain(TreatyRule::EntryIntoForce, &mut because);
        }
        let mut end = self.first_end;
        let entered = if self.force.is_recorded() {
            Certainty::Certain
        } else {
            because.note(TreatyRule::EntryIntoForceNotRecorded, []);
            self.force.entered(Days::day(until))
        };
        let mut terms = vec![self.term(TermKind::Initial, self.force.entry(), end, entered, because)];
        for extended in self.extensions.iter().filter(|extended| extended.binding.certainty.is_possible()) {
            let mut because = Because::default();
            extended.binding.explain(extended.step, &mut because);
            let late = extended.step.date.after(extended.before) == Certainty::Certain;
            let from = if late { extended.step.date } else { next_day(extended.before) };
            terms.push(self.term(TermKind::Extended, from, Some(extended.after), extended.binding.certainty, because));
            end = Some(extended.after);
        }
        if let (Some(mut end), Some(renewal), true) = (end, self.term.renewal, self.renews().is_possible()) {
            for _ in 0..RENEWALS {
                let from = next_day(end);
                if from.earliest.is_none_or(|first| first > until) {
                    break;
                }
                end = renewal.term_after(end);
                let mut because = Because::default();
                because.note(TreatyRule::RenewalClause, []);
                terms.push(self.term(TermKind::Renewed, from, Some(end), self.renews(), because));
            }
        }
        let ended =
            |term: &TermSpell| self.terminations().all(|step| step.date.before(term.spell.from) != Certainty::Certain);
        terms.retain(ended);
        terms
    }

    fn terminations(&self) -> impl Iterator<Item = &Step<'a>> {
        self.force.of_kind(MilestoneStep::Termination).filter(|step| step.limit == Certainty::Certain)
    }

    /// One term; a termination cuts it short.
    fn term(
        &self,
        kind: TermKind,
        from: Days,
        to: Option<Days>,
        certainty: Certainty,
        mut because: Because,
    ) -> TermSpell {
        let mut end = to;
        for step in self.terminations().filter(|step| step.date.by(to.unwrap_or(Days::UNKNOWN)).is_possible()) {
            step.explain(TreatyRule::Termination, &mut because);
            end = Some(end.map_or(step.date, |end| earlier(end, step.date)));
        }
        let ended = if end.is_some() { Ended::Yes } else { Ended::NotStated };
        let spell = Spell { from, to: end.unwrap_or(Days::UNKNOWN), ended, ..Spell::UNKNOWN };
        TermSpell { kind, spell, certainty, because }
    }
}

/// The last day of the first term. A treaty that was extended had one, even where no source says when it would have
/// ended: no earlier than it was extended.
fn first_end(force: &Force<'_>, term: Term, extensions: &[&Step<'_>]) -> Option<Days> {
    if term.until.is_some() {
        return term.until;
    }
    let reckoned = term.duration.map(|duration| duration.term_from(force.entry()));
    let first = extensions.iter().map(|step| step.date.earliest).min();
    reckoned.or(first.map(|earliest| Days { earliest, latest: None }))
}

/// The last day after an extension: the period goes on from the end of the term, or from the extension where that was
/// over. An extension without a period has no end that is known.
fn extended(end: Days, step: &Step<'_>) -> Days {
    let base = Days {
        earliest: end.earliest.max(step.date.earliest),
        latest: end.latest.zip(step.date.latest).map(|(one, two)| one.max(two)),
    };
    step.period.map_or(Days { latest: None, ..base }, |period: Period| period.term_after(base))
}

fn next_day(end: Days) -> Days {
    Days { earliest: end.earliest.and_then(Date::next_day), latest: end.latest.and_then(Date::next_day) }
}
