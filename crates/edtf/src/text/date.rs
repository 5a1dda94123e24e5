//! One date in English.

use edtf_core::{Date, DateField, Qualifier};

use super::{list, year};

/// One date in words: the phrase and what must be remarked about it.
pub(super) struct Words {
    phrase: String,
    remarks: Vec<String>,
}

impl Words {
    pub(super) fn of(date: &Date) -> Self {
        let (phrase, mut remarks) = phrase(date);
        let (prefix, doubts) = doubts(date);
        if let Some(count) = date.year.significant_digits {
            let plural = if count == 1 { "" } else { "s" };
            remarks.push(format!("to {count} significant digit{plural}"));
        }
        remarks.extend(doubts);
        Self { phrase: format!("{prefix}{phrase}"), remarks }
    }

    /// As it stands alone: "March 2005, day unknown".
    pub(super) fn alone(mut self) -> String {
        self.remarks.insert(0, self.phrase);
        self.remarks.join(", ")
    }

    /// As it stands within a longer phrase: "March 2005 (day unknown)".
    pub(super) fn within(self) -> String {
        if self.remarks.is_empty() { self.phrase } else { format!("{} ({})", self.phrase, self.remarks.join(", ")) }
    }
}

/// What is known of a month or a day.
enum Part {
    Absent,
    /// Both digits are masked.
    Unknown,
    Known(u8),
    /// One digit is masked: `1X` is one of 10, 11, 12 as a month.
    OneOf(Vec<u8>),
}

impl Part {
    fn of(field: Option<DateField>, last: u8) -> Self {
        let Some(field) = field else {
            return Self::Absent;
        };
        if let Some(value) = field.value() {
            return Self::Known(value);
        }
        let [tens, ones] = field.digits;
        if tens.is_none() && ones.is_none() {
            return Self::Unknown;
        }
        let fits =
            |value: &u8| tens.is_none_or(|digit| digit == value / 10) && ones.is_none_or(|digit| digit == value % 10);
        match (1..=last).filter(fits).collect::<Vec<_>>().as_slice() {
            [only] => Self::Known(*only),
            values => Self::OneOf(values.to_vec()),
        }
    }

    /// "March", "some month from October to December", "January or November".
    fn words(&self, unit: &str, name: fn(u8) -> String) -> Option<String> {
        match self {
            Self::Absent | Self::Unknown => None,
            Self::Known(value) => Some(name(*value)),
            Self::OneOf(values) => Some(match values.as_slice() {
                [first, .., last] if usize::from(last - first) + 1 == values.len() => {
                    format!("some {unit} from {} to {}", name(*first), name(*last))
                }
                _ => list(&values.iter().map(|value| name(*value)).collect::<Vec<_>>(), "or"),
            }),
        }
    }
}

/// The date without its qualifiers, and its unknown parts as remarks.
fn phrase(date: &Date) -> (String, Vec<String>) {
    let year = year::of(&date.year);
    let month = Part::of(date.month, 12);
    let day = Part::of(date.day, last_day(date));

    if let Part::Known(code @ 13..) = month {
        let year = year.unwrap_or_else(|| "some unknown year".to_owned());
        return (year::part(code, &year), Vec::new());
    }
    let day_words = day.words("day", |day| day.to_string());
    let month_words = month.words("month", year::month);

    let mut unknown = Vec::new();
    if year.is_none() {
        unknown.push("year");
    }
    if matches!(month, Part::Unknown) && day_words.is_none() {
        unknown.push("month");
    }
    if matches!(day, Part::Unknown) {
        unknown.push("day");
    }

    let phrase = match (&month, day_words) {
        (Part::Unknown, Some(day)) => day_of_some_month(&day, year),
        (_, day) => join(day.into_iter().chain(month_words).chain(year)),
    };
    if phrase.is_empty() {
        let smallest = unknown.last().copied().unwrap_or("day");
        return (format!("an unknown {smallest}"), Vec::new());
    }
    (phrase, remark(&unknown, "unknown").into_iter().collect())
}

