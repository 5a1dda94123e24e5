//! Persons.
use super::{
    filter::{is_among, restrict},
    participation::Participation,
    tenure::Tenure,
    timeline::about::TimelineEntry,
};
use crate::read::object::object;

object! {
    /// A natural person.
    pub Person: person {
        is record;
        filter PersonFilter;
        /// Offices held, by the start of the spell.
        tenures -> [Tenure] by tenure.person_id;
        /// Parts taken in meetings and events.
        participations -> [Participation] by participation.party_id;
        /// Everything dated about the person: offices held, meetings and events in which the person took part, steps taken, relations, figures and remarks.
        timeline -> [TimelineEntry] by timeline_about.record_id;
    }
}

restrict! {
    /// Restricts a list of persons.
    pub PersonFilter {
        /// Only those with these slugs.
        slug: Vec<String> => |slugs| is_among("\"person\".\"slug\"", slugs.iter().cloned());
    }
}
