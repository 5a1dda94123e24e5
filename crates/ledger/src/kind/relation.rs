//! `[[relation]]`
use crate::{
    entry::{Entry, Kind, Owner, term},
    field::{Date, Reference},
    key::slugify,
    scope::Scope,
    table::Row,
};
use entity::{
    relation,
    vocabulary::{Modality, NodeKind, RelationKind},
};
use sea_orm::Set;
use serde::Deserialize;
use toml::Spanned;

/// A relation from one record to another, or to something only named.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    subject: Reference,
    #[serde(rename = "relation")]
    kind: Spanned<RelationKind>,
    object: Option<Reference>,
    object_label: Option<String>,
    date: Option<Date>,
    modality: Option<Modality>,
    announced_on: Option<Date>,
}

impl Entry for Relation {
    type Of = relation::Entity;
    const KIND: NodeKind = NodeKind::Relation;
    const OWNER: Owner = Owner::One("subject");
    const ABOUT: &'static [&'static str] = &["subject_id", "relation"];

    fn key(&self, scope: &mut Scope) -> Option<Vec<String>> {
        let object = match &self.object {
            Some(object) => scope.part(object),
            None => slugify(self.object_label.as_deref().unwrap_or_default()),
        };
        Some(vec![scope.part(&self.subject), term(*self.kind.get_ref()), object])
    }

    fn row(&self, scope: &mut Scope) -> Row {
        let kind = *self.kind.get_ref();
        let subject = scope.record(&self.subject);
        let object = self.object.as_ref();
        let found = object.and_then(|object| scope.record(object));
        if object.is_none() && self.object_label.is_none() {
            scope.refuse_entry("a relation has an `object` or an `object_label`");
        }
        if let (Some((_, subject)), Some((_, object))) = (subject, found)
            && !scope.joins(kind, subject, object)
        {
            let reason = format!(
                "{} does not join {} to {}",
                term(kind),
                Kind::get(subject).a_noun(),
                Kind::get(object).a_noun()
            );
            scope.refuse(self.kind.span().start, reason);
        }
        let mut row = Row::of(&relation::ActiveModel {
            relation: Set(kind),
            object_label: Set(self.object_label.clone()),
            modality: Set(self.modality.unwrap_or(Modality::Occurred)),
            ..Default::default()
        });
        row.node("subject", subject);
        row.node("object", found);
        row.date("date", scope.date(self.date.as_ref()).as_ref());
        let announced_on = scope.date(self.announced_on.as_ref());
        row.date("announced_on", announced_on.as_ref());
        row
    }
}
