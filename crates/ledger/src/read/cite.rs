//! Citations as written: a short text, or a table.
use super::Reader;
use crate::{
    draft::{Given, Value},
    entry::{Cite, text},
    field::{Field, Shape},
};
use entity::vocabulary::NodeKind;
use std::collections::BTreeMap;

pub const CITE: &[Field] = &[
    Field::new("source", Shape::Record(NodeKind::Source)).required(),
    Field::new("section", Shape::Text),
    Field::new("paragraph", Shape::Ordinal),
    Field::new("sentence", Shape::Ordinal),
    Field::new("row", Shape::Ordinal),
    Field::new("volume", Shape::Text),
    Field::new("page", Shape::Text),
    Field::new("locator", Shape::Text),
    Field::new("quotation", Shape::Text),
    Field::new("field", Shape::FieldName),
    Field::new("named_as", Shape::Text),
    Field::new("attributed_to", Shape::Party),
    Field::new("is_example", Shape::Flag(Some(false))),
    Field::new("note", Shape::Text),
    Field::new("key", Shape::Text),
    Field::new("copied_from", Shape::Text),
];

/// How many words a quotation has at most: enough to show a wording, too few to copy a sentence.
const QUOTED_WORDS: usize = 15;

impl Reader<'_> {
    /// The citations of an entry.
    pub(super) fn cites(&mut self, given: Given) -> Vec<Cite> {
        let list = match given {
            Given { value: Value::List(list), .. } => list,
            Given { origin, .. } => {
                self.refuse(origin, "`cite` is a list: write `cite = [\"source section paragraph.sentence\"]`");
                return Vec::new();
            }
        };
        list.into_iter().filter_map(|cite| self.cite(cite)).collect()
    }

    fn cite(&mut self, given: Given) -> Option<Cite> {
        let origin = given.origin;
        let table = match given.value {
            Value::Table(table) => table,
            value => {
                let text = self.text_of("a citation", Given { origin, value })?;
                match short(&text) {
                    Ok(parts) => {
                        parts.into_iter().map(|(name, value)| (name.to_owned(), Given { origin, value })).collect()
                    }
                    Err(reason) => {
                        self.refuse(origin, reason);
                        return None;
                    }
                }
            }
        };
        let before = self.problems.len();
        let fields = self.table("a citation", CITE.iter(), &[], table);
        if !fields.contains_key("source") && self.problems.len() == before {
            self.refuse(origin, "a citation needs a `source`");
        }
        let quoted = text(&fields, "quotation").map_or(0, |quotation| quotation.split_whitespace().count());
        if quoted > QUOTED_WORDS {
            self.refuse(
                origin,
                format!("the quotation has {quoted} words: quote at most {QUOTED_WORDS}, those that decide, and say the rest in your own words"),
            );
        }
        (self.problems.len() == before).then_some(Cite { origin, fields })
    }
}

/// Parses `source section paragraph.sentence`.
fn short(text: &str) -> Result<BTreeMap<&'static str, Value>, String> {
    let words = text.split_whitespace().collect::<Vec<_>>();
    if words.is_empty() || words.len() > 3 {
        return Err(format!(
            "\"{text}\" is no citation: write source, section and paragraph.sentence, as in \"cis-page block-6 2.1\""
        ));
    }
    let mut parts = BTreeMap::from([("source", Value::from(words[0]))]);
    parts.extend(words.get(1).map(|section| ("section", Value::from(*section))));
    let Some(place) = words.get(2) else {
        return Ok(parts);
    };
    let (paragraph, sentence) = place.split_once('.').map_or((*place, None), |(before, after)| (before, Some(after)));
    let number = |text: &str| {
        text.parse::<i64>().map_err(|_| {
            let cited = words[..2].join(" ");
            format!("\"{place}\" names no paragraph: write paragraph.sentence, as in \"{cited} 2.1\"")
        })
    };
    parts.insert("paragraph", Value::Whole(number(paragraph)?));
    if let Some(sentence) = sentence {
        parts.insert("sentence", Value::Whole(number(sentence)?));
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_form_names_as_much_as_is_known() {
        for (text, count) in [("page", 1), ("page 2003", 2), ("page 2003 2", 3), ("page 2003 2.1", 4)] {
            assert_eq!(short(text).map(|parts| parts.len()), Ok(count), "{text}");
        }
    }

    #[test]
    fn a_short_form_that_is_none_says_so() {
        for text in ["", "page 2003 two", "page 2003 2.", "page 2003 2.1 extra"] {
            assert!(short(text).is_err(), "{text}");
        }
    }
}
