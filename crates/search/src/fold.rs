//! What words are the same word: one function for what is stored and for what is asked.
//!
//! A word is compared in lower case and without accents (Unicode Standard Annex 15, form NFKD, without marks), with
//! its hyphens and apostrophes closed, and in one of its spellings ([`super::spelling`]). Where a text has several
//! words joined by a hyphen, it has each of them too, so that "Karabakh" finds "Nagorno-Karabakh". Letters with dots
//! between are one word: C.I.S. is CIS. A sign that stands for letters, such as № or ™, is a word of its own.
//!
//! Where a script has no blanks between words, each letter of a run counts as a word: the pair that it makes with the
//! next letter, so that any piece of a run is found by the pairs in it, one after another.

mod composed;
mod letters;

use super::spelling;
use composed::Composed;
use letters::{plain, stands_in_runs};
use std::{borrow::Cow, ops::Range};
use unicode_normalization::{
    UnicodeNormalization as _,
    char::{decompose_compatible, is_combining_mark},
};

/// How words are folded and what entries hold, as a number: entries that were made in another way are made anew
/// ([`super::rebuild`]). Count it up with every change of what [`words`] says or [`super::gather`] reads.
pub const FOLDING: i32 = 7;

/// A longer word is cut to this many letters.
const LONGEST: usize = 100;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands, in bytes; empty where one letter of the text folds to several of a run.
    pub at: Range<usize>,
    /// The word, folded; never empty. Of a letter in a run, that letter and the next one.
    pub closed: String,
    /// The words that a hyphen or apostrophe joins in it, folded; none where nothing is joined.
    pub parts: Vec<String>,
    /// Its place in a run of letters without blanks.
    pub run: Option<InRun>,
}

/// A letter in a run of letters without blanks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InRun {
    /// The letter, folded.
    pub letter: char,
    /// Whether it is the first of its run.
    pub is_first: bool,
}

/// The words of a text, in their order.
pub fn words(text: &str) -> impl Iterator<Item = Word> {
    let composed = Composed::of(text);
    let mut from = 0;
    let tokens = std::iter::from_fn(move || {
        let at = next(&composed.text, from)?;
        from = at.end;
        let words = Word::read(&composed.text, at);
        Some(words.into_iter().map(|word| Word { at: composed.origin(word.at), ..word }).collect::<Vec<_>>())
    });
    tokens.flatten()
}

/// A text as it is compared: its words, each closed, with a blank between. A run stays as it is.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in words(text) {
        if !folded.is_empty() && word.run.is_none_or(|run| run.is_first) {
            folded.push(' ');
        }
        match word.run {
            Some(run) => folded.push(run.letter),
            None => folded.push_str(&word.closed),
        }
    }
    folded
}

impl Word {
    /// The words of a token: one, none, or a run of letters.
    fn read(text: &str, at: Range<usize>) -> Vec<Self> {
        let token = &text[at.clone()];
        if token.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return vec![Self { at, closed: spelled(token.to_ascii_lowercase()), parts: Vec::new(), run: None }];
        }
        let mut parts: Vec<_> = token.split(is_joint).map(plain).filter(|part| !part.is_empty()).collect();
        if parts.iter().all(|part| part.chars().all(stands_in_runs)) {
            return run(token, at.start);
        }
        if let [written_out] = &parts[..]
            && token.chars().count() == 1
            && written_out.chars().any(stands_in_runs)
        {
            return several(written_out, at);
        }
        // "the people's": the genitive is no word of its own.
        if token.contains(is_apostrophe) {
            while parts.len() > 1 && parts.last().is_some_and(|last| last == "s") {
                parts.pop();
            }
        }
        let closed = spelled(parts.concat().nfc().collect());
        let parts = if parts.len() > 1 { parts.into_iter().map(spelled).collect() } else { Vec::new() };
        if closed.is_empty() { Vec::new() } else { vec![Self { at, closed, parts, run: None }] }
    }

    /// The word and those joined in it.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.closed).chain(&self.parts).map(String::as_str)
    }
}

/// The words of what a sign stands for that is written out as a word and a run, such as ㋀ for "1月". The first one
/// stands where the sign stands.
fn several(written_out: &str, mut at: Range<usize>) -> Vec<Word> {
    let rest = at.end..at.end;
    words(written_out).map(|word| Word { at: std::mem::replace(&mut at, rest.clone()), ..word }).collect()
}

