//! Entries: drafts whose values have been parsed, each with its origin.
use crate::{kind::Kind, origin::Origin};
use edtf::Edtf;
use entity::vocabulary::NodeKind;
use std::collections::{BTreeMap, HashSet};

/// A value with its origin.
#[derive(Clone, Debug)]
pub struct Located<T> {
    /// Where it comes from.
    pub origin: Origin,
    /// The value.
    pub value: T,
}

/// The target of a reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A record by its slug, or a statement as `kind:key`.
    Reference(String),
    /// The entry above, by its index in the set.
    Entry(usize),
}

/// A record or label, with a count.
#[derive(Clone, Debug)]
pub struct Party {
    /// The record, if one is given.
    pub record: Option<Target>,
    /// Its name in the source.
    pub label: Option<String>,
    /// How many there are, if the source gives a number.
    pub count: Option<i32>,
    /// Its role, if it is a party of a provision.
    pub role: Option<&'static str>,
}

/// A date and where it comes from.
#[derive(Clone, Debug)]
pub struct Dated {
    /// The date.
    pub edtf: Edtf,
    /// Where it comes from.
    pub basis: &'static str,
    /// How certain it is, if it is inferred.
    pub confidence: Option<&'static str>,
    /// Note of the editor.
    pub note: Option<String>,
}

/// The value of a field.
#[derive(Clone, Debug)]
pub enum Typed {
    /// A text.
    Text(String),
    /// Texts in one column.
    Texts(Vec<String>),
    /// A value of a vocabulary.
    Term(&'static str),
    /// The name of a field, as the API writes it.
    FieldName(String),
    /// A Boolean.
    Flag(bool),
    /// An integer.
    Whole(i32),
    /// A number.
    Number(f64),
    /// A date.
    Date(Dated),
    /// A party.
    Party(Party),
    /// A record or statement.
    Reference(Target),
    /// Records or statements.
    References(Vec<Located<Target>>),
    /// Parties.
    Parties(Vec<Located<Party>>),
}

/// Fields by name.
pub type Fields = BTreeMap<&'static str, Located<Typed>>;

/// A citation as given in a draft.
#[derive(Clone, Debug)]
pub struct Cite {
    /// Where it comes from.
    pub origin: Origin,
    /// Its fields: see [`crate::read`].
    pub fields: Fields,
}

/// One entry of a set.
pub struct Entry {
    /// Its kind.
    pub kind: &'static Kind,
    /// Where it comes from.
    pub origin: Origin,
    /// The slug of a record, which identifies it to people.
    pub slug: Option<String>,
    /// The key of a statement, if the draft gives one.
    pub key: Option<Located<String>>,
    /// Key of the first claim of its set.
    pub claim_of: Option<Located<String>>,
    /// Its fields, except those that could not be read.
    pub fields: Fields,
    /// Its citations, except those that could not be read.
    pub cites: Vec<Cite>,
    /// Fields that are given but could not be read.
    pub unread: Vec<&'static str>,
    /// Whether all of it could be read.
    pub is_whole: bool,
    /// Whether a contradiction created it, and not a draft.
    pub is_automatic: bool,
}

impl Entry {
    /// The slugs of a record: the present one, then former ones.
    pub fn slugs(&self) -> impl Iterator<Item = (Origin, &str)> {
        let former = self.references("former_slugs").iter().filter_map(|slug| match &slug.value {
            Target::Reference(text) => Some((slug.origin, text.as_str())),
            Target::Entry(_) => None,
        });
        self.slug.iter().map(|slug| (self.origin, slug.as_str())).chain(former)
    }

    /// References that a field holds.
    pub fn references(&self, field: &str) -> &[Located<Target>] {
        match self.fields.get(field).map(|given| &given.value) {
            Some(Typed::References(references)) => references,
            _ => &[],
        }
    }

    /// Where a field comes from; the origin of the entry if the field is absent.
    pub fn origin_of(&self, field: &str) -> Origin {
        self.fields.get(field).map_or(self.origin, |given| given.origin)
    }
}

/// The text of a field.
pub fn text<'a>(fields: &'a Fields, field: &str) -> Option<&'a str> {
    match fields.get(field).map(|given| &given.value) {
        Some(Typed::Text(text) | Typed::FieldName(text)) => Some(text),
        Some(Typed::Term(term)) => Some(term),
        _ => None,
    }
}

/// The integer of a field.
pub fn whole(fields: &Fields, field: &str) -> Option<i32> {
    match fields.get(field).map(|given| &given.value) {
        Some(Typed::Whole(number)) => Some(*number),
        _ => None,
    }
}

/// All entries, and what they refer to.
#[derive(Default)]
pub struct Set {
    /// The entries, in the order of their drafts.
    pub entries: Vec<Entry>,
    /// All slugs that are referred to.
    pub slugs: HashSet<String>,
    /// All keys of statements that are referred to.
    pub keys: HashSet<(NodeKind, String)>,
}

impl Set {
    /// The entries of a kind.
    pub fn of(&self, kind: NodeKind) -> impl Iterator<Item = usize> {
        let entries = self.entries.iter().enumerate();
        entries.filter(move |(_, entry)| entry.kind.node == kind).map(|(number, _)| number)
    }

    /// Notes that a reference has to be looked up.
    pub fn note(&mut self, target: &Target) {
        let Target::Reference(text) = target else { return };
        match text.split_once(':') {
            Some((kind, key)) => {
                if let Ok(kind) = Kind::by_name(kind) {
                    self.keys.insert((kind.node, key.to_owned()));
                }
            }
            None => {
                self.slugs.insert(text.clone());
            }
        }
    }
}
