//! Statements: dated, sourced relations, in claim sets of which one claim leads.
//!
//! Lists hold leading claims. Their indexes name `is_leading` among the columns and not in a condition: whenever
//! a node is deleted, PostgreSQL asks every table for rows that refer to it, leading or not.
use crate::fragment::{RECORDS, STATEMENTS, date, modality, one_leader, one_of, party, reference, spell, statement};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for sql in [names(), memberships(), treaty_actions(), milestones(), relations(), meetings(), contents()] {
            manager.get_connection().execute_unprepared(&sql).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .get_connection()
            .execute_unprepared(
                "drop table claim, remark, figure, provision, tenure, agenda_item, participation, relation, relation_rule,
                 milestone, treaty_action, membership, contact_point, name;",
            )
            .await?;
        Ok(())
    }
}

fn names() -> String {
    format!(
        "
create table name ({name},
  {name_subject},
  text text collate \"C\" not null constraint name_text_present check (text <> ''),
  language text constraint name_language_form check (language ~ '^[a-z]{{2,3}}(-[A-Za-z0-9]{{2,8}})*$'),
  {name_kind}, {name_basis},
  {name_spell}
);
create index name_of_subject on name (subject_id, is_leading, from_order, id);
{name_leader}

create table contact_point ({contact},
  {contact_subject},
  {contact_kind},
  value text,
  place_id bigint constraint contact_point_place references place,
  {missing},
  {contact_spell},
  constraint contact_point_value_or_reason check ((num_nonnulls(value, place_id) >= 1) = (missing_reason is null))
);
create index contact_point_of_subject on contact_point (subject_id, is_leading, from_order, id);
create index contact_point_at_place on contact_point (place_id, from_order, id) where place_id is not null;
{contact_leader}
",
        name = statement("name", "NAME", "subject_id"),
        name_subject = reference("name", "subject", "not null", RECORDS),
        name_kind = one_of(
            "name",
            "kind",
            "not null",
            &["OFFICIAL", "SHORT", "ABBREVIATION", "ALIAS", "FORMER", "DESCRIPTIVE"]
        ),
        name_basis = one_of("name", "basis", "not null default 'STATED'", &["STATED", "INFERRED"]),
        name_spell = spell("name"),
        name_leader = one_leader("name"),
        contact = statement("contact_point", "CONTACT_POINT", "subject_id, kind"),
        contact_subject = reference("contact_point", "subject", "not null", RECORDS),
        contact_kind = one_of(
            "contact_point",
            "kind",
            "not null",
            &["SEAT", "HEADQUARTERS", "ADDRESS", "PHONE", "FAX", "EMAIL", "WEBSITE",]
        ),
        missing = one_of("contact_point", "missing_reason", "", &["NOT_STATED", "LOST", "MASKED"]),
        contact_spell = spell("contact_point"),
        contact_leader = one_leader("contact_point"),
    )
}

