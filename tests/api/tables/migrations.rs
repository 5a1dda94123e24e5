//! Migrations.

use super::texts;
use crate::postgres;
use entity::vocabulary::{NodeKind, Vocabulary as _};
use migration::{Migrator, MigratorTrait as _};
use sea_orm::DatabaseConnection;

/// All that a schema consists of, one thing a line.
pub async fn inventory(db: &DatabaseConnection) -> Vec<String> {
    let sql = "select what from (
        select format('%s %s', case relkind when 'r' then 'table' when 'v' then 'view' when 'S' then 'sequence' else relkind::text end, relname)
          from pg_class where relnamespace = 'public'::regnamespace and relkind <> 'i'
        union all select pg_get_indexdef(oid) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'i'
        union all select format('column %s.%s %s %s %s', table_name, column_name, data_type, is_nullable, coalesce(column_default, generation_expression))
          from information_schema.columns where table_schema = 'public'
        union all select format('constraint %s on %s %s', conname, conrelid::regclass, pg_get_constraintdef(oid))
          from pg_constraint where connamespace = 'public'::regnamespace
        union all select format('view %s', pg_get_viewdef(oid)) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'v'
        union all select format('trigger %s', pg_get_triggerdef(oid)) from pg_trigger where not tgisinternal
        union all select pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace
        union all select format('type %s', typname) from pg_type where typnamespace = 'public'::regnamespace and typtype in ('e', 'd')
        union all select format('extension %s', extname) from pg_extension
      ) as all_things (what) order by what";
    let things = texts(db, sql).await;
    things.into_iter().filter(|thing| !thing.contains("seaql_migrations")).collect()
}

#[actix_web::test]
async fn migrations_reverse_to_nothing_and_apply_again() {
    let db = postgres::session(&postgres::blank().await).await;
    let nothing = inventory(&db).await;
    Migrator::up(&db, None).await.unwrap();
    let first = inventory(&db).await;
    for kind in NodeKind::TERMS {
        assert!(first.contains(&format!("table {}", kind.name.to_lowercase())), "{first:#?}");
    }
    Migrator::down(&db, None).await.unwrap();
    assert_eq!(inventory(&db).await, nothing);
    Migrator::up(&db, None).await.unwrap();
    assert_eq!(inventory(&db).await, first);
}

#[actix_web::test]
async fn each_migration_reverses_what_it_did() {
    let db = postgres::session(&postgres::blank().await).await;
    let mut before = Vec::new();
    for _ in Migrator::migrations() {
        before.push(inventory(&db).await);
        Migrator::up(&db, Some(1)).await.unwrap();
    }
    while let Some(before) = before.pop() {
        assert_ne!(inventory(&db).await, before);
        Migrator::down(&db, Some(1)).await.unwrap();
        assert_eq!(inventory(&db).await, before);
    }
}
