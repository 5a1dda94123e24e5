//! `[[person]]`
use crate::{entry::Entry, scope::Scope, table::Row};
use entity::{person, vocabulary::NodeKind};
use sea_orm::Set;
use serde::Deserialize;

/// A natural person.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    name: String,
}

impl Entry for Person {
    type Of = person::Entity;
    const KIND: NodeKind = NodeKind::Person;

    fn row(&self, _scope: &mut Scope) -> Row {
        Row::of(&person::ActiveModel { name: Set(self.name.clone()), ..Default::default() })
    }
}
