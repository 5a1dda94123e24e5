//! Statements: what sources say about records, in claim sets.
use super::{Kind, PLAIN, Part};
use crate::{
    check::Check,
    field::{
        Field, List, ORDER, Shape, any_record, date, duration, form, language, list, one_of, party, record, term,
        term_or, text,
    },
    key::is_slug,
    table::Table,
};
use entity::vocabulary::{
    ContactKind, FigureQualifier, MembershipRole, MembershipStatus, MilestoneStep, MissingReason, Modality, NameBasis,
    NameKind, NodeKind, ParticipationRole, ProvisionKind, RelationKind, RemarkKind, TreatyActionKind,
};

const SUBJECT: Field = any_record("subject").required();
const MODALITY: Field = term_or::<Modality>("modality", "OCCURRED");
const GATHERING: Field = one_of("gathering", &[NodeKind::Meeting, NodeKind::Event]).required();

pub const NAME: Kind = Kind {
    node: NodeKind::Name,
    table: Table::of::<entity::name::Entity>,
    fields: &[
        SUBJECT,
        text("text").required(),
        term::<NameKind>("kind").required(),
        language("language"),
        term_or::<NameBasis>("basis", "STATED"),
    ],
    about: &["subject_id"],
    owner: Some("subject"),
    has_spell: true,
    key: &[Part::Of("subject"), Part::Of("kind"), Part::Of("text")],
    ..PLAIN
};

pub const CONTACT_POINT: Kind = Kind {
    node: NodeKind::ContactPoint,
    table: Table::of::<entity::contact_point::Entity>,
    fields: &[
        SUBJECT,
        term::<ContactKind>("kind").required(),
        text("value"),
        record("place", NodeKind::Place),
        term::<MissingReason>("missing_reason"),
    ],
    about: &["subject_id", "kind"],
    owner: Some("subject"),
    has_spell: true,
    key: &[Part::Of("subject"), Part::Of("kind")],
    check: |check| {
        let is_known = check.has("value") || check.has("place_id");
        if is_known == check.has("missing_reason") {
            check.refuse("a contact point needs either a `value` or a `place`, or a `missing_reason`");
        }
    },
    ..PLAIN
};

pub const MEMBERSHIP: Kind = Kind {
    node: NodeKind::Membership,
    table: Table::of::<entity::membership::Entity>,
    fields: &[
        one_of("body", &[NodeKind::Organization, NodeKind::Organ, NodeKind::Force]).required(),
        one_of("member", &[NodeKind::State, NodeKind::Organization]).required(),
        term::<MembershipStatus>("status").required(),
        term::<MembershipRole>("role"),
        text("label"),
        text("end_reason"),
        text("reason"),
        party("decided_by"),
        MODALITY,
    ],
    about: &["body_id", "member_id"],
    owner: Some("body"),
    has_spell: true,
    key: &[Part::Of("body"), Part::Of("member")],
    check: |check| {
        if check.number("body_id") == check.number("member_id") {
            check.refuse_field("member", "a body cannot be a member of itself");
        }
    },
    ..PLAIN
};

pub const TREATY_ACTION: Kind = Kind {
    node: NodeKind::TreatyAction,
    table: Table::of::<entity::treaty_action::Entity>,
    fields: &[
        record("document", NodeKind::Document).required(),
        party("party").required(),
        term::<TreatyActionKind>("action").required(),
        text("label"),
        record("meeting", NodeKind::Meeting),
        date("date"),
        date("effective_date"),
        MODALITY,
        date("announced_on"),
        ORDER[0],
        ORDER[1],
        ORDER[2],
    ],
    about: &["document_id"],
    owner: Some("document"),
    key: &[Part::Of("document"), Part::Of("party"), Part::Of("action")],
    check: |check| {
        if check.text("party_kind").is_some_and(|kind| !matches!(kind, "STATE" | "ORGANIZATION")) {
            check.refuse_field("party", "the party of a treaty action must be a state or an organization");
        }
    },
    ..PLAIN
};

pub const MILESTONE: Kind = Kind {
    node: NodeKind::Milestone,
    table: Table::of::<entity::milestone::Entity>,
    fields: &[
        one_of(
            "subject",
            &[
                NodeKind::Document,
                NodeKind::Organization,
                NodeKind::Organ,
                NodeKind::Force,
                NodeKind::Office,
                NodeKind::State,
                NodeKind::Person,
            ],
        )
        .required(),
        term::<MilestoneStep>("step").required(),
        party("by"),
        record("meeting", NodeKind::Meeting),
        record("event", NodeKind::Event),
        record("place", NodeKind::Place),
        record("instrument", NodeKind::Document),
        duration("period"),
        date("date"),
        MODALITY,
        date("announced_on"),
        ORDER[0],
        ORDER[1],
        ORDER[2],
    ],
    about: &["subject_id", "step"],
    owner: Some("subject"),
    key: &[Part::Of("subject"), Part::Of("step")],
    check: |check| {
        let is_of_person = matches!(check.text("step"), Some("BIRTH" | "DEATH"));
        if check.has("step")
            && check.has("subject_kind")
            && is_of_person != (check.text("subject_kind") == Some("PERSON"))
        {
            check.refuse_field("step", "persons have BIRTH and DEATH, and nothing else has them");
        }
    },
    ..PLAIN
};

pub const RELATION: Kind = Kind {
    node: NodeKind::Relation,
    table: Table::of::<entity::relation::Entity>,
    fields: &[
        SUBJECT,
        term::<RelationKind>("relation").required(),
        any_record("object"),
        text("object_label"),
        date("date"),
        MODALITY,
        date("announced_on"),
    ],
    about: &["subject_id", "relation"],
    owner: Some("subject"),
    key: &[Part::Of("subject"), Part::Of("relation"), Part::Either("object", "object_label")],
    check: relation,
    ..PLAIN
};

