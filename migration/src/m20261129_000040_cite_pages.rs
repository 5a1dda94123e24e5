//! Citations name volume, page and other places of a source, and quote a few words of it.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sql = format!(
            "alter table citation
               add column volume text constraint citation_volume_present check (volume <> ''),
               add column page text constraint citation_page_present check (page <> ''),
               add column locator text constraint citation_locator_present check (locator <> ''),
               add column quotation text constraint citation_quotation_short
                 check (cardinality(regexp_split_to_array(btrim(quotation), '\\s+')) <= 15 and quotation <> ''),
               drop constraint citation_once;
             {}",
            once("section, paragraph, sentence, source_row, volume, page, locator, named_as")
        );
        manager.get_connection().execute_unprepared(&sql).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sql = format!(
            "alter table citation drop constraint citation_once,
               drop column volume, drop column page, drop column locator, drop column quotation;
             {}",
            once("section, paragraph, sentence, source_row, named_as")
        );
        manager.get_connection().execute_unprepared(&sql).await?;
        Ok(())
    }
}

/// A passage is cited once for a field of a record or statement.
fn once(passage: &str) -> String {
    format!(
        "alter table citation add constraint citation_once
           unique nulls not distinct (subject_id, field, source_id, {passage});"
    )
}
