//! Records: things with an identity, each in a table of its own that shares the node's key.
use crate::fragment::{date, modality, one_of, record, reference};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for sql in [states_and_places(), organizations(), documents_and_meetings(), others()] {
            manager.get_connection().execute_unprepared(&sql).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .get_connection()
            .execute_unprepared(
                "drop table meeting_organ, force, office, person, source, topic, event;
                 alter table meeting drop constraint meeting_convened;
                 drop table meeting_organization, meeting, organ, document, organization, place, state;",
            )
            .await?;
        Ok(())
    }
}

fn states_and_places() -> String {
    format!(
        "
create table state ({state},
  iso2 text constraint state_iso2_once unique constraint state_iso2_form check (iso2 ~ '^[A-Z]{{2}}$'),
  iso3 text constraint state_iso3_once unique constraint state_iso3_form check (iso3 ~ '^[A-Z]{{3}}$'),
  iso_numeric text constraint state_iso_numeric_once unique constraint state_iso_numeric_form check (iso_numeric ~ '^[0-9]{{3}}$')
);
create index state_by_name on state (name, id);
create unique index state_by_slug on state (slug);

create table place ({place},
  locality text, region text,
  state_id bigint constraint place_state references state,
  latitude double precision constraint place_latitude_range check (latitude between -90 and 90),
  longitude double precision constraint place_longitude_range check (longitude between -180 and 180),
  constraint place_coordinates_whole check ((latitude is null) = (longitude is null))
);
create index place_by_name on place (name, id);
create unique index place_by_slug on place (slug);
create index place_in_state on place (state_id, name, id) where state_id is not null;
",
        state = record("state", "STATE"),
        place = record("place", "PLACE"),
    )
}

fn organizations() -> String {
    format!(
        "
create table organization ({organization},
  abbreviation text,
  {organization_kind}
);
create index organization_by_name on organization (name, id);
create unique index organization_by_slug on organization (slug);

create table document ({document},
  {document_kind},
  term_duration text constraint document_term_duration_form check (term_duration ~ '^P([0-9]+Y)?([0-9]+M)?([0-9]+D)?$' and term_duration <> 'P'),
  renewal_period text constraint document_renewal_period_form check (renewal_period ~ '^P([0-9]+Y)?([0-9]+M)?([0-9]+D)?$' and renewal_period <> 'P'),
  {term_until}
);
create index document_by_name on document (name, id);
create unique index document_by_slug on document (slug);
create index document_by_kind on document (kind, name, id);

-- The home of an organ is an organization, an organ, a treaty whose parties it unites, or a state.
-- `organization_key` is 0 where it belongs to no organization, so that a foreign key can demand the truth.
create table organ ({organ},
  abbreviation text,
  {organ_kind},
  organization_id bigint constraint organ_organization references organization,
  parent_organ_id bigint constraint organ_parent_organ references organ,
  treaty_id bigint constraint organ_treaty references document,
  state_id bigint constraint organ_state references state,
  organization_key bigint not null generated always as (coalesce(organization_id, 0)) stored,
  constraint organ_has_home check (num_nonnulls(organization_id, parent_organ_id, treaty_id, state_id) >= 1),
  constraint organ_not_its_own_parent check (parent_organ_id <> id),
  constraint organ_id_organization unique (id, organization_key)
);
create index organ_by_name on organ (name, id);
create unique index organ_by_slug on organ (slug);
create index organ_of_organization on organ (organization_id, name, id) where organization_id is not null;
create index organ_of_organ on organ (parent_organ_id, name, id) where parent_organ_id is not null;
create index organ_of_treaty on organ (treaty_id, name, id) where treaty_id is not null;
create index organ_of_state on organ (state_id, name, id) where state_id is not null;
",
        organization = record("organization", "ORGANIZATION"),
        organization_kind = one_of("organization", "kind", "not null", &[
            "INTERGOVERNMENTAL_ORGANIZATION", "ALLIANCE", "ECONOMIC_UNION", "CUSTOMS_UNION", "FREE_TRADE_AREA", "FORUM", "OTHER",
        ]),
        document = record("document", "DOCUMENT"),
        document_kind = one_of("document", "kind", "not null", &[
            "TREATY", "CHARTER", "AGREEMENT", "CONVENTION", "PROTOCOL", "DECLARATION", "MEMORANDUM", "DECISION", "RESOLUTION",
            "STATEMENT", "CONCEPT", "PLAN", "PROGRAMME", "REPORT", "LIST", "PROPOSAL", "REGULATION", "GUIDELINES", "OTHER",
        ]),
        term_until = date("document", "term_until"),
        organ = record("organ", "ORGAN"),
        organ_kind = one_of("organ", "kind", "not null", &[
            "COUNCIL", "COMMITTEE", "COMMISSION", "ASSEMBLY", "SECRETARIAT", "CENTRE", "BUREAU", "DIVISION", "FUND", "SYSTEM",
            "COURT", "FORUM", "LEGISLATURE", "GOVERNMENT_BODY", "OTHER",
        ]),
    )
}

