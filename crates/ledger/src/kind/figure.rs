//! `[[figure]]`
use crate::{
    entry::{Entry, Owner},
    field::{Date, Reference},
    key::{is_slug, slugify},
    scope::Scope,
    table::Row,
};
use entity::{
    figure,
    vocabulary::{FigureQualifier, Modality, NodeKind},
};
use sea_orm::Set;
use serde::Deserialize;
use toml::Spanned;

/// A number with its meaning.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    subject: Reference,
    measure: Spanned<String>,
    qualifier: FigureQualifier,
    value: Option<f64>,
    value_to: Option<f64>,
    unit: Option<String>,
    label: Option<String>,
    date: Option<Date>,
    modality: Option<Modality>,
}

impl Entry for Figure {
    type Of = figure::Entity;
    const KIND: NodeKind = NodeKind::Figure;
    const OWNER: Owner = Owner::One("subject");
    const ABOUT: &'static [&'static str] = &["subject_id", "measure"];
    const HAS_TOPICS: bool = true;

    fn key(&self, scope: &mut Scope) -> Option<Vec<String>> {
        Some(vec![scope.part(&self.subject), slugify(self.measure.get_ref())])
    }

    fn row(&self, scope: &mut Scope) -> Row {
        self.check(scope);
        let mut row = Row::of(&figure::ActiveModel {
            measure: Set(self.measure.get_ref().clone()),
            qualifier: Set(self.qualifier),
            value: Set(self.value),
            value_to: Set(self.value_to),
            unit: Set(self.unit.clone()),
            label: Set(self.label.clone()),
            modality: Set(self.modality.unwrap_or(Modality::Occurred)),
            ..Default::default()
        });
        row.node("subject", scope.record(&self.subject));
        row.date("date", scope.date(self.date.as_ref()).as_ref());
        row
    }
}

impl Figure {
    fn check(&self, scope: &mut Scope) {
        if !is_slug(&self.measure.get_ref().replace(' ', "-")) {
            scope.refuse(self.measure.span().start, "a `measure` has lower-case words with single blanks between them");
        }
        let mut values = self.value.iter().chain(&self.value_to);
        if !values.all(|value| value.is_finite()) {
            scope.refuse_entry("a `value` is a finite number");
        }
        let is_unspecified = self.qualifier == FigureQualifier::Unspecified;
        if self.value.is_none() != is_unspecified {
            scope.refuse_entry("a figure has a `value`, unless its qualifier is UNSPECIFIED");
        }
        let is_range = self.qualifier == FigureQualifier::Range;
        let is_rising = self.value_to.is_none_or(|to| self.value < Some(to));
        if self.value_to.is_some() != is_range || !is_rising {
            scope.refuse_entry("a RANGE, and nothing else, has a `value_to`, above its `value`");
        }
    }
}
