//! What words are the same word: one function for what is stored and for what is asked.
//!
//! A word is compared in lower case and without accents (Unicode Standard Annex 15, form NFKD, without marks), with
//! its hyphens and apostrophes closed, and in one of its spellings ([`super::spelling`]). Where a text has several
//! words joined by a hyphen, it has each of them too, so that "Karabakh" finds "Nagorno-Karabakh". A sign
//! that stands for letters, such as № or ™, is a word of its own. In a script without blanks a word is a letter and the
//! one after it ([`super::script`]).

use super::{
    script::{is_without_blanks, letter_at},
    spelling,
};
use std::{borrow::Cow, ops::Range};
use unicode_normalization::{
    UnicodeNormalization as _,
    char::{decompose_compatible, is_combining_mark},
};

/// How words are folded, as a number: entries that were made by another way of folding are made anew
/// ([`super::rebuild`]). Count it up with every change of what [`words`] says.
pub const FOLDING: i32 = 3;

/// A longer word is cut to this many letters.
const LONGEST: usize = 100;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands, in bytes.
    pub at: Range<usize>,
    /// The word, folded; never empty.
    pub closed: String,
    /// The words that a hyphen or apostrophe joins in it, folded; none where nothing is joined.
    pub parts: Vec<String>,
    /// How many bytes of the folded word are of this place; the rest is the next letter of a script without blanks.
    own: usize,
}

/// The words of a text, in their order.
pub fn words(text: &str) -> impl Iterator<Item = Word> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let at = next(text, from)?;
            let letter = letter_at(text, at.start, belongs);
            from = letter.as_ref().unwrap_or(&at).end;
            let word = match letter {
                Some(at) => Word::letter(text, at),
                None => Word::read(text, at),
            };
            if let Some(word) = word {
                return Some(word);
            }
        }
    })
}

/// A text as it is compared: its words, each closed, with a blank between, but where a script has none.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut goes_on = true;
    for word in words(text) {
        if !goes_on {
            folded.push(' ');
        }
        folded.push_str(word.own());
        goes_on = word.goes_on();
    }
    folded
}

impl Word {
    fn read(text: &str, at: Range<usize>) -> Option<Self> {
        let token = &text[at.clone()];
        if token.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Some(Self::whole(at, spelled(token.to_ascii_lowercase()), Vec::new()));
        }
        let mut parts: Vec<_> = token.split(is_joint).map(letters).filter(|part| !part.is_empty()).collect();
        // "the people's": the genitive is no word of its own.
        if token.contains(is_apostrophe) {
            while parts.len() > 1 && parts.last().is_some_and(|last| last == "s") {
                parts.pop();
            }
        }
        let closed = spelled(parts.concat());
        let parts = if parts.len() > 1 { parts.into_iter().map(spelled).collect() } else { Vec::new() };
        (!closed.is_empty()).then(|| Self::whole(at, closed, parts))
    }

    fn whole(at: Range<usize>, closed: String, parts: Vec<String>) -> Self {
        let own = closed.len();
        Self { at, closed, parts, own }
    }

    /// A letter of a script without blanks, with the one after it.
    fn letter(text: &str, at: Range<usize>) -> Option<Self> {
        let own = letters(&text[at.clone()]);
        let next = letter_at(text, at.end, belongs).map_or_else(String::new, |next| letters(&text[next]));
        (!own.is_empty()).then(|| Self { at, closed: format!("{own}{next}"), parts: Vec::new(), own: own.len() })
    }

    /// What of it stands at its place, folded.
    pub fn own(&self) -> &str {
        &self.closed[..self.own]
    }

    /// Whether it has the letter after it, in a script without blanks.
    pub fn goes_on(&self) -> bool {
        self.own < self.closed.len()
    }

    /// The word and those joined in it.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.closed).chain(&self.parts).map(String::as_str)
    }
}

