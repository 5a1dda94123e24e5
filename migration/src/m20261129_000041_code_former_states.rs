//! States that are no more have a code too: ISO 3166-3, four letters.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sql = "alter table state add column iso_former text
          constraint state_iso_former_once unique constraint state_iso_former_form check (iso_former ~ '^[A-Z]{4}$')";
        manager.get_connection().execute_unprepared(sql).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared("alter table state drop column iso_former").await?;
        Ok(())
    }
}
