//! Meetings that several organizations convened, that were held in several places or on line; births and deaths of persons.
//!
//! Birth and death bound what a person does as foundation and dissolution bound what a body does.
use crate::{
    fragment::one_of,
    m20261128_000032_suspend_separate_postpone::{after, both, change_checks},
};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const SUBJECTS: &str = "milestone_subject_kind_known";
const STEPS: &str = "milestone_step_known";
/// Which step of a life a step is.
const LIFE: &str = "case step when 'BIRTH' then 'FOUNDATION' when 'DEATH' then 'DISSOLUTION' else step end";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let attendance = one_of("meeting", "attendance", "", &["IN_PERSON", "ONLINE", "HYBRID"]);
        let sql = [
            change_checks(SUBJECTS, &after("STATE"), &both("STATE", "PERSON")),
            change_checks(STEPS, &after("DISSOLUTION"), "'DISSOLUTION'::text, 'BIRTH'::text, 'DEATH'::text"),
            "alter table milestone add constraint milestone_life_of_person
               check ((step in ('BIRTH', 'DEATH')) = (subject_kind = 'PERSON'));"
                .to_owned(),
            own_lifetime(LIFE),
            follow("'FOUNDATION', 'DISSOLUTION', 'BIRTH', 'DEATH'"),
            MEETINGS.to_owned(),
            format!(
                "alter table meeting add column {attendance},
                   add constraint meeting_online_nowhere check (attendance <> 'ONLINE' or place_id is null);"
            ),
        ];
        manager.get_connection().execute_unprepared(&sql.concat()).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sql = [
            "alter table milestone drop constraint milestone_life_of_person;".to_owned(),
            own_lifetime("step"),
            follow("'FOUNDATION', 'DISSOLUTION'"),
            change_checks(STEPS, "'DISSOLUTION'::text, 'BIRTH'::text, 'DEATH'::text", &after("DISSOLUTION")),
            change_checks(SUBJECTS, &both("STATE", "PERSON"), &after("STATE")),
            "drop table meeting_convener, meeting_place; alter table meeting drop constraint meeting_online_nowhere, drop column attendance;"
                .to_owned(),
        ];
        manager.get_connection().execute_unprepared(&sql.concat()).await?;
        Ok(())
    }
}

const MEETINGS: &str = "
create table meeting_convener (
  meeting_id bigint not null constraint meeting_convener_meeting references meeting on delete cascade,
  organization_id bigint not null constraint meeting_convener_organization references organization,
  primary key (meeting_id, organization_id),
  constraint meeting_convener_has_it foreign key (meeting_id, organization_id)
    references meeting_organization (meeting_id, organization_id) deferrable initially deferred
);
create index meeting_of_convener on meeting_convener (organization_id, meeting_id);
create table meeting_place (
  meeting_id bigint not null constraint meeting_place_meeting references meeting on delete cascade,
  place_id bigint not null constraint meeting_place_place references place,
  primary key (meeting_id, place_id)
);
create index meeting_at_further_place on meeting_place (place_id, meeting_id);
";

/// The same text as before but for the steps, so that the way back leaves what was there.
fn follow(steps: &str) -> String {
    format!(
        "create or replace function follow_steps_of_lives() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if not exists (select from come where step in ({steps})) then return null; end if;
  elsif not exists (select from gone where step in ({steps})) then
    return null;
  end if;
  perform refresh_lifetimes();
  return null;
end $$;"
    )
}

/// When each record was there by the leading claims of its own steps that occurred, and as far as claims that contradict
/// them and the order of steps allow.
fn own_lifetime(step: &str) -> String {
    format!(
        "create or replace view own_lifetime as
           with step_of_life as (
             select * from (
               select id, subject_id, {step} as step, set_id, is_leading, rank, modality,
                 case when is_possible then greatest(date_first, ordered_date.first) else date_first end as date_first,
                 case when is_possible then least(date_last, ordered_date.last) else date_last end as date_last
               from milestone left join ordered_date on ordered_date.node_id = milestone.id,
                 lateral (select greatest(date_first, ordered_date.first) <= least(date_last, ordered_date.last) is not false as is_possible) as order_of_both
             ) as step_of_life where step in ('FOUNDATION', 'DISSOLUTION')
           )
           select subject_id as node_id,
             min(first) filter (where step = 'FOUNDATION') as founded_first,
             max(last) filter (where step = 'FOUNDATION') as founded_last,
             min(first) filter (where step = 'DISSOLUTION') as dissolved_first,
             max(last) filter (where step = 'DISSOLUTION') as dissolved_last
           from (
             select this.subject_id, this.step,
               least(coalesce(this.date_first, '-infinity'), rival.first) as first,
               greatest(coalesce(this.date_last, 'infinity'), rival.last) as last
             from step_of_life as this, lateral (
               select min(coalesce(other.date_first, '-infinity')) filter (where other.modality not in ('DECLINED', 'CANCELLED', 'POSTPONED')) as first,
                 max(case when other.modality in ('DECLINED', 'CANCELLED', 'POSTPONED') then 'infinity' else coalesce(other.date_last, 'infinity') end) as last
               from step_of_life as other
               where other.set_id = this.set_id and not other.is_leading and other.rank <> 'DEPRECATED'
                 and (this.date_last < other.date_first or other.date_last < this.date_first or other.modality in ('DECLINED', 'CANCELLED', 'POSTPONED'))
             ) as rival
             where this.is_leading and this.modality = 'OCCURRED'
           ) as step
           group by subject_id;"
    )
}
