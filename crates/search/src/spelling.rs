//! Spellings of one word: British and American, and words of one matter that a title may use for another.
//!
//! Works on words that are folded otherwise. Each pair leads one way, so a word ends at one spelling however often
//! this is asked.

use std::borrow::Cow;

/// Replaced wherever they stand in a word.
const WITHIN: &[(&str, &str)] = &[
    ("acknowledgement", "acknowledgment"),
    ("aluminium", "aluminum"),
    ("analyse", "analyze"),
    ("behaviour", "behavior"),
    ("catalogue", "catalog"),
    ("centred", "centered"),
    ("centring", "centering"),
    ("centre", "center"),
    ("colour", "color"),
    ("defence", "defense"),
    ("favour", "favor"),
    ("fulfilment", "fulfillment"),
    ("harbour", "harbor"),
    ("honour", "honor"),
    ("isation", "ization"),
    ("judgement", "judgment"),
    ("labour", "labor"),
    ("licence", "license"),
    ("manoeuvre", "maneuver"),
    ("neighbour", "neighbor"),
    ("offence", "offense"),
    ("practis", "practic"),
    ("sulphur", "sulfur"),
    ("theatre", "theater"),
    ("travelled", "traveled"),
    ("travelling", "traveling"),
    // Who does it, and what is done: a centre against terrorism is anti-terrorist.
    ("extremist", "extremism"),
    ("separatist", "separatism"),
    ("terrorist", "terrorism"),
];

/// Replaced where they are the whole word.
const WHOLE: &[(&str, &str)] = &[("fulfil", "fulfill"), ("programme", "program"), ("programmes", "programs")];

/// Verbs that end on `ise` or `ize`.
const VERBS: &[&str] = &[
    "author", "central", "criminal", "emphas", "final", "formal", "general", "harmon", "legal", "liberal", "maxim",
    "militar", "minim", "mobil", "modern", "national", "neutral", "normal", "optim", "organ", "penal", "priorit",
    "privat", "public", "real", "recogn", "special", "stabil", "standard", "summar", "synchron", "util",
];

/// Whoever is against one of these speaks of it.
const AGAINST: &[&str] = &["anti", "counter"];
/// What one may be against.
const EVILS: &[&str] = &["terror", "extremis", "separatis"];

/// The spelling that stands for all spellings of a word.
pub fn usual(word: &str) -> Cow<'_, str> {
    let mut word = Cow::Borrowed(word);
    while let Some(other) = step(&word) {
        word = Cow::Owned(other);
    }
    word
}

/// The word by one replacement; none where it is spelled as usual.
fn step(word: &str) -> Option<String> {
    if word.len() < 6 || !word.is_ascii() {
        return None;
    }
    if let Some((_, usual)) = WHOLE.iter().find(|(whole, _)| *whole == word) {
        return Some((*usual).to_owned());
    }
    for prefix in AGAINST {
        if let Some(evil) = word.strip_prefix(prefix)
            && EVILS.iter().any(|known| evil.starts_with(known))
        {
            return Some(evil.to_owned());
        }
    }
    if let Some((from, to)) = WITHIN.iter().find(|(from, _)| word.contains(from)) {
        return Some(word.replace(from, to));
    }
    let verb = word.match_indices("is").find(|(at, _)| {
        let ends_on = matches!(word.as_bytes().get(at + 2), Some(b'a' | b'e' | b'i'));
        ends_on && VERBS.iter().any(|verb| word[..*at].ends_with(verb))
    });
    verb.map(|(at, _)| format!("{}iz{}", &word[..at], &word[at + 2..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_leads_to_its_end() {
        for (from, to) in WITHIN.iter().chain(WHOLE) {
            assert_eq!(usual(from), usual(to), "{from}");
            assert_eq!(usual(to), *to, "{to} is spelled in another way still");
        }
        for verb in VERBS {
            assert_eq!(usual(&format!("{verb}ising")), format!("{verb}izing"));
        }
    }

    #[test]
    fn words_that_only_look_alike_stay_as_they_are() {
        let words =
            ["organism", "realistic", "programmer", "exercise", "specialists", "emphasis", "promise", "antique"];
        for word in words {
            assert_eq!(usual(word), word);
        }
    }

    #[test]
    fn who_is_against_it_speaks_of_it() {
        for word in ["antiterrorist", "counterterrorism", "antiterrorism", "terrorist", "terrorism"] {
            assert_eq!(usual(word), "terrorism");
        }
        assert_eq!(usual("antiaircraft"), "antiaircraft");
    }
}
