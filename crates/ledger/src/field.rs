//! Fields of drafts: the values each may have, and the columns in which they are stored.
use entity::vocabulary::{NodeKind, Term, Vocabulary};

/// A field of a kind of draft.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub shape: Shape,
    /// Whether a record or statement must have it.
    pub is_required: bool,
}

/// The type of a field.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A text that is not blank.
    Text,
    /// A text with a format of its own.
    Form(Form),
    /// The name of a field of a record or statement.
    FieldName,
    /// A list of texts in one column.
    Texts,
    /// A value of a vocabulary, and the default.
    Term {
        /// The values.
        terms: &'static [Term],
        /// The default.
        default: Option<&'static str>,
    },
    /// A Boolean and its default.
    Flag(Option<bool>),
    /// An integer of at least 1.
    Ordinal,
    /// An integer of at least 0.
    Count,
    /// A number within two bounds.
    Number(f64, f64),
    /// A date in EDTF, and where it comes from.
    Date,
    /// A record or a label, with a count.
    Party,
    /// A record of one kind. The column holds a typed key.
    Record(NodeKind),
    /// A record or statement of one of several kinds.
    OneOf(&'static [NodeKind]),
    /// A record of any kind.
    AnyRecord,
    /// A record or statement of any kind.
    Anything,
    /// The rows of a list table.
    List(List),
}

/// A list that belongs to a record or statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// Former slugs.
    Slugs,
    /// Topics.
    Topics,
    /// Organs that met.
    Organs,
    /// Organizations that convened a meeting together.
    Organizations,
    /// Further places of a meeting.
    Places,
    /// Records that an agenda item dealt with.
    Records,
    /// Records and statements that a remark is about.
    About,
    /// Acts, steps, meetings and events that something comes before or after.
    Dated,
    /// Parties that keep a document.
    Depositaries,
    /// Parties of a provision, each with a role.
    Parties,
}

/// The format of a text.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// Whether a text has this format.
    pub holds: fn(&str) -> bool,
    /// Description of the format in messages, after "must be".
    pub wanted: &'static str,
    /// Whether its values are unique among the records of a kind.
    pub is_unique: bool,
}

impl Field {
    /// An optional field.
    pub const fn new(name: &'static str, shape: Shape) -> Self {
        Self { name, shape, is_required: false }
    }

    /// Makes the field required.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { is_required: true, ..self }
    }

    /// The suffixes of its columns, which follow its name.
    pub fn endings(&self) -> &'static [&'static str] {
        match self.shape {
            Shape::Date => &["_edtf", "_earliest", "_latest", "_basis", "_confidence", "_note"],
            Shape::Party => &["_id", "_kind", "_label", "_count"],
            Shape::Record(_) => &["_id"],
            Shape::OneOf(_) | Shape::AnyRecord | Shape::Anything => &["_id", "_kind"],
            Shape::List(_) => &[],
            _ => &[""],
        }
    }

    /// The names of its columns.
    pub fn columns(&self) -> impl Iterator<Item = String> + use<> {
        let name = self.name;
        self.endings().iter().map(move |ending| format!("{name}{ending}"))
    }
}

/// A text.
pub const fn text(name: &'static str) -> Field {
    Field::new(name, Shape::Text)
}

/// A value of a vocabulary.
pub const fn term<V: Vocabulary>(name: &'static str) -> Field {
    Field::new(name, Shape::Term { terms: V::TERMS, default: None })
}

/// A value of a vocabulary, with a default.
pub const fn term_or<V: Vocabulary>(name: &'static str, default: &'static str) -> Field {
    Field::new(name, Shape::Term { terms: V::TERMS, default: Some(default) })
}

/// A date.
pub const fn date(name: &'static str) -> Field {
    Field::new(name, Shape::Date)
}

/// A party.
pub const fn party(name: &'static str) -> Field {
    Field::new(name, Shape::Party)
}

/// A record of one kind.
pub const fn record(name: &'static str, kind: NodeKind) -> Field {
    Field::new(name, Shape::Record(kind))
}

/// A record or statement of one of several kinds.
pub const fn one_of(name: &'static str, kinds: &'static [NodeKind]) -> Field {
    Field::new(name, Shape::OneOf(kinds))
}

/// A record of any kind.
pub const fn any_record(name: &'static str) -> Field {
    Field::new(name, Shape::AnyRecord)
}

/// A list.
pub const fn list(name: &'static str, list: List) -> Field {
    Field::new(name, Shape::List(list))
}

/// Fields with the order in which a source puts acts and steps whose day it does not give.
pub const ORDER: [Field; 3] =
    [list("comes_after", List::Dated), list("comes_before", List::Dated), list("day_after", List::Dated)];

/// A text with a format of its own.
pub const fn form(name: &'static str, holds: fn(&str) -> bool, wanted: &'static str) -> Field {
    Field::new(name, Shape::Form(Form { holds, wanted, is_unique: false }))
}

/// A text with a format of its own, unique among the records of the kind.
pub const fn code(name: &'static str, holds: fn(&str) -> bool, wanted: &'static str) -> Field {
    Field::new(name, Shape::Form(Form { holds, wanted, is_unique: true }))
}

/// A language tag (BCP 47).
pub const fn language(name: &'static str) -> Field {
    form(name, is_language, "a language tag of BCP 47, as `en`, `ru` or `sr-Latn`")
}

/// A duration.
pub const fn duration(name: &'static str) -> Field {
    form(name, is_duration, "a duration in years, months and days, as \"P5Y\" or \"P1Y6M\"")
}

/// Whether a text consists of `COUNT` letters from A to Z.
pub fn is_capitals<const COUNT: usize>(text: &str) -> bool {
    text.len() == COUNT && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether a text consists of `COUNT` digits.
pub fn is_digits<const COUNT: usize>(text: &str) -> bool {
    text.len() == COUNT && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Whether a text is a duration of years, months and days, such as `P5Y`.
fn is_duration(text: &str) -> bool {
    let Some(mut rest) = text.strip_prefix('P') else {
        return false;
    };
    let mut parts = 0;
    for unit in ['Y', 'M', 'D'] {
        if let Some((number, after)) = rest.split_once(unit)
            && is_digits_of_any_length(number)
        {
            rest = after;
            parts += 1;
        }
    }
    parts > 0 && rest.is_empty()
}

fn is_digits_of_any_length(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_has_years_months_and_days() {
        for text in ["P5Y", "P1Y6M", "P30D", "P1Y2M3D"] {
            assert!(is_duration(text), "{text}");
        }
        for text in ["", "P", "5Y", "P5", "PT5H", "P6M1Y", "PxY", "P5Y "] {
            assert!(!is_duration(text), "{text}");
        }
    }

    #[test]
    fn a_language_is_a_tag() {
        for text in ["en", "sr-Latn", "zh-Hant-TW", "tgk"] {
            assert!(is_language(text), "{text}");
        }
        for text in ["", "EN", "French (France)", "e", "en-", "en_GB", "english"] {
            assert!(!is_language(text), "{text}");
        }
    }
}
