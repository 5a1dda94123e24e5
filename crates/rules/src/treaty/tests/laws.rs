//! What holds for every treaty, tried on many.

use super::treaty;
use crate::{
    certainty::{Certainty, Days, Lifetime},
    treaty::{
        Act, ActClaim, Clauses, Delay, GroupAct, LeavingClause, Milestone, MilestoneClaim, PartyStatus, Period,
        ProvisionalClause, SuccessionClause, Term, Treaty, TreatyStatus,
        effect::Effect,
        fact::{Context, Deed},
    },
};
use Certainty::{Certain, Excluded, Possible};
use proptest::prelude::*;
use time::{Date, Duration, macros::date};
use vocabulary::{MilestoneStep, Modality, TreatyActionKind, Vocabulary};

fn day(number: i64) -> Date {
    date!(2000 - 01 - 01) + Duration::days(number)
}

type Pair<T> = (T, T);

/// A date within a few weeks, and one that is at most as well known.
fn date() -> impl Strategy<Value = Pair<Days>> {
    let sharp = (0..60_i64, prop_oneof![3 => Just(0_i64), 1 => 0..30_i64], 0..12_u8);
    let less = (prop_oneof![2 => Just(0_i64), 1 => 0..20_i64], prop_oneof![2 => Just(0_i64), 1 => 0..20_i64], 0..12_u8);
    (sharp, less).prop_map(|((first, length, open), (before, after, wider))| {
        let sharp =
            Days { earliest: (open != 0).then(|| day(first)), latest: (open != 1).then(|| day(first + length)) };
        let earliest = sharp.earliest.map(|day| day - Duration::days(before)).filter(|_| wider != 0);
        let latest = sharp.latest.map(|day| day + Duration::days(after)).filter(|_| wider != 1);
        (sharp, Days { earliest, latest })
    })
}

/// Acts that show a bond and change none.
fn accompanying() -> impl Strategy<Value = TreatyActionKind> {
    let all = TreatyActionKind::TERMS.iter().filter_map(|term| TreatyActionKind::parse(term.name));
    let accompany =
        |kind: &TreatyActionKind| matches!(Effect::of(*kind), Effect::AccompanyConsent | Effect::AccompanyBond);
    prop::sample::select(all.filter(accompany).collect::<Vec<_>>())
}

fn term<V: Vocabulary + std::fmt::Debug>() -> impl Strategy<Value = V> {
    (0..V::TERMS.len()).prop_map(|at| V::parse(V::TERMS[at].name).expect("a term"))
}

fn modality() -> impl Strategy<Value = Modality> {
    prop_oneof![4 => Just(Modality::Occurred), 1 => term::<Modality>()]
}

fn act(parties: i64) -> impl Strategy<Value = Pair<Act>> {
    let kind = prop_oneof![
        1 => Just(TreatyActionKind::Signature),
        1 => Just(TreatyActionKind::Ratification),
        1 => Just(TreatyActionKind::Withdrawal),
        3 => term::<TreatyActionKind>(),
    ];
    // The effect of consents and of leaving comes some days after the act, and never on the day of it; a succession
    // counts back, and other acts have effect at once.
    let wait = prop::option::weighted(0.3, 1..40_i64);
    (1..=parties, kind, date(), wait, modality()).prop_map(|(party, action, date, wait, modality)| {
        let effect = Effect::of(action);
        let waits = effect == Effect::Leave || effect.is_recorded_consent() && !effect.succeeds();
        let wait = wait.filter(|_| waits);
        let act = |date: Days| Act {
            leading: ActClaim {
                id: 0,
                party,
                action,
                date,
                is_ordered: false,
                effective: wait.map(|by| later(date, by)),
                modality,
                known_by: None,
                covered_until: None,
            },
            alternatives: Vec::new(),
        };
        (act(date.0), act(date.1))
    })
}

fn later(date: Days, by: i64) -> Days {
    let moved = |day: Option<Date>| day.map(|day| day + Duration::days(by));
    Days { earliest: moved(date.earliest), latest: moved(date.latest) }
}

fn acts(parties: i64, most: usize) -> impl Strategy<Value = Pair<Vec<Act>>> {
    prop::collection::vec(act(parties), 0..most).prop_map(|acts| acts.into_iter().unzip())
}

