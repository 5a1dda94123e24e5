//! States.
use super::{
    filter::{is_among, is_found, restrict},
    membership::Membership,
    office::Office,
    organ::Organ,
    participation::Participation,
    place::Place,
    treaty,
    treaty_action::TreatyAction,
};
use crate::read::object::object;

object! {
    /// A state, present or former.
    pub State: state {
        is record;
        is closed;
        filter StateFilter;
        /// ISO 3166-1 alpha-2 code; null for a former state, and where no source gives it.
        iso2;
        /// ISO 3166-1 alpha-3 code; null for a former state, and where no source gives it.
        iso3;
        /// ISO 3166-1 numeric code, three digits; null for a former state, and where no source gives it.
        iso_numeric;
        /// Its spells of membership in organizations, organs and forces, by their start.
        memberships -> [Membership] by membership.member_id;
        /// What it did to documents, by date.
        treaty_actions -> [TreatyAction] by treaty_action.party_id;
        /// Parts it took in meetings and events.
        participations -> [Participation] by participation.party_id;
        /// Its own organs, such as its legislature, by name.
        organs -> [Organ] by organ.state_id;
        /// Its offices, by name.
        offices -> [Office] by office.body_id;
        /// Places that a source says lie in it, by name.
        places -> [Place] by place.state_id;
        with treaty::of_party;
    }
}

restrict! {
    /// Restricts a list of states.
    pub StateFilter {
        /// Only those with these slugs.
        slug: Vec<String> => |slugs| is_among("\"state\".\"slug\"", slugs.iter().cloned());
        /// Only those that are or were members of the organizations, organs or forces with these slugs.
        member_of: Vec<String> => |slugs| is_found(
            "\"state\".\"id\" in (select member_id from membership join slug on slug.node_id = body_id where is_leading and slug.slug = any($1))",
            slugs,
        );
        /// Only those that did something to the documents with these slugs.
        acted_on: Vec<String> => |slugs| is_found(
            "\"state\".\"id\" in (select party_id from treaty_action join slug on slug.node_id = document_id where is_leading and slug.slug = any($1))",
            slugs,
        );
        /// Only those that took part in the meetings or events with these slugs.
        participated_in: Vec<String> => |slugs| is_found(
            "\"state\".\"id\" in (select party_id from participation join slug on slug.node_id = gathering_id where is_leading and slug.slug = any($1))",
            slugs,
        );
    }
}
