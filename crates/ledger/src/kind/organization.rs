//! `[[organization]]`
use crate::{entry::Entry, scope::Scope, table::Row};
use entity::{
    organization,
    vocabulary::{NodeKind, OrganizationKind},
};
use sea_orm::Set;
use serde::Deserialize;

/// An intergovernmental organization.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organization {
    name: String,
    kind: OrganizationKind,
    abbreviation: Option<String>,
}

impl Entry for Organization {
    type Of = organization::Entity;
    const KIND: NodeKind = NodeKind::Organization;

    fn row(&self, _scope: &mut Scope) -> Row {
        Row::of(&organization::ActiveModel {
            name: Set(self.name.clone()),
            kind: Set(self.kind),
            abbreviation: Set(self.abbreviation.clone()),
            ..Default::default()
        })
    }
}