/// Where the next word stands, from a place on.
fn next(text: &str, from: usize) -> Option<Range<usize>> {
    let mut letters = text[from..].char_indices().map(|(at, letter)| (from + at, letter)).peekable();
    let (start, first) = letters.find(|(_, letter)| is_letter(*letter) || is_sign(*letter))?;
    let (mut end, mut last) = (start + first.len_utf8(), first);
    if !is_letter(first) || is_without_blanks(first) {
        return Some(start..end);
    }
    while let Some((at, letter)) = letters.next() {
        let goes_on = is_letter(letter) && !is_without_blanks(letter)
            || is_joint(letter)
                && letters.peek().is_some_and(|(_, after)| {
                    // "1992-1995" and "2003-09-19" are several words.
                    is_letter(*after) && !is_without_blanks(*after) && !(last.is_numeric() && after.is_numeric())
                });
        if !goes_on {
            break;
        }
        (end, last) = (at + letter.len_utf8(), letter);
    }
    Some(start..end)
}

fn is_letter(letter: char) -> bool {
    letter.is_alphanumeric() || is_combining_mark(letter) || is_silent(letter)
}

/// What belongs to the letter before it: marks, and what is not seen.
fn belongs(letter: char) -> bool {
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

/// Lower case, no accents, nothing but letters and digits.
fn letters(text: &str) -> String {
    let plain = text.nfkd().flat_map(char::to_lowercase).nfkd();
    plain.filter(|letter| letter.is_alphanumeric() && !is_combining_mark(*letter) && *letter != '\u{2bc}').fold(
        String::with_capacity(text.len()),
        |mut plain, letter| {
            match undecomposed(letter) {
                Some(letters) => plain.push_str(letters),
                None => plain.push(letter),
            }
            plain
        },
    )
}

/// Letters with an accent that Unicode does not take apart, and two shapes of one letter.
fn undecomposed(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ł' => "l",
        'ŋ' => "n",
        'þ' => "th",
        'ŧ' => "t",
        'ə' => "a",
        'ς' => "σ",
        _ => return None,
    })
}

