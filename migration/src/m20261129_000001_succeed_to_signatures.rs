//! Succession to a signature, and until when a treaty is applied provisionally.
use crate::{
    fragment::one_of,
    m20261128_000032_suspend_separate_postpone::{after, both, change_checks},
};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const ACTION: &str = "treaty_action_action_known";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let until = one_of("document", "provisional_until", "", &["ENTRY_INTO_FORCE", "ENTRY_INTO_FORCE_FOR_PARTY"]);
        let sql = [
            change_checks(ACTION, &after("SUCCESSION"), &both("SUCCESSION", "SUCCESSION_TO_SIGNATURE")),
            format!("alter table document add column {until};"),
        ];
        manager.get_connection().execute_unprepared(&sql.concat()).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sql = [
            change_checks(ACTION, &both("SUCCESSION", "SUCCESSION_TO_SIGNATURE"), &after("SUCCESSION")),
            "alter table document drop column provisional_until;".to_owned(),
        ];
        manager.get_connection().execute_unprepared(&sql.concat()).await?;
        Ok(())
    }
}
