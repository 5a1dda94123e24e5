//! Everything dated in one order, as two views that are read from indexes.
//!
//! Each view is a `union all` of one branch for each kind of entry. A branch has no `where`, so that PostgreSQL takes
//! it for a part of the query that reads the view: it pushes place and length of a page down to one index range for
//! each branch and merges them. What a branch leaves out stands in `is_leading`, which whoever reads a list asks for.
//!
//! All entries of a node stand in the same timelines. The key of an entry is that of its node, and 2^62 more for the
//! second date of a node, its end or effect: on one day, what begins comes before what ends.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for sql in [INDEXES.to_owned(), timeline(), CONCERNED.to_owned(), timeline_about()] {
            manager.get_connection().execute_unprepared(&sql).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .get_connection()
            .execute_unprepared(
                "drop view timeline_about, concerned, timeline;
                 drop index milestone_by_date, treaty_action_by_date, treaty_action_by_effect, membership_by_start,
                   membership_by_end, tenure_by_start, tenure_by_end, relation_by_date, figure_by_date, provision_by_start,
                   provision_by_end, name_by_start, name_by_end, document_by_term, treaty_action_effect_on_document,
                   treaty_action_effect_for_party, treaty_action_effect_at_meeting, membership_end_in_body, membership_end_of_member, tenure_end_in_office,
                   tenure_end_of_person, provision_end_of_subject, name_start_of_subject, name_end_of_subject;",
            )
            .await?;
        Ok(())
    }
}

/// One range for each branch: of the whole register, and of what belongs to a record.
const INDEXES: &str = "
create index milestone_by_date on milestone (date_order, id) where is_leading;
create index treaty_action_by_date on treaty_action (date_order, id) where is_leading;
create index treaty_action_by_effect on treaty_action (effective_date_order, (id + 4611686018427387904)) where is_leading and effective_date_edtf is not null;
create index membership_by_start on membership (from_order, id) where is_leading;
create index membership_by_end on membership (to_order, (id + 4611686018427387904)) where is_leading and ended = 'YES';
create index tenure_by_start on tenure (from_order, id) where is_leading;
create index tenure_by_end on tenure (to_order, (id + 4611686018427387904)) where is_leading and ended = 'YES';
create index relation_by_date on relation (date_order, id) where is_leading;
create index figure_by_date on figure (date_order, id) where is_leading;
create index provision_by_start on provision (from_order, id) where is_leading;
create index provision_by_end on provision (to_order, (id + 4611686018427387904)) where is_leading and ended = 'YES';
create index name_by_start on name (from_order, id) where is_leading and from_edtf is not null;
create index name_by_end on name (to_order, (id + 4611686018427387904)) where is_leading and to_edtf is not null;
create index document_by_term on document (term_until_order, (id + 4611686018427387904)) where term_until_edtf is not null;
create index treaty_action_effect_on_document on treaty_action (document_id, effective_date_order, (id + 4611686018427387904)) where is_leading and effective_date_edtf is not null;
create index treaty_action_effect_for_party on treaty_action (party_id, effective_date_order, (id + 4611686018427387904)) where is_leading and effective_date_edtf is not null;
create index treaty_action_effect_at_meeting on treaty_action (meeting_id, effective_date_order, (id + 4611686018427387904)) where is_leading and effective_date_edtf is not null;
create index membership_end_in_body on membership (body_id, to_order, (id + 4611686018427387904)) where is_leading and ended = 'YES';
create index membership_end_of_member on membership (member_id, to_order, (id + 4611686018427387904)) where is_leading and ended = 'YES';
create index tenure_end_in_office on tenure (office_id, to_order, (id + 4611686018427387904)) where is_leading and ended = 'YES';
create index tenure_end_of_person on tenure (person_id, to_order, (id + 4611686018427387904)) where is_leading and ended = 'YES';
create index provision_end_of_subject on provision (subject_id, to_order, (id + 4611686018427387904)) where is_leading and ended = 'YES';
create index name_start_of_subject on name (subject_id, from_order, id) where is_leading and from_edtf is not null;
create index name_end_of_subject on name (subject_id, to_order, (id + 4611686018427387904)) where is_leading and to_edtf is not null;
";

/// A kind of entry: which date of which rows.
struct Entry {
    kind: &'static str,
    table: &'static str,
    /// Whether it is the second date of the node.
    is_second: bool,
    /// The columns of the date begin with this.
    date: &'static str,
    has_modality: bool,
    /// Record that it is about, and its kind.
    about: [&'static str; 2],
    /// Which rows are entries.
    which: &'static str,
    /// Columns that name a record in whose timeline it stands, each with what keeps it from standing there twice.
    stands: &'static [[&'static str; 2]],
}

