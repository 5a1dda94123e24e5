//! Provisions.
use super::{
    filter::{is_one_of, restrict},
    topic::Topic,
    vocabulary::In,
};
use crate::read::object::object;
use entity::vocabulary::ProvisionKind;

object! {
    /// Something that a record lays down: a function, an obligation, a mechanism.
    pub Provision: provision {
        is statement;
        is spell;
        filter ProvisionFilter;
        /// Record that lays it down.
        subject -> any record in subject;
        /// Kind of the provision.
        kind;
        /// What it says, in our own words.
        text;
        /// Its items, in order; empty where it has none.
        items;
        /// Whether it holds, or how far it got.
        modality;
        /// Its topics, by name.
        topics -> [Topic] through node_topic(node_id, topic_id);
    }
}

restrict! {
    /// Restricts a list of provisions.
    pub ProvisionFilter {
        /// Only those of these kinds.
        kind: Vec<In<ProvisionKind>> => |kinds| is_one_of("\"provision\".\"kind\"", kinds);
    }
}
