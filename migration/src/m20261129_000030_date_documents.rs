//! The date that a document is known by, and that of the foundation of an organization, beside the record itself, so
//! that lists are ordered and filtered by them.
//!
//! **Invariant:** both are those of the leading steps that occurred. *Why:* a date that is stored twice would differ one
//! day. *Enforced by:* triggers of `milestone`, which no writer can pass by.
use crate::fragment::date;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let added = |table: &str, prefix: &str| {
            let columns = date(table, prefix);
            columns.split(",\n").map(|part| format!("add {}", part.trim())).collect::<Vec<_>>().join(", ")
        };
        let sql = format!(
            "alter table document add known_by text, {}; alter table organization {}; {FOLLOW}",
            added("document", "known"),
            added("organization", "founded"),
        );
        manager.get_connection().execute_unprepared(&sql).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let dropped = |prefix: &str| {
            let ends = ["order", "edtf", "earliest", "latest", "basis", "confidence", "note"];
            ends.map(|end| format!("drop column {prefix}_{end}")).join(", ")
        };
        let sql = format!(
            "drop trigger milestone_dates_come on milestone; drop trigger milestone_dates_change on milestone;
             drop trigger milestone_dates_go on milestone; drop function follow_known_dates, refresh_known_dates; drop index slug_by_letters;
             alter table document drop column known_by, {}; alter table organization {};",
            dropped("known"),
            dropped("founded"),
        );
        manager.get_connection().execute_unprepared(&sql).await?;
        Ok(())
    }
}

/// A document is known by its adoption, else by its signing, its conclusion, and so on; of several by the first.
const FOLLOW: &str = "
-- Slugs that look like one that there is not.
create index slug_by_letters on slug using gin (slug gin_trgm_ops);
create index document_by_date on document (known_order, id);
create index organization_by_foundation on organization (founded_order, id);

create function refresh_known_dates(changed bigint[]) returns void language plpgsql as $$
begin
  update document set known_by = best.step, known_edtf = best.date_edtf, known_earliest = best.date_earliest,
    known_latest = best.date_latest, known_basis = best.date_basis, known_confidence = best.date_confidence, known_note = best.date_note
  from (select distinct unnest(changed) as id) as one left join lateral (
    select * from milestone
    where milestone.subject_id = one.id and is_leading and modality = 'OCCURRED' and date_edtf is not null
      and step in ('ADOPTION', 'SIGNING', 'CONCLUSION', 'ISSUE', 'OPENING_FOR_SIGNATURE', 'APPROVAL')
    order by array_position(array['ADOPTION', 'SIGNING', 'CONCLUSION', 'ISSUE', 'OPENING_FOR_SIGNATURE', 'APPROVAL'], step), date_order, milestone.id limit 1
  ) as best on true
  where document.id = one.id
    and (document.known_by, known_edtf, known_basis, known_confidence, known_note)
      is distinct from (best.step, best.date_edtf, best.date_basis, best.date_confidence, best.date_note);
  update organization set founded_edtf = best.date_edtf, founded_earliest = best.date_earliest,
    founded_latest = best.date_latest, founded_basis = best.date_basis, founded_confidence = best.date_confidence, founded_note = best.date_note
  from (select distinct unnest(changed) as id) as one left join lateral (
    select * from milestone
    where milestone.subject_id = one.id and is_leading and modality = 'OCCURRED' and date_edtf is not null and step = 'FOUNDATION'
    order by date_order, milestone.id limit 1
  ) as best on true
  where organization.id = one.id
    and (founded_edtf, founded_basis, founded_confidence, founded_note)
      is distinct from (best.date_edtf, best.date_basis, best.date_confidence, best.date_note);
end $$;
select refresh_known_dates(array(select distinct subject_id from milestone));

create function follow_known_dates() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform refresh_known_dates(array(select distinct subject_id from come));
  elsif tg_op = 'DELETE' then
    perform refresh_known_dates(array(select distinct subject_id from gone));
  else
    perform refresh_known_dates(array(select subject_id from come union select subject_id from gone));
  end if;
  return null;
end $$;
create trigger milestone_dates_come after insert on milestone referencing new table as come
  for each statement execute function follow_known_dates();
create trigger milestone_dates_change after update on milestone referencing old table as gone new table as come
  for each statement execute function follow_known_dates();
create trigger milestone_dates_go after delete on milestone referencing old table as gone
  for each statement execute function follow_known_dates();
";
