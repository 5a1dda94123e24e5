//! Resolves slugs and keys to entries of the set or to nodes of the register.
mod identity;
mod scope;

use crate::{
    entry::{Entry, Set, Target, Typed},
    key::slugify,
    kind::{Kind, Part},
    problem::Problem,
    sql,
};
use entity::vocabulary::NodeKind;
use sea_orm::{DatabaseTransaction, DbErr};
use std::collections::{HashMap, HashSet};

pub use identity::Identity;
pub use scope::Scope;

/// The meaning of slugs and keys.
#[derive(Default)]
pub struct Index {
    /// Nodes of the set, by entry.
    entries: Vec<Identity>,
    /// Keys of the nodes of the set, by entry. A new node gets its key once all keys of statements are known.
    ids: Vec<i64>,
    /// Nodes of the register that the set refers to but does not contain.
    others: Vec<Identity>,
    slugs: HashMap<String, Referent>,
    keys: HashMap<(NodeKind, String), Referent>,
    /// The kinds that each relation may join.
    pub rules: HashSet<(String, String, String)>,
}

/// Where the target of a reference was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Referent {
    Entry(usize),
    Other(usize),
}

impl Index {
    /// Resolves each entry and each reference of the set.
    pub async fn build(
        transaction: &DatabaseTransaction,
        set: &Set,
        problems: &mut Vec<Problem>,
    ) -> Result<Self, DbErr> {
        let mut index = Self { rules: sql::relation_rules(transaction).await?, ..Self::default() };
        index.records(transaction, set, problems).await?;
        index.statements(transaction, set, problems).await?;
        index.number(transaction, set).await?;
        Ok(index)
    }

    /// The node of an entry.
    pub fn id(&self, entry: usize) -> i64 {
        self.ids[entry]
    }

    /// Whether the register has no node for an entry yet.
    pub fn is_new(&self, entry: usize) -> bool {
        self.entries[entry].id.is_none()
    }

    /// The name of an entry's node within the keys of other statements.
    pub fn key_of(&self, entry: usize) -> &str {
        &self.entries[entry].part
    }

    /// The same name, prefixed with the kind if the entry is a statement.
    pub fn name_of(&self, entry: usize) -> String {
        self.entries[entry].as_part(false)
    }

    /// Nodes of the set that exist in the register.
    pub fn existing(&self) -> Vec<i64> {
        self.entries.iter().filter_map(|known| known.id).collect()
    }

    /// All nodes of the set.
    pub fn all(&self) -> impl Iterator<Item = i64> {
        self.ids.iter().copied()
    }

    /// The node to which a reference points, and its kind.
    pub fn node(&self, target: &Target) -> Option<(i64, NodeKind)> {
        match self.referent(target)? {
            Referent::Entry(entry) => Some((*self.ids.get(entry)?, self.entries[entry].kind)),
            Referent::Other(other) => Some((self.others[other].id?, self.others[other].kind)),
        }
    }

    /// The node of a statement.
    pub fn statement(&self, kind: NodeKind, key: &str) -> Option<i64> {
        match self.keys.get(&(kind, key.to_owned()))? {
            Referent::Entry(entry) => self.ids.get(*entry).copied(),
            Referent::Other(other) => self.others[*other].id,
        }
    }

    /// Records of a kind that the set refers to but does not contain.
    pub fn others(&self, kind: NodeKind) -> Vec<i64> {
        self.others.iter().filter(|known| known.kind == kind).filter_map(|known| known.id).collect()
    }

    fn referent(&self, target: &Target) -> Option<Referent> {
        match target {
            Target::Entry(entry) => Some(Referent::Entry(*entry)),
            Target::Reference(text) => match text.split_once(':') {
                Some((kind, key)) => self.keys.get(&(Kind::by_name(kind).ok()?.node, key.to_owned())).copied(),
                None => self.slugs.get(text).copied(),
            },
        }
    }

    fn known(&self, target: &Target) -> Option<&Identity> {
        self.referent(target).map(|referent| match referent {
            Referent::Entry(entry) => &self.entries[entry],
            Referent::Other(other) => &self.others[other],
        })
    }

    async fn records(
        &mut self,
        transaction: &DatabaseTransaction,
        set: &Set,
        problems: &mut Vec<Problem>,
    ) -> Result<(), DbErr> {
        let stored = sql::slugs(transaction, &set.slugs).await?;
        let mut taken = HashMap::new();
        for (number, entry) in set.entries.iter().enumerate() {
            let known = identity::identify(entry, &stored);
            identity::check(entry, &known, &stored, problems);
            if let Some(id) = known.id
                && let Some(other) = taken.insert(id, number)
                && set.entries[other].slug != entry.slug
            {
                let other = set.entries[other].origin;
                problems.push(Problem::between(entry.origin, other, "the entry is the same record as another entry"));
            }
            self.entries.push(known);
            for (origin, slug) in entry.slugs() {
                if let Some(Referent::Entry(other)) = self.slugs.insert(slug.to_owned(), Referent::Entry(number)) {
                    let reason = format!("the slug \"{slug}\" is used twice");
                    problems.push(Problem::between(origin, set.entries[other].origin, reason));
                }
            }
        }
        for (slug, known) in stored {
            let referent = if let Some(entry) = known.id.and_then(|id| taken.get(&id)) {
                Referent::Entry(*entry)
            } else {
                self.others.push(known);
                Referent::Other(self.others.len() - 1)
            };
            self.slugs.entry(slug).or_insert(referent);
        }
        Ok(())
    }

