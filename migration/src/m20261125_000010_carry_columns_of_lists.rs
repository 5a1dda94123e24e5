//! Long lists of records are read from the join table, which has denormalized columns for what such lists show of each record.
//!
//! A denormalized column is named after its source table and column. Triggers keep them equal to it, whoever writes.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sql = [MEETINGS, DOCUMENTS].concat();
        manager.get_connection().execute_unprepared(&sql).await.map(drop)
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sql = [NO_DOCUMENTS, NO_MEETINGS].concat();
        manager.get_connection().execute_unprepared(&sql).await.map(drop)
    }
}

/// The meetings of organizations and organs.
const MEETINGS: &str = r#"
alter table meeting_organization
  add column meeting_slug text, add column meeting_name text collate "C", add column meeting_date_edtf text;
alter table meeting_organ
  add column meeting_slug text, add column meeting_name text collate "C", add column meeting_date_edtf text;
update meeting_organization set meeting_slug = slug, meeting_name = name, meeting_date_edtf = date_edtf
  from meeting where meeting.id = meeting_id;
update meeting_organ set meeting_slug = slug, meeting_name = name, meeting_date_edtf = date_edtf
  from meeting where meeting.id = meeting_id;
alter table meeting_organization alter column meeting_slug set not null, alter column meeting_name set not null;
alter table meeting_organ alter column meeting_slug set not null, alter column meeting_name set not null;
drop index meeting_of_organization, meeting_of_organ;
create index meeting_of_organization on meeting_organization (organization_id, date_order, meeting_id)
  include (meeting_slug, meeting_name, meeting_date_edtf);
create index meeting_of_organ on meeting_organ (organ_id, date_order, meeting_id)
  include (meeting_slug, meeting_name, meeting_date_edtf);

create function copy_meeting() returns trigger language plpgsql as $$
begin
  select slug, name, date_edtf into new.meeting_slug, new.meeting_name, new.meeting_date_edtf
    from meeting where id = new.meeting_id;
  return new;
end $$;
create trigger meeting_organization_copies before insert on meeting_organization for each row execute function copy_meeting();
create trigger meeting_organ_copies before insert on meeting_organ for each row execute function copy_meeting();

create function follow_meeting() returns trigger language plpgsql as $$
begin
  update meeting_organization set meeting_slug = new.slug, meeting_name = new.name, meeting_date_edtf = new.date_edtf
    where meeting_id = new.id;
  update meeting_organ set meeting_slug = new.slug, meeting_name = new.name, meeting_date_edtf = new.date_edtf
    where meeting_id = new.id;
  return null;
end $$;
create trigger meeting_is_followed after update on meeting for each row
  when ((old.slug, old.name, old.date_edtf) is distinct from (new.slug, new.name, new.date_edtf))
  execute function follow_meeting();
"#;

const NO_MEETINGS: &str = "
drop trigger meeting_is_followed on meeting;
drop trigger meeting_organization_copies on meeting_organization;
drop trigger meeting_organ_copies on meeting_organ;
drop function follow_meeting, copy_meeting;
drop index meeting_of_organization, meeting_of_organ;
create index meeting_of_organization on meeting_organization (organization_id, date_order, meeting_id);
create index meeting_of_organ on meeting_organ (organ_id, date_order, meeting_id);
alter table meeting_organization drop column meeting_slug, drop column meeting_name, drop column meeting_date_edtf;
alter table meeting_organ drop column meeting_slug, drop column meeting_name, drop column meeting_date_edtf;
";

/// The documents of meetings: those in whose life a step was taken there.
const DOCUMENTS: &str = r#"
create table meeting_document (
  document_id bigint not null constraint meeting_document_document references document on delete cascade,
  meeting_id bigint not null constraint meeting_document_meeting references meeting on delete cascade,
  document_slug text not null,
  document_name text collate "C" not null,
  document_kind text not null,
  primary key (document_id, meeting_id)
);
insert into meeting_document
  select distinct document.id, meeting_id, slug, name, kind from milestone join document on document.id = subject_id
  where is_leading and subject_kind = 'DOCUMENT' and meeting_id is not null;
create index document_of_meeting on meeting_document (meeting_id, document_name, document_id)
  include (document_slug, document_kind);
drop index milestone_of_document_at_meeting;

create function list_documents_of_meetings() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    delete from meeting_document using gone
      where meeting_document.meeting_id = gone.meeting_id and meeting_document.document_id = gone.subject_id
        and not exists (
          select from milestone where milestone.meeting_id = gone.meeting_id and milestone.subject_id = gone.subject_id
            and milestone.is_leading and milestone.subject_kind = 'DOCUMENT');
  end if;
  if tg_op <> 'DELETE' then
    insert into meeting_document
      select distinct document.id, come.meeting_id, slug, name, kind from come join document on document.id = come.subject_id
      where come.is_leading and come.subject_kind = 'DOCUMENT' and come.meeting_id is not null
      on conflict do nothing;
  end if;
  return null;
end $$;
create trigger milestone_lists_documents after insert on milestone referencing new table as come
  for each statement execute function list_documents_of_meetings();
create trigger milestone_lists_other_documents after update on milestone referencing old table as gone new table as come
  for each statement execute function list_documents_of_meetings();
create trigger milestone_lists_no_more_documents after delete on milestone referencing old table as gone
  for each statement execute function list_documents_of_meetings();

create function list_meetings_of_documents() returns trigger language plpgsql as $$
begin
  insert into meeting_document
    select distinct come.id, meeting_id, slug, name, kind from come join milestone on subject_id = come.id
    where is_leading and subject_kind = 'DOCUMENT' and meeting_id is not null
    on conflict do nothing;
  return null;
end $$;
create trigger document_lists_meetings after insert on document referencing new table as come
  for each statement execute function list_meetings_of_documents();

create function follow_document() returns trigger language plpgsql as $$
begin
  update meeting_document set document_slug = new.slug, document_name = new.name, document_kind = new.kind
    where document_id = new.id;
  return null;
end $$;
create trigger document_is_followed after update on document for each row
  when ((old.slug, old.name, old.kind) is distinct from (new.slug, new.name, new.kind))
  execute function follow_document();
"#;

const NO_DOCUMENTS: &str = "
drop trigger document_is_followed on document;
drop trigger document_lists_meetings on document;
drop trigger milestone_lists_documents on milestone;
drop trigger milestone_lists_other_documents on milestone;
drop trigger milestone_lists_no_more_documents on milestone;
drop function follow_document, list_meetings_of_documents, list_documents_of_meetings;
drop table meeting_document;
create index milestone_of_document_at_meeting on milestone (meeting_id, subject_id)
  where is_leading and subject_kind = 'DOCUMENT';
";
