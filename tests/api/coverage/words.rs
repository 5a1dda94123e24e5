//! Runs of words that data files share with a source.

use super::{entries::Entry, lists::Register};
use sha2::{Digest as _, Sha256};
use toml::Value;

/// How many words make a run.
const RUN: usize = 8;

/// Letters of its hash.
const HASH: usize = 10;

/// The start of a run's SHA-256, as `scripts/sentences` writes it.
pub fn hash(run: &[String]) -> String {
    let mut hash = format!("{:x}", Sha256::digest(run.join(" ")));
    hash.truncate(HASH);
    hash
}

/// Words in lower case: letters and digits; an apostrophe joins, all else parts.
pub fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace(['\'', '’'], "");
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Every run of eight words of a text.
pub fn runs(text: &str) -> Vec<Vec<String>> {
    words(text).windows(RUN).map(<[String]>::to_vec).collect()
}

/// Runs of eight words, outside names and titles, that a source has too.
pub fn borrowed(register: &Register) -> Vec<String> {
    let fields = register.entries.iter().flat_map(|entry| own_texts(entry).map(move |text| (entry.to_string(), text)));
    let prose = register.prose.iter().map(|(file, text)| (file.clone(), text.clone()));
    let mut found = Vec::new();
    for (at, text) in fields.chain(prose) {
        let shared = runs(&text).into_iter().filter(|run| register.runs.contains(&hash(run)));
        found.extend(shared.map(|run| format!("{at} has \"{}\" from a source", run.join(" "))));
    }
    found
}

/// All that an entry says in words of ours. What is not looked at: the name of a record (a descriptive one stands in a
/// `name` too, and is looked at there), the text of a `name` of another kind, `named_as` of a citation, slugs and keys.
fn own_texts(entry: &Entry) -> impl Iterator<Item = String> {
    let printed = entry.kind == "name" && entry.text("kind") != Some("DESCRIPTIVE");
    let mut found = Vec::new();
    for (field, value) in &entry.fields {
        if field != "name" && !(printed && field == "text") {
            texts(value, &mut found);
        }
    }
    // The items of a provision go on where its text ends.
    if let (Some(text), Some(items)) = (entry.text("text"), entry.fields.get("items").and_then(Value::as_array)) {
        let items = items.iter().filter_map(Value::as_str);
        found.push([text].into_iter().chain(items).collect::<Vec<_>>().join(" "));
    }
    found.into_iter()
}

/// Every text of a value that has a blank in it.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) if text.contains(' ') => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Table(table) => {
            table.iter().filter(|(field, _)| *field != "named_as").for_each(|(_, value)| texts(value, found));
        }
        _ => {}
    }
}
