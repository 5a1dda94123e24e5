//! `[[organ]]`
use crate::{entry::Entry, field::Reference, scope::Scope, table::Row};
use entity::{
    id::OrganizationId,
    organ,
    vocabulary::{NodeKind, OrganKind},
};
use sea_orm::Set;
use serde::Deserialize;

/// A body of an organization, organ, treaty or state.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organ {
    name: String,
    kind: OrganKind,
    abbreviation: Option<String>,
    organization: Option<Reference>,
    #[serde(rename = "parent_organ")]
    parent: Option<Reference>,
    treaty: Option<Reference>,
    state: Option<Reference>,
}

impl Entry for Organ {
    type Of = organ::Entity;
    const KIND: NodeKind = NodeKind::Organ;
    const PARENT: Option<&'static str> = Some("parent_organ_id");

    fn row(&self, scope: &mut Scope) -> Row {
        let homes = [&self.organization, &self.parent, &self.treaty, &self.state];
        if homes.iter().all(|home| home.is_none()) {
            scope.refuse_entry("an organ has a home: `organization`, `parent_organ`, `treaty` or `state`");
        }
        let organization = scope.any::<OrganizationId>(self.organization.as_ref());
        scope.homes.insert(scope.id, organization.map(|organization| organization.0));
        Row::of(&organ::ActiveModel {
            name: Set(self.name.clone()),
            kind: Set(self.kind),
            abbreviation: Set(self.abbreviation.clone()),
            organization_id: Set(organization),
            parent_organ_id: Set(scope.any(self.parent.as_ref())),
            treaty_id: Set(scope.any(self.treaty.as_ref())),
            state_id: Set(scope.any(self.state.as_ref())),
            ..Default::default()
        })
    }
}
