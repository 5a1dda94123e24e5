//! Claims.
use super::filter::{is_among, restrict};
use super::object::object;

object! {
    /// A competing value of one field of a record or statement: what a source says instead of what the field shows.
    pub Claim: claim {
        is statement;
        filter ClaimFilter;
        /// By the name of the field.
        order FIELD by field;
        /// Record or statement of which it is said.
        subject -> any node in subject;
        /// Field concerned, as this API names it.
        field;
        /// Value, as text.
        value;
    }
}

restrict! {
    /// Restricts a list of claims.
    pub ClaimFilter {
        /// Only those of these fields, as this API names them.
        field: Vec<String> => |fields| is_among("\"claim\".\"field\"", fields.iter().cloned());
    }
}
