//! Parses drafts into entries: every value is parsed for its field, and all problems are reported at once.
//!
//! A statement below a record becomes an entry after it, with a reference to it.
mod cite;
mod value;

use crate::{
    draft::{Draft, Given, Value},
    entry::{Entry, Fields, Located, Set, Target, Typed},
    field::{Field, List, Shape},
    head::{NAMES_OF_RECORDS, NAMES_OF_STATEMENTS},
    key::is_slug,
    kind::{Kind, NoKind},
    origin::Origin,
    problem::Problem,
    suggest::suggestion,
};
use std::collections::BTreeMap;

pub use cite::CITE;

/// Maximum length of a slug in bytes.
const LONGEST_SLUG: usize = 200;
/// Maximum length of a key in bytes.
const LONGEST_KEY: usize = 1_000;

/// Parses drafts.
pub fn read(drafts: Vec<Draft>, problems: &mut Vec<Problem>) -> Set {
    let mut reader = Reader { set: Set::default(), problems };
    for draft in drafts {
        reader.draft(draft, None);
    }
    reader.set
}

/// Parses values and collects problems.
pub(crate) struct Reader<'a> {
    set: Set,
    problems: &'a mut Vec<Problem>,
}

impl Reader<'_> {
    fn refuse(&mut self, origin: Origin, reason: impl Into<String>) {
        self.problems.push(Problem::at(origin, reason));
    }

    fn draft(&mut self, draft: Draft, below: Option<usize>) {
        match Kind::by_name(&draft.kind) {
            Ok(kind) => self.entry(kind, draft, below),
            Err(NoKind(reason)) => self.refuse(draft.origin, reason),
        }
    }

    fn entry(&mut self, kind: &'static Kind, draft: Draft, below: Option<usize>) {
        let before = self.problems.len();
        let number = self.set.entries.len();
        let Draft { origin, mut fields, .. } = draft;
        let slug = if kind.is_record() { self.slug(kind, &mut fields, origin) } else { None };
        let key = if kind.is_record() { None } else { self.key("key", &mut fields) };
        let claim_of = if kind.is_record() { None } else { self.key("claim_of", &mut fields) };
        if let Some(first) = &claim_of {
            self.set.keys.insert((kind.node, first.value.clone()));
        }
        let nested = take_nested(&mut fields);
        let cites = fields.remove("cite").map(|cites| self.cites(cites)).unwrap_or_default();
        let owner = below.and_then(|above| self.owner(kind, &mut fields, above, origin));
        let named = kind.all_fields().map(|field| field.name).filter(|name| fields.contains_key(*name));
        let named = named.collect::<Vec<_>>();
        let mut fields = self.table(&kind.a_noun(), kind.all_fields(), names(kind), fields);
        let unread = named.into_iter().filter(|name| !fields.contains_key(name)).collect();
        fields.extend(owner);
        let is_whole = self.problems.len() == before;
        self.set.entries.push(Entry {
            kind,
            origin,
            slug,
            key,
            claim_of,
            fields,
            cites,
            unread,
            is_whole,
            is_automatic: false,
        });
        for (name, drafts) in nested {
            self.nested(kind, &name, drafts, number);
        }
    }

    /// The fields of a table that are present, each parsed for its type. Refuses unknown names.
    fn table(
        &mut self,
        noun: &str,
        fields: impl Iterator<Item = &'static Field>,
        names: &[&str],
        mut given: BTreeMap<String, Given>,
    ) -> Fields {
        let fields = fields.collect::<Vec<_>>();
        let mut read = Fields::new();
        for field in &fields {
            if let Some(given) = given.remove(field.name) {
                let origin = given.origin;
                if let Some(value) = self.value(field, given) {
                    read.insert(field.name, Located { origin, value });
                }
            }
        }
        let known = || names.iter().copied().chain(fields.iter().map(|field| field.name));
        for (name, given) in given {
            let reason = format!(
                "{noun} has no field `{name}`{}; it has {}",
                suggestion(&name, known()),
                known().collect::<Vec<_>>().join(", ")
            );
            self.refuse(given.origin, reason);
        }
        read
    }

    fn slug(&mut self, kind: &Kind, fields: &mut BTreeMap<String, Given>, entry: Origin) -> Option<String> {
        let Some(slug) = fields.remove("slug") else {
            self.refuse(entry, format!("the {} has no slug", kind.noun()));
            return None;
        };
        let slug = self.slug_of(slug)?.value;
        self.set.slugs.insert(slug.clone());
        Some(slug)
    }

    /// A text that is a slug.
    fn slug_of(&mut self, given: Given) -> Option<Located<String>> {
        match given.value {
            Value::Text(slug) if is_slug(&slug) && slug.len() <= LONGEST_SLUG => {
                Some(Located { origin: given.origin, value: slug })
            }
            Value::Text(slug) if slug.len() > LONGEST_SLUG => {
                self.refuse(given.origin, format!("a slug has {LONGEST_SLUG} characters at most"));
                None
            }
            _ => {
                self.refuse(given.origin, "a slug has lower-case letters, digits and single hyphens");
                None
            }
        }
    }

    fn key(&mut self, name: &'static str, fields: &mut BTreeMap<String, Given>) -> Option<Located<String>> {
        let given = fields.remove(name)?;
        let origin = given.origin;
        let key = self.text_of(name, given)?;
        if key.len() > LONGEST_KEY {
            self.refuse(origin, format!("`{name}` has {LONGEST_KEY} bytes at most"));
            return None;
        }
        Some(Located { origin, value: key })
    }

    /// The field with which a statement refers to the record above it.
    fn owner(
        &mut self,
        kind: &'static Kind,
        fields: &mut BTreeMap<String, Given>,
        above: usize,
        origin: Origin,
    ) -> Option<(&'static str, Located<Typed>)> {
        let name = kind.owner?;
        if let Some(given) = fields.remove(name) {
            self.refuse(given.origin, format!("leave out `{name}`: below a record it always refers to that record"));
        }
        let above = Target::Entry(above);
        let value = match kind.field(name)?.shape {
            Shape::List(_) => Typed::References(vec![Located { origin, value: above }]),
            _ => Typed::Reference(above),
        };
        Some((name, Located { origin, value }))
    }

    fn nested(&mut self, parent: &Kind, name: &str, drafts: Given, above: usize) {
        let Value::List(drafts_below) = drafts.value else { return };
        if Kind::by_name(name).is_ok_and(|kind| kind.owner.is_none()) {
            self.refuse(drafts.origin, format!("`{name}` cannot stand below {}", parent.a_noun()));
            return;
        }
        for draft in drafts_below {
            match draft.value {
                Value::Table(fields) => {
                    self.draft(Draft { kind: name.to_owned(), origin: draft.origin, fields }, Some(above));
                }
                other => self.refuse(draft.origin, format!("a {name} must be a table, not {}", other.noun())),
            }
        }
    }

    /// Former slugs and references, parsed one by one.
    fn references(&mut self, list: List, given: Given) -> Option<Typed> {
        let mut found = Vec::new();
        for item in self.list_of(given)? {
            let origin = item.origin;
            let text = match list {
                List::Slugs => self.slug_of(item).map(|slug| slug.value),
                _ => self.text_of("a reference", item),
            };
            if let Some(text) = text {
                let value = Target::Reference(text);
                self.set.note(&value);
                found.push(Located { origin, value });
            }
        }
        Some(Typed::References(found))
    }
}

fn names(kind: &Kind) -> &'static [&'static str] {
    if kind.is_record() { NAMES_OF_RECORDS } else { NAMES_OF_STATEMENTS }
}

/// Takes out the fields that hold drafts of a kind: statements below a record.
fn take_nested(fields: &mut BTreeMap<String, Given>) -> Vec<(String, Given)> {
    let is_nested = |name: &str, given: &Given| {
        let is_list = matches!(&given.value, Value::List(list)
            if list.first().is_some_and(|first| matches!(first.value, Value::Table(_))));
        is_list && Kind::by_name(name).is_ok()
    };
    let names = fields.iter().filter(|(name, given)| is_nested(name, given)).map(|(name, _)| name.clone());
    let names = names.collect::<Vec<_>>();
    names.into_iter().filter_map(|name| fields.remove_entry(&name)).collect()
}
