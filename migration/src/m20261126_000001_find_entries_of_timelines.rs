//! What stands in the timelines of some records, as a function: PostgreSQL plans its query over all branches of the
//! view once for a session, however often a filter asks for it.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(IN_TIMELINES_OF).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared("drop function in_timelines_of;").await?;
        Ok(())
    }
}

/// `offset 0` has each record looked up by itself: a join would read all of the tables behind the view.
const IN_TIMELINES_OF: &str = "
create function in_timelines_of(records bigint[]) returns bigint[] language plpgsql stable parallel safe as $$
begin
  return array(select entry.what_id from unnest(records) as record (id),
    lateral (select what_id from timeline_about where record_id = record.id and is_leading offset 0) as entry);
end $$;
";