/// "day 18 of some month in 2005".
fn day_of_some_month(day: &str, year: Option<String>) -> String {
    let unit = if day.starts_with("some ") { "" } else { "day " };
    let year = year.map_or_else(String::new, |year| format!(" in {year}"));
    format!("{unit}{day} of some month{year}")
}

fn join(words: impl Iterator<Item = String>) -> String {
    let mut phrase = String::new();
    for words in words {
        phrase = if phrase.is_empty() { words } else { format!("{phrase} {}", year::of_some(&words)) };
    }
    phrase
}

/// The last day the month can have, or 31 if the month is not known.
fn last_day(date: &Date) -> u8 {
    let month = date.month.and_then(DateField::value).and_then(|month| time::Month::try_from(month).ok());
    let year = date.year.value().and_then(|year| i32::try_from(year).ok());
    // Without a known year, February may have 29 days, as it had in 2000.
    month.map_or(31, |month| month.length(year.unwrap_or(2000)))
}

/// The qualifiers in words: before the date if they hold for all of it ("about", "perhaps"),
/// after it if only for a part (EDTF level 2, "Qualification"; ISO 8601-2 section 8).
fn doubts(date: &Date) -> (&'static str, Vec<String>) {
    let month_name = if date.month.and_then(DateField::value) > Some(12) { "season" } else { "month" };
    let mut parts = vec![("year", date.year.qualifier)];
    parts.extend(date.month.map(|month| (month_name, month.qualifier)));
    parts.extend(date.day.map(|day| ("day", day.qualifier)));

    let whole = date.year.qualifier;
    if parts.iter().all(|(_, qualifier)| *qualifier == whole) {
        let prefix = match (whole.uncertain, whole.approximate) {
            (false, false) => "",
            (false, true) => "about ",
            (true, false) => "perhaps ",
            (true, true) => "perhaps about ",
        };
        return (prefix, Vec::new());
    }
    let with = |uncertain: bool, approximate: bool, word: &str| {
        let names: Vec<&str> = parts
            .iter()
            .filter(|(_, qualifier)| *qualifier == Qualifier { uncertain, approximate })
            .map(|(name, _)| *name)
            .collect();
        remark(&names, word)
    };
    let remarks = [
        with(false, true, "approximate"),
        with(true, false, "uncertain"),
        with(true, true, "approximate and uncertain"),
    ];
    ("", remarks.into_iter().flatten().collect())
}

/// "year and month unknown"; nothing for no names.
fn remark(names: &[&str], word: &str) -> Option<String> {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    (!names.is_empty()).then(|| format!("{} {word}", list(&names, "and")))
}

/// A date with nothing masked, qualified or rounded: a year, a month or a day.
pub(super) struct Plain {
    year: i64,
    month: Option<u8>,
    day: Option<u8>,
}

impl Plain {
    /// The date, if it is plain.
    pub(super) fn of(date: &Date) -> Option<Self> {
        let doubtful = date.is_approximate() || date.is_uncertain() || date.has_unspecified();
        let month = date.month.and_then(DateField::value);
        if doubtful || date.year.significant_digits.is_some() || month > Some(12) {
            return None;
        }
        Some(Self { year: date.year.value()?, month, day: date.day.and_then(DateField::value) })
    }

    /// This date in words, without what it shares with the date said after it.
    pub(super) fn before(&self, next: &Self) -> String {
        let same_shape = self.month.is_some() == next.month.is_some() && self.day.is_some() == next.day.is_some();
        let same_year = same_shape && self.year == next.year;
        let day = self.day.map(|day| day.to_string());
        let month = self.month.map(year::month);
        let words = match (day, month) {
            (Some(day), Some(_)) if same_year && self.month == next.month => vec![day],
            (day, Some(month)) if same_year => day.into_iter().chain([month]).collect(),
            (day, month) => day.into_iter().chain(month).chain([year::number(self.year)]).collect(),
        };
        words.join(" ")
    }
}
