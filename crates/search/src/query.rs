//! From what a reader types to the records that are found.

mod date;
mod read;
mod sql;

use super::texts;
pub use date::{marks_of_date, marks_of_spell};
use sea_orm::{Value, sea_query::ArrayType};
pub use sql::{FOUND, READING};

/// Most words of one search, those that a hyphen or apostrophe joins counted by themselves.
pub const MOST_WORDS: usize = 32;

/// Number of the values that [`FOUND`] takes.
pub const VALUES: usize = 10;

/// What a reader looks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    parts: Vec<Part>,
    /// The words that are looked for, folded, in one line.
    phrase: String,
    replaces: bool,
}

/// A part of a query: a record is found where it has all of them.
#[derive(Clone, Debug, PartialEq)]
struct Part {
    /// As it was typed.
    text: String,
    kind: PartKind,
    /// Whether records that have it are left out.
    is_excluded: bool,
    /// How many words it has, those that a hyphen joins counted by themselves.
    count: usize,
    /// A record has the part where it has one of these.
    branches: Vec<Branch>,
}

/// What a part of a query is.
#[derive(Clone, Debug, PartialEq)]
enum PartKind {
    /// A word, or a run of letters without blanks.
    Word,
    /// Words one after another.
    Phrase,
    /// A date, in EDTF.
    Date(String),
}

/// One way in which a record may have a part.
#[derive(Clone, Debug, PartialEq)]
enum Branch {
    /// Each of these words, or one of its stem, or one that begins with it.
    Words(Vec<String>),
    /// The word that a part makes together with its neighbour.
    Joined(String),
    /// What a `tsquery` says, of all texts and of names alone.
    Given {
        query: String,
        names: String,
        /// Words that the register must know for anything to be found.
        words: Vec<String>,
        /// What is marked where it was found.
        marks: Vec<String>,
    },
}

impl Branch {
    /// Words one after another. They have letters and digits only, so they need no escape.
    fn phrase(words: &[String], marks: Vec<String>) -> Self {
        let query = |weights: &str| {
            let words: Vec<_> = words.iter().map(|word| format!("'{word}'{weights}")).collect();
            format!("({})", words.join(" <-> "))
        };
        Self::Given { query: query(""), names: query(":AB"), words: words.to_vec(), marks }
    }

    /// A `tsquery`; the argument says whether it is of names alone.
    fn given(query: impl Fn(bool) -> String, marks: Vec<String>) -> Self {
        Self::Given {
            query: format!("({})", query(false)),
            names: format!("({})", query(true)),
            words: Vec::new(),
            marks,
        }
    }
}

impl Part {
    /// The word of a part that is a word and not excluded.
    fn only_word(&self) -> Option<&str> {
        match self.branches.first() {
            Some(Branch::Words(words)) if !self.is_excluded && self.kind == PartKind::Word => {
                words.first().map(String::as_str)
            }
            _ => None,
        }
    }
}

/// The rows of the first six values: a word or a given `tsquery` each.
#[derive(Default)]
struct Rows {
    words: Vec<String>,
    numbers: Vec<i32>,
    branches: Vec<i32>,
    given: Vec<String>,
    given_names: Vec<String>,
    marks: Vec<String>,
}

impl Rows {
    fn add(&mut self, number: i32, branch: i32, [word, given, given_names, marks]: [String; 4]) {
        self.words.push(word);
        self.numbers.push(number);
        self.branches.push(branch);
        self.given.push(given);
        self.given_names.push(given_names);
        self.marks.push(marks);
    }
}

/// The branch of words that a part makes together with its neighbours, and of those after it.
const JOINED: i32 = 10;

impl Query {
    /// Reads what a reader types; none where it has more words than one search takes. `replaces` says whether words
    /// that the register lacks are taken for others that look like them.
    pub fn read(text: &str, replaces: bool) -> Option<Self> {
        let parts = read::parts(text);
        if parts.iter().map(|part| part.count).sum::<usize>() > MOST_WORDS {
            return None;
        }
        let asked: Vec<_> = parts.iter().filter(|part| !part.is_excluded).map(|part| part.text.as_str()).collect();
        let phrase = super::fold::fold(&asked.join(" "));
        Some(Self { parts, phrase, replaces })
    }

