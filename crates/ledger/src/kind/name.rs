//! `[[name]]`
use crate::{
    entry::{Entry, Owner, term},
    field::Reference,
    key::slugify,
    scope::Scope,
    table::Row,
};
use entity::{
    name,
    vocabulary::{NameBasis, NameKind, NodeKind},
};
use sea_orm::Set;
use serde::Deserialize;

/// A name of a record.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Name {
    subject: Reference,
    text: String,
    kind: NameKind,
    language: Option<String>,
    basis: Option<NameBasis>,
}

impl Entry for Name {
    type Of = name::Entity;
    const KIND: NodeKind = NodeKind::Name;
    const OWNER: Owner = Owner::One("subject");
    const ABOUT: &'static [&'static str] = &["subject_id"];
    const HAS_SPELL: bool = true;

    fn key(&self, scope: &mut Scope) -> Option<Vec<String>> {
        Some(vec![scope.part(&self.subject), term(self.kind), slugify(&self.text)])
    }

    fn row(&self, scope: &mut Scope) -> Row {
        let mut row = Row::of(&name::ActiveModel {
            text: Set(self.text.clone()),
            kind: Set(self.kind),
            language: Set(self.language.clone()),
            basis: Set(self.basis.unwrap_or(NameBasis::Stated)),
            ..Default::default()
        });
        row.node("subject", scope.record(&self.subject));
        row
    }
}