fn step() -> impl Strategy<Value = Pair<Milestone>> {
    let kind = prop::sample::select(
        &[
            MilestoneStep::EntryIntoForce,
            MilestoneStep::EntryIntoForce,
            MilestoneStep::ProvisionalEntryIntoForce,
            MilestoneStep::CompletionOfRatification,
            MilestoneStep::Suspension,
            MilestoneStep::Resumption,
            MilestoneStep::Termination,
            MilestoneStep::Replacement,
            MilestoneStep::Adoption,
        ][..],
    );
    (kind, date(), modality(), acts(2, 3)).prop_map(|(step, date, modality, instrument)| {
        let made = |date, instrument| Milestone {
            step,
            leading: MilestoneClaim { id: 0, date, is_ordered: false, period: None, modality },
            alternatives: Vec::new(),
            instrument,
            instrument_complete_until: None,
        };
        (made(date.0, instrument.0), made(date.1, instrument.1))
    })
}

/// An extension for a while, by a protocol.
fn extension() -> impl Strategy<Value = Option<Pair<Milestone>>> {
    let period = prop::sample::select(&["P10D", "P1M", ""][..]);
    prop::option::of((date(), modality(), acts(2, 3), period).prop_map(|(date, modality, instrument, period)| {
        let made = |date, instrument| Milestone {
            step: MilestoneStep::Extension,
            leading: MilestoneClaim { id: 0, date, is_ordered: false, period: Period::parse(period), modality },
            alternatives: Vec::new(),
            instrument,
            instrument_complete_until: None,
        };
        (made(date.0, instrument.0), made(date.1, instrument.1))
    }))
}

fn duration() -> impl Strategy<Value = Term> {
    (0..3_u8, any::<bool>()).prop_map(|(length, renews)| Term {
        duration: Period::parse(["", "P20D", "P1M"][usize::from(length)]),
        until: None,
        renewal: Period::parse("P10D").filter(|_| renews),
    })
}

/// Final clauses; leaving never has effect on the day of the notice, and nothing waits for more than a month.
fn clauses() -> impl Strategy<Value = Clauses> {
    let delay = (prop::sample::select(&["P1D", "P10D", "P1M"][..]), any::<bool>())
        .prop_map(|(text, to_next_month)| Delay { period: Period::parse(text).expect("a period"), to_next_month });
    let leaving = prop_oneof![
        2 => delay.clone().prop_map(LeavingClause::After),
        1 => Just(LeavingClause::NotRecorded),
        1 => Just(LeavingClause::Silent),
    ];
    let succession =
        prop::option::of(prop_oneof![Just(SuccessionClause::FromSuccession), Just(SuccessionClause::FromNotification)]);
    let provisional =
        prop::option::of(prop_oneof![Just(ProvisionalClause::UntilEntry), Just(ProvisionalClause::UntilEntryForParty)]);
    (prop::option::of(delay), leaving, succession, provisional)
        .prop_map(|(consent, leaving, succession, provisional)| Clauses { consent, leaving, succession, provisional })
}

/// The life of a party.
fn lifetime() -> impl Strategy<Value = Pair<Lifetime>> {
    (prop::option::weighted(0.2, date()), prop::option::weighted(0.2, date())).prop_map(|(founded, dissolved)| {
        let of =
            |which: fn(Pair<Days>) -> Days| Lifetime { founded: founded.map(which), dissolved: dissolved.map(which) };
        (of(|pair| pair.0), of(|pair| pair.1))
    })
}

/// Last days that sources cover and that a closed list speaks of; the second at most as late.
fn told() -> impl Strategy<Value = Pair<Option<Date>>> {
    prop_oneof![
        3 => Just((Some(day(500)), Some(day(500)))),
        2 => (0..90_i64, 0..60_i64).prop_map(|(until, less)| (Some(day(until)), Some(day(until - less)))),
        1 => (0..90_i64).prop_map(|until| (Some(day(until)), None)),
    ]
}

fn group() -> impl Strategy<Value = Pair<GroupAct>> {
    let kind = prop::sample::select(&[TreatyActionKind::Signature, TreatyActionKind::Ratification][..]);
    let count = prop::option::of(1..3_usize);
    (kind, date(), count, modality()).prop_map(|(action, date, count, modality)| {
        let of = |date| GroupAct { id: 401, action, date, count, modality };
        (of(date.0), of(date.1))
    })
}

