//! `[[topic]]`
use crate::{entry::Entry, field::Reference, scope::Scope, table::Row};
use entity::{
    topic,
    vocabulary::{NodeKind, TopicKind},
};
use sea_orm::Set;
use serde::Deserialize;

/// A subject or contested territory.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    name: String,
    kind: Option<TopicKind>,
    broader: Option<Reference>,
}

impl Entry for Topic {
    type Of = topic::Entity;
    const KIND: NodeKind = NodeKind::Topic;
    const PARENT: Option<&'static str> = Some("broader_id");

    fn row(&self, scope: &mut Scope) -> Row {
        Row::of(&topic::ActiveModel {
            name: Set(self.name.clone()),
            kind: Set(self.kind.unwrap_or(TopicKind::Subject)),
            broader_id: Set(scope.any(self.broader.as_ref())),
            ..Default::default()
        })
    }
}
