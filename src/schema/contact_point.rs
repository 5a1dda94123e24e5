//! Contact points.
use super::place::Place;
use crate::read::object::object;

object! {
    /// A way to reach a record, or why it is missing.
    pub ContactPoint: contact_point {
        is statement;
        is spell;
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
