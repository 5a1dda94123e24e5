//! Relations.
use super::object::object;
use super::{
    filter::{DateFilter, is_named, is_one_of, restrict},
    vocabulary::In,
};
use entity::vocabulary::{Modality, RelationKind};

object! {
    /// A relation from one record to another, or to something only named.
    pub Relation: relation {
        is dated;
        is statement;
        filter RelationFilter;
        /// Record that is related.
        subject -> any record in subject;
        /// How it is related to the object.
        relation;
        /// Record to which it is related; null where it is only named.
        object -> any record in object;
        /// What it is related to, as the source puts it; null where our own words do.
        object_label;
        /// Whether it came about, or how far it got.
        modality;
        /// When it was announced; null where no source says.
        announced_on as Date in announced_on;
    }
}

restrict! {
    /// Restricts a list of relations.
    pub RelationFilter {
        /// Only these relations.
        relation: Vec<In<RelationKind>> => |kinds| is_one_of("\"relation\".\"relation\"", kinds);
        /// Only those to the records with these slugs.
        object: Vec<String> => |slugs| is_named("\"relation\".\"object_id\"", slugs);
        /// Only those of the records with these slugs.
        subject: Vec<String> => |slugs| is_named("\"relation\".\"subject_id\"", slugs);
        /// Only those that were announced on such dates.
        announced_on: DateFilter => |date| date.on("relation", "announced_on");
        /// Only those of these modalities.
        modality: Vec<In<Modality>> => |modalities| is_one_of("\"relation\".\"modality\"", modalities);
    }
}
