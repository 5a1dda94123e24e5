//! Warnings about unlikely data, which are accepted. Entries are compared with each other and with the register.
mod acts;
mod bodies;
mod foreign;
mod lives;
mod order;
mod surroundings;

use crate::{
    entry::text,
    kind::{KINDS, Kind},
    plan::{Given, Plan},
    problem::Problem,
};
use entity::vocabulary::NodeKind;
use sea_orm::{DatabaseTransaction, DbErr};
use surroundings::{Row, Surroundings};
use time::Date;

pub use foreign::changes;

/// Finds everything that deserves a warning.
pub async fn find(transaction: &DatabaseTransaction, given: &Given<'_>, plan: &Plan) -> Result<Vec<Problem>, DbErr> {
    let around = Surroundings::load(transaction, given, plan).await?;
    let mut linter = Linter { given, around: &around, warnings: Vec::new() };
    linter.citations();
    linter.fields_of_claims();
    linter.spells();
    linter.lives();
    linter.homes();
    linter.holders();
    linter.steps();
    linter.acts();
    linter.gatherings();
    linter.future();
    linter.cycles(&surroundings::successions(transaction).await?);
    linter.order();
    Ok(linter.warnings)
}

struct Linter<'a> {
    given: &'a Given<'a>,
    around: &'a Surroundings,
    warnings: Vec<Problem>,
}

impl Linter<'_> {
    /// Adds a warning about several rows, at the first of them that comes from a draft.
    fn warn(&mut self, rows: &[&Row], reason: impl Into<String>) {
        if let Some(origin) = rows.iter().find_map(|row| row.origin) {
            self.warnings.push(Problem::at(origin, reason));
        }
    }

    /// Entries without a citation, and citations of a field that does not exist.
    fn citations(&mut self) {
        for entry in &self.given.set.entries {
            if entry.cites.is_empty() && !entry.is_automatic {
                let reason = format!("the {} has no citation", entry.kind.noun());
                self.warnings.push(Problem::at(entry.origin, reason));
            }
            for cite in &entry.cites {
                if let Some(field) = text(&cite.fields, "field").filter(|field| !has_field(entry.kind, field)) {
                    let reason = format!("{} has no field `{field}`", entry.kind.a_noun());
                    self.warnings.push(Problem::at(cite.origin, reason));
                }
            }
        }
    }

    fn fields_of_claims(&mut self) {
        for claim in self.around.of(NodeKind::Claim) {
            let kind = claim.text("subject_kind").unwrap_or_default().to_lowercase();
            let field = claim.text("field").unwrap_or_default();
            if let Ok(kind) = Kind::by_name(&kind)
                && !has_field(kind, field)
            {
                self.warn(&[claim], format!("{} has no field `{field}`", kind.a_noun()));
            }
        }
    }

    /// Days outside a spell on which a source attests to it.
    fn spells(&mut self) {
        for kind in KINDS.iter().filter(|kind| kind.has_spell) {
            for row in self.around.of(kind.node) {
                if before(row.last("attested_on"), row.first("from"))
                    || before(row.last("to"), row.first("attested_on"))
                {
                    self.warn(&[row], "a source attests it on days outside its spell");
                }
            }
        }
    }

    /// Events that are said to have happened, but lie in the future.
    fn future(&mut self) {
        let today = self.around.today;
        for kind in [NodeKind::Meeting, NodeKind::Event, NodeKind::Milestone, NodeKind::TreatyAction] {
            for row in self.around.of(kind) {
                if row.happened() && before(Some(today), row.first("date")) {
                    self.warn(&[row], "it lies in the future but is said to have happened: give its `modality`");
                }
            }
        }
    }
}

/// Whether a day lies before another; false if either is unknown.
fn before(day: Option<Date>, other: Option<Date>) -> bool {
    matches!((day, other), (Some(day), Some(other)) if day < other)
}

/// Whether entries of a kind have a field, as the API names it.
fn has_field(kind: &Kind, field: &str) -> bool {
    let mut names = kind.all_fields().map(|field| field.name.to_owned()).chain(["slug".to_owned()]);
    names.any(|name| crate::key::camel_case(&name) == field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_known_under_the_names_of_the_api() {
        let meeting = Kind::get(NodeKind::Meeting);
        for field in ["name", "date", "partOf", "announcedOn", "organs", "topics"] {
            assert!(has_field(meeting, field), "{field}");
        }
        for field in ["dat", "iso2", "partof"] {
            assert!(!has_field(meeting, field), "{field}");
        }
    }
}