/// The letters of a run, each with the next one.
fn run(token: &str, start: usize) -> Vec<Word> {
    let (mut plain_text, mut places) = (String::new(), Vec::new());
    let mut ends = token.char_indices().skip(1).filter(|(_, letter)| !goes_with_the_letter_before(*letter));
    let mut from = 0;
    while from < token.len() {
        let to = ends.next().map_or(token.len(), |(at, _)| at);
        places.push((plain_text.len(), start + from));
        plain_text.push_str(&plain(&token[from..to]));
        from = to;
    }
    // Letters that stood apart, such as the one in ㈀, may compose with the next one.
    let composed = Composed::of(&plain_text);
    let place = |at: usize| {
        let next = places.partition_point(|(plain, _)| *plain < at);
        places.get(next).map_or(start + token.len(), |(_, place)| *place)
    };
    let letters: Vec<_> = composed
        .text
        .char_indices()
        .map(|(at, letter)| {
            let at = composed.origin(at..at + letter.len_utf8());
            (place(at.start)..place(at.end), letter)
        })
        .collect();
    let pair = |place: usize| letters[place..].iter().take(2).map(|(_, letter)| letter).collect();
    let word = |(place, (at, letter)): (usize, &(Range<usize>, char))| {
        let run = Some(InRun { letter: *letter, is_first: place == 0 });
        Word { at: at.clone(), closed: pair(place), parts: Vec::new(), run }
    };
    letters.iter().enumerate().map(word).collect()
}

fn goes_with_the_letter_before(letter: char) -> bool {
    is_combining_mark(letter) || is_silent(letter)
}

/// Where the next word stands, from a place on.
fn next(text: &str, from: usize) -> Option<Range<usize>> {
    let mut letters = text[from..].char_indices().map(|(at, letter)| (from + at, letter)).peekable();
    let (start, first) = letters.find(|(_, letter)| is_letter(*letter) || is_sign(*letter))?;
    if let Some(end) = abbreviation(text, start) {
        return Some(start..end);
    }
    let (mut end, mut last) = (start + first.len_utf8(), first);
    if !is_letter(first) {
        return Some(start..end);
    }
    // Marks alone do not say yet which it is.
    let mut is_run = (!is_mark(first)).then(|| stands_in_runs(first));
    while let Some((at, letter)) = letters.next() {
        let goes_on = is_mark(letter)
            || is_letter(letter) && is_run.is_none_or(|is_run| stands_in_runs(letter) == is_run)
            || is_run != Some(true)
                && is_joint(letter)
                && letters.peek().is_some_and(|(_, after)| {
                    // "1992-1995" and "2003-09-19" are several words.
                    is_letter(*after) && !stands_in_runs(*after) && !(last.is_numeric() && after.is_numeric())
                });
        if !goes_on {
            break;
        }
        if !is_mark(letter) && is_letter(letter) {
            is_run.get_or_insert(stands_in_runs(letter));
        }
        (end, last) = (at + letter.len_utf8(), letter);
    }
    Some(start..end)
}

/// Where an abbreviation ends that begins here: single letters with a dot after each, the last one's at will, and with
/// a blank after each dot or after none.
fn abbreviation(text: &str, start: usize) -> Option<usize> {
    let mut rest = text[start..].chars().peekable();
    let (mut at, mut count, mut end, mut is_spaced) = (start, 0, start, None);
    loop {
        let letter = rest.next().filter(|letter| letter.is_alphabetic() && !stands_in_runs(*letter));
        let Some(letter) = letter else { break };
        at += letter.len_utf8();
        while let Some(mark) = rest.next_if(|mark| is_mark(*mark)) {
            at += mark.len_utf8();
        }
        if rest.next_if_eq(&'.').is_none() {
            let is_alone = rest.peek().is_none_or(|after| !is_letter(*after) && !is_joint(*after));
            if is_alone && is_spaced == Some(false) {
                (count, end) = (count + 1, at);
            }
            break;
        }
        at += 1;
        (count, end) = (count + 1, at);
        let blank = rest.next_if(|blank| matches!(blank, ' ' | '\u{a0}'));
        if *is_spaced.get_or_insert(blank.is_some()) != blank.is_some() {
            break;
        }
        at += blank.map_or(0, char::len_utf8);
    }
    (count > 1).then_some(end)
}

fn is_letter(letter: char) -> bool {
    letter.is_alphanumeric() || is_mark(letter)
}

/// What belongs to the letter before it.
fn is_mark(letter: char) -> bool {
    is_combining_mark(letter) || is_silent(letter)
}

/// What is no letter and stands for some, such as № for "No": NFKD writes these out.
fn is_sign(letter: char) -> bool {
    let mut stands_for_letters = false;
    if !letter.is_ascii() && !is_letter(letter) {
        decompose_compatible(letter, |part| stands_for_letters |= part.is_alphanumeric());
    }
    stands_for_letters
}

/// Soft hyphen, and what joins or parts letters without being seen.
fn is_silent(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}')
}

fn is_joint(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}' | '\u{2011}') || is_apostrophe(letter)
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '\u{2019}' | '\u{2bc}')
}

/// One spelling of a word, of a length that can be stored.
pub(super) fn spelled(word: String) -> String {
    let word = match spelling::usual(&word) {
        Cow::Borrowed(_) => word,
        Cow::Owned(usual) => usual,
    };
    match word.char_indices().nth(LONGEST) {
        Some((end, _)) => word[..end].to_owned(),
        None => word,
    }
}

#[cfg(test)]
mod tests;
