//! `[[participation]]`
use crate::{
    entry::{Entry, Owner, term},
    field::{Party, Reference},
    scope::Scope,
    table::Row,
};
use entity::{
    participation,
    vocabulary::{Modality, NodeKind, ParticipationRole},
};
use sea_orm::Set;
use serde::Deserialize;

/// A part taken in a meeting or event.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Participation {
    gathering: Reference,
    party: Party,
    role: ParticipationRole,
    represents: Option<Reference>,
    office: Option<Reference>,
    modality: Option<Modality>,
}

impl Entry for Participation {
    type Of = participation::Entity;
    const KIND: NodeKind = NodeKind::Participation;
    const OWNER: Owner = Owner::One("gathering");
    const ABOUT: &'static [&'static str] = &["gathering_id", "role"];

    fn key(&self, scope: &mut Scope) -> Option<Vec<String>> {
        Some(vec![scope.part(&self.gathering), scope.party_part(&self.party), term(self.role)])
    }

    fn row(&self, scope: &mut Scope) -> Row {
        let represents = self.represents.as_ref();
        let represents = represents.and_then(|represents| scope.record(represents));
        let mut row = Row::of(&participation::ActiveModel {
            role: Set(self.role),
            office_id: Set(scope.any(self.office.as_ref())),
            modality: Set(self.modality.unwrap_or(Modality::Occurred)),
            ..Default::default()
        });
        let gatherings = [NodeKind::Meeting, NodeKind::Event];
        row.node("gathering", scope.node(&self.gathering, &gatherings));
        row.party("party", &scope.party(Some(&self.party)));
        row.node("represents", represents);
        row
    }
}
