//! The longest lists are read from their indexes alone: who acted on a document, and who belongs to a body.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sql = "drop index treaty_action_on_document, membership_of_body;
            create index treaty_action_on_document on treaty_action (document_id, is_leading, date_order, id)
              include (party_id, action, date_edtf);
            create index membership_of_body on membership (body_id, is_leading, from_order, id)
              include (member_id, status, from_edtf);";
        manager.get_connection().execute_unprepared(sql).await.map(drop)
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sql = "drop index treaty_action_on_document, membership_of_body;
            create index treaty_action_on_document on treaty_action (document_id, is_leading, date_order, id);
            create index membership_of_body on membership (body_id, is_leading, from_order, id);";
        manager.get_connection().execute_unprepared(sql).await.map(drop)
    }
}
