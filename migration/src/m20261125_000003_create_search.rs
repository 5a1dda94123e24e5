//! What records are found by. All of it is made of other tables, and can be made anew.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sql = r#"
-- Words that look alike.
create extension if not exists pg_trgm;

-- One entry for each record. `body` has every word that it is found by: A of its display name, B of its other names,
-- C of its topics and agenda items, D of its provisions and remarks. The program folds words before they come here
-- (case, accents, hyphens, spellings), the same way as the words of a reader.
create table search_entry (
  node_id bigint primary key,
  kind text not null,
  names jsonb not null constraint search_entry_names_listed check (jsonb_typeof(names) = 'array'),
  texts jsonb not null constraint search_entry_texts_listed check (jsonb_typeof(texts) = 'array'),
  folded text collate "C" not null,
  body tsvector not null,
  constraint search_entry_node foreign key (node_id, kind) references node (id, kind) on delete cascade
);
create index search_entry_body on search_entry using gin (body);

-- Every word of any entry, with its stem; where a reader's word is none of them, the ones that look like it are found.
create table search_word (
  word text collate "C" primary key,
  stem text collate "C" not null generated always as (coalesce((ts_lexize('english_stem', word))[1], word)) stored
);
create index search_word_by_stem on search_word (stem);
create index search_word_by_letters on search_word using gin (word gin_trgm_ops);

-- The one row that says how the words of the entries were folded; 0 where they are not made yet.
create table search_state (
  is_only boolean primary key default true constraint search_state_is_only check (is_only),
  folding int not null
);
insert into search_state (folding) values (0);
"#;
        manager.get_connection().execute_unprepared(sql).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .get_connection()
            .execute_unprepared("drop table search_state, search_word, search_entry; drop extension pg_trgm;")
            .await?;
        Ok(())
    }
}
