//! Remarks.
use super::object::object;
use super::{
    filter::{DateFilter, is_found, is_named, is_on_topic, is_one_of, restrict},
    listed,
    meeting::Meeting,
    topic::Topic,
    vocabulary::In,
};
use entity::vocabulary::RemarkKind;

object! {
    /// Something said about records or statements, and in whose voice.
    pub Remark: remark {
        is dated;
        is statement;
        filter RemarkFilter;
        unpublished voice_count;
        /// Kind of the remark.
        kind;
        /// What is said, in our own words.
        text;
        /// In whose voice; null where the source speaks in its own or names no record.
        voice -> any record in voice;
        /// In whose voice, as the source puts it; null where our own words do.
        voice_label;
        /// Meeting at which it was said; null where no source says.
        meeting -> Meeting by meeting_id;
        /// Its topics, by name.
        topics -> [Topic] through node_topic(node_id, topic_id);
        with listed::of_remark;
    }
}

restrict! {
    /// Restricts a list of remarks.
    pub RemarkFilter {
        /// Only those of these kinds.
        kind: Vec<In<RemarkKind>> => |kinds| is_one_of("\"remark\".\"kind\"", kinds);
        /// Only those of such dates.
        date: DateFilter => |date| date.on("remark", "date");
        /// Only those in the voice of the records with these slugs.
        voice: Vec<String> => |slugs| is_named("\"remark\".\"voice_id\"", slugs);
        /// Only those about the records with these slugs.
        about: Vec<String> => |slugs| is_found(
            "\"remark\".\"id\" in (select remark_id from remark_about join slug using (node_id) where slug.slug = any($1))",
            slugs,
        );
        /// Only those on the topics with these slugs or on narrower ones.
        topic: Vec<String> => |slugs| is_on_topic("\"remark\".\"id\"", slugs);
    }
}
