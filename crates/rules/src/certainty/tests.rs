//! Cases: certain, possible, excluded.

use super::{Attested, Certainty, Days, Lifetime, OtherTenure, Spell, limit, succeeded};
use Certainty::{Certain, Excluded, Possible};
use edtf::Edtf;
use time::macros::date;
use vocabulary::{Ended, Modality, Vocabulary};

fn edtf(text: &str) -> Edtf {
    Edtf::parse(text).unwrap()
}

/// Bounds of a date; an empty text is no date.
fn days(text: &str) -> Days {
    if text.is_empty() { Days::UNKNOWN } else { Days::of(&edtf(text)) }
}

#[test]
fn dates_compare_in_three_values() {
    type Compare = fn(Days, Days) -> Certainty;
    let (before, after, by): (Compare, Compare, Compare) = (Days::before, Days::after, Days::by);
    let (within, overlaps): (Compare, Compare) = (Days::within, Days::overlaps);
    for (one, compare, two, expected) in [
        ("1992-05-15", before, "1993", Certain),
        ("1993-01-01", before, "1993", Possible),
        ("1993", before, "1993-01-01", Excluded),
        ("1993-12-31", before, "1993", Excluded),
        ("1993", before, "1993", Possible),
        ("1993-06-01", before, "1993-06-01", Excluded),
        ("[..1999-04-02]", before, "1999-06-01", Certain),
        ("1992-05-15/..", before, "1999-06-01", Possible),
        ("", before, "1999-06-01", Possible),
        ("1994", after, "1993", Certain),
        ("1993", after, "1993-12-31", Excluded),
        ("1993", by, "1993-12-31", Certain),
        ("1993", by, "1993-06-01", Possible),
        ("1994", by, "1993", Excluded),
        ("2003-09-19", within, "2003", Certain),
        ("2003", within, "2003-09", Possible),
        ("2003", within, "2002/2004-06", Certain),
        ("2003", within, "2004", Excluded),
        ("2003", within, "2001/..", Certain),
        ("", within, "2003", Possible),
        ("2003", within, "", Certain),
        ("2003-09-19", overlaps, "2003-09-19", Certain),
        ("2003-09-19", overlaps, "2003-09", Possible),
        ("2003-09", overlaps, "2003-09", Possible),
        ("2003-09-19", overlaps, "2003-10", Excluded),
        ("", overlaps, "", Possible),
    ] {
        assert_eq!(compare(days(one), days(two)), expected, "{one} and {two}");
    }
}

/// What a case says of a spell beside its dates.
type And = fn(&mut Spell);

fn spell(from: &str, to: &str, and: And) -> Spell {
    let ended = if to.is_empty() { Ended::NotStated } else { Ended::Yes };
    let mut spell = Spell { from: days(from), to: days(to), ended, ..Spell::UNKNOWN };
    and(&mut spell);
    spell
}

