//! Scripts that put no blank between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese.
//!
//! Where a word ends in them only a dictionary can say. So each letter is a word, with the letter after it: a text is found
//! by any two letters that stand side by side in it, and by one letter that begins such a pair or ends a run of them.

use std::ops::Range;
use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript as _};

const WITHOUT_BLANKS: [Script; 8] = [
    Script::Han,
    Script::Hiragana,
    Script::Katakana,
    Script::Bopomofo,
    Script::Thai,
    Script::Lao,
    Script::Khmer,
    Script::Myanmar,
];

/// Whether a letter is of a script that puts no blank between words. Figures are read as in other scripts.
pub fn is_without_blanks(letter: char) -> bool {
    !letter.is_ascii() && letter.is_alphabetic() && !is_combining_mark(letter) && {
        let scripts = letter.script_extension();
        // What every script uses is of none.
        !scripts.is_common()
            && !scripts.is_inherited()
            && WITHOUT_BLANKS.iter().any(|script| scripts.contains_script(*script))
    }
}

/// Where a letter stands that begins at a place, with the marks and silent signs that belong to it.
pub fn letter_at(text: &str, from: usize, belongs: impl Fn(char) -> bool) -> Option<Range<usize>> {
    let mut letters = text[from..].char_indices();
    letters.next().filter(|(_, first)| is_without_blanks(*first))?;
    let end = letters.find(|(_, letter)| !belongs(*letter)).map_or(text.len(), |(at, _)| from + at);
    Some(from..end)
}
