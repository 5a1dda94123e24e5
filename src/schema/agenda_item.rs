//! Agenda items.
use super::object::object;
use super::{
    filter::{is_found, is_named, is_on_topic, is_one_of, restrict},
    listed,
    organ::Organ,
    topic::Topic,
    vocabulary::In,
};
use entity::vocabulary::Modality;

object! {
    /// A matter that a meeting or event dealt with.
    pub AgendaItem: agenda_item {
        is statement;
        filter AgendaItemFilter;
        /// In the order of the agenda.
        order ORDINAL by ordinal;
        /// Meeting or event.
        gathering -> any gathering in gathering;
        /// Place in the agenda, from 1.
        ordinal;
        /// Matter, in our own words.
        title;
        /// Organ that dealt with it, where several met; null where no source says.
        organ -> Organ by organ_id;
        /// Whether it was dealt with, or how far that got.
        modality;
        /// Its topics, by name.
        topics -> [Topic] through node_topic(node_id, topic_id);
        with listed::of_agenda_item;
    }
}

restrict! {
    /// Restricts a list of agenda items.
    pub AgendaItemFilter {
        /// Only those on the topics with these slugs or on narrower ones.
        topic: Vec<String> => |slugs| is_on_topic("\"agenda_item\".\"id\"", slugs);
        /// Only those that the organs with these slugs dealt with.
        organ: Vec<String> => |slugs| is_named("\"agenda_item\".\"organ_id\"", slugs);
        /// Only those of the meetings or events with these slugs.
        gathering: Vec<String> => |slugs| is_named("\"agenda_item\".\"gathering_id\"", slugs);
        /// Only those that dealt with the records with these slugs.
        record: Vec<String> => |slugs| is_found(
            "\"agenda_item\".\"id\" in (select agenda_item_id from agenda_item_record join slug on slug.node_id = record_id where slug.slug = any($1))",
            slugs,
        );
        /// Only those of these modalities.
        modality: Vec<In<Modality>> => |modalities| is_one_of("\"agenda_item\".\"modality\"", modalities);
    }
}
