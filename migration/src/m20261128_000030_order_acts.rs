//! The order in which sources put acts, steps, meetings and events, where they give no date: "shortly before", "later on",
//! "the day after".
//!
//! - `comes_after`, `comes_before` and `day_after` hold what sources say.
//! - `ordered_date` has for each node whose date is narrower by that than by its own text the first and the last day that
//!   are left. Triggers keep it true, so its keys need no constraint of their own. `docs/rules.md` has the rule.
use super::m20261128_000001_bound_what_is_derived::LIFETIMES;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sql = [tables(), dated(), ORDER.to_owned(), BOUNDS.to_owned(), own_lifetime(), triggers()].join(";\n");
        manager.get_connection().execute_unprepared(&sql).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let drops = watched().map(|(table, name, ..)| format!("drop trigger {name} on {table};"));
        let sql = format!(
            "{} {}; drop index relation_order;
             drop function follow_order, follow_dated_claims, follow_dated_gatherings, follow_claims_of_dates, follow_relations_of_order, refresh_ordered_dates;
             drop table ordered_date, date_bound; drop view date_bound_now, ordered_node, dated_order, dated_day;
             drop table comes_after, comes_before, day_after; select refresh_lifetimes();",
            drops.collect::<String>(),
            own_lifetime_as_it_was(),
        );
        manager.get_connection().execute_unprepared(&sql).await?;
        Ok(())
    }
}

/// Tables of what sources say of an order.
const ORDERS: [&str; 3] = ["comes_after", "comes_before", "day_after"];

fn tables() -> String {
    let table = |name: &&str| {
        format!(
            "create table {name} (
               node_id bigint not null constraint {name}_node references node on delete cascade,
               other_id bigint not null constraint {name}_other references node on delete cascade,
               primary key (node_id, other_id),
               constraint {name}_not_itself check (node_id <> other_id)
             );
             create index {name}_of_other on {name} (other_id, node_id);"
        )
    };
    ORDERS.iter().map(table).collect()
}

/// The days of what can bound others: leading claims of what occurred, as far as claims that contradict them allow. A
/// bound that is missing is infinite.
fn dated() -> String {
    let claims = |table: &str| {
        format!(
            "select this.id, least(this.first, rival.first) as first, greatest(this.last, rival.last) as last
             from (
               select id, set_id, coalesce(date_first, '-infinity') as first, coalesce(date_last, 'infinity') as last
               from {table} where is_leading and modality = 'OCCURRED'
             ) as this, lateral (
               select min(coalesce(other.date_first, '-infinity')) as first,
                 max(case when other.modality in ('DECLINED', 'CANCELLED') then 'infinity' else coalesce(other.date_last, 'infinity') end) as last
               from {table} as other
               where other.set_id = this.set_id and not other.is_leading and other.rank <> 'DEPRECATED'
                 and (this.last < other.date_first or other.date_last < this.first or other.modality in ('DECLINED', 'CANCELLED'))
             ) as rival"
        )
    };
    let gatherings = |table: &str| {
        format!(
            "select id,
               coalesce(edtf_first(date_edtf, date_earliest, date_latest, date_basis, date_confidence), '-infinity'),
               coalesce(edtf_last(date_edtf, date_earliest, date_latest, date_basis, date_confidence), 'infinity')
             from {table}
             where modality = 'OCCURRED' and not exists (
               select from claim where claim.subject_id = {table}.id and claim.field = 'date' and claim.rank <> 'DEPRECATED')"
        )
    };
    let parts = [claims("treaty_action"), claims("milestone"), gatherings("meeting"), gatherings("event")];
    format!("create view dated_day as {}", parts.join(" union all "))
}

