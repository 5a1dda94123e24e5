//! `[[provision]]`
use crate::{
    entry::{Entry, Owner},
    field::{PartyText, Reference},
    scope::Scope,
    table::Row,
};
use entity::{
    id::ProvisionId,
    provision, provision_party,
    vocabulary::{Modality, NodeKind, ProvisionKind, ProvisionRole},
};
use sea_orm::Set;
use serde::Deserialize;
use toml::Spanned;

/// Something that a record lays down.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provision {
    subject: Reference,
    kind: ProvisionKind,
    text: String,
    #[serde(default)]
    items: Vec<String>,
    #[serde(default)]
    parties: Vec<Spanned<Involved>>,
    modality: Option<Modality>,
}

/// A party that a provision involves.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Involved {
    role: ProvisionRole,
    record: Option<String>,
    label: Option<String>,
    count: Option<i32>,
}

impl Entry for Provision {
    type Of = provision::Entity;
    const KIND: NodeKind = NodeKind::Provision;
    const OWNER: Owner = Owner::One("subject");
    const ABOUT: &'static [&'static str] = &["subject_id", "kind"];
    const HAS_SPELL: bool = true;
    const HAS_TOPICS: bool = true;

    fn row(&self, scope: &mut Scope) -> Row {
        for (ordinal, involved) in (1..).zip(&self.parties) {
            let span = involved.span();
            let involved = involved.get_ref();
            let party =
                PartyText { record: involved.record.clone(), label: involved.label.clone(), count: involved.count };
            let mut row = Row::of(&provision_party::ActiveModel {
                provision_id: Set(ProvisionId(scope.id)),
                ordinal: Set(ordinal),
                role: Set(involved.role),
                ..Default::default()
            });
            row.party("party", &scope.party(Some(&Spanned::new(span, party))));
            scope.hang("provision_party", row);
        }
        let mut row = Row::of(&provision::ActiveModel {
            kind: Set(self.kind),
            text: Set(self.text.clone()),
            items: Set(serde_json::Value::from(self.items.clone())),
            modality: Set(self.modality.unwrap_or(Modality::Occurred)),
            ..Default::default()
        });
        row.node("subject", scope.record(&self.subject));
        row
    }
}
