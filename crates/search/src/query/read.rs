//! From what a reader types to the parts of a query: words, phrases, dates, and what is excluded.

use super::{
    Branch, Part, PartKind,
    date::{Period, YEARS, month_named},
};
use crate::fold::{InRun, Word, spelled, words};

/// Marks that begin a phrase, and those that end it.
const QUOTES: &[(char, char)] = &[('"', '"'), ('“', '”'), ('„', '“'), ('«', '»'), ('「', '」'), ('『', '』')];

/// A piece of what a reader typed.
#[derive(Debug, PartialEq)]
struct Piece<'a> {
    text: &'a str,
    is_phrase: bool,
    is_excluded: bool,
}

/// The parts of a query, in the order in which they were typed.
pub(super) fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    for piece in pieces(text) {
        if piece.is_phrase {
            parts.extend(phrase(&piece));
        } else {
            plain(&piece, &mut parts);
        }
    }
    parts
}

/// Phrases in quotes, words with a minus before them, and all between.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut rest, mut plain) = (0, 0);
    let mut before = ' ';
    while let Some(first) = text[rest..].chars().next() {
        let after = rest + first.len_utf8();
        let is_minus = matches!(first, '-' | '\u{2212}') && (before.is_whitespace() || before == '(');
        let start = if is_minus { after } else { rest };
        let end = quoted(&text[start..]).map(|length| (start + length, true)).or_else(|| {
            let word = text[start..].find(char::is_whitespace).map_or(text.len(), |length| start + length);
            let is_word = text[start..].chars().next().is_some_and(char::is_alphanumeric);
            (is_minus && is_word).then_some((word, false))
        });
        let Some((end, is_phrase)) = end else {
            (rest, before) = (after, first);
            continue;
        };
        pieces.push(Piece { text: &text[plain..rest], is_phrase: false, is_excluded: false });
        pieces.push(Piece { text: &text[start..end], is_phrase, is_excluded: is_minus });
        (rest, plain, before) = (end, end, ' ');
    }
    pieces.push(Piece { text: &text[plain..], is_phrase: false, is_excluded: false });
    pieces
}

/// The length of a phrase in quotes that begins here. A quote that nobody closes is none.
fn quoted(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let (_, last) = QUOTES.iter().find(|(open, close)| *open == first && text[first.len_utf8()..].contains(*close))?;
    let length = text[first.len_utf8()..].find(*last)?;
    Some(first.len_utf8() + length + last.len_utf8())
}

/// Words one after another, as they stand.
fn phrase(piece: &Piece<'_>) -> Option<Part> {
    let all: Vec<_> = words(piece.text).collect();
    if all.is_empty() {
        return None;
    }
    let closed: Vec<_> = letters_of(&all).map(|word| word.closed.clone()).collect();
    let mut variants = vec![closed.clone()];
    // A hyphen of the text or of the reader may join two of them, which then stand at one place.
    variants.extend((1..closed.len()).map(|at| {
        let joined = spelled(closed[at - 1..=at].concat());
        closed[..at - 1].iter().cloned().chain([joined]).chain(closed[at + 1..].iter().cloned()).collect()
    }));
    if all.iter().any(|word| !word.parts.is_empty()) {
        let apart = all.iter().flat_map(|word| match &word.parts[..] {
            [] => vec![word.closed.clone()],
            parts => parts.to_vec(),
        });
        variants.push(apart.collect());
    }
    let marks = if all.iter().all(|word| word.run.is_some()) {
        vec![run_mark(&all)]
    } else {
        all.iter().filter(|word| word.run.is_none()).flat_map(|word| word.forms().map(str::to_owned)).collect()
    };
    let branches = variants.into_iter().map(|words| Branch::phrase(&words, marks.clone())).collect();
    let count = all.iter().map(|word| word.parts.len().max(1)).sum();
    Some(Part { text: piece.text.to_owned(), kind: PartKind::Phrase, is_excluded: piece.is_excluded, count, branches })
}

/// Words that stand for a run: all of its pairs. The last letter is in the last pair.
fn letters_of(all: &[Word]) -> impl Iterator<Item = &Word> {
    all.iter().enumerate().filter_map(|(at, word)| {
        let is_last = all.get(at + 1).is_none_or(|next| next.run.is_none_or(|run| run.is_first));
        let is_alone = word.run.is_some_and(|run| run.is_first);
        (word.run.is_none() || !is_last || is_alone).then_some(word)
    })
}

