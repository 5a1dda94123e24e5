//! `[[source]]`
use crate::{entry::Entry, field::Date, scope::Scope, table::Row};
use entity::{
    source,
    vocabulary::{NodeKind, SourceKind},
};
use sea_orm::Set;
use serde::Deserialize;

/// Where facts were found.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    name: String,
    kind: SourceKind,
    publisher: Option<String>,
    language: Option<String>,
    url: Option<String>,
    published: Option<Date>,
    accessed: Option<Date>,
    maintained_until: Option<Date>,
    covered: Option<Date>,
}

impl Entry for Source {
    type Of = source::Entity;
    const KIND: NodeKind = NodeKind::Source;

    fn row(&self, scope: &mut Scope) -> Row {
        let mut row = Row::of(&source::ActiveModel {
            name: Set(self.name.clone()),
            kind: Set(self.kind),
            publisher: Set(self.publisher.clone()),
            language: Set(self.language.clone()),
            url: Set(self.url.clone()),
            ..Default::default()
        });
        for (column, date) in [
            ("published", &self.published),
            ("accessed", &self.accessed),
            ("maintained_until", &self.maintained_until),
            ("covered", &self.covered),
        ] {
            row.date(column, scope.date(date.as_ref()).as_ref());
        }
        row
    }
}
