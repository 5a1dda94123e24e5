//! Records: entries with an identity of their own.
use super::{Kind, PLAIN};
use crate::{
    field::{
        Field, List, Shape, code, date, duration, is_capitals, is_digits, language, list, one_of, record, term,
        term_or, text,
    },
    table::Table,
};
use entity::vocabulary::{
    Attendance, DelayEnd, DocumentKind, EventKind, ForceKind, LeavingClause, MeetingKind, Modality, NodeKind,
    OrganKind, OrganizationKind, ProvisionalUntil, SourceKind, SuccessionFrom, TopicKind,
};

const NAME: Field = text("name").required();
const MODALITY: Field = term_or::<Modality>("modality", "OCCURRED");

pub const STATE: Kind = Kind {
    node: NodeKind::State,
    table: Table::of::<entity::state::Entity>,
    fields: &[
        NAME,
        code("iso2", is_capitals::<2>, "two capital letters of ISO 3166-1, as \"AM\""),
        code("iso3", is_capitals::<3>, "three capital letters of ISO 3166-1, as \"ARM\""),
        code("iso_numeric", is_digits::<3>, "three digits of ISO 3166-1 in quotation marks, as \"051\""),
        code("iso_former", is_capitals::<4>, "four capital letters of ISO 3166-3, as \"SUHH\""),
    ],
    ..PLAIN
};

pub const ORGANIZATION: Kind = Kind {
    node: NodeKind::Organization,
    table: Table::of::<entity::organization::Entity>,
    fields: &[NAME, term::<OrganizationKind>("kind").required(), text("abbreviation")],
    ..PLAIN
};

pub const PERSON: Kind =
    Kind { node: NodeKind::Person, table: Table::of::<entity::person::Entity>, fields: &[NAME], ..PLAIN };

pub const TOPIC: Kind = Kind {
    node: NodeKind::Topic,
    table: Table::of::<entity::topic::Entity>,
    fields: &[NAME, term_or::<TopicKind>("kind", "SUBJECT"), record("broader", NodeKind::Topic)],
    parent: Some("broader_id"),
    ..PLAIN
};

pub const PLACE: Kind = Kind {
    node: NodeKind::Place,
    table: Table::of::<entity::place::Entity>,
    fields: &[
        NAME,
        text("locality"),
        text("region"),
        record("state", NodeKind::State),
        Field::new("latitude", Shape::Number(-90.0, 90.0)),
        Field::new("longitude", Shape::Number(-180.0, 180.0)),
    ],
    check: |check| {
        if check.has("latitude") != check.has("longitude") {
            check.refuse("a place needs both `latitude` and `longitude`, or neither");
        }
    },
    ..PLAIN
};

pub const SOURCE: Kind = Kind {
    node: NodeKind::Source,
    table: Table::of::<entity::source::Entity>,
    fields: &[
        NAME,
        term::<SourceKind>("kind").required(),
        text("publisher"),
        language("language"),
        text("url"),
        record("origin", NodeKind::Source),
        date("published"),
        date("accessed"),
        date("maintained_until"),
        date("covered"),
    ],
    parent: Some("origin_id"),
    ..PLAIN
};

pub const DOCUMENT: Kind = Kind {
    node: NodeKind::Document,
    table: Table::of::<entity::document::Entity>,
    fields: &[
        NAME,
        term::<DocumentKind>("kind").required(),
        duration("term_duration"),
        date("term_until"),
        duration("renewal_period"),
        duration("consent_delay"),
        term::<DelayEnd>("consent_delay_end"),
        term::<LeavingClause>("leaving_clause"),
        duration("leaving_delay"),
        term::<DelayEnd>("leaving_delay_end"),
        term::<SuccessionFrom>("succession_from"),
        term::<ProvisionalUntil>("provisional_until"),
        date("complete_until"),
        list("depositaries", List::Depositaries),
    ],
    has_topics: true,
    ..PLAIN
};

pub const ORGAN: Kind = Kind {
    node: NodeKind::Organ,
    table: Table::of::<entity::organ::Entity>,
    fields: &[
        NAME,
        term::<OrganKind>("kind").required(),
        text("abbreviation"),
        record("organization", NodeKind::Organization),
        record("parent_organ", NodeKind::Organ),
        record("treaty", NodeKind::Document),
        record("state", NodeKind::State),
    ],
    parent: Some("parent_organ_id"),
    check: |check| {
        const HOMES: [&str; 4] = ["organization_id", "parent_organ_id", "treaty_id", "state_id"];
        if !HOMES.iter().any(|home| check.has(home)) {
            check.refuse("an organ needs at least one of `organization`, `parent_organ`, `treaty` and `state`");
        }
    },
    ..PLAIN
};

pub const OFFICE: Kind = Kind {
    node: NodeKind::Office,
    table: Table::of::<entity::office::Entity>,
    fields: &[
        NAME,
        one_of("body", &[NodeKind::Organization, NodeKind::Organ, NodeKind::State]).required(),
        Field::new("is_single_holder", Shape::Flag(None)),
    ],
    ..PLAIN
};

pub const FORCE: Kind = Kind {
    node: NodeKind::Force,
    table: Table::of::<entity::force::Entity>,
    fields: &[
        NAME,
        term::<ForceKind>("kind").required(),
        one_of("body", &[NodeKind::Organization, NodeKind::Organ, NodeKind::Document]),
        text("region"),
    ],
    ..PLAIN
};

pub const MEETING: Kind = Kind {
    node: NodeKind::Meeting,
    table: Table::of::<entity::meeting::Entity>,
    fields: &[
        NAME,
        term::<MeetingKind>("kind").required(),
        record("organization", NodeKind::Organization),
        list("organizations", List::Organizations),
        list("organs", List::Organs),
        record("part_of", NodeKind::Meeting),
        record("place", NodeKind::Place),
        list("places", List::Places),
        term::<Attendance>("attendance"),
        date("date"),
        MODALITY,
        date("announced_on"),
    ],
    parent: Some("part_of_id"),
    has_topics: true,
    check: |check| {
        if check.text("attendance") == Some("ONLINE") && check.has("place_id") {
            check.refuse_field("attendance", "an ONLINE meeting has no place; with one it is HYBRID");
        }
    },
    ..PLAIN
};

pub const EVENT: Kind = Kind {
    node: NodeKind::Event,
    table: Table::of::<entity::event::Entity>,
    fields: &[
        NAME,
        term::<EventKind>("kind").required(),
        record("part_of", NodeKind::Event),
        record("place", NodeKind::Place),
        date("date"),
        MODALITY,
        date("announced_on"),
    ],
    parent: Some("part_of_id"),
    has_topics: true,
    ..PLAIN
};
