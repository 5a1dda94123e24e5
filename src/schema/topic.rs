//! Topics.
use super::{
    document::Document,
    event::Event,
    filter::{is_among, restrict},
    meeting::Meeting,
    timeline::about::TimelineEntry,
};
use crate::read::object::object;

object! {
    /// A subject, or a territory that is spoken of as a matter and not as a place.
    pub Topic: topic {
        is record;
        is closed;
        filter TopicFilter;
        /// Kind of the topic.
        kind;
        /// Topic that includes it; null where there is none.
        broader -> Topic by broader_id;
        /// Topics that it includes, by name.
        narrower -> [Topic] by topic.broader_id;
        /// Meetings on it, by date.
        meetings -> [Meeting] through node_topic(topic_id, node_id);
        /// Documents on it, by name.
        documents -> [Document] through node_topic(topic_id, node_id);
        /// Events on it, by date.
        events -> [Event] through node_topic(topic_id, node_id);
        /// Everything dated on it: meetings, events, figures, provisions and remarks on it, meetings and events with a matter on it, and for documents on it the steps in their life, what was done to them and the end of their term. What is on a narrower topic stands in the timeline of that one; the filter `topic` of `Query.timeline` includes it.
        timeline -> [TimelineEntry] by timeline_about.record_id;
    }
}

restrict! {
    /// Restricts a list of topics.
    pub TopicFilter {
        /// Only those with these slugs.
        slug: Vec<String> => |slugs| is_among("\"topic\".\"slug\"", slugs.iter().cloned());
    }
}
