//! A text with its letters composed, and where each of them stands in the text as it was.
//!
//! The same letter can be written as one sign or as several (Unicode Standard Annex 15). **What is a word is decided
//! on the composed text**: otherwise a letter of two signs would be two letters wherever letters are counted.

use super::letters::stands_in_runs;
use std::{borrow::Cow, ops::Range};
use unicode_normalization::{
    IsNormalized, UnicodeNormalization as _,
    char::{canonical_combining_class, decompose_compatible},
    is_nfc_quick,
};

pub(super) struct Composed<'a> {
    pub(super) text: Cow<'a, str>,
    /// Where a piece of the composed text begins, and where that piece begins in the text as it was; none where the
    /// two texts are the same.
    pieces: Vec<(usize, usize)>,
    /// The end of the text as it was.
    end: usize,
}

impl<'a> Composed<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let is_composed =
            |text: &str| is_nfc_quick(text.chars()) == IsNormalized::Yes && text.chars().all(|l| plain_form(l) == l);
        if text.is_ascii() || is_composed(text) {
            return Self { text: text.into(), pieces: Vec::new(), end: text.len() };
        }
        let mut composed = String::with_capacity(text.len());
        let mut pieces = Vec::new();
        let mut from = 0;
        let mut starts = text.char_indices().skip(1).filter(|(_, letter)| begins_a_piece(*letter)).map(|(at, _)| at);
        while from < text.len() {
            let to = starts.next().unwrap_or(text.len());
            pieces.push((composed.len(), from));
            composed.extend(text[from..to].chars().map(plain_form).nfc());
            from = to;
        }
        Self { text: composed.into(), pieces, end: text.len() }
    }

    /// Where what stands in the composed text stood in the text as it was. What stands within a piece begins at the
    /// piece's end, where something before it stands in the same piece.
    pub(super) fn origin(&self, at: Range<usize>) -> Range<usize> {
        if self.pieces.is_empty() { at } else { self.place(at.start)..self.place(at.end) }
    }

    /// Of a place within a piece, that piece's end.
    fn place(&self, at: usize) -> usize {
        let next = self.pieces.partition_point(|(composed, _)| *composed < at);
        self.pieces.get(next).map_or(self.end, |(_, original)| *original)
    }
}

/// Whether nothing before this letter composes with it.
fn begins_a_piece(letter: char) -> bool {
    let letter = plain_form(letter);
    canonical_combining_class(letter) == 0 && is_nfc_quick(std::iter::once(letter)) == IsNormalized::Yes
}

/// Of a letter in a run that is only a form of another one, such as ｶ of カ, that other one.
fn plain_form(letter: char) -> char {
    if !stands_in_runs(letter) {
        return letter;
    }
    let (mut plain, mut count) = (letter, 0);
    decompose_compatible(letter, |part| (plain, count) = (part, count + 1));
    if count == 1 { plain } else { letter }
}