const NOTHING: [&str; 2] = ["null::bigint", "null::text"];
const SUBJECT: [&str; 2] = ["subject_id", "subject_kind"];

const fn first(kind: &'static str, table: &'static str, date: &'static str, about: [&'static str; 2]) -> Entry {
    Entry {
        kind,
        table,
        is_second: false,
        date,
        has_modality: true,
        about,
        which: "is_leading",
        stands: &[["subject_id", ""]],
    }
}

const fn second(kind: &'static str, table: &'static str, date: &'static str, about: [&'static str; 2]) -> Entry {
    Entry { is_second: true, which: "is_leading and ended = 'YES'", ..first(kind, table, date, about) }
}

const GATHERING: &[[&str; 2]] = &[["id", ""], ["part_of_id", ""], ["place_id", ""]];
const DOCUMENT: [&str; 2] = ["document_id", "'DOCUMENT'::text"];
const BODY: [&str; 2] = ["body_id", "body_kind"];
const OFFICE: [&str; 2] = ["office_id", "'OFFICE'::text"];
const EFFECT: &str = "is_leading and effective_date_edtf is not null";

const ENTRIES: &[Entry] = &[
    Entry {
        which: "true",
        stands: GATHERING,
        ..first("MEETING", "meeting", "date", ["organization_id", "'ORGANIZATION'::text"])
    },
    Entry { which: "true", stands: GATHERING, ..first("EVENT", "event", "date", NOTHING) },
    Entry {
        stands: &[
            ["subject_id", ""],
            ["by_id", "by_id <> subject_id"],
            ["meeting_id", "meeting_id is distinct from by_id"],
            ["event_id", "event_id is distinct from by_id"],
            ["place_id", "place_id is distinct from by_id"],
            ["instrument_id", "instrument_id <> subject_id and instrument_id is distinct from by_id"],
        ],
        ..first("MILESTONE", "milestone", "date", SUBJECT)
    },
    Entry {
        stands: &[["document_id", ""], ["party_id", ""], ["meeting_id", ""]],
        ..first("TREATY_ACTION", "treaty_action", "date", DOCUMENT)
    },
    Entry {
        which: EFFECT,
        stands: &[["document_id", ""], ["party_id", ""], ["meeting_id", ""]],
        ..second("TREATY_ACTION_EFFECT", "treaty_action", "effective_date", DOCUMENT)
    },
    Entry { stands: &[["body_id", ""], ["member_id", ""]], ..first("MEMBERSHIP_BEGIN", "membership", "from", BODY) },
    Entry { stands: &[["body_id", ""], ["member_id", ""]], ..second("MEMBERSHIP_END", "membership", "to", BODY) },
    Entry { stands: &[["office_id", ""], ["person_id", ""]], ..first("TENURE_BEGIN", "tenure", "from", OFFICE) },
    Entry { stands: &[["office_id", ""], ["person_id", ""]], ..second("TENURE_END", "tenure", "to", OFFICE) },
    Entry {
        stands: &[["subject_id", ""], ["object_id", "object_id <> subject_id"]],
        ..first("RELATION", "relation", "date", SUBJECT)
    },
    first("FIGURE", "figure", "date", SUBJECT),
    Entry {
        has_modality: false,
        stands: &[["voice_id", ""], ["meeting_id", "meeting_id is distinct from voice_id"]],
        ..first("REMARK", "remark", "date", NOTHING)
    },
    first("PROVISION_BEGIN", "provision", "from", SUBJECT),
    second("PROVISION_END", "provision", "to", SUBJECT),
    Entry {
        has_modality: false,
        which: "is_leading and from_edtf is not null",
        ..first("NAME_BEGIN", "name", "from", SUBJECT)
    },
    Entry {
        has_modality: false,
        which: "is_leading and to_edtf is not null",
        ..second("NAME_END", "name", "to", SUBJECT)
    },
    Entry {
        has_modality: false,
        which: "term_until_edtf is not null",
        stands: &[["id", ""]],
        ..second("TERM_END", "document", "term_until", ["id", "'DOCUMENT'::text"])
    },
];

