//! What slugs and keys mean: which entry of the set, which node of the register.
use super::{
    entry::Kind,
    identity::{self, Identity, Known},
    problem::Problem,
    scope::Scope,
    set::{Set, handle},
    sql,
};
use entity::vocabulary::NodeKind;
use sea_orm::{DatabaseTransaction, DbErr};
use std::collections::{HashMap, HashSet};

/// What slugs and keys mean.
#[derive(Default)]
pub struct Index {
    /// Nodes of the set, by entry.
    pub items: Vec<Identity>,
    /// Nodes of the register that the set does not hold.
    stored: Vec<Known>,
    slugs: HashMap<String, Target>,
    keys: HashMap<(NodeKind, String), Target>,
    handles: HashMap<String, usize>,
    /// Which relations may join which kinds.
    pub rules: HashSet<(String, String, String)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Target {
    Item(usize),
    Stored(usize),
}

impl Index {
    /// Finds out which node each entry and each reference of the set means.
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

    /// The node that a text refers to: a slug, a `kind:key`, or the handle of an entry.
    pub fn find(&self, text: &str) -> Option<&Known> {
        let target = if let Some(item) = self.handles.get(text) {
            Some(Target::Item(*item))
        } else if let Some((kind, key)) = text.split_once(':') {
            let kind = Kind::named(kind)?.node;
            self.keys.get(&(kind, key.to_owned())).copied()
        } else {
            self.slugs.get(text).copied()
        };
        target.map(|target| self.known(target))
    }

    /// The node of a statement.
    pub fn statement(&self, kind: NodeKind, key: &str) -> Option<&Known> {
        let target = self.keys.get(&(kind, key.to_owned()))?;
        Some(self.known(*target))
    }

    /// Records of a kind that the set refers to and does not hold.
    pub fn stored(&self, kind: NodeKind) -> Vec<i64> {
        let stored = self.stored.iter().filter(|known| known.kind == kind);
        stored.map(|known| known.id).collect()
    }

    fn known(&self, target: Target) -> &Known {
        match target {
            Target::Item(item) => &self.items[item].known,
            Target::Stored(stored) => &self.stored[stored],
        }
    }

    async fn records(
        &mut self,
        transaction: &DatabaseTransaction,
        set: &Set,
        problems: &mut Vec<Problem>,
    ) -> Result<(), DbErr> {
        let stored = sql::slugs(transaction, &set.slugs).await?;
        let mut taken = HashMap::new();
        for (number, item) in set.items.iter().enumerate() {
            self.handles.insert(handle(number), number);
            let identity = identity::identify(item, &stored);
            identity::check(item, &identity, &stored, problems);
            if !identity.is_new
                && let Some(other) = taken.insert(identity.known.id, number)
                && set.items[other].slug != item.slug
            {
                let reason = format!("is the same record as {}", set.items[other].place);
                problems.push(Problem::at(&item.place, reason));
            }
            self.items.push(identity);
            for slug in item.slugs() {
                let target = Target::Item(number);
                if let Some(Target::Item(other)) = self.slugs.insert(slug.clone(), target) {
                    let reason = format!("the slug \"{slug}\" is used twice; first at {}", set.items[other].place);
                    problems.push(Problem::at(&item.place, reason));
                }
            }
        }
        for (slug, known) in stored {
            let target = if let Some(item) = taken.get(&known.id) {
                Target::Item(*item)
            } else {
                self.stored.push(known);
                Target::Stored(self.stored.len() - 1)
            };
            self.slugs.entry(slug).or_insert(target);
        }
        Ok(())
    }

    async fn statements(
        &mut self,
        transaction: &DatabaseTransaction,
        set: &Set,
        problems: &mut Vec<Problem>,
    ) -> Result<(), DbErr> {
        let mut order = (0..set.items.len()).filter(|item| !set.items[*item].kind.is_record()).collect::<Vec<_>>();
        order.sort_by_key(|item| (Kind::order(set.items[*item].kind.node), *item));
        let mut aliases = Vec::new();
        for number in order {
            let item = &set.items[number];
            let kind = item.kind.node;
            let Some(key) = self.key(set, number, false, problems) else {
                continue;
            };
            if let Some(alias) = self.key(set, number, true, &mut Vec::new())
                && alias != key
            {
                aliases.push(((kind, alias), number));
            }
            self.items[number].known.part.clone_from(&key);
            self.items[number].known.spelled.clone_from(&key);
            if let Some(Target::Item(other)) = self.keys.insert((kind, key.clone()), Target::Item(number)) {
                let reason = format!(
                    "this {} has the key \"{key}\", as has the one at {}: write a `key` to tell them apart",
                    item.kind.noun(),
                    set.items[other].place
                );
                problems.push(Problem::at(&item.place, reason));
            }
        }
        for (alias, number) in aliases {
            self.keys.entry(alias).or_insert(Target::Item(number));
        }
        let wanted = self.keys.keys().chain(&set.keys).cloned().collect();
        for (kind, key, id) in sql::keys(transaction, &wanted).await? {
            if let Some(Target::Item(item)) = self.keys.get(&(kind, key.clone())) {
                let identity = &mut self.items[*item];
                if identity.known.part == key {
                    identity.known.id = id;
                    identity.is_new = false;
                }
            } else {
                self.keys.insert((kind, key.clone()), Target::Stored(self.stored.len()));
                self.stored.push(Known { id, kind, part: key.clone(), spelled: key });
            }
        }
        Ok(())
    }

    /// The key of a statement: as written, or formed from what it joins.
    fn key(&self, set: &Set, number: usize, as_spelled: bool, problems: &mut Vec<Problem>) -> Option<String> {
        let item = &set.items[number];
        if let Some(key) = &item.head.key {
            if key.get_ref().trim().is_empty() {
                problems.push(Problem::at(&item.place, "the `key` is empty"));
            }
            return Some(key.get_ref().clone());
        }
        let draft = item.draft.as_ref()?;
        let file = &set.files[item.file];
        let mut scope = Scope {
            index: self,
            file,
            problems: &mut Vec::new(),
            hanging: Vec::new(),
            counts: &mut HashMap::new(),
            homes: &mut HashMap::new(),
            id: 0,
            place: &item.place,
            is_claim: item.head.claim_of.is_some(),
            as_spelled,
        };
        let Some(parts) = draft.key(&mut scope) else {
            let reason = format!("{} needs a `key`", item.kind.a_noun());
            problems.push(Problem::at(&item.place, reason));
            return None;
        };
        Some(parts.join("/"))
    }

    /// Gives each new node its key: by kind, what others are claims of first, then as in the files.
    async fn number(&mut self, transaction: &DatabaseTransaction, set: &Set) -> Result<(), DbErr> {
        let mut new = (0..self.items.len()).filter(|item| self.items[*item].is_new).collect::<Vec<_>>();
        new.sort_by_key(|number| {
            let item = &set.items[*number];
            let order = Kind::order(item.kind.node);
            (order, item.head.claim_of.is_some(), *number)
        });
        let ids = sql::next_ids(transaction, "node", new.len()).await?;
        for (number, id) in new.into_iter().zip(ids) {
            self.items[number].known.id = id;
        }
        Ok(())
    }
}