/// A treaty, and the same with some dates less well known, and sources that cover less.
fn treaties() -> impl Strategy<Value = Pair<Treaty>> {
    let whole = (acts(2, 6), prop::collection::vec(step(), 0..4), extension(), duration());
    let around = (clauses(), lifetime(), told(), told(), prop::option::weighted(0.2, group()));
    (whole, around).prop_map(|((acts, steps, extension, term), (clauses, lifetime, covered, complete, group))| {
        let (mut sharp, mut vague): (Vec<_>, Vec<_>) = steps.into_iter().unzip();
        if let Some((one, two)) = extension {
            sharp.push(one);
            vague.push(two);
        }
        let covering = |mut acts: Vec<Act>, covered_until| {
            for act in &mut acts {
                act.leading.covered_until = covered_until;
            }
            acts
        };
        let made = |acts, steps, lifetime, covered_until, complete_until, group: Option<GroupAct>| Treaty {
            term,
            clauses,
            covered_until,
            complete_until,
            lifetimes: vec![(1, lifetime)],
            groups: group.into_iter().collect(),
            ..treaty(covering(acts, covered_until), steps)
        };
        (
            made(acts.0, sharp, lifetime.0, covered.0, complete.0, group.map(|pair| pair.0)),
            made(acts.1, vague, lifetime.1, covered.1, complete.1, group.map(|pair| pair.1)),
        )
    })
}

/// How a claim of a treaty becomes less well known, beside its dates.
#[derive(Clone, Copy, Debug)]
enum Loss {
    /// No source gives the days of effect.
    Effects,
    /// No final clause is recorded.
    Clauses,
    /// Another source contradicts an act.
    Contradiction(usize, Date),
    /// A date is qualified: "about", "perhaps".
    Qualified(usize),
    /// Another source contradicts a step.
    ContradictedStep(usize, Date),
    /// The date of a step is qualified.
    QualifiedStep(usize),
    /// A source that names a group that acted, of whom it does not say who they are.
    Group(Date, TreatyActionKind),
    /// Nobody says that an act came about.
    Planned(usize),
    /// Nobody says that a step came about.
    PlannedStep(usize),
}

fn loss() -> impl Strategy<Value = Loss> {
    prop_oneof![
        Just(Loss::Effects),
        Just(Loss::Clauses),
        (0..5_usize, 0..60_i64).prop_map(|(which, at)| Loss::Contradiction(which, day(at))),
        (0..5_usize).prop_map(Loss::Qualified),
        (0..5_usize, 0..60_i64).prop_map(|(which, at)| Loss::ContradictedStep(which, day(at))),
        (0..5_usize).prop_map(Loss::QualifiedStep),
        (0..60_i64, term::<TreatyActionKind>()).prop_map(|(at, action)| Loss::Group(day(at), action)),
        (0..5_usize).prop_map(Loss::Planned),
        (0..5_usize).prop_map(Loss::PlannedStep),
    ]
}

impl Loss {
    fn of(self, treaty: &Treaty) -> Treaty {
        let mut treaty = treaty.clone();
        match self {
            // A clause that sets another day contradicts what a source says of the act, so it goes as well.
            Self::Effects => {
                treaty.clauses = Clauses::default();
                // Provisional application ends with the notice, unless a source gives another day (article 25, paragraph 2), and
                // so does a consent before the treaty is in force.
                let applies = |act: &Act| act.leading.action == TreatyActionKind::ProvisionalApplication;
                if !treaty.acts.iter().any(applies) {
                    let first =
                        treaty.milestones.iter().filter(enters).filter_map(|step| step.leading.date.earliest).max();
                    let ends_at_once = |act: &Act| {
                        let last = act.leading.date.latest;
                        Effect::of(act.leading.action) == Effect::Leave
                            && first.zip(last).is_some_and(|(one, two)| two < one)
                    };
                    let acts = treaty.acts.iter_mut().filter(|act| !ends_at_once(act));
                    acts.for_each(|act| act.leading.effective = None);
                }
            }
            Self::Clauses => treaty.clauses = Clauses::default(),
            Self::Contradiction(which, date) => {
                if let Some(act) = treaty.acts.get_mut(which) {
                    let date = Days::day(date);
                    act.alternatives.push(ActClaim { date, effective: None, ..act.leading });
                }
            }
            Self::Qualified(which) => {
                if let Some(act) = treaty.acts.get_mut(which) {
                    act.leading.date = about(act.leading.date);
                }
            }
            Self::ContradictedStep(which, date) => {
                if let Some(step) = treaty.milestones.get_mut(which) {
                    step.alternatives.push(MilestoneClaim { date: Days::day(date), ..step.leading });
                }
            }
            Self::QualifiedStep(which) => {
                if let Some(step) = treaty.milestones.get_mut(which) {
                    step.leading.date = about(step.leading.date);
                }
            }
            Self::Planned(which) => {
                if let Some(act) = treaty.acts.get_mut(which)
                    && act.leading.modality == Modality::Occurred
                {
                    act.leading.modality = Modality::Planned;
                }
            }
            Self::PlannedStep(which) => {
                if let Some(step) = treaty.milestones.get_mut(which)
                    && step.leading.modality == Modality::Occurred
                {
                    step.leading.modality = Modality::Planned;
                }
            }
            Self::Group(date, action) => treaty.groups.push(GroupAct {
                id: 402,
                action,
                date: Days::day(date),
                count: None,
                modality: Modality::Occurred,
            }),
        }
        treaty
    }
}

