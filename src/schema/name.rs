//! Names.
use crate::read::object::object;

object! {
    /// A name of a record, for a spell.
    pub Name: name {
        is statement;
        is spell;
        /// Record it names.
        subject -> any record in subject;
        /// Name itself.
        text;
        /// Its language, as a BCP 47 tag; null where not noted.
        language;
        /// Kind of the name.
        kind;
        /// Whether a source prints it or an editor formed it.
        basis;
    }
}
