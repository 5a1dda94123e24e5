//! `[[contact_point]]`
use crate::{
    entry::{Entry, Owner, term},
    field::Reference,
    scope::Scope,
    table::Row,
};
use entity::{
    contact_point,
    vocabulary::{ContactKind, MissingReason, NodeKind},
};
use sea_orm::Set;
use serde::Deserialize;

/// A way to reach a record.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactPoint {
    subject: Reference,
    kind: ContactKind,
    value: Option<String>,
    place: Option<Reference>,
    missing_reason: Option<MissingReason>,
}

impl Entry for ContactPoint {
    type Of = contact_point::Entity;
    const KIND: NodeKind = NodeKind::ContactPoint;
    const OWNER: Owner = Owner::One("subject");
    const ABOUT: &'static [&'static str] = &["subject_id", "kind"];
    const HAS_SPELL: bool = true;

    fn key(&self, scope: &mut Scope) -> Option<Vec<String>> {
        Some(vec![scope.part(&self.subject), term(self.kind)])
    }

    fn row(&self, scope: &mut Scope) -> Row {
        let is_known = self.value.is_some() || self.place.is_some();
        if is_known == self.missing_reason.is_some() {
            scope.refuse_entry("a contact point has a `value` or a `place`, or else a `missing_reason`");
        }
        let mut row = Row::of(&contact_point::ActiveModel {
            kind: Set(self.kind),
            value: Set(self.value.clone()),
            place_id: Set(scope.any(self.place.as_ref())),
            missing_reason: Set(self.missing_reason),
            ..Default::default()
        });
        row.node("subject", scope.record(&self.subject));
        row
    }
}
