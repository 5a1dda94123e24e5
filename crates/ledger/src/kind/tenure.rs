//! `[[tenure]]`
use crate::{
    entry::{Entry, Owner},
    field::Reference,
    scope::Scope,
    table::Row,
};
use entity::{
    id::PersonId,
    tenure,
    vocabulary::{Modality, NodeKind},
};
use sea_orm::Set;
use serde::Deserialize;

/// A spell of a person in an office.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tenure {
    person: Reference,
    office: Reference,
    #[serde(default)]
    is_acting: bool,
    chosen_at: Option<Reference>,
    replaces: Option<Reference>,
    modality: Option<Modality>,
}

impl Entry for Tenure {
    type Of = tenure::Entity;
    const KIND: NodeKind = NodeKind::Tenure;
    const OWNER: Owner = Owner::One("office");
    const ABOUT: &'static [&'static str] = &["person_id", "office_id"];
    const HAS_SPELL: bool = true;

    fn key(&self, scope: &mut Scope) -> Option<Vec<String>> {
        Some(vec![scope.part(&self.office), scope.part(&self.person)])
    }

    fn row(&self, scope: &mut Scope) -> Row {
        let person = scope.one::<PersonId>(&self.person);
        let replaces = scope.any::<PersonId>(self.replaces.as_ref());
        if replaces == Some(person) && person.0 != 0 {
            scope.refuse_entry("nobody replaces themselves");
        }
        Row::of(&tenure::ActiveModel {
            person_id: Set(person),
            office_id: Set(scope.one(&self.office)),
            is_acting: Set(self.is_acting),
            chosen_at_id: Set(scope.any(self.chosen_at.as_ref())),
            replaces_id: Set(replaces),
            modality: Set(self.modality.unwrap_or(Modality::Occurred)),
            ..Default::default()
        })
    }
}
