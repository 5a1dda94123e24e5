//! `[[office]]`
use crate::{entry::Entry, field::Reference, scope::Scope, table::Row};
use entity::{office, vocabulary::NodeKind};
use sea_orm::Set;
use serde::Deserialize;

/// A post that persons hold in turn.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    name: String,
    body: Reference,
    is_single_holder: Option<bool>,
}

impl Entry for Office {
    type Of = office::Entity;
    const KIND: NodeKind = NodeKind::Office;

    fn row(&self, scope: &mut Scope) -> Row {
        let bodies = [NodeKind::Organization, NodeKind::Organ, NodeKind::State];
        let mut row = Row::of(&office::ActiveModel {
            name: Set(self.name.clone()),
            is_single_holder: Set(self.is_single_holder),
            ..Default::default()
        });
        row.node("body", scope.node(&self.body, &bodies));
        row
    }
}