fn memberships() -> String {
    format!(
        "
create table membership ({membership},
  {body}, {member},
  {status}, {role},
  label text, end_reason text,
  {modality},
  {spell},
  constraint membership_not_of_itself check (body_id <> member_id)
);
create index membership_of_body on membership (body_id, is_leading, from_order, id);
create index membership_of_member on membership (member_id, is_leading, from_order, id);
{membership_leader}

create table tenure ({tenure},
  person_id bigint not null constraint tenure_person references person,
  office_id bigint not null constraint tenure_office references office,
  is_acting boolean not null default false,
  {tenure_modality},
  chosen_at_id bigint constraint tenure_chosen_at references meeting,
  replaces_id bigint constraint tenure_replaces references person,
  {tenure_spell},
  constraint tenure_replaces_another check (replaces_id <> person_id)
);
create index tenure_of_person on tenure (person_id, is_leading, from_order, id);
create index tenure_of_office on tenure (office_id, is_leading, from_order, id);
create index tenure_chosen_at on tenure (chosen_at_id, from_order, id) where chosen_at_id is not null;
create index tenure_replacing on tenure (replaces_id, from_order, id) where replaces_id is not null;
{tenure_leader}
",
        membership = statement("membership", "MEMBERSHIP", "body_id, member_id"),
        body = reference("membership", "body", "not null", &["ORGANIZATION", "ORGAN", "FORCE"]),
        member = reference("membership", "member", "not null", &["STATE", "ORGANIZATION"]),
        status = one_of(
            "membership",
            "status",
            "not null",
            &["FULL", "ASSOCIATE", "OBSERVER", "CANDIDATE", "NON_PARTICIPANT", "UNKNOWN"]
        ),
        role = one_of("membership", "role", "", &["OPERATOR", "CONTRIBUTOR", "LEADER"]),
        modality = modality("membership"),
        spell = spell("membership"),
        membership_leader = one_leader("membership"),
        tenure = statement("tenure", "TENURE", "person_id, office_id"),
        tenure_modality = modality("tenure"),
        tenure_spell = spell("tenure"),
        tenure_leader = one_leader("tenure"),
    )
}

fn treaty_actions() -> String {
    format!(
        "
create table treaty_action ({action},
  document_id bigint not null constraint treaty_action_document references document,
  {party},
  {action_kind},
  label text,
  {modality},
  meeting_id bigint constraint treaty_action_meeting references meeting,
  {acted}, {effective}, {announced},
  constraint treaty_action_by_subject_of_law check (party_kind in ('STATE', 'ORGANIZATION'))
);
create index treaty_action_on_document on treaty_action (document_id, is_leading, date_order, id);
create index treaty_action_of_party on treaty_action (party_id, is_leading, date_order, id) where party_id is not null;
create index treaty_action_at_meeting on treaty_action (meeting_id, date_order, id) where meeting_id is not null;
{action_leader}
",
        action = statement("treaty_action", "TREATY_ACTION", "document_id"),
        party = party("treaty_action", "party", true),
        action_kind = one_of(
            "treaty_action",
            "action",
            "not null",
            &[
                "SIGNATURE",
                "DEFINITIVE_SIGNATURE",
                "SIGNATURE_AD_REFERENDUM",
                "RATIFICATION",
                "ACCEPTANCE",
                "APPROVAL",
                "FORMAL_CONFIRMATION",
                "ACCESSION",
                "SUCCESSION",
                "CONSENT_TO_BE_BOUND",
                "PROVISIONAL_APPLICATION",
                "TERRITORIAL_APPLICATION",
                "RESERVATION",
                "WITHDRAWAL_OF_RESERVATION",
                "DECLARATION",
                "WITHDRAWAL_OF_DECLARATION",
                "OBJECTION",
                "WITHDRAWAL_OF_OBJECTION",
                "DENUNCIATION",
                "WITHDRAWAL",
                "WITHDRAWAL_OF_SIGNATURE",
                "WITHDRAWAL_OF_RATIFICATION",
                "WITHDRAWAL_OF_DENUNCIATION",
                "SUSPENSION",
                "NON_PARTICIPATION",
                "UNSPECIFIED",
            ]
        ),
        modality = modality("treaty_action"),
        acted = date("treaty_action", "date"),
        effective = date("treaty_action", "effective_date"),
        announced = date("treaty_action", "announced_on"),
        action_leader = one_leader("treaty_action"),
    )
}

