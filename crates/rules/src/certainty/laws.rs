//! What holds for every spell, tried on many.

use super::{Attested, Certainty, Days, Lifetime, OtherTenure, Spell, limit, succeeded};
use proptest::prelude::*;
use time::{Date, Duration, macros::date};
use vocabulary::{Ended, Modality, Vocabulary};

const FIRST: Date = date!(2000 - 01 - 01);

fn day(number: i64) -> Date {
    FIRST + Duration::days(number)
}

/// A date within a few weeks, so that dates meet; some without a bound.
fn days() -> impl Strategy<Value = Days> {
    (0..40_i64, prop_oneof![3 => Just(0_i64), 2 => 0..20_i64], 0..8_u8).prop_map(|(first, length, open)| Days {
        earliest: (open != 0).then(|| day(first)),
        latest: (open != 1).then(|| day(first + length)),
    })
}

/// A date, and one that is at most as well known.
fn widened() -> impl Strategy<Value = (Days, Days)> {
    (days(), prop_oneof![2 => Just(0_i64), 1 => 0..15_i64], prop_oneof![2 => Just(0_i64), 1 => 0..15_i64], 0..10_u8)
        .prop_map(|(date, before, after, open)| {
            let earliest = date.earliest.map(|day| day - Duration::days(before)).filter(|_| open != 0);
            let latest = date.latest.map(|day| day + Duration::days(after)).filter(|_| open != 1);
            (date, Days { earliest, latest })
        })
}

fn any_modality() -> impl Strategy<Value = Modality> {
    prop_oneof![
        3 => Just(Modality::Occurred),
        1 => (0..Modality::TERMS.len()).prop_map(|at| Modality::parse(Modality::TERMS[at].name).expect("a term")),
    ]
}

type Pair<T> = (T, T);

fn optional() -> impl Strategy<Value = Pair<Option<Days>>> {
    prop::option::of(widened()).prop_map(|dates| (dates.map(|pair| pair.0), dates.map(|pair| pair.1)))
}

/// Attested days, and the same less well known.
fn attested() -> impl Strategy<Value = Pair<Attested>> {
    prop_oneof![
        Just((Attested::NEVER, Attested::NEVER)),
        widened().prop_map(|(one, two)| (Attested::somewhen(one), Attested::somewhen(two))),
        (0..40_i64, 0..10_i64).prop_map(|(first, length)| {
            let (first, last) = (day(first), day(first + length));
            (Attested::throughout(first, last), Attested::somewhen(Days::between(first, last)))
        }),
    ]
}

fn other() -> impl Strategy<Value = Pair<OtherTenure>> {
    (widened(), widened(), any_modality(), any::<bool>()).prop_map(|(from, to, modality, is_acting)| {
        let of = |from, to| OtherTenure { from, to, modality, is_acting };
        (of(from.0, to.0), of(from.1, to.1))
    })
}

/// A spell, and the same with some dates less well known.
fn spells() -> impl Strategy<Value = Pair<Spell>> {
    let dates = (widened(), optional(), attested(), prop::option::of((0..60_i64, 0..10_i64)));
    let more = (optional(), optional(), prop::collection::vec(other(), 0..3), any_modality(), any::<bool>());
    (dates, more).prop_map(|((from, to, attested, covered), (founded, dissolved, others, modality, lasts))| {
        let covered = |less: bool| covered.map(|(until, fewer)| day(until - if less { fewer } else { 0 }));
        let ended = match (to.0, lasts) {
            (Some(_), _) => Ended::Yes,
            (None, true) => Ended::No,
            (None, false) => Ended::NotStated,
        };
        let (sharp, vague): (Vec<_>, Vec<_>) = others.into_iter().unzip();
        let known = Spell {
            from: from.0,
            to: to.0.unwrap_or(Days::UNKNOWN),
            ended,
            attested: attested.0,
            covered_until: covered(false),
            life: Lifetime { founded: founded.0, dissolved: dissolved.0 },
            succeeded: succeeded(from.0, sharp),
            modality,
        };
        let less_known = Spell {
            from: from.1,
            to: to.1.unwrap_or(Days::UNKNOWN),
            attested: attested.1,
            covered_until: covered(true),
            life: Lifetime { founded: founded.1, dissolved: dissolved.1 },
            succeeded: succeeded(from.1, vague),
            ..known
        };
        (known, less_known)
    })
}

/// Whether a spell surely lasted before the foundation or after the dissolution of what it is a spell of: what is
/// recorded contradicts itself, and ceases to once a date is widened far enough.
fn outlives(spell: &Spell) -> bool {
    let own = Spell { life: Lifetime::UNKNOWN, ..*spell };
    let (founded, dissolved) =
        (spell.life.founded.unwrap_or(Days::UNKNOWN), spell.life.dissolved.unwrap_or(Days::UNKNOWN));
    own.start().latest.zip(founded.earliest).is_some_and(|(start, founded)| start < founded)
        || own.end().earliest.zip(dissolved.latest).is_some_and(|(end, dissolved)| dissolved < end)
}

/// Whether a spell surely lasted beyond the day on which a successor surely took over: what is recorded contradicts
/// itself too, and ceases to once a date is widened or qualified far enough.
fn outlasts_its_successor(spell: &Spell) -> bool {
    let alone = Spell { succeeded: None, ..*spell };
    let successor = spell.succeeded.and_then(|days| days.latest);
    alone.end().earliest.zip(successor).is_some_and(|(end, successor)| successor < end)
}