/// One spelling of a word, of a length that can be stored.
fn spelled(word: String) -> String {
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
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn forms(text: &str) -> Vec<Vec<String>> {
        words(text).map(|word| word.forms().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn case_and_accents_do_not_count() {
        for (one, other) in [
            ("Asgabat", "AŞGABAT"),
            ("Cote d'Ivoire", "Côte d’Ivoire"),
            ("Curacao", "Curac\u{327}ao"),
            ("strasse", "Straße"),
            ("Gdansk Lodz", "Gdańsk Łódź"),
            ("Баткен елка", "БАТКЕН Ёлка"),
            ("ΟΔΟΣ", "οδος"),
            ("TM 12", "™ ①②"),
            ("Baki", "Bakı"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} {other}");
        }
    }

    #[test]
    fn hyphens_are_closed_and_what_they_join_is_kept() {
        assert_eq!(forms("peace-keeping"), [["peacekeeping", "peace", "keeping"]]);
        assert_eq!(forms("Nagorno\u{2011}Karabakh"), [["nagornokarabakh", "nagorno", "karabakh"]]);
        assert_eq!(forms("co\u{ad}operation"), [["cooperation"]]);
        assert_eq!(forms("S-300"), [["s300", "s", "300"]]);
        assert_eq!(fold("1992-1995, 2003-09-19; Moscow–Minsk - end-"), "1992 1995 2003 09 19 moscow minsk end");
    }

    #[test]
    fn a_sign_that_stands_for_letters_is_a_word_of_its_own() {
        assert_eq!(forms("Resolution №5"), [["resolution"], ["no"], ["5"]]);
        assert_eq!(fold("Resolution No. 5"), fold("Resolution №5"));
        assert_eq!(forms("Comradeship™-in-Arms"), [vec!["comradeship"], vec!["tm"], vec!["inarms", "in", "arms"]]);
        assert_eq!(forms("5℃ © € §"), [["5"], ["c"]]);
    }

    #[test]
    fn a_genitive_is_the_word_itself() {
        assert_eq!(forms("the People's Assembly"), [["the"], ["people"], ["assembly"]]);
        assert_eq!(forms("states' N’Djamena"), [vec!["states"], vec!["ndjamena", "n", "djamena"]]);
    }

    #[test]
    fn spellings_are_one() {
        for (one, other) in [
            ("defence", "Defense"),
            ("Organisations", "organizations"),
            ("programme", "program"),
            ("co-operation", "cooperation"),
            ("Anti-Terrorist", "terrorism"),
            ("counterterrorism", "anti-terrorism"),
            ("peace-keeping", "peacekeeping"),
            ("Centres", "centers"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} {other}");
        }
    }

    #[test]
    fn a_script_without_blanks_has_pairs_of_letters() {
        assert_eq!(forms("罗马规约"), [["罗马"], ["马规"], ["规约"], ["约"]]);
        assert_eq!(fold("《罗马规约》 第5条"), "罗马规约 第 5 条");
        assert_eq!(forms("コーヒー"), [["コー"], ["ーヒ"], ["ヒー"], ["ー"]]);
        assert_eq!(forms("ธรรมนูญกรุงโรม").len(), "ธรรมนญกรงโรม".chars().count(), "marks are no letters");
        assert_eq!(forms("ສະບາຍ"), forms("ສ\u{200b}ະບາຍ"));
        assert_eq!(forms("๑๙๙๒ 1992 로마"), [["๑๙๙๒"], ["1992"], ["로마".nfkd().collect::<String>().as_str()]]);
    }

    #[test]
    fn what_has_no_letter_has_no_word() {
        assert_eq!(forms(" — … \u{301} \u{200d} '-'"), [[""; 0]; 0]);
        assert_eq!(fold(""), "");
    }

    /// Pieces that words of this register are made of, and what may stand between them.
    fn texts() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(vec![
            "anti",
            "counter",
            "terror",
            "ist",
            "ism",
            "defence",
            "cent",
            "re",
            "red",
            "organ",
            "isation",
            "is",
            "e",
            "programme",
            "s",
            "-",
            "'",
            "’",
            " ",
            "é",
            "e\u{301}",
            "Ł",
            "ß",
            "İ",
            "7",
            "–",
            "\u{ad}",
            "fulfil",
            "ment",
            "™",
            "№",
            "罗",
            "马",
            "が",
            "ー",
            "ก",
            "ำ",
        ]);
        prop_oneof![prop::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat()), any::<String>()]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn folding_twice_is_folding_once(text in texts()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn case_does_not_count(text in "[a-zA-Z0-9éÀçŁøŞ' -]{0,40}") {
            prop_assert_eq!(fold(&text.to_uppercase()), fold(&text.to_lowercase()));
        }

        #[test]
        fn composition_does_not_count(text in texts()) {
            prop_assert_eq!(fold(&text.nfd().collect::<String>()), fold(&text.nfc().collect::<String>()));
        }

        #[test]
        fn words_stand_where_they_say_and_are_plain(text in texts()) {
            let mut end = 0;
            for word in words(&text) {
                prop_assert!(word.at.start >= end && text.get(word.at.clone()).is_some());
                end = word.at.end;
                for form in word.forms() {
                    prop_assert!(!form.is_empty() && form.chars().count() <= LONGEST);
                    prop_assert!(form.chars().all(char::is_alphanumeric), "{}", form);
                }
            }
        }

        #[test]
        fn words_of_two_texts_are_the_words_of_both(one in texts(), other in texts()) {
            let both = format!("{one} \n {other}");
            let apart: Vec<_> = forms(&one).into_iter().chain(forms(&other)).collect();
            prop_assert_eq!(forms(&both), apart);
        }
    }
}
