//! What holds for every date, tried on many.

use proptest::prelude::*;
use time::{Date, Month};

use super::{Edtf, Precision};

/// Any day from year 1 to year 9999.
fn day() -> impl Strategy<Value = Date> {
    (1..=9999_i32, 1..=366_u16).prop_map(|(year, ordinal)| {
        let last = time::util::days_in_year(year);
        Date::from_ordinal_date(year, ordinal.min(last)).expect("a day of that year")
    })
}

/// A day, month, season or year, perhaps masked or qualified.
fn single() -> impl Strategy<Value = String> {
    let shape = (day(), 0..9_usize, 21..=41_u8).prop_map(|(day, shape, part)| {
        let (year, month) = (format!("{:04}", day.year()), format!("{:02}", u8::from(day.month())));
        match shape {
            0 | 1 => day.to_string(),
            2 => format!("{year}-{month}"),
            3 => year,
            4 => format!("{year}-{month}-XX"),
            5 => format!("{year}-XX"),
            6 => format!("{}X", &year[..3]),
            7 => format!("{}XX", &year[..2]),
            _ => format!("{year}-{part}"),
        }
    });
    (shape, "[?~%]?").prop_map(|(date, qualifier)| date + &qualifier)
}

/// Any form; some are refused, such as an interval that ends before it starts.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        single(),
        (single(), single()).prop_map(|(start, end)| format!("{start}/{end}")),
        (single(), prop::sample::select(&["/{}", "../{}", "{}/", "{}/..", "[..{}]", "[{}..]", "{..{}}"][..]))
            .prop_map(|(date, form)| form.replacen("{}", &date, 1)),
        prop::collection::vec(single(), 1..5).prop_map(|dates| format!("[{}]", dates.join(","))),
        prop::collection::vec(single(), 1..5).prop_map(|dates| format!("{{{}}}", dates.join(","))),
    ]
}

/// Any form that is read.
fn any_date() -> impl Strategy<Value = Edtf> {
    any_text().prop_filter_map("refused", |text| Edtf::parse(&text).ok())
}

fn read(text: &str) -> Edtf {
    Edtf::parse(text).unwrap_or_else(|error| panic!("{error}"))
}

/// Whether every day the one can mean is a day the other can mean.
fn holds(wide: &Edtf, narrow: &Edtf) -> bool {
    wide.earliest().is_none_or(|first| narrow.earliest().is_some_and(|day| first <= day))
        && wide.latest().is_none_or(|last| narrow.latest().is_some_and(|day| day <= last))
}

/// The function `edtf_order` of the database, clause by clause. Days are counted by the calendar's
/// rule rather than by the library that the code under test uses.
fn edtf_order(earliest: Option<Date>, latest: Option<Date>) -> i32 {
    let days_since_year_one = |day: Date| {
        let before = day.year() - 1;
        before * 365 + before / 4 - before / 100 + before / 400 + i32::from(day.ordinal()) - 1
    };
    let last = Date::from_calendar_date(9999, Month::December, 31).expect("a day");
    days_since_year_one(earliest.or(latest).unwrap_or(last)) * 4
        + if earliest.is_none() && latest.is_none() {
            3
        } else if earliest.is_none() {
            0
        } else if latest.is_none() {
            2
        } else {
            1
        }
}