/// The order, from the earlier to the later: at least so many days apart, or exactly so many.
const ORDER: &str = "
create index relation_order on relation (id) where relation in ('BEFORE', 'AFTER');
create view dated_order as
  select node_id as said_by, other_id as earlier_id, node_id as later_id, 0 as days, false as is_exact from comes_after
  union all select node_id, node_id, other_id, 0, false from comes_before
  union all select node_id, other_id, node_id, 1, true from day_after
  union all select id, subject_id, object_id, 0, false from relation
    where relation = 'BEFORE' and is_leading and modality = 'OCCURRED' and object_kind in ('MEETING', 'EVENT')
  union all select id, object_id, subject_id, 0, false from relation
    where relation = 'AFTER' and is_leading and modality = 'OCCURRED' and subject_kind in ('MEETING', 'EVENT')
      and object_kind in ('MEETING', 'EVENT');
create view ordered_node as
  select earlier_id as id from dated_order union select later_id from dated_order union select said_by from dated_order
";

/// What one node bounds of another: its first day, or its last, by so many days more than that of the one. An order that
/// the dates of both exclude, or that runs in a circle, bounds nothing. What only one claim of a set says bounds that claim
/// alone.
const BOUNDS: &str = "
create view date_bound_now as
  with recursive follows (earlier_id, later_id) as (
    select earlier_id, later_id from dated_order
    union select follows.earlier_id, dated_order.later_id from follows join dated_order on dated_order.earlier_id = follows.later_id
  ), disputed (id) as (
    select this.id from dated_order join treaty_action as this on this.id = said_by
    where exists (select from treaty_action as other where other.set_id = this.set_id and other.id <> this.id and other.rank <> 'DEPRECATED')
    union all
    select this.id from dated_order join milestone as this on this.id = said_by
    where exists (select from milestone as other where other.set_id = this.set_id and other.id <> this.id and other.rank <> 'DEPRECATED')
  ), possible as (
    select * from dated_order
    where not exists (select from follows where follows.earlier_id = dated_order.later_id and follows.later_id = dated_order.earlier_id)
    and not exists (
      select from dated_day as earlier join dated_day as later on later.id = later_id
      where earlier.id = earlier_id and (earlier.first > later.last - days or is_exact and later.first > earlier.last + days)
    )
  ), bound (said_by, from_id, to_id, days, is_first) as (
    select said_by, earlier_id, later_id, days, true from possible
    union all select said_by, later_id, earlier_id, -days, false from possible
    union all select said_by, later_id, earlier_id, -days, true from possible where is_exact
    union all select said_by, earlier_id, later_id, days, false from possible where is_exact
  )
  select from_id, to_id, days, is_first from bound where said_by = to_id or said_by not in (select id from disputed);

-- The same, as it was found last; so that it is found once, however often it is read until nothing changes.
create table date_bound (from_id bigint not null, to_id bigint not null, days int not null, is_first boolean not null);

create table ordered_date (
  node_id bigint primary key,
  first date,
  last date
);

-- Bounds pass from one to the next until nothing changes. PostgreSQL takes the few rows of an order for many where it has no
-- statistics, and would compile what runs for a millisecond.
create function refresh_ordered_dates() returns void language plpgsql set jit = off as $$
begin
  delete from date_bound;
  delete from ordered_date;
  if not exists (select from dated_order) then return; end if;
  insert into date_bound select * from date_bound_now where from_id in (select id from dated_day where id in (select id from ordered_node));
  insert into ordered_date select id, first, last from dated_day where id in (select from_id from date_bound);
  insert into ordered_date select distinct to_id, date '-infinity', date 'infinity' from date_bound
    where to_id not in (select node_id from ordered_date);
  for turn in 1 .. (select count(*) from ordered_date) loop
    update ordered_date set first = greatest(ordered_date.first, bound.first), last = least(ordered_date.last, bound.last)
    from (
      select to_id, max(first + days) filter (where is_first) as first, min(last + days) filter (where not is_first) as last
      from date_bound join ordered_date as source on source.node_id = from_id
      group by to_id
    ) as bound
    where node_id = to_id and (bound.first > ordered_date.first or bound.last < ordered_date.last);
    exit when not found;
  end loop;
  delete from ordered_date where first > last or node_id not in (select to_id from date_bound);
  update ordered_date set first = nullif(first, '-infinity'), last = nullif(last, 'infinity');