fn documents_and_meetings() -> String {
    format!(
        "
create table meeting ({meeting},
  {meeting_kind},
  {modality},
  organization_id bigint constraint meeting_organization references organization,
  part_of_id bigint constraint meeting_part_of references meeting,
  place_id bigint constraint meeting_place references place,
  {date}, {announced},
  constraint meeting_not_part_of_itself check (part_of_id <> id),
  constraint meeting_id_date unique (id, date_order)
);
create index meeting_by_name on meeting (name, id);
create unique index meeting_by_slug on meeting (slug);
create index meeting_by_date on meeting (date_order, id);
create index meeting_of_meeting on meeting (part_of_id, date_order, id) where part_of_id is not null;
create index meeting_at_place on meeting (place_id, date_order, id) where place_id is not null;

-- The organizations whose meeting it is: the one that convened it, and those of the organs that met.
create table meeting_organization (
  meeting_id bigint not null,
  organization_id bigint not null constraint meeting_organization_organization references organization,
  date_order int not null,
  primary key (meeting_id, organization_id),
  constraint meeting_organization_meeting foreign key (meeting_id, date_order) references meeting (id, date_order) on update cascade on delete cascade
);
create index meeting_of_organization on meeting_organization (organization_id, date_order, meeting_id);
alter table meeting add constraint meeting_convened foreign key (id, organization_id)
  references meeting_organization (meeting_id, organization_id) deferrable initially deferred;

-- The organs that met. An organ's organization has the meeting too: two foreign keys demand it.
create table meeting_organ (
  meeting_id bigint not null,
  organ_id bigint not null,
  organization_id bigint,
  organization_key bigint not null generated always as (coalesce(organization_id, 0)) stored,
  date_order int not null,
  primary key (meeting_id, organ_id),
  constraint meeting_organ_meeting foreign key (meeting_id, date_order) references meeting (id, date_order) on update cascade on delete cascade,
  constraint meeting_organ_organ foreign key (organ_id, organization_key) references organ (id, organization_key),
  constraint meeting_organ_organization foreign key (meeting_id, organization_id) references meeting_organization (meeting_id, organization_id)
);
create index meeting_of_organ on meeting_organ (organ_id, date_order, meeting_id);
",
        meeting = record("meeting", "MEETING"),
        meeting_kind = one_of("meeting", "kind", "not null", &[
            "SUMMIT", "INFORMAL_SUMMIT", "JUBILEE_SUMMIT", "REGULAR_SESSION", "EXTRAORDINARY_SESSION", "MINISTERIAL", "SESSION",
            "MEETING", "OTHER",
        ]),
        modality = modality("meeting"),
        date = date("meeting", "date"),
        announced = date("meeting", "announced_on"),
    )
}

fn others() -> String {
    format!(
        "
create table event ({event},
  {event_kind},
  {event_modality},
  part_of_id bigint constraint event_part_of references event,
  place_id bigint constraint event_place references place,
  {event_date}, {announced},
  constraint event_not_part_of_itself check (part_of_id <> id)
);
create index event_by_name on event (name, id);
create unique index event_by_slug on event (slug);
create index event_by_date on event (date_order, id);
create index event_of_event on event (part_of_id, date_order, id) where part_of_id is not null;
create index event_at_place on event (place_id, date_order, id) where place_id is not null;

create table topic ({topic},
  {topic_kind},
  broader_id bigint constraint topic_broader references topic,
  constraint topic_not_its_own_broader check (broader_id <> id)
);
create index topic_by_name on topic (name, id);
create unique index topic_by_slug on topic (slug);
create index topic_narrower on topic (broader_id, name, id) where broader_id is not null;

create table source ({source},
  {source_kind},
  publisher text, language text constraint source_language_form check (language ~ '^[a-z]{{2,3}}(-[A-Za-z0-9]{{2,8}})*$'), url text,
  {published}, {accessed}, {maintained_until}, {covered}
);
create index source_by_name on source (name, id);
create unique index source_by_slug on source (slug);

create table person ({person});
create index person_by_name on person (name, id);
create unique index person_by_slug on person (slug);

create table office ({office},
  {office_of},
  is_single_holder boolean
);
create index office_by_name on office (name, id);
create unique index office_by_slug on office (slug);
create index office_of_body on office (body_id, name, id);

create table force ({force},
  {force_kind},
  {force_of},
  region text
);
create index force_by_name on force (name, id);
create unique index force_by_slug on force (slug);
create index force_of_body on force (body_id, name, id) where body_id is not null;
",
        event = record("event", "EVENT"),
        event_kind = one_of("event", "kind", "not null", &[
            "EXERCISE", "NEGOTIATION", "TALKS", "VISIT", "CONFERENCE", "MISSION", "OPERATION", "CONFLICT", "ACCIDENT", "OTHER",
        ]),
        event_modality = modality("event"),
        event_date = date("event", "date"),
        announced = date("event", "announced_on"),
        topic = record("topic", "TOPIC"),
        topic_kind = one_of("topic", "kind", "not null default 'SUBJECT'", &["SUBJECT", "TERRITORY"]),
        source = record("source", "SOURCE"),
        source_kind = one_of("source", "kind", "not null", &[
            "WEB_PAGE", "TREATY_SERIES", "DATA_SET", "STANDARD", "BOOK", "ARTICLE", "ARCHIVE", "OTHER",
        ]),
        published = date("source", "published"),
        accessed = date("source", "accessed"),
        maintained_until = date("source", "maintained_until"),
        covered = date("source", "covered"),
        person = record("person", "PERSON"),
        office = record("office", "OFFICE"),
        office_of = reference("office", "body", "not null", &["ORGANIZATION", "ORGAN", "STATE"]),
        force = record("force", "FORCE"),
        force_kind = one_of("force", "kind", "not null", &[
            "REGIONAL_GROUP", "SECTOR", "RAPID_DEPLOYMENT_FORCE", "RAPID_REACTION_FORCE", "PEACEKEEPING_FORCE", "AIR_DEFENCE", "OTHER",
        ]),
        force_of = reference("force", "body", "", &["ORGANIZATION", "ORGAN", "DOCUMENT"]),
    )
}
