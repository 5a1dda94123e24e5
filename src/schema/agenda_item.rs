//! Agenda items.
use super::{organ::Organ, topic::Topic};
use crate::read::object::object;

object! {
    /// A matter that a meeting or event dealt with.
    pub AgendaItem: agenda_item {
        is statement;
        /// In the order of the agenda.
        order ORDINAL by ordinal;
        /// Meeting or event.
        gathering -> any record in gathering;
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
    }
}