fn relation(check: &mut Check) {
    if !check.has("object_id") && !check.has("object_label") {
        check.refuse("a relation needs an `object` or an `object_label`");
    }
    if let (Some(relation), Some(subject), Some(object)) =
        (check.text("relation"), check.text("subject_kind"), check.text("object_kind"))
        && !check.joins(relation, subject, object)
    {
        let noun = |kind: &str| Kind::by_name(&kind.to_lowercase()).map_or_else(|_| kind.to_owned(), Kind::a_noun);
        let reason = format!("{relation} does not join {} to {}", noun(subject), noun(object));
        check.refuse_field("relation", reason);
    }
}

pub const PARTICIPATION: Kind = Kind {
    node: NodeKind::Participation,
    table: Table::of::<entity::participation::Entity>,
    fields: &[
        GATHERING,
        party("party").required(),
        term::<ParticipationRole>("role").required(),
        any_record("represents"),
        record("office", NodeKind::Office),
        MODALITY,
    ],
    about: &["gathering_id", "role"],
    owner: Some("gathering"),
    key: &[Part::Of("gathering"), Part::Of("party"), Part::Of("role")],
    ..PLAIN
};

pub const AGENDA_ITEM: Kind = Kind {
    node: NodeKind::AgendaItem,
    table: Table::of::<entity::agenda_item::Entity>,
    fields: &[
        GATHERING,
        text("title").required(),
        Field::new("ordinal", Shape::Ordinal),
        record("organ", NodeKind::Organ),
        list("records", List::Records),
        MODALITY,
    ],
    about: &["gathering_id"],
    owner: Some("gathering"),
    has_topics: true,
    key: &[Part::Of("gathering"), Part::Of("title")],
    ..PLAIN
};

pub const TENURE: Kind = Kind {
    node: NodeKind::Tenure,
    table: Table::of::<entity::tenure::Entity>,
    fields: &[
        record("person", NodeKind::Person).required(),
        record("office", NodeKind::Office).required(),
        Field::new("is_acting", Shape::Flag(Some(false))),
        record("chosen_at", NodeKind::Meeting),
        record("replaces", NodeKind::Person),
        MODALITY,
    ],
    about: &["person_id", "office_id"],
    owner: Some("office"),
    has_spell: true,
    key: &[Part::Of("office"), Part::Of("person")],
    check: |check| {
        if check.has("replaces_id") && check.number("replaces_id") == check.number("person_id") {
            check.refuse("a person cannot replace themselves");
        }
    },
    ..PLAIN
};

pub const PROVISION: Kind = Kind {
    node: NodeKind::Provision,
    table: Table::of::<entity::provision::Entity>,
    fields: &[
        SUBJECT,
        term::<ProvisionKind>("kind").required(),
        text("text").required(),
        Field::new("items", Shape::Texts),
        list("parties", List::Parties),
        MODALITY,
    ],
    about: &["subject_id", "kind"],
    owner: Some("subject"),
    has_spell: true,
    has_topics: true,
    ..PLAIN
};

pub const FIGURE: Kind = Kind {
    node: NodeKind::Figure,
    table: Table::of::<entity::figure::Entity>,
    fields: &[
        SUBJECT,
        form("measure", is_measure, "lower-case words with single blanks between them").required(),
        term::<FigureQualifier>("qualifier").required(),
        Field::new("value", Shape::Number(f64::MIN, f64::MAX)),
        Field::new("value_to", Shape::Number(f64::MIN, f64::MAX)),
        text("unit"),
        text("label"),
        date("date"),
        MODALITY,
    ],
    about: &["subject_id", "measure"],
    owner: Some("subject"),
    has_topics: true,
    key: &[Part::Of("subject"), Part::Of("measure")],
    check: figure,
    ..PLAIN
};

fn is_measure(text: &str) -> bool {
    is_slug(&text.replace(' ', "-")) && !text.contains('-')
}

fn figure(check: &mut Check) {
    let qualifier = check.text("qualifier");
    if check.has("value") == (qualifier == Some("UNSPECIFIED")) {
        check.refuse("a figure needs a `value`, unless its qualifier is UNSPECIFIED: then it has none");
    }
    let is_rising = match (check.real("value"), check.real("value_to")) {
        (value, Some(to)) => value < Some(to),
        (_, None) => true,
    };
    if check.has("value_to") != (qualifier == Some("RANGE")) || !is_rising {
        check.refuse("a RANGE needs a `value_to` above its `value`; no other figure has one");
    }
}

pub const REMARK: Kind = Kind {
    node: NodeKind::Remark,
    table: Table::of::<entity::remark::Entity>,
    fields: &[
        term::<RemarkKind>("kind").required(),
        text("text").required(),
        party("voice"),
        list("about", List::About),
        record("meeting", NodeKind::Meeting),
        date("date"),
    ],
    about: &["kind"],
    owner: Some("about"),
    has_topics: true,
    ..PLAIN
};

pub const CLAIM: Kind = Kind {
    node: NodeKind::Claim,
    table: Table::of::<entity::claim::Entity>,
    fields: &[
        Field::new("subject", Shape::Anything).required(),
        Field::new("field", Shape::FieldName).required(),
        text("value").required(),
    ],
    about: &["subject_id", "field"],
    owner: Some("subject"),
    key: &[Part::Of("subject"), Part::Of("field")],
    ..PLAIN
};
