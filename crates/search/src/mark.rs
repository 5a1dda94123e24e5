//! Which name led to a record, and what was found in its texts.
//!
//! Works on what [`super::query::FOUND`] gives with a record: its names and texts as they are printed, and the marks,
//! which are for each word of the reader the words it stands for. One that ends with `*` stands for all that begin with
//! it; one that begins with `~` is a piece of a run of letters without blanks.

use super::fold::{Word, words};
use std::ops::Range;

/// Letters of an excerpt, about.
const EXCERPT: usize = 200;
/// Letters of an excerpt before the first word that was found, about.
const BEFORE: usize = 60;

/// The words that each word of the reader stands for.
pub type Marks = Vec<Vec<String>>;

/// The name through which a record was found, where it has more of the reader's words than the display name.
pub fn via<'a>(names: &'a [String], marks: &Marks) -> Option<&'a str> {
    let best = best(names, marks)?;
    (best > 0).then(|| names[best].as_str())
}

/// The text with most of the reader's words, marked: `<mark>` around each word that was found, everything else with
/// `&`, `<`, `>` and quotes escaped as HTML wants it. A long text is cut to a piece around the first such word.
pub fn highlight(names: &[String], texts: &[String], marks: &Marks) -> String {
    let all: Vec<_> = names.iter().chain(texts).cloned().collect();
    best(&all, marks).map_or_else(String::new, |best| marked(&all[best], marks))
}

/// The first text with most of the reader's words.
fn best(texts: &[String], marks: &Marks) -> Option<usize> {
    let found = |text: &str| {
        let all: Vec<_> = words(text).collect();
        marks.iter().filter(|group| hits(&all, group).contains(&true)).count()
    };
    texts.iter().enumerate().rev().max_by_key(|(_, text)| found(text)).map(|(at, _)| at)
}

/// Which words of a text one of these marks means.
fn hits(words: &[Word], group: &[String]) -> Vec<bool> {
    let mut hits = vec![false; words.len()];
    for mark in group {
        match mark.strip_prefix('~') {
            Some(piece) => hit_pieces(words, piece, &mut hits),
            None => {
                for (word, hit) in words.iter().zip(&mut hits) {
                    *hit |= word.run.is_none() && is_found(word, mark);
                }
            }
        }
    }
    hits
}

fn is_found(word: &Word, mark: &str) -> bool {
    word.forms().any(|form| match mark.strip_suffix('*') {
        Some(beginning) => form.starts_with(beginning),
        None => form == mark,
    })
}

/// The letters of runs that make up a piece.
fn hit_pieces(words: &[Word], piece: &str, hits: &mut [bool]) {
    let piece: Vec<_> = piece.chars().collect();
    for (from, here) in words.windows(piece.len().max(1)).enumerate() {
        let is_here = here.iter().zip(&piece).enumerate().all(|(place, (word, letter))| {
            word.run.is_some_and(|run| run.letter == *letter && (place == 0 || !run.is_first))
        });
        if is_here {
            hits[from..from + here.len()].fill(true);
        }
    }
}

/// Where words stand that were found, those that touch each other as one.
fn places(all: &[Word], marks: &Marks) -> Vec<Range<usize>> {
    let mut found = vec![false; all.len()];
    for group in marks {
        for (found, hit) in found.iter_mut().zip(hits(all, group)) {
            *found |= hit;
        }
    }
    let mut places: Vec<Range<usize>> = Vec::new();
    for (word, _) in all.iter().zip(found).filter(|(_, found)| *found) {
        match places.last_mut() {
            Some(last) if last.end == word.at.start => last.end = word.at.end,
            _ => places.push(word.at.clone()),
        }
    }
    places
}

fn marked(text: &str, marks: &Marks) -> String {
    let all: Vec<_> = words(text).collect();
    let found = places(&all, marks);
    let first = found.first().map_or(0, |at| at.start);
    let (from, to) = piece(text, &all, first);
    let mut out = String::with_capacity(to - from + 13 * found.len() + 8);
    if from > 0 {
        out.push('…');
    }
    let mut at = from;
    for found in found.into_iter().filter(|found| found.end > from && found.start < to) {
        let (start, end) = (found.start.max(from), found.end.min(to));
        escape(&text[at..start], &mut out);
        out.push_str("<mark>");
        escape(&text[start..end], &mut out);
        out.push_str("</mark>");
        at = end;
    }
    escape(&text[at..to], &mut out);
    if to < text.len() {
        out.push('…');
    }
    out
}

