-- The facts of the register in the tables that suit the other servers best: one table a type, plain columns,
-- a document with its one meeting, and keys numbered in the order in which lists are answered, so that
-- `order by id` is what our own order by name or date is. Copies, so that nothing of ours slows them.
-- Keys and indexes come after the rows, which a large register takes much less time for.
drop schema if exists peer cascade;
create schema peer;
set search_path = peer;

create table state (id int not null, iso3 text not null, name text not null);
insert into state
select row_number() over (order by id), iso3, name from public.state;

create table organization (id int not null, slug text not null, name text not null);
insert into organization
select row_number() over (order by name, id), slug, name from public.organization;

create table membership (
  id int not null,
  organization_id int not null,
  state_id int not null,
  status text not null,
  begins text
);
insert into membership
select row_number() over (order by membership.from_order, membership.id), organization.id, state.id, status, from_edtf
from public.membership
join public.organization known on known.id = body_id join organization using (slug)
join public.state member on member.id = member_id join state on state.iso3 = member.iso3
where is_leading;

create table meeting (
  id int not null,
  organization_id int not null,
  slug text not null,
  name text not null,
  held text
);
insert into meeting
select row_number() over (order by meeting.date_order, meeting.id), organization.id, meeting.slug, meeting.name, date_edtf
from public.meeting
join public.organization known on known.id = meeting.organization_id join organization on organization.slug = known.slug;

create table document (
  id int not null,
  meeting_id int not null,
  slug text not null,
  name text not null,
  kind text not null
);
insert into document
select row_number() over (order by document.name, document.id), meeting.id, document.slug, document.name, document.kind
from public.document
join public.milestone on subject_id = document.id and milestone.is_leading
join public.meeting known on known.id = milestone.meeting_id join meeting on meeting.slug = known.slug;

create table action (
  id int not null,
  document_id int not null,
  state_id int not null,
  kind text not null,
  done text
);
insert into action
select row_number() over (order by treaty_action.date_order, treaty_action.id), document.id, state.id, action, date_edtf
from public.treaty_action
join public.document known on known.id = document_id join document on document.slug = known.slug
join public.state party on party.id = party_id join state on state.iso3 = party.iso3
where is_leading;

alter table state add primary key (id), add unique (iso3);
alter table organization add primary key (id), add unique (slug);
alter table membership add primary key (id);
alter table meeting add primary key (id), add unique (slug);
alter table document add primary key (id), add unique (slug);
alter table action add primary key (id);

alter table membership
  add foreign key (organization_id) references organization,
  add foreign key (state_id) references state;
alter table meeting add foreign key (organization_id) references organization;
alter table document add foreign key (meeting_id) references meeting;
alter table action
  add foreign key (document_id) references document,
  add foreign key (state_id) references state;

create index on membership (organization_id, id);
create index on membership (state_id, id);
create index on meeting (organization_id, id);
create index on document (meeting_id, id);
create index on action (document_id, kind, id);
create index on action (state_id, id);

-- How PostGraphile is given organizations by their slugs.
create function organizations_among(slugs text[]) returns setof organization
  language sql stable begin atomic
    select * from organization where slug = any (slugs) order by id;
  end;
