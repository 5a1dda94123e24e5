//! Persons.
use super::{
    filter::{is_among, restrict},
    participation::Participation,
    tenure::Tenure,
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
    }
}

restrict! {
    /// Restricts a list of persons.
    pub PersonFilter {
        /// Only those with these slugs.
        slug: Vec<String> => |slugs| is_among("\"person\".\"slug\"", slugs.iter().cloned());
    }
}
