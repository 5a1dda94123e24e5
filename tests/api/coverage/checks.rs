//! What must hold between entries and sentences. Each check lists what does not.

use super::{
    entries::{Cite, Entry, slugs},
    lists::{Register, Sentence},
};
use std::collections::BTreeSet;
use toml::Value;

/// Why nothing rests on a sentence.
const OF_SENTENCES: [&str; 2] = ["HEADING", "FURNITURE"];

/// Why an entry rests on no sentence.
const OF_ENTRIES: &str = "WHOLE_SOURCE";

/// Why a source is not split into sentences.
const OF_SOURCES: &str = "TABLE";

/// Fields that hold a date.
const DATES: [&str; 11] = [
    "date",
    "from",
    "to",
    "attested_on",
    "announced_on",
    "effective_date",
    "published",
    "accessed",
    "maintained_until",
    "covered",
    "term_until",
];

/// Fields that may hold a state.
const STATES: [&str; 7] = ["state", "body", "member", "party", "represents", "by", "object"];

/// Fields that may hold a person.
const PERSONS: [&str; 4] = ["person", "party", "replaces", "voice"];

/// Sentences on which nothing rests though no reason is given; reasons that are none, or of something that is not there.
pub fn sentences(register: &Register) -> Vec<String> {
    let cited: BTreeSet<_> = register.entries.iter().flat_map(Entry::cites).map(|cite| cite.address()).collect();
    let reasoned = |address: &str| OF_SENTENCES.iter().any(|reason| is_listed(register, reason, address));
    let mut found = Vec::new();
    for address in register.sentences.keys() {
        match (cited.contains(address), reasoned(address)) {
            (false, false) => found.push(format!("nothing rests on {address}, and no reason is given")),
            (true, true) => found.push(format!("{address} has a reason to be left out, and yet an entry")),
            _ => {}
        }
    }
    let names: BTreeSet<_> = register.entries.iter().filter_map(Entry::name).collect();
    let sources = slugs(&register.entries, "source");
    for (reason, about) in &register.reasons {
        let is_there = match reason.as_str() {
            OF_ENTRIES => names.contains(about),
            OF_SOURCES => sources.contains(about.as_str()),
            reason if OF_SENTENCES.contains(&reason) => register.sentences.contains_key(about),
            _ => {
                found.push(format!("{reason} is no reason"));
                continue;
            }
        };
        if !is_there {
            found.push(format!("{reason} is about {about}, which is not there"));
        }
    }
    found
}

/// Citations of a section, paragraph or sentence that there is not, or that name none.
pub fn citations(register: &Register) -> Vec<String> {
    let each = register.entries.iter().flat_map(|entry| entry.cites().into_iter().map(move |cite| (entry, cite)));
    let lost = each.filter(|(entry, cite)| !stands(register, cite) && !rests_on_whole(register, entry));
    lost.map(|(entry, cite)| format!("{entry} cites {}, which is no sentence", cite.address())).collect()
}

/// Entries that no sentence supports as a whole, or of a record by its name.
pub fn entries(register: &Register) -> Vec<String> {
    let is_bare = |entry: &&Entry| !entry.cites().iter().any(|cite| cite.supports("name") && stands(register, cite));
    let bare = register.entries.iter().filter(is_bare).filter(|entry| !rests_on_whole(register, entry));
    bare.map(|entry| format!("{entry} rests on no sentence")).collect()
}

/// Places that no sentence prints, of those on which the place of something rests.
pub fn places(register: &Register) -> Vec<String> {
    references(register, "place", &["place"])
}

/// States that no sentence prints, of those on which the state's part in something rests.
pub fn states(register: &Register) -> Vec<String> {
    references(register, "state", &STATES)
}

/// Persons that no sentence prints, of those on which the person's part in something rests.
pub fn persons(register: &Register) -> Vec<String> {
    references(register, "person", &PERSONS)
}

fn references(register: &Register, kind: &str, fields: &[&str]) -> Vec<String> {
    let slugs = slugs(&register.entries, kind);
    let mut found = Vec::new();
    for entry in &register.entries {
        for field in fields {
            let Some(slug) = entry.reference(field).filter(|slug| slugs.contains(slug)) else { continue };
            if !resting(register, entry, field).iter().any(|(_, sentence)| sentence.names.contains(slug)) {
                found.push(format!("{entry}: no sentence cited for {field} prints {slug}"));
            }
        }
    }
    found
}

/// Dates of which a part is printed in no sentence on which they rest. A year that is inferred may be that of the block.
pub fn dates(register: &Register) -> Vec<String> {
    let mut found = Vec::new();
    for entry in &register.entries {
        for field in DATES {
            let Some(value) = entry.fields.get(field) else { continue };
            let text = |name| value.get(name).and_then(Value::as_str);
            let edtf = value.as_str().or_else(|| text("edtf")).unwrap_or_default();
            let is_stated = text("basis").is_none_or(|basis| basis == "STATED");
            if !is_stated && text("note").is_none() {
                found.push(format!("{entry}: {field} {edtf} does not say what it rests on"));
            }
            let resting = resting(register, entry, field);
            for part in parts(edtf) {
                let is_printed = resting.iter().any(|(_, sentence)| sentence.dates.contains(&part));
                let is_of_block = !is_stated
                    && resting.iter().any(|(section, _)| register.years.contains(&(section.clone(), part.clone())));
                if !is_printed && !is_of_block {
                    found.push(format!("{entry}: no sentence cited for {field} {edtf} prints {part}"));
                }
            }
        }
    }
    found
}

/// Years, months and days of an EDTF text, as in `2005`, `--08`, `---26`; unspecified ones are left out.
pub fn parts(edtf: &str) -> Vec<String> {
    let dates = edtf.split(|letter: char| !letter.is_ascii_digit() && letter != 'X' && letter != '-');
    let parts = dates.flat_map(|date| {
        let marks = ["", "--", "---"];
        marks.into_iter().zip(date.split('-')).map(|(mark, digits)| (mark, digits.to_owned()))
    });
    let printed = parts.filter(|(_, digits)| !digits.is_empty() && !digits.contains('X'));
    printed.map(|(mark, digits)| format!("{mark}{digits}")).collect()
}

/// The sentences on which a field of an entry rests, each with its section.
fn resting<'register>(register: &'register Register, entry: &Entry, field: &str) -> Vec<(String, &'register Sentence)> {
    let cites = entry.cites().into_iter().filter(|cite| cite.supports(field));
    let found = cites.filter_map(|cite| {
        let sentence = register.sentences.get(&cite.address())?;
        Some((cite.section?, sentence))
    });
    found.collect()
}

/// Whether a citation names a sentence, or a section of a source that has none.
fn stands(register: &Register, cite: &Cite) -> bool {
    let is_in_table = || is_listed(register, OF_SOURCES, &cite.source) && cite.section.is_some();
    register.sentences.contains_key(&cite.address()) || is_in_table()
}

fn rests_on_whole(register: &Register, entry: &Entry) -> bool {
    entry.name().is_some_and(|name| is_listed(register, OF_ENTRIES, &name))
}

fn is_listed(register: &Register, reason: &str, about: &str) -> bool {
    register.reasons.contains(&(reason.to_owned(), about.to_owned()))
}
