//! `[[treaty_action]]`
use crate::{
    entry::{Entry, Owner, term},
    field::{Date, Party, Reference},
    scope::Scope,
    table::Row,
};
use entity::{
    treaty_action,
    vocabulary::{Modality, NodeKind, TreatyActionKind},
};
use sea_orm::Set;
use serde::Deserialize;

/// What a state or organization did to a document.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TreatyAction {
    document: Reference,
    party: Party,
    action: TreatyActionKind,
    label: Option<String>,
    meeting: Option<Reference>,
    date: Option<Date>,
    effective_date: Option<Date>,
    modality: Option<Modality>,
    announced_on: Option<Date>,
}

impl Entry for TreatyAction {
    type Of = treaty_action::Entity;
    const KIND: NodeKind = NodeKind::TreatyAction;
    const OWNER: Owner = Owner::One("document");
    const ABOUT: &'static [&'static str] = &["document_id"];

    fn key(&self, scope: &mut Scope) -> Option<Vec<String>> {
        Some(vec![scope.part(&self.document), scope.party_part(&self.party), term(self.action)])
    }

    fn row(&self, scope: &mut Scope) -> Row {
        let party = scope.party(Some(&self.party));
        if let Some((_, kind)) = party.record
            && !matches!(kind, NodeKind::State | NodeKind::Organization)
        {
            scope.refuse(self.party.span().start, "a state or an organization acts on a document");
        }
        let mut row = Row::of(&treaty_action::ActiveModel {
            document_id: Set(scope.one(&self.document)),
            action: Set(self.action),
            label: Set(self.label.clone()),
            modality: Set(self.modality.unwrap_or(Modality::Occurred)),
            meeting_id: Set(scope.any(self.meeting.as_ref())),
            ..Default::default()
        });
        row.party("party", &party);
        for (column, date) in
            [("date", &self.date), ("effective_date", &self.effective_date), ("announced_on", &self.announced_on)]
        {
            row.date(column, scope.date(date.as_ref()).as_ref());
        }
        row
    }
}
