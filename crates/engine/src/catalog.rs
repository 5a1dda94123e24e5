//! All definitions of an API together, and at which version the data stand that they are about.

use super::define::{Interface, Object};

/// All published object types.
pub struct Catalog {
    /// The root of reads.
    pub query: &'static Object,
    /// Every object type that stands for rows.
    pub objects: Vec<&'static Object>,
    /// Interfaces that no field returns; clients use them in fragments.
    pub interfaces: Vec<&'static Interface>,
    /// At which version of the data a snapshot stands.
    pub snapshot: SnapshotVersion,
}

/// The row that says at which version of the data a snapshot stands.
///
/// **Invariant:** every statement at the root of an answer begins with this row. *Why:* an answer says which version it
/// is of, even where it found nothing, and cached lookup tables serve that version alone. *Enforced by:*
/// `statement::at_a_version`.
pub struct SnapshotVersion {
    /// The table, which has one such row.
    pub object: &'static Object,
    /// Its column with the number of the version.
    pub column: &'static str,
    /// Its Boolean column that is true in that row.
    pub is_only: &'static str,
}

impl Catalog {
    /// The object type with a tag.
    pub fn tagged(&self, tag: &str) -> Option<&'static Object> {
        self.objects.iter().copied().find(|object| object.tag == Some(tag))
    }

    /// The tag of this text, if an object type has it.
    pub fn tag(&self, text: &str) -> Option<&'static str> {
        self.tagged(text)?.tag
    }

    /// The object type with a name.
    pub fn named(&self, name: &str) -> Option<&'static Object> {
        self.objects.iter().copied().find(|object| object.name == name)
    }
}
