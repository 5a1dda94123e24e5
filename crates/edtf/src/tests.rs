//! Every form, its bounds, its precision and its words.

use super::Edtf;
use super::Precision::{self, Century, Day, Decade, Interval, Millennium, Month, Season, Set, Unknown, Year};

/// Text; first day; last day (`-` for none); precision; words.
type Row = (&'static str, &'static str, &'static str, Precision, &'static str);

fn read(text: &str) -> Edtf {
    Edtf::parse(text).unwrap_or_else(|error| panic!("{error}"))
}

fn refusal(text: &str) -> String {
    Edtf::parse(text).expect_err("a text that is refused").to_string()
}

fn check(rows: &[Row]) {
    for (text, earliest, latest, precision, words) in rows {
        let date = read(text);
        let shown = |day: Option<time::Date>| day.map_or("-".to_owned(), |day| day.to_string());
        assert_eq!(shown(date.earliest()), *earliest, "earliest of {text}");
        assert_eq!(shown(date.latest()), *latest, "latest of {text}");
        assert_eq!(date.precision(), *precision, "precision of {text}");
        assert_eq!(date.text(), *words, "words of {text}");
    }
}

#[rustfmt::skip]
const PLAIN: &[Row] = &[
    ("1993", "1993-01-01", "1993-12-31", Year, "1993"),
    ("1993-12", "1993-12-01", "1993-12-31", Month, "December 1993"),
    ("2003-09-19", "2003-09-19", "2003-09-19", Day, "19 September 2003"),
    ("2004-02", "2004-02-01", "2004-02-29", Month, "February 2004"),
    ("0001", "0001-01-01", "0001-12-31", Year, "AD 1"),
    ("0476-09-04", "0476-09-04", "0476-09-04", Day, "4 September AD 476"),
    ("9999-12-31", "9999-12-31", "9999-12-31", Day, "31 December 9999"),
];

#[rustfmt::skip]
const QUALIFIED: &[Row] = &[
    ("1999~", "1999-01-01", "1999-12-31", Year, "about 1999"),
    ("1999?", "1999-01-01", "1999-12-31", Year, "perhaps 1999"),
    ("1999%", "1999-01-01", "1999-12-31", Year, "perhaps about 1999"),
    ("~1999", "1999-01-01", "1999-12-31", Year, "about 1999"),
    ("1999-04~", "1999-04-01", "1999-04-30", Month, "about April 1999"),
    ("2004-06~-11", "2004-06-11", "2004-06-11", Day, "11 June 2004, year and month approximate"),
    ("2004-06-~11", "2004-06-11", "2004-06-11", Day, "11 June 2004, day approximate"),
    ("2004?-06-11", "2004-06-11", "2004-06-11", Day, "11 June 2004, year uncertain"),
    ("?2004-06-%11", "2004-06-11", "2004-06-11", Day, "11 June 2004, year uncertain, day approximate and uncertain"),
    ("2001-?21", "2001-03-01", "2001-05-31", Season, "spring 2001, season uncertain"),
    ("1950S2", "1900-01-01", "1999-12-31", Century, "1950, to 2 significant digits"),
    ("1995S3", "1990-01-01", "1999-12-31", Decade, "1995, to 3 significant digits"),
    ("0050S2", "0001-01-01", "0099-12-31", Century, "AD 50, to 2 significant digits"),
];

