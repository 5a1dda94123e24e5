//! `[[document]]`
use crate::{
    entry::Entry,
    field::{Date, Party},
    scope::Scope,
    table::Row,
};
use entity::{
    document, document_depositary,
    id::DocumentId,
    vocabulary::{DocumentKind, NodeKind},
};
use sea_orm::Set;
use serde::Deserialize;
use toml::Spanned;

/// A document of any legal form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    name: String,
    kind: DocumentKind,
    term_duration: Option<Spanned<String>>,
    term_until: Option<Date>,
    renewal_period: Option<Spanned<String>>,
    #[serde(default)]
    depositaries: Vec<Party>,
}

impl Entry for Document {
    type Of = document::Entity;
    const KIND: NodeKind = NodeKind::Document;
    const HAS_TOPICS: bool = true;

    fn row(&self, scope: &mut Scope) -> Row {
        for (ordinal, depositary) in (1..).zip(&self.depositaries) {
            let mut row = Row::of(&document_depositary::ActiveModel {
                document_id: Set(DocumentId(scope.id)),
                ordinal: Set(ordinal),
                ..Default::default()
            });
            row.party("party", &scope.party(Some(depositary)));
            scope.hang("document_depositary", row);
        }
        let mut row = Row::of(&document::ActiveModel {
            name: Set(self.name.clone()),
            kind: Set(self.kind),
            term_duration: Set(scope.duration(self.term_duration.as_ref())),
            renewal_period: Set(scope.duration(self.renewal_period.as_ref())),
            ..Default::default()
        });
        row.date("term_until", scope.date(self.term_until.as_ref()).as_ref());
        row
    }
}
