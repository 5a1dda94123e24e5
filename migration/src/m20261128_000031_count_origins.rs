//! By how many independent sources something is supported: a copy counts as what it was copied from, and sources that take
//! what they say from one origin count once.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(UP).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sql = "drop view support; drop function independent_sources; drop index source_of_origin; alter table source drop column origin_id;";
        manager.get_connection().execute_unprepared(sql).await?;
        Ok(())
    }
}

const UP: &str = "
alter table source
  add column origin_id bigint constraint source_origin references source,
  add constraint source_not_its_own_origin check (origin_id <> id);
create index source_of_origin on source (origin_id, name, id) where origin_id is not null;

-- Citations are followed to those they were copied from, and their sources to where these take what they say. Where that
-- runs in a circle, the circle is one origin.
create function independent_sources(subject bigint) returns int language sql stable parallel safe as $$
  with recursive cited (id, copied_from_id, source_id) as (
    select id, copied_from_id, source_id from citation where subject_id = subject
    union select original.id, original.copied_from_id, original.source_id
    from cited join citation as original on original.id = cited.copied_from_id
  ), above (source_id, id, origin_id) as (
    select source.id, source.id, source.origin_id from source
    where source.id in (select source_id from cited where copied_from_id is null)
    union select above.source_id, source.id, source.origin_id from above join source on source.id = above.origin_id
  )
  select greatest(
    (select count(distinct origin) from (
      select coalesce(min(id) filter (where origin_id is null), min(id)) as origin from above group by source_id) as found),
    (select count(*) from (select from cited limit 1) as anything)
  )::int $$;

create view support as select id, independent_sources(id) as independent_sources from node;
";
