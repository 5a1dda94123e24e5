//! `[[milestone]]`
use crate::{
    entry::{Entry, Owner, term},
    field::{Date, Party, Reference},
    scope::Scope,
    table::Row,
};
use entity::{
    milestone,
    vocabulary::{MilestoneStep, Modality, NodeKind},
};
use sea_orm::Set;
use serde::Deserialize;
use toml::Spanned;

/// A dated step in the life of a record.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    subject: Reference,
    step: MilestoneStep,
    by: Option<Party>,
    meeting: Option<Reference>,
    event: Option<Reference>,
    place: Option<Reference>,
    instrument: Option<Reference>,
    period: Option<Spanned<String>>,
    date: Option<Date>,
    modality: Option<Modality>,
    announced_on: Option<Date>,
}

impl Entry for Milestone {
    type Of = milestone::Entity;
    const KIND: NodeKind = NodeKind::Milestone;
    const OWNER: Owner = Owner::One("subject");
    const ABOUT: &'static [&'static str] = &["subject_id", "step"];

    fn key(&self, scope: &mut Scope) -> Option<Vec<String>> {
        Some(vec![scope.part(&self.subject), term(self.step)])
    }

    fn row(&self, scope: &mut Scope) -> Row {
        let subjects = [
            NodeKind::Document,
            NodeKind::Organization,
            NodeKind::Organ,
            NodeKind::Force,
            NodeKind::Office,
            NodeKind::State,
        ];
        let mut row = Row::of(&milestone::ActiveModel {
            step: Set(self.step),
            modality: Set(self.modality.unwrap_or(Modality::Occurred)),
            meeting_id: Set(scope.any(self.meeting.as_ref())),
            event_id: Set(scope.any(self.event.as_ref())),
            place_id: Set(scope.any(self.place.as_ref())),
            instrument_id: Set(scope.any(self.instrument.as_ref())),
            period: Set(scope.duration(self.period.as_ref())),
            ..Default::default()
        });
        row.node("subject", scope.node(&self.subject, &subjects));
        row.party("by", &scope.party(self.by.as_ref()));
        row.date("date", scope.date(self.date.as_ref()).as_ref());
        let announced_on = scope.date(self.announced_on.as_ref());
        row.date("announced_on", announced_on.as_ref());
        row
    }
}
