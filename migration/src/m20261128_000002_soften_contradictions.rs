//! Dates that are "about" or "perhaps", and those that an editor inferred with medium or low confidence, contradict
//! nothing within the days that they can turn out to be.
//!
//! The views are those of `m20261125_000007`, with the bounds of `m20261128_000001` in place of those that are printed.
use super::m20261125_000007_create_contradictions as printed;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        replace(manager, views().map(|view| softened(&view))).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        replace(manager, views()).await
    }
}

async fn replace(manager: &SchemaManager<'_>, views: impl Iterator<Item = String>) -> Result<(), DbErr> {
    for view in views {
        let sql = view.replacen("create view", "create or replace view", 1);
        manager.get_connection().execute_unprepared(&sql).await?;
    }
    Ok(())
}

/// The views whose bounds change, as they were made.
fn views() -> impl Iterator<Item = String> {
    let of_base = |name: &str| {
        let begins = printed::BASE.find(&format!("create view {name} as")).unwrap_or_default();
        let ends = printed::BASE[begins..].find(';').map_or(printed::BASE.len(), |end| begins + end + 1);
        printed::BASE[begins..ends].to_owned()
    };
    [
        of_base("miscounted"),
        of_base("held_twice"),
        printed::contradiction(),
        printed::contradicting_claim(),
        printed::contradicted_by(),
    ]
    .into_iter()
}

/// Bounds of dates that the rules of spells go by, and their places in a text of SQL.
fn softened(view: &str) -> String {
    let apart = ["date", "from", "to"].into_iter().fold(view.to_owned(), |view, date| {
        let bound = |claim: &str, which: &str| {
            format!(
                "edtf_{which}({claim}.{date}_edtf, {claim}.{date}_earliest, {claim}.{date}_latest, {claim}.{date}_basis, {claim}.{date}_confidence)"
            )
        };
        let soft = format!(
            "({} < {} or {} < {})",
            bound("this", "last"),
            bound("other", "first"),
            bound("other", "last"),
            bound("this", "first")
        );
        view.replace(&printed::apart(date), &soft)
    });
    if view.starts_with("create view held_twice") || view.starts_with("create view miscounted") {
        ["from", "to", "attested_on"].into_iter().fold(apart, |view, date| {
            view.replace(&format!("{date}_earliest"), &format!("{date}_first"))
                .replace(&format!("{date}_latest"), &format!("{date}_last"))
        })
    } else {
        apart
    }
}
