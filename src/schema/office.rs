//! Offices.
use super::object::object;
use super::{
    filter::{has_slug, is_named, restrict},
    participation::Participation,
    tenure::Tenure,
    timeline::RecordTimelineEntry,
};

object! {
    /// A post that persons hold in turn (W3C Organization Ontology, `org:Post`).
    pub Office: office {
        is record;
        filter OfficeFilter;
        /// Organization, organ or state it belongs to.
        body -> any record in body;
        /// Whether one person at a time holds it; null where no source says.
        is_single_holder;
        /// Who held it, by the start of the spell.
        tenures -> [Tenure] by tenure.office_id;
        /// Everything dated about it: who held it, steps in its life, relations, figures, provisions and remarks.
        timeline -> [RecordTimelineEntry] by timeline_about.record_id;
        /// Parts taken in it in meetings and events.
        participations -> [Participation] by participation.office_id;
    }
}

restrict! {
    /// Restricts a list of offices.
    pub OfficeFilter {
        /// Only those with these slugs as they are now; former slugs are not looked up.
        slug: Vec<String> => |slugs, access| has_slug("\"office\".\"slug\"", slugs, access);
        /// Only those of the organizations, organs or states with these slugs.
        body: Vec<String> => |slugs| is_named("\"office\".\"body_id\"", slugs);
    }
}