#[rustfmt::skip]
const MASKED: &[Row] = &[
    ("2005-03-XX", "2005-03-01", "2005-03-31", Month, "March 2005, day unknown"),
    ("2005-XX", "2005-01-01", "2005-12-31", Year, "2005, month unknown"),
    ("2005-XX-XX", "2005-01-01", "2005-12-31", Year, "2005, month and day unknown"),
    ("2005-XX-18", "2005-01-18", "2005-12-18", Year, "day 18 of some month in 2005"),
    ("2005-03-1X", "2005-03-10", "2005-03-19", Month, "some day from 10 to 19 March 2005"),
    ("2005-02-2X", "2005-02-20", "2005-02-28", Month, "some day from 20 to 28 February 2005"),
    ("2005-03-X1", "2005-03-01", "2005-03-31", Month, "1, 11, 21 or 31 March 2005"),
    ("2005-1X", "2005-10-01", "2005-12-31", Year, "some month from October to December 2005"),
    ("2005-X1-18", "2005-01-18", "2005-11-18", Year, "18 January or November 2005"),
    ("2005-XX-1X", "2005-01-10", "2005-12-19", Year, "some day from 10 to 19 of some month in 2005"),
    ("199X", "1990-01-01", "1999-12-31", Decade, "some year in the 1990s"),
    ("200X", "2000-01-01", "2009-12-31", Decade, "some year from 2000 to 2009"),
    ("19XX", "1900-01-01", "1999-12-31", Century, "some year from 1900 to 1999"),
    ("1XXX", "1000-01-01", "1999-12-31", Millennium, "some year from 1000 to 1999"),
    ("1X99", "1099-01-01", "1999-12-31", Millennium, "some year of the form 1X99"),
    ("199X-12", "1990-12-01", "1999-12-31", Decade, "December of some year in the 1990s"),
    ("199X-21", "1990-03-01", "1999-05-31", Decade, "spring of some year in the 1990s"),
    ("XXXX", "-", "-", Unknown, "an unknown year"),
    ("XXXX-XX-XX", "-", "-", Unknown, "an unknown day"),
    ("XXXX-12-25", "-", "-", Unknown, "25 December, year unknown"),
    ("XXXX-12-XX", "-", "-", Unknown, "December, year and day unknown"),
    ("XXXX-XX-18", "-", "-", Unknown, "day 18 of some month, year unknown"),
    ("XXXX-33", "-", "-", Unknown, "first quarter of some unknown year"),
    ("000X", "0001-01-01", "0009-12-31", Decade, "some year from AD 1 to AD 9"),
    ("X000", "1000-01-01", "9000-12-31", Unknown, "some year of the form X000"),
    ("XX00-02-29", "0400-02-29", "9600-02-29", Unknown, "29 February of some year of the form XX00"),
];

#[rustfmt::skip]
const SEASONS: &[Row] = &[
    ("2001-21", "2001-03-01", "2001-05-31", Season, "spring 2001"),
    ("2001-22", "2001-06-01", "2001-08-31", Season, "summer 2001"),
    ("2001-23", "2001-09-01", "2001-11-30", Season, "autumn 2001"),
    ("2001-24", "2001-12-01", "2002-02-28", Season, "winter 2001"),
    ("2001-25", "2001-03-01", "2001-05-31", Season, "northern spring 2001"),
    ("2001-32", "2001-06-01", "2001-08-31", Season, "southern winter 2001"),
    ("2001-33", "2001-01-01", "2001-03-31", Season, "first quarter of 2001"),
    ("2001-36", "2001-10-01", "2001-12-31", Season, "fourth quarter of 2001"),
    ("2001-38", "2001-05-01", "2001-08-31", Season, "second third of 2001"),
    ("2001-41~", "2001-07-01", "2001-12-31", Season, "about second half of 2001"),
];

#[rustfmt::skip]
const INTERVALS: &[Row] = &[
    ("2003-09-18/2003-09-19", "2003-09-18", "2003-09-19", Interval, "18 to 19 September 2003"),
    ("2003-09-28/2003-10-02", "2003-09-28", "2003-10-02", Interval, "28 September to 2 October 2003"),
    ("2003-12-28/2004-01-02", "2003-12-28", "2004-01-02", Interval, "28 December 2003 to 2 January 2004"),
    ("2003-09/2003-10", "2003-09-01", "2003-10-31", Interval, "September to October 2003"),
    ("2003-09-18/2003-10", "2003-09-18", "2003-10-31", Interval, "18 September 2003 to October 2003"),
    ("2003/2005", "2003-01-01", "2005-12-31", Interval, "2003 to 2005"),
    ("2003/2003", "2003-01-01", "2003-12-31", Interval, "2003"),
    ("1999~/2003-XX", "1999-01-01", "2003-12-31", Interval, "about 1999 to 2003 (month unknown)"),
    ("2004-06-~01/2004-06-20", "2004-06-01", "2004-06-20", Interval, "1 June 2004 (day approximate) to 20 June 2004"),
    ("2001-21/2001-22", "2001-03-01", "2001-08-31", Interval, "spring 2001 to summer 2001"),
    ("/2002-10-07", "-", "2002-10-07", Interval, "up to 7 October 2002"),
    ("../2005", "-", "2005-12-31", Interval, "up to 2005, with no start"),
    ("2005/..", "2005-01-01", "-", Interval, "from 2005 on"),
    ("2005/", "2005-01-01", "-", Interval, "from 2005, end unknown"),
    ("..2004/2005", "-", "2005-12-31", Interval, "2004 or earlier to 2005"),
    ("2004/2005..", "2004-01-01", "-", Interval, "2004 to 2005 or later"),
    ("XXXX/2005", "-", "2005-12-31", Interval, "an unknown year to 2005"),
];

