//! Names.
use super::object::object;
use super::{
    filter::{is_among, is_one_of, restrict},
    vocabulary::In,
};
use entity::vocabulary::NameKind;

object! {
    /// A name of a record, for a spell.
    pub Name: name {
        is statement;
        is spell;
        filter NameFilter;
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

restrict! {
    /// Restricts a list of names.
    pub NameFilter {
        /// Only those of these kinds.
        kind: Vec<In<NameKind>> => |kinds| is_one_of("\"name\".\"kind\"", kinds);
        /// Only those in these languages, as BCP 47 tags.
        language: Vec<String> => |languages| is_among("\"name\".\"language\"", languages.iter().cloned());
    }
}
