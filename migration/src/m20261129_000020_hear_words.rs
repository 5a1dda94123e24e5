//! Words that sound alike: transliterations of one name differ in its vowels.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(UP).await.map(drop)
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sql = "alter table search_word drop column sound; drop function search_sound;";
        manager.get_connection().execute_unprepared(sql).await.map(drop)
    }
}

const UP: &str = r#"
-- The consonants of a word, each once where it stands twice: Kirgizstan and Kyrgyzstan are krgzstn.
create function search_sound(word text) returns text language sql immutable strict parallel safe
  return regexp_replace(translate(word, 'aeiouyh', ''), '(.)\1+', '\1', 'g');

alter table search_word add column sound text collate "C" not null generated always as (search_sound(word)) stored;
create index search_word_by_sound on search_word (sound);
"#;
