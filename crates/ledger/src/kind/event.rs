//! `[[event]]`
use crate::{
    entry::Entry,
    field::{Date, Reference},
    scope::Scope,
    table::Row,
};
use entity::{
    event,
    vocabulary::{EventKind, Modality, NodeKind},
};
use sea_orm::Set;
use serde::Deserialize;

/// A happening that is no meeting.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    name: String,
    kind: EventKind,
    part_of: Option<Reference>,
    place: Option<Reference>,
    date: Option<Date>,
    modality: Option<Modality>,
    announced_on: Option<Date>,
}

impl Entry for Event {
    type Of = event::Entity;
    const KIND: NodeKind = NodeKind::Event;
    const PARENT: Option<&'static str> = Some("part_of_id");
    const HAS_TOPICS: bool = true;

    fn row(&self, scope: &mut Scope) -> Row {
        let mut row = Row::of(&event::ActiveModel {
            name: Set(self.name.clone()),
            kind: Set(self.kind),
            modality: Set(self.modality.unwrap_or(Modality::Occurred)),
            part_of_id: Set(scope.any(self.part_of.as_ref())),
            place_id: Set(scope.any(self.place.as_ref())),
            ..Default::default()
        });
        row.date("date", scope.date(self.date.as_ref()).as_ref());
        let announced_on = scope.date(self.announced_on.as_ref());
        row.date("announced_on", announced_on.as_ref());
        row
    }
}