proptest! {
    #[test]
    fn no_date_ends_before_it_starts(date in any_date()) {
        if let (Some(earliest), Some(latest)) = (date.earliest(), date.latest()) {
            prop_assert!(earliest <= latest);
        }
    }

    #[test]
    fn the_text_of_a_date_reads_as_the_same_date(date in any_date()) {
        prop_assert_eq!(&read(date.as_str()), &date);
        prop_assert_eq!(&read(&format!(" {date}\t", date = date.as_str())), &date);
    }

    #[test]
    fn order_is_that_of_the_database(date in any_date()) {
        prop_assert_eq!(date.order(), edtf_order(date.earliest(), date.latest()));
    }

    #[test]
    fn an_earlier_first_day_never_sorts_later(one in any_date(), two in any_date()) {
        if let (Some(first), Some(second)) = (one.earliest(), two.earliest()) && first < second {
            prop_assert!(one.order() < two.order());
        }
        let undated = read("XXXX");
        prop_assert!(one.order() <= undated.order());
    }

    #[test]
    fn a_day_is_its_own_bounds(day in day()) {
        let date = read(&day.to_string());
        prop_assert_eq!((date.earliest(), date.latest()), (Some(day), Some(day)));
        prop_assert_eq!(date.precision(), Precision::Day);
    }

    #[test]
    fn knowing_less_widens_the_bounds(day in day()) {
        let full = day.to_string();
        let mut narrower = read(&full);
        for wider in [
            format!("{}X", &full[..9]),
            format!("{}-XX", &full[..7]),
            full[..7].to_owned(),
            format!("{}-XX", &full[..4]),
            full[..4].to_owned(),
            format!("{}X", &full[..3]),
            format!("{}XX", &full[..2]),
            format!("{}XXX", &full[..1]),
            "XXXX".to_owned(),
        ] {
            let wider = read(&wider);
            prop_assert!(holds(&wider, &narrower), "{:?} {:?}", wider, narrower);
            narrower = wider;
        }
    }

    #[test]
    fn a_member_more_widens_a_set(one in single(), two in single()) {
        let (one, two) = (Edtf::parse(&one), Edtf::parse(&two));
        if let (Ok(one), Ok(two)) = (one, two) {
            let both = read(&format!("[{},{}]", one.as_str(), two.as_str()));
            prop_assert!(holds(&both, &one) && holds(&both, &two));
            let earlier = read(&format!("[..{}]", one.as_str()));
            prop_assert!(holds(&earlier, &one) && earlier.earliest().is_none());
        }
    }

    #[test]
    fn a_qualifier_keeps_the_bounds(day in day(), qualifier in "[?~%]", length in prop::sample::select(&[4_usize, 7, 10][..])) {
        let plain = &day.to_string()[..length];
        let (plain, qualified) = (read(plain), read(&format!("{plain}{qualifier}")));
        prop_assert_eq!((plain.earliest(), plain.latest()), (qualified.earliest(), qualified.latest()));
        prop_assert!(qualified.is_approximate() || qualified.is_uncertain());
        prop_assert!(!plain.is_approximate() && !plain.is_uncertain());
    }

    #[test]
    fn a_day_inside_an_interval_is_within_its_bounds(mut days in [day(), day(), day()]) {
        days.sort_unstable();
        let [start, inside, end] = days;
        let interval = read(&format!("{start}/{end}"));
        prop_assert!(holds(&interval, &read(&inside.to_string())));
        let (from, up_to) = (read(&format!("{start}/..")), read(&format!("/{end}")));
        prop_assert!(holds(&from, &interval) && holds(&up_to, &interval));
    }

    #[test]
    fn every_date_has_words(date in any_date()) {
        let words = date.text();
        prop_assert!(!words.is_empty());
        prop_assert!(!words.contains("  ") && !words.contains("of of") && words.trim() == words, "{}", words);
        prop_assert!(!words.contains(['~', '%', '?', '[', '{', '/']), "{}", words);
    }

    #[test]
    fn no_text_makes_it_panic(text in "[0-9X?~%/.,{}TYES\\[\\] -]{0,24}|\\PC{0,12}") {
        match Edtf::parse(&text) {
            Ok(date) => prop_assert!(!date.text().is_empty()),
            Err(error) => prop_assert!(error.to_string().contains("write, for example")),
        }
    }

    #[test]
    fn masks_anywhere_keep_the_laws(
        (year, month, day) in ("[01X][0-9X][0-9X][0-9X]", "(-(0[1-9X]|1[0-2X]|X[0-9X]|2[1-9]|3[0-9]|4[01]))?", "(-([0-2X][0-9X]|3[01X]))?")
    ) {
        let text = if month.is_empty() { year } else { year + &month + &day };
        if let Ok(date) = Edtf::parse(&text) {
            prop_assert!(!date.text().contains("  "));
            prop_assert_eq!(date.earliest().is_none(), text.starts_with("XXXX"));
            prop_assert!(date.earliest() <= date.latest());
            prop_assert_eq!(date.order(), edtf_order(date.earliest(), date.latest()));
        }
    }
}