end $$
";

/// Steps with their dates as the order narrows them.
const NARROWED: &str = "(
  select id, subject_id, step, set_id, is_leading, rank, modality,
    case when is_possible then greatest(date_first, ordered_date.first) else date_first end as date_first,
    case when is_possible then least(date_last, ordered_date.last) else date_last end as date_last
  from milestone left join ordered_date on ordered_date.node_id = milestone.id,
    lateral (select greatest(date_first, ordered_date.first) <= least(date_last, ordered_date.last) is not false as is_possible) as order_of_both
)";

/// The view as the migration before made it.
fn own_lifetime_as_it_was() -> String {
    let begins = LIFETIMES.find("create view own_lifetime as").unwrap_or_default();
    let ends = LIFETIMES[begins..].find(';').map_or(LIFETIMES.len(), |end| begins + end);
    LIFETIMES[begins..ends].replacen("create view", "create or replace view", 1)
}

/// Foundation and dissolution by the leading claims that occurred, and as far as claims that contradict them allow.
fn own_lifetime() -> String {
    format!(
        "create or replace view own_lifetime as
           with step_of_life as (select * from {NARROWED} as step_of_life where step in ('FOUNDATION', 'DISSOLUTION'))
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
               select min(coalesce(other.date_first, '-infinity')) filter (where other.modality not in ('DECLINED', 'CANCELLED')) as first,
                 max(case when other.modality in ('DECLINED', 'CANCELLED') then 'infinity' else coalesce(other.date_last, 'infinity') end) as last
               from step_of_life as other
               where other.set_id = this.set_id and not other.is_leading and other.rank <> 'DEPRECATED'
                 and (this.date_last < other.date_first or other.date_last < this.date_first or other.modality in ('DECLINED', 'CANCELLED'))
             ) as rival
             where this.is_leading and this.modality = 'OCCURRED'
           ) as step
           group by subject_id"
    )
}

/// Each trigger: its table, its name, the event, the function. The rows that changed are `come`, whether they come or go.
fn watched() -> impl Iterator<Item = (&'static str, String, &'static str, &'static str)> {
    let all: &[&str] = &["insert", "update", "delete"];
    let watched = [
        ("treaty_action", "follow_dated_claims", all),
        ("milestone", "follow_dated_claims", all),
        ("meeting", "follow_dated_gatherings", &["update"]),
        ("event", "follow_dated_gatherings", &["update"]),
        ("claim", "follow_claims_of_dates", all),
        ("relation", "follow_relations_of_order", all),
    ];
    let orders = ORDERS.map(|table| (table, "follow_order", all));
    watched.into_iter().chain(orders).flat_map(|(table, function, events)| {
        events.iter().map(move |event| (table, format!("{table}_orders_dates_on_{event}"), *event, function))
    })
}

fn triggers() -> String {
    let function = |name: &str, matters: &str| {
        format!(
            "create function {name}() returns trigger language plpgsql as $$
             begin
               if exists (select from come {matters}) then
                 perform refresh_ordered_dates();
                 perform refresh_lifetimes();
               end if;
               return null;
             end $$;"
        )
    };
    let functions = [
        function("follow_order", ""),
        function(
            "follow_dated_claims",
            "where set_id in (
               select set_id from treaty_action where id in (select id from ordered_node)
               union all select set_id from milestone where id in (select id from ordered_node))",
        ),
        function("follow_dated_gatherings", "where id in (select id from ordered_node)"),
        function("follow_claims_of_dates", "where subject_id in (select id from ordered_node)"),
        function("follow_relations_of_order", "where relation in ('BEFORE', 'AFTER')"),
    ];
    let triggers = watched().map(|(table, name, event, function)| {
        let rows = if event == "delete" { "old" } else { "new" };
        format!(
            "create trigger {name} after {event} on {table} referencing {rows} table as come
               for each statement execute function {function}();"
        )
    });
    functions.into_iter().chain(triggers).collect()
}