#[test]
fn a_spell_is_certain_possible_or_excluded_on_a_day() {
    let plain: And = |_| {};
    let attested: And = |spell| spell.attested = Attested::on(&edtf("2007-05-10"));
    let vaguely_attested: And = |spell| spell.attested = Attested::on(&edtf("2007-05"));
    let covered: And = |spell| spell.covered_until = Some(date!(2007 - 05 - 01));
    let lasting: And = |spell| {
        spell.ended = Ended::No;
        spell.covered_until = Some(date!(2007 - 05 - 01));
    };
    let ended: And = |spell| {
        spell.ended = Ended::Yes;
        spell.covered_until = Some(date!(2007 - 05 - 01));
    };
    let founded: And = |spell| spell.life.founded = Some(days("1991-12"));
    let dissolved: And = |spell| {
        spell.covered_until = Some(date!(2007 - 05 - 01));
        spell.life.dissolved = Some(days("2003"));
    };
    let dissolved_somewhen: And = |spell| {
        spell.covered_until = Some(date!(2007 - 05 - 01));
        spell.life.dissolved = Some(Days::UNKNOWN);
    };
    let succeeded: And = |spell| {
        spell.covered_until = Some(date!(2007 - 05 - 01));
        spell.succeeded = Some(days("2004-03-10"));
    };
    for (from, to, and, day, expected, why) in [
        ("1993", "2000-06", plain, "1992-12-31", Excluded, "before every possible start"),
        ("1993", "2000-06", plain, "1993-01-01", Possible, "the start may lie later in the year"),
        ("1993", "2000-06", plain, "1993-12-31", Certain, "the latest start belongs to it"),
        ("1993", "2000-06", plain, "2000-06-01", Certain, "the earliest end belongs to it"),
        ("1993", "2000-06", plain, "2000-06-02", Possible, "the end may lie earlier in the month"),
        ("1993", "2000-06", plain, "2000-06-30", Possible, "the end may be the last of the month"),
        ("1993", "2000-06", plain, "2000-07-01", Excluded, "after every possible end"),
        ("1993", "2000-06", plain, "1996", Certain, "each day of the year"),
        ("1993", "2000-06", plain, "2000", Possible, "some days of the year, not all"),
        ("1993", "2000-06", plain, "1990/1992", Excluded, "no day of the interval"),
        ("1993", "2000-06", plain, "XXXX", Possible, "the day asked for is unknown"),
        ("1993-02-01", "2000-06", plain, "1993-02-01", Certain, "the first day belongs to it"),
        ("", "2000-06-30", plain, "2000-06-30", Certain, "the last day belongs to it"),
        ("", "2000-06-30", plain, "2000-06-29", Possible, "the start is missing"),
        ("1993", "/2000-06", plain, "1999", Possible, "the end has no first possible day"),
        ("1993", "2000-06/..", plain, "2010", Possible, "the end has no last possible day"),
        ("1993", "", plain, "1993-12-31", Possible, "no source says how far it goes"),
        ("1993-02-01", "", plain, "1993-02-02", Possible, "no source says how far it goes"),
        ("", "", attested, "2007-05-10", Certain, "a source vouches for the day"),
        ("", "", attested, "2007-05-11", Possible, "a source vouches for another day"),
        ("", "", attested, "2007-05", Possible, "a source vouches for one day of it"),
        ("1991", "", attested, "2000", Certain, "between the start and a day that a source vouches for"),
        ("", "2009", attested, "2008", Certain, "between a day that a source vouches for and the end"),
        ("2008", "2009", attested, "2007-05-10", Certain, "a source vouches for the day, whatever the start"),
        ("2008", "2009", attested, "2007-05-09", Excluded, "before the start and every attested day"),
        ("", "", vaguely_attested, "2007-05-10", Possible, "a source vouches for some day of the month"),
        ("1991", "", vaguely_attested, "2007-05-01", Certain, "it began before, and lasted into the month"),
        ("1991", "", vaguely_attested, "2007-05-02", Possible, "it may have ended on the first of the month"),
        ("1991", "", covered, "2007-05-01", Certain, "its sources cover the day and tell of no end"),
        ("1991", "", covered, "2007-05-02", Possible, "its sources do not cover the day"),
        ("1991", "", covered, "1990", Excluded, "before every possible start"),
        ("1991", "", lasting, "2007-05-02", Possible, "the source that says that it lasts covers no more"),
        ("1991", "", ended, "2000", Possible, "it ended, and nobody says when"),
        ("1991", "", ended, "2030", Possible, "it ended, and nobody says when"),
        ("1991", "1996", covered, "1998", Excluded, "its end is recorded, so coverage does not count"),
        ("", "", founded, "1991-11-30", Excluded, "the body was not founded"),
        ("", "", founded, "1991-12-01", Possible, "the body may have been founded"),
        ("1990", "", founded, "1990-12-31", Excluded, "not founded, whatever the spell says"),
        ("1990", "", founded, "1991-12-15", Possible, "the foundation may lie later in the month"),
        ("1991-12-05", "", founded, "1991-12-05", Certain, "the spell shows that the body was founded"),
        ("[..1993]", "", founded, "1991-11-30", Excluded, "its own start has no first possible day"),
        ("1991", "", dissolved, "2002", Certain, "the body surely was there"),
        ("1991", "", dissolved, "2003-01-02", Possible, "the body may be dissolved"),
        ("1991", "", dissolved, "2004-01-01", Excluded, "the body is surely dissolved"),
        ("1991", "2005", dissolved, "2002", Certain, "the body surely was there"),
        ("1991", "2005", dissolved, "2003-06", Possible, "the body may be dissolved"),
        ("1991", "2005", dissolved, "2004", Excluded, "the body is dissolved, whatever the spell says"),
        ("1991", "2003-06-01", dissolved, "2003-06-01", Certain, "the spell shows that the body was not dissolved yet"),
        ("1992", "", dissolved_somewhen, "1995", Possible, "the body may be dissolved at any time"),
        ("1991", "", succeeded, "2004-03-09", Certain, "the day before the successor's start"),
        ("1991", "", succeeded, "2004-03-10", Possible, "both may be in office on the day of the change"),
        ("1991", "", succeeded, "2004-03-11", Excluded, "the successor is in office"),
        ("1991", "2005", succeeded, "2004-12", Certain, "its own end counts, not the successor"),
    ] {
        let found = spell(from, to, and).certainty_on(days(day));
        assert_eq!(found, expected, "{from} to {to}, on {day}: {why}");
    }
}

#[test]
fn only_what_occurred_is_certain_and_what_was_called_off_is_excluded() {
    for modality in Modality::TERMS.iter().filter_map(|term| Modality::parse(term.name)) {
        let spell = Spell { modality, ..spell("1993", "2000", |_| {}) };
        let expected = match modality {
            Modality::Occurred => Certain,
            Modality::Declined | Modality::Cancelled | Modality::Postponed => Excluded,
            _ => Possible,
        };
        assert_eq!(spell.certainty_on(days("1996")), expected, "{modality:?}");
        assert_eq!(limit(modality), expected, "{modality:?}");
        assert_eq!(spell.certainty_on(days("2001")), Excluded, "{modality:?}");
    }
}