fn milestones() -> String {
    format!(
        "
create table milestone ({milestone},
  {subject},
  {step},
  {milestone_modality},
  {by},
  meeting_id bigint constraint milestone_meeting references meeting,
  event_id bigint constraint milestone_event references event,
  place_id bigint constraint milestone_place references place,
  instrument_id bigint constraint milestone_instrument references document,
  period text constraint milestone_period_form check (period ~ '^P([0-9]+Y)?([0-9]+M)?([0-9]+D)?$' and period <> 'P'),
  {reached}, {milestone_announced}
);
create index milestone_of_subject on milestone (subject_id, is_leading, date_order, id);
create index milestone_by_party on milestone (by_id, is_leading, date_order, id) where by_id is not null;
create index milestone_at_meeting on milestone (meeting_id, is_leading, date_order, id) where meeting_id is not null;
create index milestone_at_event on milestone (event_id, date_order, id) where event_id is not null;
create index milestone_at_place on milestone (place_id, date_order, id) where place_id is not null;
create index milestone_by_instrument on milestone (instrument_id, date_order, id) where instrument_id is not null;
{milestone_leader}
",
        milestone = statement("milestone", "MILESTONE", "subject_id, step"),
        subject = reference(
            "milestone",
            "subject",
            "not null",
            &["DOCUMENT", "ORGANIZATION", "ORGAN", "FORCE", "OFFICE", "STATE"]
        ),
        step = one_of(
            "milestone",
            "step",
            "not null",
            &[
                "FOUNDATION",
                "DISSOLUTION",
                "PROPOSAL",
                "CONSIDERATION",
                "SUPPORT",
                "ENDORSEMENT",
                "SIGNING",
                "ADOPTION",
                "APPROVAL",
                "CONCLUSION",
                "ISSUE",
                "OPENING_FOR_SIGNATURE",
                "COMPLETION_OF_RATIFICATION",
                "PROVISIONAL_ENTRY_INTO_FORCE",
                "ENTRY_INTO_FORCE",
                "EXTENSION",
                "AMENDMENT",
                "SUSPENSION",
                "TERMINATION",
                "REPLACEMENT",
            ]
        ),
        milestone_modality = modality("milestone"),
        by = party("milestone", "by", false),
        reached = date("milestone", "date"),
        milestone_announced = date("milestone", "announced_on"),
        milestone_leader = one_leader("milestone"),
    )
}

/// Which kinds a relation may join.
const RELATION_RULES: &[(&str, &[&str], &[&str])] = &[
    ("SUPPLEMENTS", &["DOCUMENT"], &["DOCUMENT"]),
    ("IMPLEMENTS", &["DOCUMENT"], &["DOCUMENT"]),
    ("PROTOCOL_TO", &["DOCUMENT"], &["DOCUMENT"]),
    ("AMENDS", &["DOCUMENT"], &["DOCUMENT"]),
    ("EXTENDS", &["DOCUMENT"], &["DOCUMENT"]),
    ("REPLACES", &["DOCUMENT"], &["DOCUMENT"]),
    ("BASED_ON", &["DOCUMENT", "ORGANIZATION", "ORGAN", "FORCE", "EVENT", "SOURCE"], &["DOCUMENT", "SOURCE"]),
    ("REFERS_TO", &["DOCUMENT", "MEETING", "EVENT"], RECORDS),
    ("ABOUT", &["DOCUMENT", "SOURCE", "EVENT"], RECORDS),
    ("CONSTITUTES", &["DOCUMENT"], &["ORGANIZATION"]),
    ("ESTABLISHES", &["DOCUMENT"], &["ORGANIZATION", "ORGAN", "FORCE", "OFFICE"]),
    ("LEGAL_SUCCESSOR_OF", &["STATE"], &["STATE"]),
    ("LEGAL_SUCCESSOR_OF", &["ORGANIZATION", "ORGAN"], &["ORGANIZATION", "ORGAN"]),
    ("RENAMED_FROM", &["ORGANIZATION", "ORGAN"], &["ORGANIZATION", "ORGAN"]),
    ("MERGED_FROM", &["ORGANIZATION", "ORGAN"], &["ORGANIZATION", "ORGAN"]),
    ("TRANSFORMED_FROM", &["ORGANIZATION", "ORGAN"], &["ORGANIZATION", "ORGAN"]),
    ("WORKS_WITH", &["ORGANIZATION", "ORGAN", "FORCE"], &["ORGANIZATION", "ORGAN", "FORCE", "STATE"]),
    ("DURING", &["EVENT", "MEETING"], &["EVENT", "MEETING"]),
    ("BEFORE", &["EVENT", "MEETING"], &["EVENT", "MEETING"]),
    ("AFTER", &["EVENT", "MEETING", "ORGANIZATION"], &["EVENT", "MEETING"]),
];