/// Where an excerpt begins and ends, in bytes: at words, with the first word that was found in it.
fn piece(text: &str, words: &[Word], first: usize) -> (usize, usize) {
    if text.len() <= EXCERPT {
        return (0, text.len());
    }
    let from = if first <= BEFORE {
        0
    } else {
        words.iter().map(|word| word.at.start).find(|start| start + BEFORE >= first).unwrap_or(first)
    };
    let end = words.iter().map(|word| word.at.end).take_while(|end| *end <= from + EXCERPT || *end <= first).last();
    match end {
        _ if text.len() <= from + EXCERPT => (from, text.len()),
        // A single word may be longer than an excerpt.
        Some(end) if end > first => (from, end),
        _ => (from, words.iter().map(|word| word.at.end).find(|end| *end > first).unwrap_or(text.len())),
    }
}

fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            letter => out.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn list(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn a_name_leads_where_it_has_more_of_what_was_asked() {
        let names = list(&["Commonwealth of Independent States", "CIS", "The Commonwealth"]);
        assert_eq!(via(&names, &vec![list(&["cis*"])]), Some("CIS"));
        assert_eq!(via(&names, &vec![list(&["commonwealth*"])]), None);
        assert_eq!(via(&names, &vec![list(&["terrorism*"])]), None);
        assert_eq!(via(&[], &vec![list(&["cis*"])]), None);
    }

    #[test]
    fn what_was_found_is_marked_as_it_is_printed() {
        let marks = vec![list(&["terrorism*"]), list(&["center*", "centers"])];
        let names = list(&["Commonwealth & <others>", "Anti-Terrorist Centre"]);
        assert_eq!(highlight(&names, &[], &marks), "<mark>Anti-Terrorist</mark> <mark>Centre</mark>");
        let none = vec![list(&["other"])];
        assert_eq!(highlight(&names, &[], &none), "Commonwealth &amp; &lt;others&gt;");
        assert_eq!(highlight(&[], &[], &none), "");
    }

    #[test]
    fn a_long_text_is_cut_around_what_was_found() {
        let text = format!("{}needle {}", "hay ".repeat(100), "straw ".repeat(100));
        let cut = highlight(&list(&["Stack"]), &[text], &vec![list(&["needle"])]);
        assert!(
            cut.starts_with("…hay ") && cut.ends_with("straw…") && cut.contains(" <mark>needle</mark> straw"),
            "{cut}"
        );
        assert!(cut.len() < 230, "{cut}");
        let word = "x".repeat(500);
        assert_eq!(highlight(&[], std::slice::from_ref(&word), &vec![list(&["xx*"])]), format!("<mark>{word}</mark>"));
    }

    #[test]
    fn a_piece_of_a_run_is_marked_as_one() {
        let names = list(&["国际刑事法院罗马规约 (Rome)"]);
        let marks = vec![list(&["~罗马规约"])];
        assert_eq!(highlight(&names, &[], &marks), "国际刑事法院<mark>罗马规约</mark> (Rome)");
        assert_eq!(highlight(&names, &[], &vec![list(&["~规马"])]), "国际刑事法院罗马规约 (Rome)");
    }

    proptest! {
        #[test]
        fn without_marks_a_piece_of_the_text_is_left(text in "[a-z <&'é-]{0,400}", mark in "[a-z]{1,3}") {
            let shown = highlight(&[], std::slice::from_ref(&text), &vec![vec![format!("{mark}*")]]);
            let plain = shown.replace("<mark>", "").replace("</mark>", "").replace('…', "");
            let plain = plain.replace("&lt;", "<").replace("&#39;", "'").replace("&amp;", "&");
            prop_assert!(text.contains(&plain), "{}", shown);
            let is_there = words(&text).any(|word| word.forms().any(|form| form.starts_with(&mark)));
            prop_assert_eq!(shown.contains("<mark>"), is_there);
        }
    }
}