    /// How many parts it has.
    pub fn parts(&self) -> u64 {
        self.parts.len() as u64
    }

    /// The values of [`FOUND`].
    pub fn values(&self) -> Vec<Value> {
        self.common().into_iter().chain([self.phrase.clone().into()]).collect()
    }

    /// The values of [`READING`].
    pub fn values_of_reading(&self) -> Vec<Value> {
        let kinds = self.parts.iter().map(|part| part.kind.name().to_owned());
        let dates = self.parts.iter().map(|part| match &part.kind {
            PartKind::Date(edtf) => edtf.clone(),
            _ => String::new(),
        });
        self.common().into_iter().chain([texts(kinds), texts(dates)]).collect()
    }

    /// The values that both take.
    fn common(&self) -> [Value; 9] {
        let mut rows = Rows::default();
        for (number, part) in (0..).zip(&self.parts) {
            let (mut branch, mut joined) = (-1, JOINED - 1);
            for each in &part.branches {
                match each {
                    Branch::Joined(word) => {
                        joined += 1;
                        rows.add(number, joined, [word.clone(), String::new(), String::new(), String::new()]);
                    }
                    Branch::Words(words) => {
                        branch += 1;
                        for word in words {
                            rows.add(number, branch, [word.clone(), String::new(), String::new(), String::new()]);
                        }
                    }
                    Branch::Given { query, names, words, marks } => {
                        branch += 1;
                        rows.add(number, branch, [words.join(" "), query.clone(), names.clone(), marks.join(" ")]);
                    }
                }
            }
        }
        let excluded = (0..).zip(&self.parts).filter(|(_, part)| part.is_excluded).map(|(number, _)| number).collect();
        [
            texts(rows.words),
            ints(rows.numbers),
            ints(rows.branches),
            texts(rows.given),
            texts(rows.given_names),
            texts(rows.marks),
            ints(excluded),
            self.replaces.into(),
            texts(self.parts.iter().map(|part| part.text.clone())),
        ]
    }
}

impl PartKind {
    fn name(&self) -> &'static str {
        match self {
            Self::Word => "WORD",
            Self::Phrase => "PHRASE",
            Self::Date(_) => "DATE",
        }
    }
}

fn ints(numbers: Vec<i32>) -> Value {
    Value::Array(ArrayType::Int, Some(Box::new(numbers.into_iter().map(Value::from).collect())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_a_hyphen_joins_are_another_branch() {
        let query = Query::read("Peace-keeping Forces", true).expect("a query");
        let words = |words: &[&str]| Branch::Words(words.iter().map(|word| (*word).to_owned()).collect());
        let joined = Branch::Joined("peacekeepingforces".to_owned());
        assert_eq!(query.parts[0].branches, [words(&["peacekeeping"]), words(&["peace", "keeping"]), joined.clone()]);
        assert_eq!(query.parts[1].branches, [words(&["forces"]), joined]);
        assert_eq!(query.phrase, "peacekeeping forces");
    }

    #[test]
    fn a_search_has_so_many_words_at_most() {
        assert!(Query::read(&"word ".repeat(MOST_WORDS), true).is_some());
        assert_eq!(Query::read(&"word ".repeat(MOST_WORDS + 1), true), None);
    }

    #[test]
    fn words_count_whatever_joins_them() {
        for joint in ["-", "'", "\u{2019}", "\u{2011}", " - ", " -"] {
            assert!(Query::read(&["word"; MOST_WORDS].join(joint), true).is_some(), "{joint}");
            assert_eq!(Query::read(&["word"; MOST_WORDS + 1].join(joint), true), None, "{joint}");
        }
        let pairs = |words: usize| "peace-keeping ".repeat(words / 2);
        assert!(Query::read(&pairs(MOST_WORDS), true).is_some());
        assert_eq!(Query::read(&pairs(MOST_WORDS + 2), true), None);
        assert_eq!(Query::read(&format!("\"{}\"", "word ".repeat(MOST_WORDS + 1)), true), None);
    }
}
