//! `[[force]]`
use crate::{entry::Entry, field::Reference, scope::Scope, table::Row};
use entity::{
    force,
    vocabulary::{ForceKind, NodeKind},
};
use sea_orm::Set;
use serde::Deserialize;

/// A collective force.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Force {
    name: String,
    kind: ForceKind,
    body: Option<Reference>,
    region: Option<String>,
}

impl Entry for Force {
    type Of = force::Entity;
    const KIND: NodeKind = NodeKind::Force;

    fn row(&self, scope: &mut Scope) -> Row {
        let bodies = [NodeKind::Organization, NodeKind::Organ, NodeKind::Document];
        let body = self.body.as_ref();
        let mut row = Row::of(&force::ActiveModel {
            name: Set(self.name.clone()),
            kind: Set(self.kind),
            region: Set(self.region.clone()),
            ..Default::default()
        });
        row.node("body", body.and_then(|body| scope.node(body, &bodies)));
        row
    }
}
