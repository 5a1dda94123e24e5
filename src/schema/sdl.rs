//! The schema as a reader meets it: a description of the whole, then the types that matter first.

use super::{catalog, interface};
use std::collections::HashMap;

/// What is said of the schema as a whole.
const ABOUT: &str = r#""""
The public record of intergovernmental organizations: who belongs to which, when and where their organs met, which documents came of it, who signed and who is bound. Each statement cites its place in a source; dates are exactly as precise as their sources; sources that contradict each other stand side by side.

Begin with a record by its slug, with a list, or with `search`:

    { organization(slug: "cis") { name members(asOf: "2000-01-01") { nodes { certainty state { name } from { text } } } } }

    { meetings(filter: { date: { within: "2003" } }) { totalCount nodes { name date { text } place { name } documents { nodes { name } } } } }

    { search(query: "collective security") { nodes { name ... on Document { date { text } citations { nodes { source { name } section } } } } } }

`Query` lists all that can be asked. What one request may ask is said there too.
"""
"#;

/// The definitions of an SDL with a description of the whole, in the order: the schema, its root, interfaces, records,
/// statements, and all others by name.
pub(super) fn arranged(sdl: &str) -> String {
    let mut blocks = definitions(sdl);
    let places = places();
    // The sort is stable: what has no place of its own stays in the order of names.
    blocks.sort_by_key(|block| name(block).and_then(|name| places.get(name).copied()).unwrap_or(usize::MAX));
    let text = blocks.join("\n\n") + "\n";
    match text.find("schema {") {
        Some(at) => format!("{}{ABOUT}{}", &text[..at], &text[at..]),
        None => text,
    }
}

/// The places of the types that matter first.
fn places() -> HashMap<&'static str, usize> {
    let mut names = vec!["schema", "Query"];
    let interfaces = [
        interface::record,
        interface::statement,
        interface::party,
        interface::body,
        interface::gathering,
        interface::dated,
        interface::node,
    ];
    names.extend(interfaces.map(|interface| interface().name));
    names.extend(catalog().objects.iter().map(|object| object.name));
    names.into_iter().enumerate().map(|(place, name)| (name, place)).collect()
}

/// The definitions of an SDL, each with its description. A definition ends with a line `}`, or is one line that holds none.
fn definitions(sdl: &str) -> Vec<String> {
    let (mut blocks, mut open, mut in_text) = (Vec::new(), String::new(), false);
    for line in sdl.lines() {
        if open.is_empty() && line.is_empty() {
            continue;
        }
        open.push_str(line);
        if line.matches("\"\"\"").count() % 2 == 1 {
            in_text = !in_text;
        }
        let is_whole = ["scalar ", "union ", "directive "].iter().any(|word| line.starts_with(word));
        if !in_text && (line == "}" || is_whole) {
            blocks.push(std::mem::take(&mut open));
        } else {
            open.push('\n');
        }
    }
    if !open.trim().is_empty() {
        blocks.push(open.trim_end().to_owned());
    }
    blocks
}

/// The name of a definition; none of directives.
fn name(block: &str) -> Option<&str> {
    let words = ["schema", "type ", "interface ", "union ", "enum ", "input ", "scalar "];
    let line = block.lines().find(|line| words.iter().any(|word| line.starts_with(word)))?;
    if line.starts_with("schema") {
        return Some("schema");
    }
    line.split_whitespace().nth(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_is_described_and_comes_first_with_its_root() {
        let sdl = crate::schema::sdl();
        assert!(sdl.starts_with("\"\"\"\nThe public record"), "{}", &sdl[..200]);
        let at = |text: &str| sdl.find(text).unwrap_or_else(|| panic!("no {text}"));
        let order = [
            "schema {",
            "type Query {",
            "interface RegisterRecord",
            "type Organization ",
            "type Membership ",
            "enum Certainty",
        ];
        let places = order.map(at);
        assert!(places.is_sorted(), "{places:?}");
    }

    #[test]
    fn nothing_is_lost_in_arranging() {
        let sdl = "\"A.\"\ntype A {\n  \"B.\"\n  b: Int\n}\n\nscalar S\n\"\"\"\nE.\n\n}\n\"\"\"\nenum E {\n  X\n}\nschema {\n  query: A\n}\n";
        let blocks = definitions(sdl);
        assert_eq!(blocks.len(), 4, "{blocks:?}");
        let mut before: Vec<_> = sdl.lines().filter(|line| !line.is_empty()).collect();
        let arranged = blocks.join("\n");
        let mut after: Vec<_> = arranged.lines().filter(|line| !line.is_empty()).collect();
        before.sort_unstable();
        after.sort_unstable();
        assert_eq!(before, after);
    }
}
