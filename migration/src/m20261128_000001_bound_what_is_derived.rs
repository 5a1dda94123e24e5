//! What the rules of certainty need beside what is printed: the days that a date can turn out to be, the time between
//! foundation and dissolution, and what final clauses say.
//!
//! - `PREFIX_first` and `PREFIX_last` are the bounds of a date as the rules take it: wider than those that are printed
//!   where it is qualified ("about", "perhaps") or names a season without a hemisphere, and none where an editor inferred
//!   it with medium or low confidence. They are generated, so reading them costs nothing.
//! - `lifetime` has for each record the time in which it and all that stands above it were there. Triggers keep it true, so its keys need no constraint of their own.
//! - Documents get what their final clauses say of the day of effect, and until when a source lists all that was done.
use crate::fragment::{date, one_of};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for sql in [BOUNDS.to_owned(), generated(), LIFETIMES.to_owned(), triggers(), clauses()] {
            manager.get_connection().execute_unprepared(&sql).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = DATES.iter().flat_map(|(table, dates)| {
            dates
                .iter()
                .map(move |date| format!("alter table {table} drop column {date}_first, drop column {date}_last;"))
        });
        let triggers = WATCHED.iter().map(|table| format!("drop trigger {table}_bounds_lives on {table};"));
        let sql = format!(
            "alter table document drop column consent_delay, drop column consent_delay_end, drop column leaving_clause,
               drop column leaving_delay, drop column leaving_delay_end, drop column succession_from, drop column complete_until_order,
               drop column complete_until_edtf, drop column complete_until_earliest, drop column complete_until_latest,
               drop column complete_until_basis, drop column complete_until_confidence, drop column complete_until_note;
             {} drop trigger milestone_bounds_lives_no_more on milestone; drop trigger milestone_bounds_other_lives on milestone;
             drop function follow_lives, follow_steps_of_lives, refresh_lifetimes; drop view lifetime_now, own_lifetime; drop table lifetime;
             {} drop function edtf_last(text, date, date, text, text), edtf_first(text, date, date, text, text);",
            triggers.collect::<String>(),
            columns.collect::<String>(),
        );
        manager.get_connection().execute_unprepared(&sql).await?;
        Ok(())
    }
}

/// The first and last day that a date can turn out to be. The text before a slash speaks of the first, the text after it
/// of the last. Days beyond the year 9999 are no bound.
const BOUNDS: &str = "
create function edtf_first(edtf text, earliest date, latest date, basis text, confidence text) returns date
  language sql immutable parallel safe
  return case
    when basis = 'INFERRED' and confidence in ('MEDIUM', 'LOW') then null
    when split_part(edtf, '/', 1) ~ '[~?%]' then earliest - case when edtf like '%/%' then 1826 else greatest(1826, latest - earliest) end
    when split_part(edtf, '/', 1) ~ '[0-9]{4}-2[1-4]' then earliest - 366
    else earliest end;

create function edtf_last(edtf text, earliest date, latest date, basis text, confidence text) returns date
  language sql immutable parallel safe
  return (
    select case when day <= date '9999-12-31' then day end
    from (select case
      when basis = 'INFERRED' and confidence in ('MEDIUM', 'LOW') then null
      when split_part(edtf, '/', case when edtf like '%/%' then 2 else 1 end) ~ '[~?%]'
        then latest + case when edtf like '%/%' then 1826 else greatest(1826, latest - earliest) end
      when split_part(edtf, '/', case when edtf like '%/%' then 2 else 1 end) ~ '[0-9]{4}-2[1-4]' then latest + 366
      else latest end) as softened (day));
";

/// Dates by which something holds or not.
const DATES: &[(&str, &[&str])] = &[
    ("membership", &["from", "to", "attested_on"]),
    ("tenure", &["from", "to", "attested_on"]),
    ("name", &["from", "to", "attested_on"]),
    ("contact_point", &["from", "to", "attested_on"]),
    ("provision", &["from", "to", "attested_on"]),
    ("milestone", &["date"]),
    ("treaty_action", &["date", "effective_date"]),
    ("document", &["term_until"]),
];

fn generated() -> String {
    let bound = |date: &str, which: &str| {
        format!(
            "add column {date}_{which} date generated always as (edtf_{which}({date}_edtf, {date}_earliest, {date}_latest, {date}_basis, {date}_confidence)) stored"
        )
    };
    let tables = DATES.iter().map(|(table, dates)| {
        let columns = dates.iter().flat_map(|date| [bound(date, "first"), bound(date, "last")]).collect::<Vec<_>>();
        format!("alter table {table} {};", columns.join(", "))
    });
    tables.collect()
}

/// What is recorded and unknown is infinite, so that it differs from what is not recorded.
pub(super) const LIFETIMES: &str = "
create table lifetime (
  node_id bigint primary key,
  founded_first date, founded_last date, dissolved_first date, dissolved_last date
);

