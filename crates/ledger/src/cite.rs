//! Citations as they are written: a few words, or a table.
use super::field::{Party, short_or_long};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

/// One citation of an entry.
pub type Cite = Spanned<CiteText>;

/// Everything that a citation can say.
#[derive(Clone, Debug, Default)]
pub struct CiteText {
    /// Slug of the source.
    pub source: String,
    /// Section of the source.
    pub section: Option<String>,
    /// Paragraph within the section, from 1.
    pub paragraph: Option<i32>,
    /// Sentence within the paragraph, from 1.
    pub sentence: Option<i32>,
    /// Row of a table, from 1.
    pub row: Option<i32>,
    /// The one field that it supports.
    pub field: Option<String>,
    /// Name as printed there.
    pub named_as: Option<String>,
    /// In whose mouth the source puts it.
    pub attributed_to: Option<Party>,
    /// Whether the source gives it only as an example.
    pub is_example: bool,
    /// Note of the editor.
    pub note: Option<String>,
    /// Names the citation within the set.
    pub key: Option<String>,
    /// Key of the citation from which this one was copied.
    pub copied_from: Option<String>,
    /// What is wrong with the short form.
    pub fault: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CiteTable {
    source: String,
    section: Option<String>,
    paragraph: Option<i32>,
    sentence: Option<i32>,
    row: Option<i32>,
    field: Option<String>,
    named_as: Option<String>,
    attributed_to: Option<Party>,
    #[serde(default)]
    is_example: bool,
    note: Option<String>,
    key: Option<String>,
    copied_from: Option<String>,
}

impl From<CiteTable> for CiteText {
    fn from(table: CiteTable) -> Self {
        Self {
            source: table.source,
            section: table.section,
            paragraph: table.paragraph,
            sentence: table.sentence,
            row: table.row,
            field: table.field,
            named_as: table.named_as,
            attributed_to: table.attributed_to,
            is_example: table.is_example,
            note: table.note,
            key: table.key,
            copied_from: table.copied_from,
            fault: None,
        }
    }
}

impl From<String> for CiteText {
    /// Reads `source section paragraph.sentence`.
    fn from(text: String) -> Self {
        let words = text.split_whitespace().collect::<Vec<_>>();
        let mut cite = Self {
            source: words.first().copied().unwrap_or_default().to_owned(),
            section: words.get(1).copied().map(str::to_owned),
            ..Self::default()
        };
        if let Some(place) = words.get(2) {
            let (paragraph, sentence) = match place.split_once('.') {
                Some((paragraph, sentence)) => (paragraph, Some(sentence)),
                None => (*place, None),
            };
            cite.paragraph = paragraph.parse().ok();
            cite.sentence = sentence.and_then(|sentence| sentence.parse().ok());
            if cite.paragraph.is_none() || sentence.is_some() != cite.sentence.is_some() {
                cite.fault = Some(format!(
                    "\"{place}\" names no paragraph: write paragraph.sentence, as in \"{} 2.1\"",
                    words[..2].join(" ")
                ));
            }
        }
        if words.is_empty() || words.len() > 3 {
            cite.fault = Some(format!(
                "\"{text}\" is no citation: write source, section and paragraph.sentence, as in \"cis-page block-6 2.1\""
            ));
        }
        cite
    }
}

impl<'de> Deserialize<'de> for CiteText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        short_or_long::<D, CiteTable, Self>(
            deserializer,
            "source, section and paragraph in one text, or a table with `source`",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, Option<String>, Option<i32>, Option<i32>) {
        let cite = CiteText::from(text.to_owned());
        assert_eq!(cite.fault, None, "{text}");
        (cite.source, cite.section, cite.paragraph, cite.sentence)
    }

    #[test]
    fn the_short_form_names_as_much_as_is_known() {
        let page = || "page".to_owned();
        assert_eq!(read("page"), (page(), None, None, None));
        assert_eq!(read("page 2003"), (page(), Some("2003".into()), None, None));
        assert_eq!(read("page 2003 2"), (page(), Some("2003".into()), Some(2), None));
        assert_eq!(read("page 2003 2.1"), (page(), Some("2003".into()), Some(2), Some(1)));
    }

    #[test]
    fn a_short_form_that_is_none_says_so() {
        for text in ["", "page 2003 two", "page 2003 2.", "page 2003 2.1 extra"] {
            assert!(CiteText::from(text.to_owned()).fault.is_some(), "{text}");
        }
    }
}
