//! What could not be held: a member that is suspended and stays a member, the resumption of a suspended treaty, states that
//! separate, unite and go on, and what was put off to another day.
//!
//! Values are added to the checks as they stand, so that a migration between keeps what it added.
use crate::fragment::party;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let decided = party("membership", "decided_by", false);
        let decided = decided.replace(", decided_by_label", ",\n decided_by_label");
        let decided = decided.split(",\n").map(|part| format!("add {}", part.trim())).collect::<Vec<_>>().join(", ");
        let values = VALUES.iter().map(|(check, known, new)| change_checks(check, &after(known), &both(known, new)));
        let views = change_views(&after("CANCELLED"), &both("CANCELLED", "POSTPONED"));
        let sql = values.chain([
            views,
            format!("alter table membership add column reason text, {decided}; {INDEX}"),
            RULES.to_owned(),
        ]);
        manager.get_connection().execute_unprepared(&sql.collect::<String>()).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let values =
            VALUES.iter().rev().map(|(check, known, new)| change_checks(check, &both(known, new), &after(known)));
        let views = change_views(&both("CANCELLED", "POSTPONED"), &after("CANCELLED"));
        let sql = values.chain([
            "delete from relation_rule where relation in ('SEPARATED_FROM', 'CONTINUES') or (relation, subject_kind) in
               (('MERGED_FROM', 'STATE'), ('RENAMED_FROM', 'STATE'), ('REPLACES', 'MEETING'), ('REPLACES', 'EVENT'));
             alter table membership drop column reason, drop column decided_by_id, drop column decided_by_kind,
               drop column decided_by_label, drop column decided_by_count;"
                .to_owned(),
            views,
        ]);
        // The rules go before the check that would refuse them.
        let mut sql = sql.collect::<Vec<_>>();
        sql.rotate_left(VALUES.len());
        manager.get_connection().execute_unprepared(&sql.concat()).await?;
        Ok(())
    }
}

/// Checks by their names (a pattern of `like`), a value that they know, and the one that comes after it.
const VALUES: [(&str, &str, &str); 6] = [
    ("membership_status_known", "ASSOCIATE", "SUSPENDED"),
    ("treaty_action_action_known", "SUSPENSION", "RESUMPTION"),
    ("milestone_step_known", "SUSPENSION", "RESUMPTION"),
    ("relation%_relation_known", "MERGED_FROM", "SEPARATED_FROM"),
    ("relation%_relation_known", "SEPARATED_FROM", "CONTINUES"),
    ("%_modality_known", "CANCELLED", "POSTPONED"),
];

const INDEX: &str =
    "create index membership_decided_by_party on membership (decided_by_id) where decided_by_id is not null;";

const RULES: &str = "
insert into relation_rule (relation, subject_kind, object_kind) values
  ('SEPARATED_FROM', 'STATE', 'STATE'), ('CONTINUES', 'STATE', 'STATE'), ('MERGED_FROM', 'STATE', 'STATE'), ('RENAMED_FROM', 'STATE', 'STATE'),
  ('SEPARATED_FROM', 'ORGANIZATION', 'ORGANIZATION'), ('SEPARATED_FROM', 'ORGAN', 'ORGAN'), ('SEPARATED_FROM', 'ORGANIZATION', 'ORGAN'),
  ('CONTINUES', 'ORGANIZATION', 'ORGANIZATION'), ('CONTINUES', 'ORGAN', 'ORGAN'),
  ('REPLACES', 'MEETING', 'MEETING'), ('REPLACES', 'EVENT', 'EVENT');
";

/// A value as PostgreSQL prints it in checks and views.
pub fn after(known: &str) -> String {
    format!("'{known}'::text")
}

/// That value, and another after it.
pub fn both(known: &str, new: &str) -> String {
    format!("'{known}'::text, '{new}'::text")
}

/// Replaces a list of values in every check of such a name.
pub fn change_checks(names: &str, from: &str, to: &str) -> String {
    format!(
        "do $change$ declare known record;
         begin
           for known in select conrelid::regclass as held, conname, replace(pg_get_constraintdef(oid), $v${from}$v$, $v${to}$v$) as said
             from pg_constraint where contype = 'c' and conname like '{names}' and connamespace = current_schema()::regnamespace
           loop
             execute format('alter table %s drop constraint %I, add constraint %I %s', known.held, known.conname, known.conname, known.said);
           end loop;
         end $change$;"
    )
}

/// Replaces a list of values in every view that has it.
fn change_views(from: &str, to: &str) -> String {
    format!(
        "do $change$ declare known record;
         begin
           for known in select oid::regclass as held, replace(pg_get_viewdef(oid), $v${from}$v$, $v${to}$v$) as said
             from pg_class where relkind = 'v' and relnamespace = current_schema()::regnamespace and pg_get_viewdef(oid) like $v$%{from}%$v$
           loop
             execute format('create or replace view %s as %s', known.held, known.said);
           end loop;
         end $change$;"
    )
}