#[rustfmt::skip]
const SETS: &[Row] = &[
    ("[2009-11,2010-11]", "2009-11-01", "2010-11-30", Set, "November 2009 or November 2010"),
    ("[2005,2006]", "2005-01-01", "2006-12-31", Set, "2005 or 2006"),
    ("[2003-09-18,2003-09-19]", "2003-09-18", "2003-09-19", Set, "18 or 19 September 2003"),
    ("[2006,2005]", "2005-01-01", "2006-12-31", Set, "2006 or 2005"),
    ("[1993~,1994]", "1993-01-01", "1994-12-31", Set, "about 1993 or 1994"),
    ("[..1999-04-02]", "-", "1999-04-02", Set, "2 April 1999 or earlier"),
    ("[1999-04-02..]", "1999-04-02", "-", Set, "2 April 1999 or later"),
    ("[1999..2001]", "1999-01-01", "2001-12-31", Set, "some year from 1999 to 2001"),
    ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31", Set, "1667, 1668 or some year from 1670 to 1672"),
    ("[1760-01,1760-02,1760-12..]", "1760-01-01", "-", Set, "January 1760, February 1760 or December 1760 or later"),
    ("{2005,2006}", "2005-01-01", "2006-12-31", Set, "2005 and 2006"),
    ("{2003-09-18..2003-09-20}", "2003-09-18", "2003-09-20", Set, "every day from 18 to 20 September 2003"),
    ("{..1999}", "-", "1999-12-31", Set, "1999 and earlier"),
    ("[XXXX,2005]", "-", "-", Set, "an unknown year or 2005"),
];

/// Text; a part of the reason; a part of the example.
#[rustfmt::skip]
const REFUSED: &[(&str, &str, &str)] = &[
    ("", "it is empty", "2003-09-18"),
    ("2003-9", "month must be two digits (or X) (character 6)", "2003-09"),
    ("2005-02-29", "day is out of range for the month", "2003-09-18"),
    ("September 2003", "whitespace is not allowed (character 10)", "2003-09"),
    ("18/09/2003", "exactly one '/'", "2003-09-18/2003-09-19"),
    ("2005/2003", "interval end precedes interval start", "2003-09-18/2003-09-19"),
    ("X000/0500", "it ends before it starts", "2003-09-18/2003-09-19"),
    ("/", "interval needs at least one dated endpoint", "/2002-10-07"),
    ("[2005", "unterminated set", "[2009-11,2010-11]"),
    ("{}", "at least one element", "{2009-11,2010-11}"),
    ("2003-09-18T10:00:00Z", "a time of day is not kept", "2003-09-18"),
    ("0000", "years 0001 to 9999", "2003"),
    ("0000S2", "years 0001 to 9999", "2003"),
    ("-0044-03-15", "years 0001 to 9999", "2003"),
    ("Y17000", "years 0001 to 9999", "2003"),
    ("[..Y17E8]", "years 0001 to 9999", "[..1999-04-02]"),
    ("0000../2005", "suffixed date is only allowed as interval end", "/2002-10-07"),
    ("..0000/2005", "years 0001 to 9999", "/2002-10-07"),
    ("9999-24", "years 0001 to 9999", "2003"),
    ("2001-2X", "no calendar month matches", "2003-09"),
    ("dernière", "ASCII characters only (character 6)", "2003"),
];

#[test]
fn a_plain_date_is_its_calendar_form() {
    check(PLAIN);
}

#[test]
fn a_qualifier_moves_no_bound() {
    check(QUALIFIED);
}

#[test]
fn a_masked_date_spans_all_it_can_be() {
    check(MASKED);
}