proptest! {
    #![proptest_config(ProptestConfig { max_global_rejects: 100_000, ..ProptestConfig::with_cases(1000) })]

    #[test]
    fn widening_a_date_makes_nothing_certain((known, less_known) in spells(), (asked, asked_less) in widened()) {
        prop_assume!(!outlives(&known));
        if known.certainty_on(asked) != Certainty::Certain {
            prop_assert_ne!(less_known.certainty_on(asked), Certainty::Certain);
            prop_assert_ne!(known.certainty_on(asked_less), Certainty::Certain);
        }
    }

    #[test]
    fn qualifying_a_date_decides_nothing((known, _) in spells(), (asked, _) in widened()) {
        prop_assume!(!outlives(&known));
        let about = |days: Days| Days {
            earliest: days.earliest.map(|day| day - Duration::days(1826)),
            latest: days.latest.map(|day| day + Duration::days(1826)),
        };
        let (before, after) = (known.certainty_on(asked), Spell { from: about(known.from), to: about(known.to), ..known }.certainty_on(asked));
        if outlasts_its_successor(&known) {
            prop_assert!(after == before || after != Certainty::Certain, "{:?} becomes {:?}", before, after);
            return Ok(());
        }
        prop_assert!(after == before || after == Certainty::Possible || limit(known.modality) == Certainty::Excluded, "{:?} becomes {:?}", before, after);
    }

    #[test]
    fn nothing_lasts_beyond_its_life((known, _) in spells(), asked in 0..60_i64) {
        let asked = Days::day(day(asked));
        if known.life.lives_on(asked) == Certainty::Excluded {
            prop_assert_eq!(known.certainty_on(asked), Certainty::Excluded);
        }
    }

    #[test]
    fn a_claim_that_contradicts_another_decides_nothing(claims in prop::collection::vec(prop::sample::select(Certainty::ALL), 1..4)) {
        let agreed = Spell::agreed(claims.iter().copied());
        prop_assert!(agreed == Certainty::Possible || claims.iter().all(|claim| *claim == agreed));
    }

    #[test]
    fn widening_the_day_asked_for_excludes_nothing((known, _) in spells(), (asked, asked_less) in widened()) {
        if known.certainty_on(asked) != Certainty::Excluded {
            prop_assert_ne!(known.certainty_on(asked_less), Certainty::Excluded);
        }
    }

    #[test]
    fn an_attested_day_is_as_certain_as_its_modality_allows((mut spell, _) in spells(), first in 0..40_i64, length in 0..10_i64, inside in 0..10_i64) {
        spell.attested = Attested::throughout(day(first), day(first + length));
        prop_assume!(!outlives(&spell));
        let asked = Days::day(day(first + inside % (length + 1)));
        prop_assert_eq!(spell.certainty_on(asked), limit(spell.modality));
    }

    #[test]
    fn what_did_not_occur_is_never_certain((spell, _) in spells(), asked in days()) {
        let found = spell.certainty_on(asked);
        prop_assert!(found >= limit(spell.modality));
    }

    #[test]
    fn no_start_and_no_end_is_turned_round((spell, _) in spells()) {
        for bounds in [spell.start(), spell.end()] {
            if let (Some(earliest), Some(latest)) = (bounds.earliest, bounds.latest) {
                prop_assert!(earliest <= latest);
            }
        }
    }

    #[test]
    fn at_most_one_person_is_certain_in_an_office_for_one(dates in prop::collection::vec(days(), 2..4), until in 0..60_i64, asked in 0..60_i64) {
        let holders = dates.iter().enumerate().map(|(own, from)| {
            let others = dates.iter().enumerate().filter(|(index, _)| *index != own);
            let others = others.map(|(_, from)| OtherTenure { from: *from, to: Days::UNKNOWN, modality: Modality::Occurred, is_acting: false });
            Spell { from: *from, succeeded: succeeded(*from, others), covered_until: Some(day(until)), ..Spell::UNKNOWN }
        });
        let certain = holders.filter(|holder| holder.certainty_on(Days::day(day(asked))) == Certainty::Certain);
        let starts = certain.map(|holder| holder.from).collect::<Vec<_>>();
        // Two who are known to have started on one day contradict each other; no rule can say who is right.
        prop_assert!(starts.windows(2).all(|pair| pair[0] == pair[1]), "{starts:?}");
    }

    #[test]
    fn comparisons_agree_with_each_other(one in days(), two in days()) {
        prop_assert_eq!(one.before(two), two.after(one));
        prop_assert_eq!(one.by(two), two.before(one).negate());
        prop_assert_eq!(one.overlaps(two), two.overlaps(one));
        prop_assert_eq!(one.overlaps(two) == Certainty::Excluded, !one.meets(two));
        prop_assert!(!(one.before(two) == Certainty::Certain && one.overlaps(two).is_possible()));
    }

    #[test]
    fn comparing_less_well_known_dates_decides_no_more((one, wide_one) in widened(), (two, wide_two) in widened()) {
        for compare in [Days::before, Days::after, Days::by, Days::overlaps] {
            let (sharp, vague) = (compare(one, two), compare(wide_one, wide_two));
            prop_assert!(vague == sharp || vague == Certainty::Possible, "{:?} becomes {:?}", sharp, vague);
        }
        let (sharp, vague) = (one.within(two), wide_one.within(two));
        prop_assert!(vague == sharp || vague == Certainty::Possible, "{:?} becomes {:?}", sharp, vague);
    }
}
