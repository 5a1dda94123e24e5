//! How far "about" and "perhaps" reach.
//!
//! ISO 8601-2 section 3.2.6 gives a qualifier no width, so the printed bounds of `1992~` are those of 1992. What is derived
//! from a date must hold whatever the date turns out to be, and "about 1992" may turn out to be 1991. So the rules widen
//! what is qualified, by a width that is chosen and written down in `docs/rules.md`.
//!
//! **Invariant:** the reach in Rust and in SQL is the same. *Why:* lists are filtered in SQL, and the rest is derived in
//! Rust. *Enforced by:* a test that compares this with the functions `edtf_first` and `edtf_last` of the database.

use super::Days;
use time::{Date, Duration};

/// Days by which a qualified bound (`~`, `?`, `%`) is widened at least: five years. A date that spans more, and is no
/// interval, is widened by its own span.
const QUALIFIED: i64 = 1826;
/// Days by which a season without a hemisphere is widened: the same season elsewhere lies half a year before or after,
/// and the winter of a year may be that of its beginning or of its end.
const SEASON: i64 = 366;
/// The bounds of a date, widened where its text qualifies them. The text before a slash speaks of the first bound, the
/// text after it of the last; a text without a slash speaks of both.
pub(super) fn softened(text: &str, printed: Days) -> Days {
    let ends = text.split_once('/');
    let (first, last) = ends.unwrap_or((text, text));
    let span = printed.earliest.zip(printed.latest).filter(|_| ends.is_none());
    let span = span.map_or(0, |(first, last)| (last - first).whole_days());
    Days {
        earliest: printed.earliest.and_then(|day| moved(day, -reach(first, span))),
        latest: printed.latest.and_then(|day| moved(day, reach(last, span))),
    }
}

fn moved(day: Date, days: i64) -> Option<Date> {
    if days == 0 { Some(day) } else { day.checked_add(Duration::days(days)) }
}

fn reach(text: &str, span: i64) -> i64 {
    if text.contains(['~', '?', '%']) {
        span.max(QUALIFIED)
    } else if names_season(text) {
        SEASON
    } else {
        0
    }
}

/// Whether a text has a season without a hemisphere: four digits of a year, and 21 to 24 where a month would stand.
fn names_season(text: &str) -> bool {
    text.as_bytes().windows("YYYY-21".len()).any(|part| {
        part[..4].iter().all(u8::is_ascii_digit) && &part[4..6] == b"-2" && (b'1'..=b'4').contains(&part[6])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use edtf::Edtf;

    #[test]
    fn what_is_qualified_is_wider_and_what_is_not_stays() {
        for (text, earliest, latest) in [
            ("1992", "1992-01-01", "1992-12-31"),
            ("1992~", "1987-01-01", "1997-12-31"),
            ("1992-05-15?", "1987-05-16", "1997-05-15"),
            ("1992-05-~15", "1987-05-16", "1997-05-15"),
            ("199X%", "1980-01-03", "2009-12-29"),
            ("1992~/1995", "1987-01-01", "1995-12-31"),
            ("1950/2000~", "1950-01-01", "2005-12-31"),
            ("1992/1995?", "1992-01-01", "2000-12-30"),
            ("2003-05-21", "2003-05-21", "2003-05-21"),
            ("2003-21", "2002-02-28", "2004-05-31"),
            ("2003-29", "2003-09-01", "2003-11-30"),
        ] {
            let found = Days::of(&Edtf::parse(text).unwrap());
            let days = [found.earliest, found.latest].map(|day| day.unwrap().to_string());
            assert_eq!(days, [earliest, latest], "{text}");
        }
        let open = Days::of(&Edtf::parse("1992~/..").unwrap());
        assert_eq!((open.earliest.unwrap().to_string().as_str(), open.latest), ("1987-01-01", None));
    }
}
