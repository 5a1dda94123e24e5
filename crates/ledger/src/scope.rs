//! What an entry sees while its row is made: what slugs mean, and where to complain.
use super::{
    columns::{Dated, PartyColumns},
    entry::{Kind, records},
    field::{Date, Party, Reference, is_duration},
    file::File,
    identity::Known,
    index::Index,
    key::slugify,
    problem::{Place, Problem},
    table::Row,
};
use edtf::Edtf;
use entity::{
    id,
    vocabulary::{NodeKind, RelationKind, Vocabulary},
};
use std::collections::HashMap;

/// A row of a list that hangs on a record or statement.
pub struct Hanging {
    /// The list's table.
    pub table: &'static str,
    /// The row.
    pub row: Row,
    /// Order of a meeting's date, which its lists repeat.
    pub date_order: Option<i32>,
}

/// What an entry sees while its row is made.
pub struct Scope<'a> {
    /// What slugs and keys mean.
    pub index: &'a Index,
    /// The file of the entry.
    pub file: &'a File,
    /// What is wrong so far.
    pub problems: &'a mut Vec<Problem>,
    /// Rows of lists that hang on the entry.
    pub hanging: Vec<Hanging>,
    /// How many entries of a list came before, by the node they belong to.
    pub counts: &'a mut HashMap<i64, i32>,
    /// Organizations of organs, by organ.
    pub homes: &'a mut HashMap<i64, Option<i64>>,
    /// Key of the entry's own node.
    pub id: i64,
    /// Place of the entry.
    pub place: &'a Place,
    /// Whether the entry is a later claim of a set.
    pub is_claim: bool,
    /// Whether key parts are formed as the file spells them, or as the register first knew them.
    pub as_spelled: bool,
}

/// A typed key of a record.
pub trait RecordKey {
    /// Kind of the record.
    const KIND: NodeKind;
    /// The key with this number.
    fn of(number: i64) -> Self;
}

macro_rules! record_keys {
    ($($key:ident of $kind:ident,)+) => {$(
        impl RecordKey for id::$key {
            const KIND: NodeKind = NodeKind::$kind;

            fn of(number: i64) -> Self {
                Self(number)
            }
        }
    )+};
}

record_keys! {
    StateId of State,
    OrganizationId of Organization,
    OrganId of Organ,
    PersonId of Person,
    OfficeId of Office,
    MeetingId of Meeting,
    DocumentId of Document,
    EventId of Event,
    TopicId of Topic,
    PlaceId of Place,
    SourceId of Source,
}

impl Scope<'_> {
    /// Refuses something at an offset of the file.
    pub fn refuse(&mut self, offset: usize, reason: impl Into<String>) {
        self.problems.push(Problem::at(&self.file.place(offset), reason));
    }

    /// Refuses the entry.
    pub fn refuse_entry(&mut self, reason: impl Into<String>) {
        self.problems.push(Problem::at(self.place, reason));
    }

    fn known(&mut self, slug: &str, offset: usize, kinds: &[NodeKind]) -> Option<Known> {
        let Some(known) = self.index.find(slug) else {
            self.refuse(offset, format!("there is no record or statement \"{slug}\""));
            return None;
        };
        let known = known.clone();
        if !kinds.contains(&known.kind) {
            let names = kinds.iter().map(|kind| Kind::get(*kind).noun());
            let wanted = names.collect::<Vec<_>>().join(", ");
            self.refuse(
                offset,
                format!("\"{}\" is {}, and here stands one of: {wanted}", known.part, Kind::get(known.kind).a_noun()),
            );
            return None;
        }
        Some(known)
    }

    /// The node that a reference names, if it is of one of these kinds.
    pub fn node(&mut self, reference: &Reference, kinds: &[NodeKind]) -> Option<(i64, NodeKind)> {
        let known = self.known(reference.get_ref(), reference.span().start, kinds)?;
        Some((known.id, known.kind))
    }

    /// The record that a reference names, of whatever kind.
    pub fn record(&mut self, reference: &Reference) -> Option<(i64, NodeKind)> {
        self.node(reference, &records())
    }

    /// The key of the record that a reference names; 0 if it is refused.
    pub fn one<K: RecordKey>(&mut self, reference: &Reference) -> K {
        let node = self.node(reference, &[K::KIND]);
        K::of(node.map_or(0, |(id, _)| id))
    }

    /// The key of the record that a reference names, if there is one.
    pub fn any<K: RecordKey>(&mut self, reference: Option<&Reference>) -> Option<K> {
        reference.map(|reference| self.one(reference))
    }

    /// The record or label of a party.
    pub fn party(&mut self, party: Option<&Party>) -> PartyColumns {
        let Some(party) = party else {
            return PartyColumns::default();
        };
        let offset = party.span().start;
        let text = party.get_ref();
        if text.record.is_none() && text.label.is_none() {
            self.refuse(offset, "a party has a `record` or a `label`");
        }
        if text.count.is_some_and(|count| count < 0) {
            self.refuse(offset, "a `count` is 0 or more");
        }
        let known = text.record.as_ref().and_then(|slug| self.known(slug, offset, &records()));
        PartyColumns { record: known.map(|known| (known.id, known.kind)), label: text.label.clone(), count: text.count }
    }

    /// The date that a field holds.
    pub fn date(&mut self, date: Option<&Date>) -> Option<Dated> {
        let date = date?;
        match Edtf::parse(&date.get_ref().edtf) {
            Ok(edtf) => Some(Dated { edtf, text: date.get_ref().clone() }),
            Err(cause) => {
                self.refuse(date.span().start, cause.to_string());
                None
            }
        }
    }

    /// A duration in the form of ISO 8601, as `P5Y`.
    pub fn duration(&mut self, duration: Option<&toml::Spanned<String>>) -> Option<String> {
        let duration = duration?;
        if !is_duration(duration.get_ref()) {
            self.refuse(
                duration.span().start,
                format!("\"{}\" is no duration in years, months and days, as \"P5Y\" or \"P1Y6M\"", duration.get_ref()),
            );
        }
        Some(duration.get_ref().clone())
    }

    /// Whether the register knows such a relation between such kinds.
    pub fn joins(&self, relation: RelationKind, subject: NodeKind, object: NodeKind) -> bool {
        self.index.rules.contains(&(relation.name().to_owned(), subject.name().to_owned(), object.name().to_owned()))
    }

    /// A reference as a part of a key.
    pub fn part(&self, reference: &Reference) -> String {
        self.part_of(reference.get_ref())
    }

    fn part_of(&self, reference: &str) -> String {
        match self.index.find(reference) {
            Some(known) => known.as_part(self.as_spelled),
            None => reference.to_owned(),
        }
    }

    /// A party as a part of a key: its record, or its label in lower case with hyphens.
    pub fn party_part(&self, party: &Party) -> String {
        let text = party.get_ref();
        match &text.record {
            Some(record) => self.part_of(record),
            None => slugify(text.label.as_deref().unwrap_or_default()),
        }
    }

    /// Hangs a row on the entry.
    pub fn hang(&mut self, table: &'static str, row: Row) {
        self.hanging.push(Hanging { table, row, date_order: None });
    }

    /// The next place in a list of what belongs to a node, from 1; a later claim takes no new place.
    pub fn next_ordinal(&mut self, node: i64) -> i32 {
        let count = self.counts.entry(node).or_default();
        if !self.is_claim || *count == 0 {
            *count += 1;
        }
        *count
    }
}