fn relations() -> String {
    let mut rules = RELATION_RULES
        .iter()
        .flat_map(|(relation, subjects, objects)| {
            subjects.iter().flat_map(move |subject| {
                objects.iter().map(move |object| format!("('{relation}', '{subject}', '{object}')"))
            })
        })
        .collect::<Vec<_>>();
    rules.sort();
    rules.dedup();
    let mut known = RELATION_RULES.iter().map(|(relation, ..)| *relation).collect::<Vec<_>>();
    known.dedup();
    format!(
        "
-- Which relation may join which kinds: data, so that a new rule is a row.
create table relation_rule ({rule_relation}, {rule_subject}, {rule_object}, primary key (relation, subject_kind, object_kind));
insert into relation_rule values {rules};

create table relation ({statement},
  {relation},
  {subject},
  {object},
  object_label text,
  {modality},
  {at}, {announced},
  constraint relation_rule_allows foreign key (relation, subject_kind, object_kind) references relation_rule,
  constraint relation_object_named check (num_nonnulls(object_id, object_label) >= 1)
);
create index relation_of_subject on relation (subject_id, is_leading, date_order, id);
create index relation_of_object on relation (object_id, is_leading, date_order, id) where object_id is not null;
{leader}
",
        rule_relation = one_of("relation_rule", "relation", "", &known),
        rule_subject = one_of("relation_rule", "subject_kind", "", RECORDS),
        rule_object = one_of("relation_rule", "object_kind", "", RECORDS),
        rules = rules.join(", "),
        statement = statement("relation", "RELATION", "subject_id, relation"),
        relation = one_of("relation", "relation", "not null", &known),
        subject = reference("relation", "subject", "not null", RECORDS),
        object = reference("relation", "object", "", RECORDS),
        modality = modality("relation"),
        at = date("relation", "date"),
        announced = date("relation", "announced_on"),
        leader = one_leader("relation"),
    )
}

fn meetings() -> String {
    format!(
        "
create table participation ({participation},
  {gathering},
  {party},
  {participation_role},
  {represents},
  office_id bigint constraint participation_office references office,
  {participation_modality}
);
create index participation_in_gathering on participation (gathering_id, is_leading, id);
create index participation_of_party on participation (party_id, is_leading, id) where party_id is not null;
create index participation_for_party on participation (represents_id) where represents_id is not null;
create index participation_in_office on participation (office_id, id) where office_id is not null;
{participation_leader}

create table agenda_item ({agenda},
  {agenda_gathering},
  ordinal int not null constraint agenda_item_ordinal_natural check (ordinal >= 1),
  title text not null constraint agenda_item_title_present check (title <> ''),
  organ_id bigint constraint agenda_item_organ references organ,
  {agenda_modality}
);
create index agenda_item_of_gathering on agenda_item (gathering_id, is_leading, ordinal, id);
create index agenda_item_of_organ on agenda_item (organ_id, id) where organ_id is not null;
{agenda_leader}
",
        participation = statement("participation", "PARTICIPATION", "gathering_id, role"),
        gathering = reference("participation", "gathering", "not null", &["MEETING", "EVENT"]),
        party = party("participation", "party", true),
        participation_role = one_of(
            "participation",
            "role",
            "not null",
            &["ATTENDED", "CHAIRED", "HOSTED", "OBSERVED", "REPRESENTED", "DECLINED", "ADDRESSEE",]
        ),
        represents = reference("participation", "represents", "", RECORDS),
        participation_modality = modality("participation"),
        participation_leader = one_leader("participation"),
        agenda = statement("agenda_item", "AGENDA_ITEM", "gathering_id"),
        agenda_gathering = reference("agenda_item", "gathering", "not null", &["MEETING", "EVENT"]),
        agenda_modality = modality("agenda_item"),
        agenda_leader = one_leader("agenda_item"),
    )
}

