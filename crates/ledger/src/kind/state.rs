//! `[[state]]`
use crate::{entry::Entry, scope::Scope, table::Row};
use entity::{state, vocabulary::NodeKind};
use sea_orm::Set;
use serde::Deserialize;

/// A state, present or former.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    name: String,
    iso2: Option<String>,
    iso3: Option<String>,
    iso_numeric: Option<String>,
}

impl Entry for State {
    type Of = state::Entity;
    const KIND: NodeKind = NodeKind::State;

    fn row(&self, _scope: &mut Scope) -> Row {
        Row::of(&state::ActiveModel {
            name: Set(self.name.clone()),
            iso2: Set(self.iso2.clone()),
            iso3: Set(self.iso3.clone()),
            iso_numeric: Set(self.iso_numeric.clone()),
            ..Default::default()
        })
    }
}
