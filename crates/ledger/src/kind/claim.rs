//! `[[claim]]`
use crate::{
    entry::{Entry, Owner, anything},
    field::Reference,
    key::camel_case,
    scope::Scope,
    table::Row,
};
use entity::{claim, vocabulary::NodeKind};
use sea_orm::Set;
use serde::Deserialize;

/// A competing value of one field of a record or statement.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    subject: Reference,
    field: String,
    value: String,
}

impl Entry for Claim {
    type Of = claim::Entity;
    const KIND: NodeKind = NodeKind::Claim;
    const OWNER: Owner = Owner::One("subject");
    const ABOUT: &'static [&'static str] = &["subject_id", "field"];

    fn key(&self, scope: &mut Scope) -> Option<Vec<String>> {
        Some(vec![scope.part(&self.subject), camel_case(&self.field)])
    }

    fn row(&self, scope: &mut Scope) -> Row {
        let mut row = Row::of(&claim::ActiveModel {
            field: Set(camel_case(&self.field)),
            value: Set(self.value.clone()),
            ..Default::default()
        });
        row.node("subject", scope.node(&self.subject, &anything()));
        row
    }
}
