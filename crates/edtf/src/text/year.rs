//! Years and the parts of a year in English.

use edtf_core::{Year, YearKind};

/// A year in words; none if nothing of it is known.
pub(super) fn of(year: &Year) -> Option<String> {
    let YearKind::Standard { digits, .. } = year.kind else {
        return year.value().map(|value| value.to_string());
    };
    if let Some(value) = year.value() {
        return Some(number(value));
    }
    let known = digits.iter().take_while(|digit| digit.is_some()).count();
    if known == 0 && digits == [None; 4] {
        return None;
    }
    if digits.iter().skip(known).any(Option::is_some) {
        let pattern: String = digits.iter().map(|digit| digit.map_or('X', |digit| char::from(b'0' + digit))).collect();
        return Some(format!("some year of the form {pattern}"));
    }
    let filled = |blank: u8| digits.iter().fold(0, |year, digit| year * 10 + i64::from(digit.unwrap_or(blank)));
    let (first, last) = (filled(0).max(1), filled(9));
    // "The 2000s" could be ten years or a hundred, so it is not said.
    if known == 3 && first >= 1000 && digits[2] != Some(0) {
        return Some(format!("some year in the {first}s"));
    }
    Some(format!("some year from {} to {}", number(first), number(last)))
}

/// A year as a number that reads as a year, even when it has fewer than four digits.
pub(super) fn number(year: i64) -> String {
    if year < 1000 { format!("AD {year}") } else { year.to_string() }
}

/// A season or another part of a year: codes 21 to 41 of ISO 8601-2 section 4.8.
pub(super) fn part(code: u8, year: &str) -> String {
    let season = |first: u8| ["spring", "summer", "autumn", "winter"][usize::from(code - first) % 4];
    let nth = |first: u8| ["first", "second", "third", "fourth"][usize::from(code - first) % 4];
    match code {
        21..=24 => format!("{} {}", season(21), of_some(year)),
        25..=28 => format!("northern {} {}", season(25), of_some(year)),
        29..=32 => format!("southern {} {}", season(29), of_some(year)),
        33..=36 => format!("{} quarter of {year}", nth(33)),
        37..=39 => format!("{} third of {year}", nth(37)),
        40..=41 => format!("{} half of {year}", nth(40)),
        _ => year.to_owned(),
    }
}

/// The "of" that a phrase such as "some year in the 1990s" needs before it.
pub(super) fn of_some(words: &str) -> String {
    if words.starts_with("some ") { format!("of {words}") } else { words.to_owned() }
}

/// The English name of a month, 1 to 12.
pub(super) fn month(number: u8) -> String {
    time::Month::try_from(number).map_or_else(|_| format!("month {number}"), |month| month.to_string())
}