    async fn statements(
        &mut self,
        transaction: &DatabaseTransaction,
        set: &Set,
        problems: &mut Vec<Problem>,
    ) -> Result<(), DbErr> {
        let mut order =
            (0..set.entries.len()).filter(|entry| !set.entries[*entry].kind.is_record()).collect::<Vec<_>>();
        order.sort_by_key(|entry| (Kind::order(set.entries[*entry].kind.node), *entry));
        let mut aliases = Vec::new();
        for number in order {
            let entry = &set.entries[number];
            let kind = entry.kind.node;
            if entry.kind.key.is_empty() && entry.key.is_none() && entry.is_whole {
                problems.push(Problem::at(entry.origin, format!("{} needs a `key`", entry.kind.a_noun())));
            }
            let Some(key) = self.key(entry, false) else {
                continue;
            };
            if let Some(alias) = self.key(entry, true).filter(|alias| *alias != key) {
                aliases.push(((kind, alias), number));
            }
            self.entries[number].part.clone_from(&key);
            self.entries[number].spelled.clone_from(&key);
            if let Some(Referent::Entry(other)) = self.keys.insert((kind, key.clone()), Referent::Entry(number)) {
                let reason = format!(
                    "two entries have the key \"{key}\" of a {}: write a `key` to tell them apart",
                    entry.kind.noun()
                );
                problems.push(Problem::between(entry.origin, set.entries[other].origin, reason));
            }
        }
        for (alias, number) in aliases {
            self.keys.entry(alias).or_insert(Referent::Entry(number));
        }
        let wanted = self.keys.keys().chain(&set.keys).cloned().collect();
        for (kind, key, id) in sql::keys(transaction, &wanted).await? {
            if let Some(Referent::Entry(entry)) = self.keys.get(&(kind, key.clone())) {
                let known = &mut self.entries[*entry];
                if known.part == key {
                    known.id = Some(id);
                }
            } else {
                self.keys.insert((kind, key.clone()), Referent::Other(self.others.len()));
                self.others.push(Identity { id: Some(id), kind, part: key.clone(), spelled: key });
            }
        }
        Ok(())
    }

    /// The key of a statement: as written, or formed from its parts.
    fn key(&self, entry: &Entry, as_spelled: bool) -> Option<String> {
        if let Some(key) = &entry.key {
            return Some(key.value.clone());
        }
        let parts = entry.kind.key.iter().map(|part| self.part(entry, *part, as_spelled));
        let parts = parts.collect::<Option<Vec<_>>>()?;
        (!parts.is_empty()).then(|| parts.join("/"))
    }

    fn part(&self, entry: &Entry, part: Part, as_spelled: bool) -> Option<String> {
        let field = match part {
            Part::Either(first, _) if entry.fields.contains_key(first) => first,
            Part::Of(field) | Part::Either(_, field) => field,
        };
        Some(match &entry.fields.get(field)?.value {
            Typed::Reference(target) => self.name(target, as_spelled),
            Typed::Party(party) => match &party.record {
                Some(target) => self.name(target, as_spelled),
                None => slugify(party.label.as_deref().unwrap_or_default()),
            },
            Typed::Term(text) => (*text).to_owned(),
            Typed::FieldName(text) => text.clone(),
            Typed::Text(text) => slugify(text),
            _ => return None,
        })
    }

    /// A reference as a part of a key.
    fn name(&self, target: &Target, as_spelled: bool) -> String {
        match (self.known(target), target) {
            (Some(known), _) => known.as_part(as_spelled),
            (None, Target::Reference(text)) => text.clone(),
            (None, Target::Entry(entry)) => entry.to_string(),
        }
    }

    /// Assigns a key to each new node: by kind, then the first claim of a set before the others, then in the order of
    /// the drafts.
    async fn number(&mut self, transaction: &DatabaseTransaction, set: &Set) -> Result<(), DbErr> {
        let mut new = (0..self.entries.len()).filter(|entry| self.is_new(*entry)).collect::<Vec<_>>();
        new.sort_by_key(|number| {
            let entry = &set.entries[*number];
            (Kind::order(entry.kind.node), entry.claim_of.is_some(), *number)
        });
        let ids = sql::next_ids(transaction, "node", new.len()).await?;
        let mut given = new.into_iter().zip(ids).collect::<HashMap<_, _>>();
        let ids = self.entries.iter().enumerate().map(|(number, known)| known.id.or_else(|| given.remove(&number)));
        self.ids = ids.collect::<Option<_>>().ok_or_else(|| DbErr::Custom("an entry has no key".to_owned()))?;
        Ok(())
    }
}
