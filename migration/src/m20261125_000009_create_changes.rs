//! The feed of changes: what each revision created, updated and deleted, from the nodes and the log of changes.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .get_connection()
            .execute_unprepared(
                "
-- One revision among many must be found at once; a summary index reads 128 pages for it.
drop index node_by_revision;
create index node_by_revision on node (created_in, id);

-- A node and what a revision did to it. That a node was created is told as long as it exists; the log tells the rest.
-- Revisions lead: `offset 0` has PostgreSQL look up the nodes of each, and not read all of them to find a few.
create view change as
  select node.id, revision.id as revision_id, revision.number::int as revision_number, 'CREATED'::text as change,
    node.id as node_id, node.kind as node_kind, null::text as former_slug, null::text as former_name, null::text as before
  from revision, lateral (select id, kind from node where created_in = revision.id offset 0) as node where revision.number is not null
  union all
  select logged.node_id, revision.id, revision.number::int, logged.change,
    logged.node_id, logged.kind, tombstone.slug, tombstone.name, (logged.before -> 'row')::text
  from revision, lateral (select * from node_change where revision_id = revision.id offset 0) as logged
    left join tombstone on tombstone.node_id = logged.node_id where revision.number is not null;

-- The same rows, found by node.
create view node_history as
  select node.id, revision.id as revision_id, revision.number::int as revision_number, 'CREATED'::text as change,
    node.id as node_id, node.kind as node_kind, null::text as former_slug, null::text as former_name, null::text as before
  from node join revision on revision.id = node.created_in where revision.number is not null
  union all
  select logged.node_id, revision.id, revision.number::int, logged.change,
    logged.node_id, logged.kind, null, null, (logged.before -> 'row')::text
  from node_change as logged join revision on revision.id = logged.revision_id where revision.number is not null;
",
            )
            .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .get_connection()
            .execute_unprepared(
                "drop view node_history, change; drop index node_by_revision; create index node_by_revision on node using brin (created_in);",
            )
            .await?;
        Ok(())
    }
}
