//! Events.
use super::object::object;
use super::{
    agenda_item::AgendaItem,
    filter::{DateFilter, has, has_slug, is_named, is_null, is_on_agenda, is_one_of, restrict},
    milestone::Milestone,
    participation::{Participation, ParticipationFilter},
    place::{Place, PlaceFilter},
    timeline::RecordTimelineEntry,
    topic::Topic,
    vocabulary::In,
};
use entity::vocabulary::{EventKind, Modality};
object! {
    /// One happening that is no meeting: an exercise, talks, a visit, a conference.
    pub Event: event {
        is dated;
        is record;
        in gathering;
        filter EventFilter;
        /// Kind of the event.
        kind;
        /// Whether it happened, or how far it got.
        modality;
        /// When it was announced; null where no source says.
        announced_on as Date in announced_on;
        /// Where it happened; null where no source says.
        place -> Place by place_id;
        /// Larger event of which it was a part; null where it was none.
        part_of -> Event by part_of_id;
        /// Events that were parts of it, by date.
        parts -> [Event] by event.part_of_id;
        /// Who took which part in it.
        participations -> [Participation] by participation.gathering_id;
        /// Matters it dealt with, in order.
        agenda -> [AgendaItem] by agenda_item.gathering_id;
        /// Steps taken at it in the life of documents and bodies, by date.
        milestones -> [Milestone] by milestone.event_id;
        /// Its topics, by name.
        topics -> [Topic] through node_topic(node_id, topic_id);
        /// Everything dated about it: itself, its parts, steps that were taken at it, relations, figures, provisions and remarks.
        timeline -> [RecordTimelineEntry] by timeline_about.record_id;
    }
}

restrict! {
    /// Restricts a list of events.
    pub EventFilter {
        /// Only those with these slugs as they are now; former slugs are not looked up.
        slug: Vec<String> => |slugs, access| has_slug("\"event\".\"slug\"", slugs, access);
        /// Only those of these kinds.
        kind: Vec<In<EventKind>> => |kinds| is_one_of("\"event\".\"kind\"", kinds);
        /// Only those on such dates.
        date: DateFilter => |date| date.on("event", "date");
        /// Only those that were announced on such dates.
        announced_on: DateFilter => |date| date.on("event", "announced_on");
        /// Only those of these modalities.
        modality: Vec<In<Modality>> => |modalities| is_one_of("\"event\".\"modality\"", modalities);
        /// Only those at the places with these slugs.
        place: Vec<String> => |slugs| is_named("\"event\".\"place_id\"", slugs);
        /// Only those at a place that passes this.
        at: PlaceFilter => |place| has("select from place where place.id = \"event\".\"place_id\"", place);
        /// Whether there must be a place, or must be none.
        is_place_known: bool => |wanted| is_null("\"event\".\"place_id\"", !*wanted);
        /// Only those in which one and the same part passes this: `{ role: [ATTENDED], party: ["armenia"] }`.
        participation: ParticipationFilter => |part| has("select from participation where participation.is_leading and participation.gathering_id = \"event\".\"id\"", part);
        /// Only those whose own topics, or the topics of a matter they dealt with, are those with these slugs or narrower ones.
        topic: Vec<String> => |slugs| is_on_agenda("\"event\".\"id\"", slugs);
    }
}