-- Foundation and dissolution by the leading claims that occurred, and as far as claims that contradict them allow.
create view own_lifetime as
  select subject_id as node_id,
    min(first) filter (where step = 'FOUNDATION') as founded_first,
    max(last) filter (where step = 'FOUNDATION') as founded_last,
    min(first) filter (where step = 'DISSOLUTION') as dissolved_first,
    max(last) filter (where step = 'DISSOLUTION') as dissolved_last
  from (
    select this.subject_id, this.step,
      least(coalesce(this.date_first, '-infinity'), rival.first) as first,
      greatest(coalesce(this.date_last, 'infinity'), rival.last) as last
    from milestone as this, lateral (
      select min(coalesce(other.date_first, '-infinity')) filter (where other.modality not in ('DECLINED', 'CANCELLED')) as first,
        max(case when other.modality in ('DECLINED', 'CANCELLED') then 'infinity' else coalesce(other.date_last, 'infinity') end) as last
      from milestone as other
      where other.set_id = this.set_id and not other.is_leading and other.rank <> 'DEPRECATED'
        and (this.date_last < other.date_first or other.date_last < this.date_first or other.modality in ('DECLINED', 'CANCELLED'))
    ) as rival
    where this.is_leading and this.step in ('FOUNDATION', 'DISSOLUTION') and this.modality = 'OCCURRED'
  ) as step
  group by subject_id;

-- With what stands above: an organ is there no longer than its organization, an office no longer than its body.
create view lifetime_now as
  with recursive above (node_id, upper_id) as (
    select id, upper_id from organ, unnest(array[organization_id, parent_organ_id, state_id]) as upper_id where upper_id is not null
    union select id, body_id from office where body_id is not null
    union select id, body_id from force where body_id is not null
  ), all_above (node_id, upper_id) as (
    select node_id, upper_id from above
    union select all_above.node_id, above.upper_id from all_above join above on above.node_id = all_above.upper_id
  )
  select node_id, max(founded_first) as founded_first, max(founded_last) as founded_last,
    min(dissolved_first) as dissolved_first, min(dissolved_last) as dissolved_last
  from (
    select * from own_lifetime
    union all
    select all_above.node_id, founded_first, founded_last, dissolved_first, dissolved_last
    from all_above join own_lifetime on own_lifetime.node_id = upper_id
  ) as life
  group by node_id;

create function refresh_lifetimes() returns void language plpgsql as $$
begin
  delete from lifetime where not exists (select from lifetime_now where lifetime_now.node_id = lifetime.node_id);
  insert into lifetime select * from lifetime_now
    on conflict (node_id) do update set (founded_first, founded_last, dissolved_first, dissolved_last)
      = (excluded.founded_first, excluded.founded_last, excluded.dissolved_first, excluded.dissolved_last)
    where (lifetime.founded_first, lifetime.founded_last, lifetime.dissolved_first, lifetime.dissolved_last)
      is distinct from (excluded.founded_first, excluded.founded_last, excluded.dissolved_first, excluded.dissolved_last);
end $$;
select refresh_lifetimes();

create function follow_lives() returns trigger language plpgsql as $$
begin
  perform refresh_lifetimes();
  return null;
end $$;

create function follow_steps_of_lives() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if not exists (select from come where step in ('FOUNDATION', 'DISSOLUTION')) then return null; end if;
  elsif not exists (select from gone where step in ('FOUNDATION', 'DISSOLUTION')) then
    return null;
  end if;
  perform refresh_lifetimes();
  return null;
end $$;
create trigger milestone_bounds_lives after insert on milestone referencing new table as come
  for each statement execute function follow_steps_of_lives();
create trigger milestone_bounds_other_lives after update on milestone
  for each statement execute function follow_lives();
create trigger milestone_bounds_lives_no_more after delete on milestone referencing old table as gone
  for each statement execute function follow_steps_of_lives();
";

/// Tables whose rows stand below others.
const WATCHED: &[&str] = &["organ", "office", "force", "milestone"];

fn triggers() -> String {
    let above = WATCHED.iter().filter(|table| **table != "milestone");
    let triggers = above.map(|table| {
        format!(
            "create trigger {table}_bounds_lives after insert or update or delete on {table}
               for each statement execute function follow_lives();"
        )
    });
    triggers.collect()
}

/// A period is written as in `term_duration`.
fn clauses() -> String {
    let period = |column: &str| {
        format!(
            "add column {column} text constraint document_{column}_form check ({column} ~ '^P([0-9]+Y)?([0-9]+M)?([0-9]+D)?$' and {column} <> 'P')"
        )
    };
    let ends = ["ON_THE_DAY", "FIRST_OF_NEXT_MONTH"];
    let one_of = |column: &str, values: &[&str]| format!("add column {}", one_of("document", column, "", values));
    let columns = [
        period("consent_delay"),
        one_of("consent_delay_end", &ends),
        one_of("leaving_clause", &["NONE", "DELAY"]),
        period("leaving_delay"),
        one_of("leaving_delay_end", &ends),
        one_of("succession_from", &["SUCCESSION", "NOTIFICATION"]),
        "add constraint document_consent_delay_whole check (consent_delay is not null or consent_delay_end is null)".to_owned(),
        "add constraint document_leaving_delay_whole check ((leaving_clause is distinct from 'NONE' or leaving_delay is null) and (leaving_delay is not null or leaving_delay_end is null))".to_owned(),
    ];
    let complete_until = date("document", "complete_until");
    let complete_until = complete_until.split(",\n").map(|part| format!("add {}", part.trim()));
    format!("alter table document {};", columns.into_iter().chain(complete_until).collect::<Vec<_>>().join(", "))
}
