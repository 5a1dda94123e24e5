//! Provisions.
use super::object::object;
use super::{
    filter::{is_found, is_named, is_on_topic, is_one_of, restrict},
    listed,
    topic::Topic,
    vocabulary::In,
};
use entity::vocabulary::{Modality, ProvisionKind};

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
        with listed::of_provision;
    }
}

restrict! {
    /// Restricts a list of provisions.
    pub ProvisionFilter {
        /// Only those of these kinds.
        kind: Vec<In<ProvisionKind>> => |kinds| is_one_of("\"provision\".\"kind\"", kinds);
        /// Only those of these modalities.
        modality: Vec<In<Modality>> => |modalities| is_one_of("\"provision\".\"modality\"", modalities);
        /// Only those that the records with these slugs lay down.
        subject: Vec<String> => |slugs| is_named("\"provision\".\"subject_id\"", slugs);
        /// Only those on the topics with these slugs or on narrower ones.
        topic: Vec<String> => |slugs| is_on_topic("\"provision\".\"id\"", slugs);
        /// Only those that involve the records with these slugs.
        party: Vec<String> => |slugs| is_found(
            "\"provision\".\"id\" in (select provision_id from provision_party join slug on slug.node_id = party_id where slug.slug = any($1))",
            slugs,
        );
    }
}
