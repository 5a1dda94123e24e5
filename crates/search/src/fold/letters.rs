//! One letter or another: case, accents, and which letters stand in runs without blanks.

use icu_properties::{
    CodePointMapData,
    props::{LineBreak, Script},
};
use unicode_normalization::{UnicodeNormalization as _, char::decompose_compatible};

/// The slash that NFKD writes inside of fractions, such as that of ½.
const FRACTION: char = '\u{2044}';
/// The marks that make other sounds of Japanese letters: ガ is not カ.
const VOICED: std::ops::RangeInclusive<char> = '\u{3099}'..='\u{309a}';
/// The mark that makes long vowels in Japanese; Unicode counts it to no script.
const LONG: char = '\u{30fc}';

/// Lower case, no accents, nothing but letters and digits.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    // NFKD would make 12 of ½.
    while let Some((at, fraction)) = rest.char_indices().find(|(_, letter)| is_fraction(*letter)) {
        add(&rest[..at], &mut plain);
        plain.push(fraction);
        rest = &rest[at + fraction.len_utf8()..];
    }
    add(rest, &mut plain);
    if plain.is_ascii() { plain } else { plain.nfc().filter(|letter| letter.is_alphanumeric()).collect() }
}

fn add(text: &str, plain: &mut String) {
    for letter in text.nfkd().flat_map(char::to_lowercase).nfkd() {
        let counts = letter.is_alphanumeric() && !is_accent(letter) && letter != '\u{2bc}';
        match undecomposed(letter) {
            Some(letters) => plain.push_str(letters),
            None if counts || VOICED.contains(&letter) => plain.push(letter),
            None => {}
        }
    }
}

fn is_fraction(letter: char) -> bool {
    let mut has_slash = false;
    if !letter.is_ascii() && letter != FRACTION {
        decompose_compatible(letter, |part| has_slash |= part == FRACTION);
    }
    has_slash
}

/// A mark that changes how a letter is spoken, and not which letter it is: accents of European scripts, and the vowel
/// points of Hebrew, Arabic and Syriac. The vowel signs of Indian and South East Asian scripts are letters.
fn is_accent(letter: char) -> bool {
    matches!(letter,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}'
        | '\u{711}' | '\u{730}'..='\u{74a}' | '\u{898}'..='\u{89f}' | '\u{8ca}'..='\u{8ff}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Whether words of this letter's script stand beside each other without blanks: Chinese, Japanese, Korean (whose
/// compounds have none), and the scripts in which Unicode asks a dictionary for the ends of words: Thai, Lao,
/// Khmer, Burmese and others (Unicode Standard Annex 14, class SA).
pub(super) fn stands_in_runs(letter: char) -> bool {
    // No letter before Thai stands in runs; most texts end here.
    if letter < '\u{e00}' {
        return false;
    }
    // A form of a letter, such as ㆒ of 一, is taken for that letter.
    let mut first = None;
    decompose_compatible(letter, |part| _ = first.get_or_insert(part));
    let letter = first.unwrap_or(letter);
    letter == LONG
        || VOICED.contains(&letter)
        || matches!(letter, '\u{ff70}' | '\u{ff9e}' | '\u{ff9f}')
        || CodePointMapData::<LineBreak>::new().get(letter) == LineBreak::ComplexContext
        || matches!(
            CodePointMapData::<Script>::new().get(letter),
            Script::Han | Script::Hiragana | Script::Katakana | Script::Bopomofo | Script::Hangul
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