impl Entry {
    fn columns(&self) -> String {
        let Self { kind, table, date, about: [about, about_kind], .. } = self;
        let id = if self.is_second { "id + 4611686018427387904" } else { "id" };
        let modality = if self.has_modality { "modality" } else { "null::text" };
        let what = table.to_ascii_uppercase();
        format!(
            "{id} as id, '{kind}'::text as kind, id as what_id, '{what}'::text as what_kind, {about} as about_id, {about_kind} as about_kind,
             {modality} as modality, {date}_edtf as date_edtf, {date}_earliest as date_earliest, {date}_latest as date_latest,
             {date}_basis as date_basis, {date}_confidence as date_confidence, {date}_note as date_note, {date}_order as date_order"
        )
    }
}

/// One row for each date of each node; `is_leading` says which rows lists show.
fn timeline() -> String {
    let branches = ENTRIES
        .iter()
        .map(|entry| format!("select {}, {} as is_leading from {}", entry.columns(), entry.which, entry.table));
    format!("create view timeline as {};", branches.collect::<Vec<_>>().join(" union all "))
}

/// Nodes that stand in the timeline of a record although no dated row of theirs names it: a page of these is sorted.
///
/// Most records have few of them, and a topic may have thousands. PostgreSQL, which sees the average, would then rather
/// sort all branches together than merge them; `% 1 = 0`, below, is always true, and is taken for rare.
/// `offset 0` keeps PostgreSQL from reading whole tables to join them with the few rows of one record.
const CONCERNED: &str = "
create view concerned as
  -- What is on a topic: itself, by an agenda item, or as a step in the life of a document.
  select topic_id as record_id, node_id from node_topic
  union select topic_id, item.gathering_id from node_topic,
    lateral (select gathering_id from agenda_item where id = node_id and is_leading offset 0) as item
  union select topic_id, step.id from node_topic,
    lateral (select id from milestone where subject_id = node_id and is_leading offset 0) as step
  union select topic_id, act.id from node_topic,
    lateral (select id from treaty_action where document_id = node_id and is_leading offset 0) as act
  -- Meetings and events in which it took part, save meetings that are its own.
  union select party_id, gathering_id from participation where is_leading and party_kind not in ('MEETING', 'EVENT', 'PLACE')
    and not exists (select from meeting_organization where meeting_id = gathering_id and organization_id = party_id)
    and not exists (select from meeting_organ where meeting_id = gathering_id and organ_id = party_id)
  union select represents_id, gathering_id from participation where is_leading and represents_kind not in ('MEETING', 'EVENT', 'PLACE')
    and not exists (select from meeting_organization where meeting_id = gathering_id and organization_id = represents_id)
    and not exists (select from meeting_organ where meeting_id = gathering_id and organ_id = represents_id)
  -- Remarks on it, save those that it made or that were made at it.
  union select node_id, remark_id from remark_about
    where not exists (select from remark where id = remark_id and (voice_id = node_id or meeting_id = node_id))
  -- Who held its offices.
  union select body_id, held.id from office,
    lateral (select id from tenure where office_id = office.id and is_leading offset 0) as held;
";

/// The same rows, once for each record in whose timeline they stand.
fn timeline_about() -> String {
    let mut branches = Vec::new();
    for entry in ENTRIES {
        for [record, once] in entry.stands {
            let and = if once.is_empty() { "" } else { " and " };
            branches.push(format!(
                "select {record} as record_id, {}, {}{and}{once} as is_leading from {}",
                entry.columns(),
                entry.which,
                entry.table
            ));
        }
    }
    // Meetings in their order, each looked up when it is reached.
    let meeting = ENTRIES[0].columns();
    for (link, body) in [("meeting_organization", "organization_id"), ("meeting_organ", "organ_id")] {
        branches.push(format!(
            "(select link.{body}, link.meeting_id, held.kind, held.what_id, held.what_kind, held.about_id, held.about_kind,
                held.modality, held.date_edtf, held.date_earliest, held.date_latest, held.date_basis, held.date_confidence,
                held.date_note, link.date_order, true
              from {link} as link, lateral (select {meeting} from meeting where meeting.id = link.meeting_id offset 0) as held
              order by link.date_order, link.meeting_id)"
        ));
    }
    branches.push(
        "select concerned.record_id, held.* from concerned,
           lateral (select kind from node where node.id = concerned.node_id offset 0) as node,
           lateral (select * from timeline where what_id = concerned.node_id and what_kind = node.kind and is_leading
             and about_id is distinct from concerned.record_id offset 0) as held
         where concerned.node_id % 1 = 0"
            .to_owned(),
    );
    format!("create view timeline_about as {};", branches.join(" union all "))
}
