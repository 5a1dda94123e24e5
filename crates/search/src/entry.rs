//! What one record is found by, as it is stored.

use super::fold::{fold, words};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

/// How much a text says of its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Its display name.
    A,
    /// Its other names and its abbreviation.
    B,
    /// Its topics and agenda items.
    C,
    /// Its provisions, and remarks on it.
    D,
}

/// Place of the last word that PostgreSQL tells apart in a text.
const LAST_PLACE: usize = 16_383;
/// How many places of one word PostgreSQL keeps.
const MOST_PLACES: usize = 255;
/// How far two texts of one record lie apart.
const GAP: usize = 8;

/// What one record is found by: a row of `search_entry`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// Its names as they are printed, the display name first.
    pub names: Vec<String>,
    /// The other texts as they are printed.
    pub texts: Vec<String>,
    /// The names, folded, each in a line of its own, with an end of line before the first.
    pub folded: String,
    /// The words with their places and weights: the text of a `tsvector`.
    pub body: String,
    /// The words, each once.
    pub words: BTreeSet<String>,
}

/// A name from its beginning or from a word on: a row of `search_name`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Beginning {
    /// Whether it is from a word on that is not the first.
    pub is_inner: bool,
    /// The name from there on, folded, and cut to what an index takes.
    pub begins: String,
    /// The name as it is printed.
    pub name: String,
}

/// Letters of a beginning.
const LONGEST: usize = 80;
/// Kinds whose names are sentences: nobody begins to type them in the middle.
const SENTENCES: [&str; 4] = ["MEETING", "DOCUMENT", "EVENT", "SOURCE"];

impl Weight {
    /// The letter that PostgreSQL writes.
    pub fn letter(self) -> char {
        match self {
            Self::A => 'A',
            Self::B => 'B',
            Self::C => 'C',
            Self::D => 'D',
        }
    }

    /// The weight with a letter.
    pub fn of(letter: &str) -> Option<Self> {
        [Self::A, Self::B, Self::C, Self::D].into_iter().find(|weight| letter == weight.letter().to_string())
    }
}

impl Entry {
    /// The beginnings of the names of a record of a kind, each once.
    pub fn beginnings(&self, kind: &str) -> Vec<Beginning> {
        let mut all = BTreeMap::new();
        for name in &self.names {
            let folded = fold(name);
            let words = folded.match_indices(' ').map(|(at, _)| at + 1);
            let inner = words.filter(|_| !SENTENCES.contains(&kind));
            for from in std::iter::once(0).chain(inner) {
                let begins: String = folded[from..].chars().take(LONGEST).collect();
                if !begins.is_empty() {
                    all.entry((from > 0, begins)).or_insert_with(|| name.clone());
                }
            }
        }
        let beginning = |((is_inner, begins), name)| Beginning { is_inner, begins, name };
        all.into_iter().map(beginning).collect()
    }

    /// The entry with these texts, the display name first, and with marks of dates ([`super::query`]). A text that is
    /// there already is left out.
    pub fn of<'a>(all: impl IntoIterator<Item = (Weight, &'a str)>, dates: impl IntoIterator<Item = String>) -> Self {
        let mut entry = Self { folded: "\n".to_owned(), ..Self::default() };
        let mut places = BTreeMap::<String, Vec<(usize, Weight)>>::new();
        let mut place = 0;
        for (weight, text) in all {
            if entry.names.iter().chain(&entry.texts).any(|known| known == text) {
                continue;
            }
            if weight <= Weight::B {
                entry.folded.push_str(&fold(text));
                entry.folded.push('\n');
                entry.names.push(text.to_owned());
            } else {
                entry.texts.push(text.to_owned());
            }
            for word in words(text) {
                place = (place + 1).min(LAST_PLACE);
                for form in std::iter::once(word.closed).chain(word.parts) {
                    places.entry(form).or_default().push((place, weight));
                }
            }
            place += GAP;
        }
        entry.words.extend(places.keys().cloned());
        // No word is near a date.
        for date in dates {
            places.insert(date, vec![(LAST_PLACE, Weight::D)]);
        }
        for (word, mut at) in places {
            at.dedup();
            at.truncate(MOST_PLACES);
            let at = at.iter().map(|(place, weight)| match weight {
                // PostgreSQL writes no letter for the least weight.
                Weight::D => place.to_string(),
                weight => format!("{place}{}", weight.letter()),
            });
            let at = at.collect::<Vec<_>>().join(",");
            let blank = if entry.body.is_empty() { "" } else { " " };
            // A folded word has letters and digits only, so it needs no escape.
            let _ = write!(entry.body, "{blank}'{word}':{at}");
        }
        entry
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_has_its_texts_folded_and_placed() {
        let entry = Entry::of(
            [
                (Weight::A, "Anti-Terrorist Centre"),
                (Weight::B, "ATC"),
                (Weight::B, "Anti-Terrorist Centre"),
                (Weight::C, "Terrorism"),
                (Weight::D, "Lists of terrorists"),
            ],
            ["2003y".to_owned()],
        );
        assert_eq!(entry.names, ["Anti-Terrorist Centre", "ATC"]);
        assert_eq!(entry.texts, ["Terrorism", "Lists of terrorists"]);
        assert_eq!(entry.folded, "\nterrorism center\natc\n");
        assert_eq!(
            entry.body,
            "'2003y':16383 'anti':1A 'atc':11B 'center':2A 'lists':29 'of':30 'terrorism':1A,20C 'terrorisms':31"
        );
        assert_eq!(entry.words.len(), 7);
    }

    #[test]
    fn places_end_where_postgresql_ends_them() {
        let long = "word ".repeat(20_000);
        let entry = Entry::of([(Weight::A, "Name"), (Weight::D, long.as_str()), (Weight::D, "end")], []);
        assert!(entry.body.starts_with("'end':16383 'name':1A 'word':10,11,"), "{}", &entry.body[..40]);
        assert_eq!(entry.body.split(',').count(), MOST_PLACES);
    }
}
