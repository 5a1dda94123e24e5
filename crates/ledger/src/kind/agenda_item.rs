//! `[[agenda_item]]`
use crate::{
    entry::{Entry, Owner},
    field::Reference,
    key::slugify,
    scope::Scope,
    table::Row,
};
use entity::{
    agenda_item, agenda_item_record,
    id::AgendaItemId,
    vocabulary::{Modality, NodeKind},
};
use sea_orm::Set;
use serde::Deserialize;

/// A matter that a meeting or event dealt with.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgendaItem {
    gathering: Reference,
    title: String,
    ordinal: Option<i32>,
    organ: Option<Reference>,
    #[serde(default)]
    records: Vec<Reference>,
    modality: Option<Modality>,
}

impl Entry for AgendaItem {
    type Of = agenda_item::Entity;
    const KIND: NodeKind = NodeKind::AgendaItem;
    const OWNER: Owner = Owner::One("gathering");
    const ABOUT: &'static [&'static str] = &["gathering_id"];
    const HAS_TOPICS: bool = true;

    fn key(&self, scope: &mut Scope) -> Option<Vec<String>> {
        Some(vec![scope.part(&self.gathering), slugify(&self.title)])
    }

    fn row(&self, scope: &mut Scope) -> Row {
        for record in &self.records {
            let mut row = Row::of(&agenda_item_record::ActiveModel {
                agenda_item_id: Set(AgendaItemId(scope.id)),
                ..Default::default()
            });
            row.node("record", scope.record(record));
            scope.hang("agenda_item_record", row);
        }
        let gatherings = [NodeKind::Meeting, NodeKind::Event];
        let gathering = scope.node(&self.gathering, &gatherings);
        let place = scope.next_ordinal(gathering.map_or(0, |(id, _)| id));
        if self.ordinal.is_some_and(|ordinal| ordinal < 1) {
            scope.refuse_entry("an `ordinal` is 1 or more");
        }
        let mut row = Row::of(&agenda_item::ActiveModel {
            ordinal: Set(self.ordinal.unwrap_or(place)),
            title: Set(self.title.clone()),
            organ_id: Set(scope.any(self.organ.as_ref())),
            modality: Set(self.modality.unwrap_or(Modality::Occurred)),
            ..Default::default()
        });
        row.node("gathering", gathering);
        row
    }
}
