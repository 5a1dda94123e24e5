//! Meetings.
use super::object::object;
use super::{
    agenda_item::AgendaItem,
    document::Document,
    filter::{DateFilter, NARROWER, has, has_slug, is_found, is_named, is_null, is_on_agenda, is_one_of, restrict},
    milestone::Milestone,
    organ::Organ,
    organization::Organization,
    participation::{Participation, ParticipationFilter},
    place::{Place, PlaceFilter},
    remark::Remark,
    tenure::Tenure,
    timeline::RecordTimelineEntry,
    topic::Topic,
    treaty_action::TreatyAction,
    vocabulary::In,
};
use entity::vocabulary::{MeetingKind, Modality};

object! {
    /// Members of an organization or organ, convened in that capacity.
    pub Meeting: meeting {
        is dated;
        is record;
        in gathering;
        filter MeetingFilter;
        /// How it was convened.
        kind;
        /// Whether it was held, or how far it got.
        modality;
        /// When it was announced; null where no source says.
        announced_on as Date in announced_on;
        /// Where it was held; null where no source says. Of one without a place `attendance` may say why.
        place -> Place by place_id;
        /// Where it was held too, by name.
        further_places -> [Place] through meeting_place(meeting_id, place_id);
        /// How those who took part were there: at its place, by video or telephone, or both; null where no source says.
        attendance;
        /// Organization that convened it; null where no source names one, and where several did.
        organization -> Organization by organization_id;
        /// Organizations that convened it together, by name; empty where one did, or no source names any.
        conveners -> [Organization] through meeting_convener(meeting_id, organization_id);
        /// Organizations whose meeting it is: those that convened it, and those of the organs that met; by name.
        organizations -> [Organization] through meeting_organization(meeting_id, organization_id);
        /// Organs that met, several where they met jointly, none where the source names none; by name.
        organs -> [Organ] through meeting_organ(meeting_id, organ_id);
        /// Larger gathering of which it was a part; null where it was none.
        part_of -> Meeting by part_of_id;
        /// Meetings that were parts of it, by date.
        parts -> [Meeting] by meeting.part_of_id;
        /// Who took which part in it.
        participations -> [Participation] by participation.gathering_id;
        /// Matters it dealt with, in order.
        agenda -> [AgendaItem] by agenda_item.gathering_id;
        /// Documents that were signed, adopted, discussed or otherwise dealt with at it, each once, by name; what was done to each is in `milestones`.
        documents -> [Document] through meeting_document(meeting_id, document_id) denormalized document_slug as slug, document_name as name, document_kind as kind;
        /// What states and organizations did to documents at it, by date: who signed there.
        actions -> [TreatyAction] by treaty_action.meeting_id;
        /// Who was chosen at it for an office, by the start of the spell.
        tenures -> [Tenure] by tenure.chosen_at_id;
        /// Remarks made at it, by date.
        remarks_made -> [Remark] by remark.meeting_id;
        /// Steps taken at it in the life of documents and bodies, by date.
        milestones -> [Milestone] by milestone.meeting_id;
        /// Its topics, by name.
        topics -> [Topic] through node_topic(node_id, topic_id);
        /// Everything dated about it: itself, its parts, steps and treaty actions that were taken at it, what was said at it, relations, figures, provisions and remarks.
        timeline -> [RecordTimelineEntry] by timeline_about.record_id;
    }
}

/// SQL for the meetings that concern the topics `$1` or narrower ones.
fn concerning() -> String {
    let recorded = [
        "select node_id from found",
        "select gathering_id from agenda_item where is_leading and id in (table found)",
        "select meeting_id from milestone where is_leading and subject_id in (table found) and meeting_id is not null",
        "select meeting_id from remark where is_leading and id in (table found) and meeting_id is not null",
        "select subject_id from provision where is_leading and id in (table found)",
        "select subject_id from figure where is_leading and id in (table found)",
    ];
    let found = format!("found as (select node_id from node_topic where topic_id in ({NARROWER}))");
    format!("\"meeting\".\"id\" in (with {found} {})", recorded.join(" union all "))
}

restrict! {
    /// Restricts a list of meetings.
    pub MeetingFilter {
        /// Only those with these slugs as they are now; former slugs are not looked up.
        slug: Vec<String> => |slugs, access| has_slug("\"meeting\".\"slug\"", slugs, access);
        /// Only those of these kinds.
        kind: Vec<In<MeetingKind>> => |kinds| is_one_of("\"meeting\".\"kind\"", kinds);
        /// Only those of these modalities.
        modality: Vec<In<Modality>> => |modalities| is_one_of("\"meeting\".\"modality\"", modalities);
        /// Only those on such dates.
        date: DateFilter => |date| date.on("meeting", "date");
        /// Only those that were announced on such dates.
        announced_on: DateFilter => |date| date.on("meeting", "announced_on");
        /// Only those of the organizations with these slugs.
        organization: Vec<String> => |slugs| is_found(
            "\"meeting\".\"id\" in (select meeting_id from meeting_organization join slug on slug.node_id = organization_id where slug.slug = any($1))",
            slugs,
        );
        /// Only those of the organs with these slugs.
        organ: Vec<String> => |slugs| is_found(
            "\"meeting\".\"id\" in (select meeting_id from meeting_organ join slug on slug.node_id = organ_id where slug.slug = any($1))",
            slugs,
        );
        /// Only those at the places with these slugs.
        place: Vec<String> => |slugs| is_named("\"meeting\".\"place_id\"", slugs);
        /// Only those at a place that passes this.
        at: PlaceFilter => |place| has("select from place where place.id = \"meeting\".\"place_id\"", place);
        /// Whether there must be a place, or must be none.
        is_place_known: bool => |wanted| is_null("\"meeting\".\"place_id\"", !*wanted);
        /// Only those in which one and the same part passes this: `{ role: [CHAIRED], party: ["l-d-kuchma"] }`.
        participation: ParticipationFilter => |part| has("select from participation where participation.is_leading and participation.gathering_id = \"meeting\".\"id\"", part);
        /// Only those whose own topics, or the topics of a matter they dealt with, are those with these slugs or narrower ones.
        topic: Vec<String> => |slugs| is_on_agenda("\"meeting\".\"id\"", slugs);
        /// Only those that concern the topics with these slugs or narrower ones. A meeting concerns its own topics and those of anything recorded at it:
        /// agenda items, documents and bodies in whose life a step was taken there, remarks, provisions, figures.
        /// This includes meetings at which, by a figure on the topic, nothing was adopted: such a figure has the `value` 0.
        concerns: Vec<String> => |slugs| is_found(&concerning(), slugs);
    }
}