fn run_mark(all: &[Word]) -> String {
    std::iter::once('~').chain(all.iter().filter_map(|word| word.run).map(|run| run.letter)).collect()
}

/// Words in any order, dates among them.
fn plain(piece: &Piece<'_>, parts: &mut Vec<Part>) {
    let all: Vec<_> = words(piece.text).collect();
    let mut at = 0;
    while at < all.len() {
        let (length, period) = period(piece.text, &all[at..]).map_or((1, None), |(length, it)| (length, Some(it)));
        let length = match all[at].run {
            Some(_) => {
                1 + all[at + 1..]
                    .iter()
                    .take_while(|word| matches!(word.run, Some(InRun { is_first: false, .. })))
                    .count()
            }
            None => length,
        };
        let these = &all[at..at + length];
        let text = piece.text[these[0].at.start..these[length - 1].at.end].to_owned();
        let count = these.iter().map(|word| word.parts.len().max(1)).sum();
        let (kind, branches) = match period {
            Some(period) => (PartKind::Date(period.edtf()), dated(period, these)),
            None if these[0].run.is_some() => (PartKind::Word, vec![run(these)]),
            None => (PartKind::Word, word(&these[0])),
        };
        parts.push(Part { text, kind, is_excluded: piece.is_excluded, count, branches });
        at += length;
    }
    if !piece.is_excluded {
        join_neighbours(parts);
    }
}

/// A word, and the words that a hyphen joins in it, which do as well if all are there.
fn word(word: &Word) -> Vec<Branch> {
    let joined = (!word.parts.is_empty()).then(|| Branch::Words(word.parts.clone()));
    std::iter::once(Branch::Words(vec![word.closed.clone()])).chain(joined).collect()
}

fn run(these: &[Word]) -> Branch {
    let marks = vec![run_mark(these)];
    match these {
        [alone] => Branch::given(|names| format!("'{}':*{}", alone.closed, if names { "AB" } else { "ABCD" }), marks),
        _ => Branch::phrase(&letters_of(these).map(|word| word.closed.clone()).collect::<Vec<_>>(), marks),
    }
}

/// A date: a date of the record, or the same words in a text.
fn dated(period: Period, these: &[Word]) -> Vec<Branch> {
    let marks = period.marks().iter().map(|mark| format!("'{mark}'")).collect::<Vec<_>>().join(" | ");
    // A date is no name.
    let date = Branch::given(|names| if names { "'0y'".to_owned() } else { marks.clone() }, Vec::new());
    let words = these.iter().map(|word| word.closed.clone()).collect();
    vec![date, Branch::Words(words)]
}

/// Two words of the reader may be one in the register: "co operation".
fn join_neighbours(parts: &mut [Part]) {
    for at in 1..parts.len() {
        let [before, after] = [&parts[at - 1], &parts[at]].map(Part::only_word);
        let (Some(before), Some(after)) = (before, after) else { continue };
        let joined = spelled([before, after].concat());
        for part in &mut parts[at - 1..=at] {
            let branch = Branch::Joined(joined.clone());
            if !part.branches.contains(&branch) {
                part.branches.push(branch);
            }
        }
    }
}

