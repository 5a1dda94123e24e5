//! Contact points.
use super::object::object;
use super::{
    filter::{is_null, is_one_of, restrict},
    place::Place,
    vocabulary::In,
};
use entity::vocabulary::ContactKind;

object! {
    /// A way to reach a record, or why it is missing.
    pub ContactPoint: contact_point {
        is statement;
        is spell;
        filter ContactPointFilter;
        /// Record it belongs to.
        subject -> any record in subject;
        /// Kind of the contact point.
        kind;
        /// Number, address or the like; null where it is a place, or missing.
        value;
        /// Place; null where it is no place, or missing.
        place -> Place by place_id;
        /// Why there is no value; null where there is one.
        missing_reason;
    }
}

restrict! {
    /// Restricts a list of contact points.
    pub ContactPointFilter {
        /// Only those of these kinds.
        kind: Vec<In<ContactKind>> => |kinds| is_one_of("\"contact_point\".\"kind\"", kinds);
        /// Only those that are known, or only those that are missing.
        is_known: bool => |wanted| is_null("\"contact_point\".\"missing_reason\"", *wanted);
    }
}
