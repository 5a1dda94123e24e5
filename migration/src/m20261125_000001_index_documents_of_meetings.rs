//! The documents of a meeting are found in the index alone, each once and in order.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sql = "create index milestone_of_document_at_meeting on milestone (meeting_id, subject_id)
                   where is_leading and subject_kind = 'DOCUMENT'";
        manager.get_connection().execute_unprepared(sql).await.map(drop)
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared("drop index milestone_of_document_at_meeting").await.map(drop)
    }
}
