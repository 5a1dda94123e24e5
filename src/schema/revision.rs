//! Revisions.
use super::object::object;
use fault::Fault;

object! {
    /// One accepted change of the register.
    pub Revision: revision {
        /// Public number, in the order in which revisions took effect; 0 is the empty register.
        number = |number| number.ok_or_else(|| Fault::internal("a revision that is published without its number"))?;
        /// Who made it.
        author;
        /// Why it was made.
        message;
        /// When it was recorded.
        recorded_at;
        /// How many records and statements it created.
        created;
        /// How many records and statements it changed.
        updated;
        /// How many records and statements it deleted.
        deleted;
    }
}