#[test]
fn days_are_attested_singly_throughout_or_somewhen() {
    let throughout = Attested::throughout(date!(2003 - 09 - 18), date!(2003 - 09 - 19));
    assert_eq!(Attested::on(&edtf("2003-09-18/2003-09-19")), throughout);
    assert_eq!(Attested::on(&edtf("2003-09-18")), Attested::somewhen(Days::day(date!(2003 - 09 - 18))));
    for vague in ["2003-09", "2003-09/2003-11", "2003-09-18/..", "2003-09-18~/2003-09-19", "[2003-09-18,2003-09-19]"] {
        assert_eq!(Attested::on(&edtf(vague)), Attested::somewhen(days(vague)), "{vague}");
    }
}

#[test]
fn a_successor_is_the_first_other_holder_who_started_later() {
    let other =
        |from: &str, to: &str, modality| OtherTenure { from: days(from), to: days(to), modality, is_acting: false };
    let occurred = |from: &str| other(from, "", Modality::Occurred);
    let found = |from: &str, others: &[OtherTenure]| succeeded(days(from), others.iter().copied());
    assert_eq!(found("2000", &[]), None);
    assert_eq!(found("2000-01-25", &[occurred("1998"), occurred("2000-01-25")]), None);
    assert_eq!(found("2000", &[occurred("2007-10-05"), occurred("2004-03")]), Some(days("2004-03")));
    assert_eq!(found("2000", &[other("", "1999", Modality::Occurred)]), None, "left before the holder came");
    assert_eq!(found("2000", &[other("2004", "", Modality::Declined)]), None, "never came");
    let planned = found("2000", &[other("2004", "", Modality::Planned), occurred("2006")]).unwrap();
    assert_eq!((planned.earliest, planned.latest), (days("2004").earliest, days("2006").latest));
    let maybe = found("2000", &[occurred("2000-06/2001")]).unwrap();
    assert_eq!((maybe.earliest, maybe.latest), (days("2000-06").earliest, None), "may have come before the holder");
    assert_eq!(found("", &[occurred("")]), Some(Days::UNKNOWN));
    let acting = found("2014", &[OtherTenure { is_acting: true, ..occurred("2016-03") }]).unwrap();
    assert_eq!((acting.earliest, acting.latest), (days("2016-03").earliest, None), "the holder may only be away");
}

#[test]
fn each_certainty_reaches_what_is_wanted_or_more() {
    for least in Certainty::ALL {
        let reached = Certainty::ALL.iter().filter(|found| found.reaches(*least)).count();
        assert_eq!(
            reached,
            match least {
                Certain => 1,
                Possible => 2,
                Excluded => 3,
            }
        );
        assert_eq!(Certainty::parse(least.name()), Some(*least));
    }
}

#[test]
fn what_only_some_claims_of_a_spell_say_is_possible() {
    let (one, two) = (spell("1996-05-05", "2010-06-30", |_| {}), spell("1998", "2005", |_| {}));
    let on = |day| Spell::agreed([&one, &two].map(|claim| claim.certainty_on(days(day))));
    let found = ["1995", "1997", "2000", "2007", "2011"].map(on);
    assert_eq!(found, [Excluded, Possible, Certain, Possible, Excluded]);
}

#[test]
fn what_rests_on_a_doubtful_inference_bounds_nothing() {
    use vocabulary::{Confidence, DateBasis};
    let on = |basis, confidence| Days::recorded(&edtf("1996"), Some(basis), confidence);
    assert_eq!(on(DateBasis::Inferred, Some(Confidence::Medium)), Days::UNKNOWN);
    assert_eq!(on(DateBasis::Inferred, Some(Confidence::Low)), Days::UNKNOWN);
    assert_eq!(on(DateBasis::Inferred, Some(Confidence::High)), days("1996"));
    assert_eq!(on(DateBasis::Stated, None), days("1996"));
}

#[test]
fn two_lives_overlap_from_the_later_foundation_to_the_earlier_dissolution() {
    let life = |founded: Option<&str>, dissolved: Option<&str>| Lifetime {
        founded: founded.map(days),
        dissolved: dissolved.map(days),
    };
    let both = life(Some("1945-10-24"), None).and(life(Some("2011-07-09"), Some("2020")));
    assert_eq!(both, life(Some("2011-07-09"), Some("2020")));
    assert_eq!([both.lives_on(days("2011-07-08")), both.lives_on(days("2015"))], [Excluded, Certain]);
    assert_eq!([both.lives_on(days("2020-06-01")), both.lives_on(days("2021"))], [Possible, Excluded]);
}