/// The date that these words begin with, and how many of them it takes.
fn period(text: &str, all: &[Word]) -> Option<(usize, Period)> {
    let number = |at: usize, length: std::ops::RangeInclusive<usize>| -> Option<i32> {
        let word = all.get(at).filter(|word| word.run.is_none() && length.contains(&word.closed.len()))?;
        word.closed.bytes().all(|byte| byte.is_ascii_digit()).then(|| word.closed.parse().ok()).flatten()
    };
    let year = |at| number(at, 4..=4).filter(|year| YEARS.contains(year));
    let small = |at| number(at, 1..=2).and_then(|number| u8::try_from(number).ok());
    let day = |at: usize| small(at).or_else(|| ordinal(&all.get(at)?.closed));
    let named = |at: usize| all.get(at).and_then(|word| month_named(&word.closed));
    let between = |at: usize| text[all[at].at.end..all[at + 1].at.start].trim();
    let is_joined = |at: usize, joints: &[&str]| joints.contains(&between(at));
    let (first_year, first_small) = (year(0), small(0));
    // 1992-05-15, 1992-05, 1991-1995, 1991 to 1995.
    if let Some(of) = first_year {
        if let Some(month) = small(1).filter(|_| is_joined(0, &["-", "/", "."])) {
            if let Some(day) = small(2).filter(|_| is_joined(1, &["-", "/", "."])) {
                return Period::day(of, month, day).map(|period| (3, period));
            }
            return Period::month(of, month).map(|period| (2, period));
        }
        if let Some(to) = year(1).filter(|to| *to >= of && is_joined(0, &["-", "–", "—", "/"])) {
            return Some((2, Period::Years(of, to)));
        }
        if let Some(to) = year(2).filter(|to| *to >= of && all[1].closed == "to") {
            return Some((3, Period::Years(of, to)));
        }
        if let Some(month) = named(1) {
            return Period::month(of, month).map(|period| (2, period));
        }
        return Some((1, Period::Years(of, of)));
    }
    // 15.05.1992, 05/1992.
    if let Some(first) = first_small {
        let joints: &[&str] = &[".", "/", "-"];
        if let (Some(month), Some(of)) = (small(1), year(2))
            && is_joined(0, joints)
            && is_joined(1, joints)
        {
            return Period::day(of, month, first).map(|period| (3, period));
        }
        if let Some(of) = year(1).filter(|_| is_joined(0, joints)) {
            return Period::month(of, first).map(|period| (2, period));
        }
    }
    // 15 May 1992, May 15, 1992, May 1992.
    if let (Some(day), Some(month), Some(of)) = (day(0), named(1), year(2)) {
        return Period::day(of, month, day).map(|period| (3, period));
    }
    if let Some(month) = named(0) {
        if let (Some(day), Some(of)) = (day(1), year(2)) {
            return Period::day(of, month, day).map(|period| (3, period));
        }
        return year(1).and_then(|of| Period::month(of, month)).map(|period| (2, period));
    }
    // 1990s.
    let decade = all.first().and_then(|word| word.closed.strip_suffix("0s")).filter(|rest| rest.len() == 3)?;
    let from = decade.parse::<i32>().ok()? * 10;
    YEARS.contains(&from).then_some((1, Period::Years(from, from + 9)))
}

/// The number of "15th".
fn ordinal(word: &str) -> Option<u8> {
    ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).and_then(|number| number.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, PartKind, bool)> {
        parts(text).into_iter().map(|part| (part.text, part.kind, part.is_excluded)).collect()
    }

    fn dates(text: &str) -> Vec<String> {
        let date = |(_, kind, _)| match kind {
            PartKind::Date(edtf) => Some(edtf),
            _ => None,
        };
        read(text).into_iter().filter_map(date).collect()
    }

    #[test]
    fn dates_are_read_as_they_are_usually_written() {
        for (text, edtf) in [
            ("15 May 1992", "1992-05-15"),
            ("May 15, 1992", "1992-05-15"),
            ("15th May 1992", "1992-05-15"),
            ("1992-05-15", "1992-05-15"),
            ("15.05.1992", "1992-05-15"),
            ("Sept 2003", "2003-09"),
            ("2003-09", "2003-09"),
            ("09/2003", "2003-09"),
            ("agreement 1995", "1995"),
            ("1991-1995", "1991/1995"),
            ("from 1991 to 1995", "1991/1995"),
            ("the 1990s", "199X"),
        ] {
            assert_eq!(dates(text), [edtf], "{text}");
        }
        for text in ["resolution 1540a", "31 February 1993x", "may", "12 members", "3000"] {
            assert_eq!(dates(text), [""; 0], "{text}");
        }
        assert_eq!(dates("1992, 1995"), ["1992", "1995"]);
    }

    #[test]
    fn a_minus_excludes_and_quotes_make_a_phrase() {
        let (word, phrase) = (PartKind::Word, PartKind::Phrase);
        assert_eq!(
            read("meeting -yalta"),
            [("meeting".into(), word.clone(), false), ("yalta".into(), word.clone(), true)]
        );
        assert_eq!(
            read("\"heads of state\" -\"in Yalta\" -2003"),
            [
                ("\"heads of state\"".into(), phrase.clone(), false),
                ("\"in Yalta\"".into(), phrase.clone(), true),
                ("2003".into(), PartKind::Date("2003".into()), true),
            ]
        );
        assert_eq!(
            read("co-operation - \"x"),
            [("co-operation".into(), word.clone(), false), ("x".into(), word, false)]
        );
        assert_eq!(read("«совет глав»"), [("«совет глав»".into(), phrase, false)]);
    }

    #[test]
    fn a_run_is_one_word() {
        assert_eq!(read("联合国 大会2003").len(), 3);
        assert_eq!(
            parts("联合国")[0].branches,
            [Branch::phrase(&["联合".into(), "合国".into()], vec!["~联合国".into()])]
        );
    }
}
