//! `[[place]]`
use crate::{entry::Entry, field::Reference, scope::Scope, table::Row};
use entity::{place, vocabulary::NodeKind};
use sea_orm::Set;
use serde::Deserialize;

/// A place.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    name: String,
    locality: Option<String>,
    region: Option<String>,
    state: Option<Reference>,
    latitude: Option<f64>,
    longitude: Option<f64>,
}

impl Entry for Place {
    type Of = place::Entity;
    const KIND: NodeKind = NodeKind::Place;

    fn row(&self, scope: &mut Scope) -> Row {
        if self.latitude.is_some() != self.longitude.is_some() {
            scope.refuse_entry("a place has both `latitude` and `longitude`, or neither");
        }
        Row::of(&place::ActiveModel {
            name: Set(self.name.clone()),
            locality: Set(self.locality.clone()),
            region: Set(self.region.clone()),
            state_id: Set(scope.any(self.state.as_ref())),
            latitude: Set(self.latitude),
            longitude: Set(self.longitude),
            ..Default::default()
        })
    }
}