#[test]
fn a_season_is_read_in_whole_months() {
    check(SEASONS);
}

#[test]
fn an_interval_reaches_from_its_first_to_its_last_day() {
    check(INTERVALS);
}

#[test]
fn a_set_spans_its_members() {
    check(SETS);
}

#[test]
fn qualifiers_are_seen_wherever_they_stand() {
    for (text, approximate, uncertain) in [
        ("1999", false, false),
        ("1999~", true, false),
        ("1999?", false, true),
        ("1999%", true, true),
        ("2004-06~-11", true, false),
        ("2004-?06-11", false, true),
        ("1999/2003~", true, false),
        ("[1999?,2003~]", true, true),
        ("1950S2", false, false),
        ("199X", false, false),
    ] {
        let date = read(text);
        assert_eq!(date.is_approximate(), approximate, "{text}");
        assert_eq!(date.is_uncertain(), uncertain, "{text}");
    }
}

#[test]
fn order_is_by_day_then_up_to_on_from_and_undated_last() {
    let sorted = [
        "0001-01-01",
        "1999",
        "[..1999-04-02]",
        "1999-04-02",
        "1999-04-02/2001",
        "[1999-04-02..]",
        "1999-04-03",
        "9999-12-31",
        "9999-12-31/..",
        "XXXX",
    ];
    let orders: Vec<i32> = sorted.map(|text| read(text).order()).to_vec();
    assert!(orders.is_sorted(), "{orders:?}");
    assert_eq!(orders[0], 1);
    assert_eq!(orders[3], orders[4], "the last day does not count");
    // The database's number for (9999-12-31, null), (null, null) and (1999-04-02, 1999-04-02).
    assert_eq!(orders[8], 3_652_058 * 4 + 2);
    assert_eq!(orders[9], 3_652_058 * 4 + 3);
    assert_eq!(orders[3], 729_845 * 4 + 1);
}

#[test]
fn a_refusal_says_why_and_shows_a_right_form() {
    for (text, reason, example) in REFUSED {
        let message = refusal(text);
        assert!(message.starts_with(&format!("'{text}' is not an EDTF date: ")), "{message}");
        assert!(message.contains(reason) && message.contains(example), "{message}");
    }
}

#[test]
fn a_refusal_repeats_only_the_start_of_a_long_text() {
    let message = refusal(&"é\n".repeat(5_000));
    assert!(message.len() < 400, "{message}");
    assert!(message.contains('…') && !message.contains('\n'), "{message}");
}

#[test]
fn blanks_around_a_date_do_not_count() {
    let date = read(" 1993-12\n");
    assert_eq!(date.as_str(), "1993-12");
    assert_eq!(date, read("1993-12"));
}

#[test]
#[rustfmt::skip]
fn bounds_describe_what_has_no_gaps() {
    let whole = [
        "2003-09-19", "2003", "1999~", "199X", "19XX", "XXXX", "XXXX-XX-XX", "2001-21", "2003-05-XX", "2003-XX", "2003-1X",
        "2003-05-2X", "1950S2", "2003-09-18/2003-09-19", "/2002-10-07", "../2004", "199X/2003-05-XX", "..2004/2006..",
        "[..1999-04-02]", "[1999-04-02..]", "[2003-09-18..2003-09-20]", "[2003,2004,2005]", "[2005,2003,2004-01..2004-12]",
        "{2003-12-31,2004-01-01}", "[2003,2003-05,2004]", "[..2003,2001..]", "[2003-09-18]", "[..1999,..2003]",
    ];
    for text in whole {
        assert!(!read(text).has_gaps(), "{text}");
    }
    let parts = [
        "XXXX-05-25", "XXXX-05", "XXXX-XX-25", "199X-05", "199X-21", "1X99", "XXX5", "2003-XX-25", "2003-X1", "2003-05-X1",
        "XXXX-05-25/2003", "2003-XX-25/..", "[2006-05-25,2007-05-25]", "{2003,2005}", "[2003-12-31,2004-01-02]",
        "[..1999,2001..]", "[2003,2001]", "[2003-09..2003-10,2003-12]", "[199X-05]", "[XXXX-05-25..]",
    ];
    for text in parts {
        assert!(read(text).has_gaps(), "{text}");
    }
}