fn contents() -> String {
    let anything = [RECORDS, STATEMENTS].concat();
    format!(
        "
create table provision ({provision},
  {provision_subject},
  {provision_kind},
  text text not null constraint provision_text_present check (text <> ''),
  items jsonb not null default '[]' constraint provision_items_listed check (jsonb_typeof(items) = 'array'),
  {provision_modality},
  {provision_spell}
);
create index provision_of_subject on provision (subject_id, is_leading, from_order, id);
{provision_leader}

create table figure ({figure},
  {figure_subject},
  measure text not null constraint figure_measure_form check (measure ~ '^[a-z0-9]+( [a-z0-9]+)*$'),
  label text,
  {qualifier},
  value double precision, value_to double precision, unit text,
  {figure_modality},
  {counted},
  constraint figure_value_by_qualifier check ((value is null) = (qualifier = 'UNSPECIFIED')),
  constraint figure_value_finite check (value > '-infinity' and value < 'infinity' and value_to < 'infinity'),
  constraint figure_range check ((value_to is not null) = (qualifier = 'RANGE') and (value_to is null or value < value_to))
);
create index figure_of_subject on figure (subject_id, is_leading, date_order, id);
{figure_leader}

create table remark ({remark},
  {remark_kind},
  {voice},
  meeting_id bigint constraint remark_meeting references meeting,
  text text not null constraint remark_text_present check (text <> ''),
  {said}
);
create index remark_by_voice on remark (voice_id, is_leading, date_order, id) where voice_id is not null;
create index remark_at_meeting on remark (meeting_id, is_leading, date_order, id) where meeting_id is not null;
create index remark_by_date on remark (date_order, id) where is_leading;
{remark_leader}

create table claim ({claim},
  {claim_subject},
  field text not null constraint claim_field_form check (field ~ '^[a-z][A-Za-z0-9]*$'),
  value text not null
);
create index claim_on_subject on claim (subject_id, field, id);
{claim_leader}
",
        provision = statement("provision", "PROVISION", "subject_id, kind"),
        provision_subject = reference("provision", "subject", "not null", RECORDS),
        provision_kind = one_of("provision", "kind", "not null", &[
            "FUNCTION", "OBJECTIVE", "PRINCIPLE", "LIMITATION", "OBLIGATION", "COMMITMENT", "BENEFIT", "PROCEDURE", "COMPLIANCE",
            "SANCTION", "STRUCTURE", "MEMBERSHIP_CATEGORY", "SCOPE", "MECHANISM", "PRACTICE", "POSITION",
        ]),
        provision_modality = modality("provision"),
        provision_spell = spell("provision"),
        provision_leader = one_leader("provision"),
        figure = statement("figure", "FIGURE", "subject_id, measure"),
        figure_subject = reference("figure", "subject", "not null", RECORDS),
        qualifier = one_of("figure", "qualifier", "not null", &[
            "EXACT", "ABOUT", "MORE_THAN", "AT_LEAST", "LESS_THAN", "AT_MOST", "RANGE", "UNSPECIFIED",
        ]),
        figure_modality = modality("figure"),
        counted = date("figure", "date"),
        figure_leader = one_leader("figure"),
        remark = statement("remark", "REMARK", "kind"),
        remark_kind = one_of("remark", "kind", "not null", &["CHARACTERIZATION", "POSITION", "GAP", "CONTRADICTION"]),
        voice = party("remark", "voice", false),
        said = date("remark", "date"),
        remark_leader = one_leader("remark"),
        claim = statement("claim", "CLAIM", "subject_id, field"),
        claim_subject = reference("claim", "subject", "not null", &anything),
        claim_leader = one_leader("claim"),
    )
}
