//! Merges one row from what the set gives, what other sets give, and what the register has.
use crate::{
    columns::{Stored, absent, stored},
    entry::{Entry, Located, Typed},
    field::{Field, Shape},
    problem::Problem,
    resolve::Scope,
    share::{Gives, Shares},
    table::Values,
};
use sea_orm::{DbErr, Value};
use std::collections::{BTreeMap, HashMap};

/// A value that contradicts another set.
#[derive(Clone, Debug)]
pub struct Contradiction {
    /// The entry.
    pub entry: usize,
    /// The field.
    pub field: &'static str,
    /// The set that gives another value.
    pub set: String,
}

/// An entry and its stored row.
pub struct Merging<'a> {
    /// The entry.
    pub entry: &'a Entry,
    /// Its index in the set.
    pub number: usize,
    /// Its node.
    pub id: i64,
    /// Its stored row; none if it is new.
    pub before: Option<&'a Values>,
    /// Its position among its siblings, if it gives none.
    pub ordinal: Option<i32>,
    /// What each set gives.
    pub shares: &'a Shares,
}

impl Merging<'_> {
    /// The row that the node should have, and what the set gives of it; no row if the entry is refused.
    pub fn row(
        &self,
        scope: &mut Scope,
        contradictions: &mut Vec<Contradiction>,
    ) -> Result<Option<(Values, Gives)>, DbErr> {
        let mut is_refused = false;
        let mut columns = HashMap::<String, Value>::new();
        let mut gives = Gives::new();
        let fields = self.fields();
        for field in self.entry.kind.all_fields().filter(|field| !matches!(field.shape, Shape::List(_))) {
            let mut now = None;
            if let Some(value) = fields.get(field.name) {
                now = stored(field, &value.value, value.origin, scope);
                if now.is_none() {
                    is_refused = true;
                    continue;
                }
                gives.insert(field.name.to_owned());
            }
            if let Some(values) = self.field(field, now, contradictions) {
                columns.extend(field.columns().zip(values));
                continue;
            }
            is_refused = true;
            if !self.entry.unread.contains(&field.name) {
                let reason = format!("the {} has no `{}`", self.entry.kind.noun(), field.name);
                scope.problems.push(Problem::at(self.entry.origin, reason));
            }
        }
        if self.entry.claim_of.is_some() {
            gives.insert("claim_of".to_owned());
        }
        if is_refused || (self.entry.kind.is_record() && self.entry.slug.is_none()) {
            return Ok(None);
        }
        let kind = self.entry.kind;
        let own = |column: &str| {
            Some(match column {
                "id" | "set_id" => self.id.into(),
                "node_kind" => entity::vocabulary::Vocabulary::name(kind.node).to_owned().into(),
                "slug" => self.slug()?,
                "is_leading" => true.into(),
                _ => return None,
            })
        };
        let row = kind.table().row(|column| columns.remove(column).or_else(|| own(column)))?;
        Ok(Some((row, gives)))
    }

    /// The fields of the entry, and those derived from them.
    fn fields(&self) -> BTreeMap<&'static str, Located<Typed>> {
        let mut fields = self.entry.fields.clone();
        let origin = self.entry.origin;
        if self.entry.kind.has_spell && fields.contains_key("to") {
            fields.entry("ended").or_insert(Located { origin, value: Typed::Term("YES") });
        }
        if let Some(ordinal) = self.ordinal {
            fields.entry("ordinal").or_insert(Located { origin, value: Typed::Whole(ordinal) });
        }
        fields
    }

    fn field(
        &self,
        field: &'static Field,
        now: Option<Stored>,
        contradictions: &mut Vec<Contradiction>,
    ) -> Option<Stored> {
        let table = self.entry.kind.table();
        let before = self.before.and_then(|row| {
            field.columns().map(|column| table.value(row, &column).cloned()).collect::<Option<Stored>>()
        });
        match (now, before) {
            (Some(now), Some(before)) if now != before => {
                let Some(set) = self.shares.other(self.id, field.name) else {
                    return Some(now);
                };
                // A derived field contradicts nobody.
                if self.entry.fields.contains_key(field.name) {
                    let set = set.to_owned();
                    contradictions.push(Contradiction { entry: self.number, field: field.name, set });
                }
                Some(before)
            }
            (Some(now), _) => Some(now),
            (None, Some(before)) if !self.shares.is_removable(self.id, field.name) => Some(before),
            (None, _) if field.name == "ended" => Some(vec!["NOT_STATED".to_owned().into()]),
            (None, _) => absent(field),
        }
    }

    /// The slug. It replaces a slug that other sets give only if the entry lists theirs as a former one.
    fn slug(&self) -> Option<Value> {
        let slug = self.entry.slug.clone()?;
        let table = self.entry.kind.table();
        let before = self.before.and_then(|row| table.text(row, "slug"));
        match before {
            Some(before) if !self.shares.others(self.id).is_empty() => {
                let is_former = self.entry.slugs().skip(1).any(|(_, former)| former == before);
                Some(if is_former { slug } else { before.to_owned() }.into())
            }
            _ => Some(slug.into()),
        }
    }
}
