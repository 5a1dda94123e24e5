//! Topics.
use super::object::object;
use super::{
    agenda_item::AgendaItem,
    document::Document,
    event::Event,
    figure::Figure,
    filter::{NARROWER, has_slug, is_found, is_one_of, restrict},
    meeting::Meeting,
    provision::Provision,
    remark::Remark,
    timeline::RecordTimelineEntry,
    vocabulary::In,
};
use entity::vocabulary::TopicKind;

object! {
    /// A subject, or a territory that is spoken of as a matter and not as a place.
    pub Topic: topic {
        is record;
        is lookup;
        filter TopicFilter;
        /// Kind of the topic.
        kind;
        /// Topic that includes it; null where there is none.
        broader -> Topic by broader_id;
        /// Topics that it includes, by name.
        narrower -> [Topic] by topic.broader_id;
        /// Meetings of which it is a topic, by date: itself, not a narrower one, and not only of a matter that they dealt with. The filter `topic` takes these too.
        meetings -> [Meeting] through node_topic(topic_id, node_id);
        /// Documents of which it is a topic, by name: itself, not a narrower one. The filter `topic` takes these too.
        documents -> [Document] through node_topic(topic_id, node_id);
        /// Events of which it is a topic, by date: itself, not a narrower one, and not only of a matter that they dealt with. The filter `topic` takes these too.
        events -> [Event] through node_topic(topic_id, node_id);
        /// Everything dated on it: meetings, events, figures, provisions and remarks on it, meetings and events with a matter on it, and for documents on it the steps in their life, what was done to them and the end of their term. What is on a narrower topic stands in the timeline of that one; the filter `topic` of `Query.timeline` includes it.
        timeline -> [RecordTimelineEntry] by timeline_about.record_id;
        /// Provisions on it, by the start of their validity; those on narrower topics are not among them.
        provisions_on -> [Provision] through node_topic(topic_id, node_id);
        /// Matters on it that meetings and events dealt with; those on narrower topics are not among them.
        agenda_items_on -> [AgendaItem] through node_topic(topic_id, node_id);
        /// Remarks on it, by date; those on narrower topics are not among them.
        remarks_on -> [Remark] through node_topic(topic_id, node_id);
        /// Numbers on it, by date; those on narrower topics are not among them.
        figures_on -> [Figure] through node_topic(topic_id, node_id);
    }
}

restrict! {
    /// Restricts a list of topics.
    pub TopicFilter {
        /// Only those with these slugs as they are now; former slugs are not looked up.
        slug: Vec<String> => |slugs, access| has_slug("\"topic\".\"slug\"", slugs, access);
        /// Only those of these kinds.
        kind: Vec<In<TopicKind>> => |kinds| is_one_of("\"topic\".\"kind\"", kinds);
        /// Only those below the topics with these slugs, and these themselves.
        within: Vec<String> => |slugs| is_found(&format!("\"topic\".\"id\" in ({NARROWER})"), slugs);
    }
}