/// A date as it is reckoned with where it is qualified.
fn about(date: Days) -> Days {
    Days {
        earliest: date.earliest.map(|day| day - Duration::days(1826)),
        latest: date.latest.map(|day| day + Duration::days(1826)),
    }
}

/// Whether an act that undoes others, or its effect, lies certainly before all that it could undo: dates that cannot be
/// right. Once one is widened far enough, they can be, and what was in doubt for that reason is no more.
fn contradicts_itself(acts: &[Act], context: &Context<'_>) -> bool {
    let deeds = acts.iter().flat_map(|act| Deed::of(act, context)).collect::<Vec<_>>();
    deeds.iter().any(|undoing| {
        let undone = |other: &&Deed| {
            other.party == undoing.party && undoing.effect.undoes(other.effect) && other.limit.is_possible()
        };
        let undone = deeds.iter().filter(undone).collect::<Vec<_>>();
        let precedes = |date: Days, other: &Deed| {
            let ends = date.latest.zip(other.date.earliest);
            ends.is_some_and(|(last, next)| last <= next)
        };
        let comes_first =
            |date: Days, others: &[&Deed]| !others.is_empty() && others.iter().all(|other| precedes(date, other));
        let of_tier = |tier| undone.iter().copied().filter(|other| other.effect.tier() == tier).collect::<Vec<_>>();
        comes_first(undoing.effect_day, &undone)
            || undone.iter().any(|other| comes_first(undoing.date, &of_tier(other.effect.tier())))
    })
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as a filter takes it")]
fn enters(step: &&Milestone) -> bool {
    matches!(step.step, MilestoneStep::EntryIntoForce | MilestoneStep::ProvisionalEntryIntoForce)
}

/// Whether a consent may have effect before the treaty was in force, be it provisionally: it cannot.
fn binds_too_early(treaty: &Treaty) -> bool {
    let first = treaty.milestones.iter().filter(enters).filter_map(|step| step.leading.date.earliest).max();
    treaty
        .acts
        .iter()
        .filter_map(|act| act.leading.effective?.latest)
        .min()
        .zip(first)
        .is_some_and(|(one, two)| one < two)
}

/// Whether a treaty was applied provisionally only after it had entered into force.
fn is_provisional_too_late(treaty: &Treaty) -> bool {
    let of = |kind| treaty.milestones.iter().filter(move |step| step.step == kind).map(|step| step.leading.date);
    let first = of(MilestoneStep::ProvisionalEntryIntoForce).filter_map(|date| date.earliest).max();
    let last = of(MilestoneStep::EntryIntoForce).filter_map(|date| date.latest).min();
    first.zip(last).is_some_and(|(first, last)| last < first)
}

/// Whether an act needs a signature or consent, and all that are recorded of its party come after it: something is not
/// recorded. Once the dates are widened far enough, the act may rest on what is recorded.
fn needs_what_comes_later(acts: &[Act], context: &Context<'_>) -> bool {
    let deeds = acts.iter().flat_map(|act| Deed::of(act, context)).collect::<Vec<_>>();
    deeds.iter().filter(|hint| hint.effect.presupposes().is_some()).any(|hint| {
        let own = || deeds.iter().filter(|deed| deed.party == hint.party && deed.limit == Certain);
        let comes_later = |deed: &Deed| {
            let first = deed.date.earliest.min(deed.effect_day.earliest);
            hint.date.latest.zip(first).is_some_and(|(last, first)| last <= first)
        };
        let all_come_later = |bonds: Vec<&Deed>| !bonds.is_empty() && bonds.into_iter().all(comes_later);
        let consents = own().filter(|deed| deed.effect.is_recorded_consent()).collect();
        let signs = |deed: &&Deed| deed.effect.is_recorded_consent() || deed.effect.is_recorded_signature();
        all_come_later(consents) || all_come_later(own().filter(signs).collect())
    })
}

fn is_consistent(treaty: &Treaty) -> bool {
    !binds_too_early(treaty)
        && !is_provisional_too_late(treaty)
        && !needs_what_comes_later(&treaty.acts, &treaty.context())
        && treaty.milestones.iter().all(|step| !needs_what_comes_later(&step.instrument, &Context::UNKNOWN))
        && !contradicts_itself(&treaty.acts, &treaty.context())
        && treaty.milestones.iter().all(|step| !contradicts_itself(&step.instrument, &Context::UNKNOWN))
}

proptest! {
    #![proptest_config(ProptestConfig { max_global_rejects: 100_000, ..ProptestConfig::with_cases(1000) })]

    #[test]
    fn widening_a_date_makes_no_standing_certain((known, less_known) in treaties(), (asked, asked_less) in date()) {
        prop_assume!(is_consistent(&known));
        let sharp = known.standings_among(&[1, 2], asked);
        for vague in [less_known.standings_among(&[1, 2], asked), known.standings_among(&[1, 2], asked_less)] {
            for (sharp, vague) in sharp.iter().zip(&vague) {
                for status in PartyStatus::ALL {
                    let (before, after) = (sharp.of(*status), vague.of(*status));
                    prop_assert!(after == before || after == Possible, "{:?}: {:?} becomes {:?}", status, before, after);
                }
                for (before, after) in [
                    (sharp.is_party, vague.is_party),
                    (sharp.has_signed, vague.has_signed),
                    (sharp.has_signed_only, vague.has_signed_only),
                    (sharp.is_missing, vague.is_missing),
                ] {
                    prop_assert!(after == before || after == Possible, "{:?} becomes {:?}", before, after);
                }
            }
        }
    }

    #[test]
    fn losing_what_is_known_makes_no_standing_certain((known, _) in treaties(), loss in loss(), (asked, _) in date()) {
        let less_known = loss.of(&known);
        prop_assume!(is_consistent(&known) && is_consistent(&less_known));
        for (sharp, vague) in known.standings_among(&[1, 2], asked).iter().zip(&less_known.standings_among(&[1, 2], asked)) {
            for status in PartyStatus::ALL {
                let (before, after) = (sharp.of(*status), vague.of(*status));
                prop_assert!(after == before || after == Possible, "{:?}: {:?} becomes {:?}", status, before, after);
            }
            prop_assert!(vague.is_party == sharp.is_party || vague.is_party == Possible);
        }
    }

    #[test]
    fn widening_a_date_makes_no_status_certain((known, less_known) in treaties(), (asked, asked_less) in date()) {
        prop_assume!(is_consistent(&known));
        let sharp = known.status_on(asked);
        for vague in [less_known.status_on(asked), known.status_on(asked_less)] {
            for status in TreatyStatus::ALL {
                let (before, after) = (sharp.of(*status), vague.of(*status));
                prop_assert!(after == before || after == Possible, "{:?}: {:?} becomes {:?}", status, before, after);
            }
        }
    }

    #[test]
    fn one_status_at_most_is_certain_and_one_at_least_is_possible((treaty, _) in treaties(), (asked, _) in date()) {
        for standing in treaty.standings_among(&[1, 2], asked) {
            let certain = standing.statuses.iter().filter(|(_, certainty)| *certainty == Certain).count();
            prop_assert!(!standing.statuses.is_empty() && certain <= 1, "{:?}", standing);
            prop_assert!(certain == 0 || standing.statuses.len() == 1, "{:?}", standing);
            prop_assert!(!standing.because.reasons().is_empty());
        }
        let status = treaty.status_on(asked);
        let certain = status.statuses.iter().filter(|(_, certainty)| *certainty == Certain).count();
        prop_assert!(!status.statuses.is_empty() && certain <= 1, "{:?}", status);
    }

    #[test]
    fn nobody_whom_a_closed_list_leaves_out_is_a_party((treaty, _) in treaties(), (asked, _) in date()) {
        prop_assume!(asked.latest.is_some());
        let treaty = Treaty { complete_until: Some(Date::MAX), groups: Vec::new(), ..treaty };
        let nobody = treaty.standings_among(&[3], asked).remove(0);
        prop_assert_eq!((nobody.status, nobody.certainty, nobody.is_party), (PartyStatus::NotParty, Certain, Excluded));
    }

    #[test]
    fn what_does_not_touch_the_status_does_not_touch_it((treaty, _) in treaties(), (more, _) in act(1), kind in accompanying(), (asked, _) in date()) {
        let more = Act { leading: ActClaim { action: kind, effective: None, ..more.leading }, ..more };
        let bound = Treaty { acts: [treaty.acts.clone(), vec![super::act(TreatyActionKind::Accession, "1990-01-01")]].concat(), ..treaty };
        let with = Treaty { acts: [bound.acts.clone(), vec![more]].concat(), ..bound.clone() };
        let (before, after) = (bound.standings_among(&[1], asked).remove(0), with.standings_among(&[1], asked).remove(0));
        prop_assert_eq!(before.statuses, after.statuses);
    }
}
