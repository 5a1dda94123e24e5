//! Figures.
use super::object::object;
use super::{
    filter::{DateFilter, is_among, is_named, is_on_topic, is_one_of, restrict},
    topic::Topic,
    vocabulary::In,
};
use entity::vocabulary::FigureQualifier;

object! {
    /// A number with its meaning. Zero is a value.
    pub Figure: figure {
        is dated;
        is statement;
        filter FigureFilter;
        /// Record it is about.
        subject -> any record in subject;
        /// What is counted or measured, in lower-case words such as `documents discussed`.
        measure;
        /// What is counted, as the source puts it; null where the measure says all.
        label;
        /// How the number is meant.
        qualifier;
        /// Number; null where the source gives none, as in "several".
        value;
        /// Upper end of a range; null where it is no range.
        value_to;
        /// Unit of the number; null for a plain count.
        unit;
        /// Its topics, by name.
        topics -> [Topic] through node_topic(node_id, topic_id);
        /// Whether it was counted, or is planned and the like.
        modality;
    }
}

restrict! {
    /// Restricts a list of figures.
    pub FigureFilter {
        /// Only those of these measures, such as `members`.
        measure: Vec<String> => |measures| is_among("\"figure\".\"measure\"", measures.iter().cloned());
        /// Only those with these qualifiers.
        qualifier: Vec<In<FigureQualifier>> => |qualifiers| is_one_of("\"figure\".\"qualifier\"", qualifiers);
        /// Only those of such dates.
        date: DateFilter => |date| date.on("figure", "date");
        /// Only those about the records with these slugs.
        subject: Vec<String> => |slugs| is_named("\"figure\".\"subject_id\"", slugs);
        /// Only those on the topics with these slugs or on narrower ones.
        topic: Vec<String> => |slugs| is_on_topic("\"figure\".\"id\"", slugs);
    }
}
