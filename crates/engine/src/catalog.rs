//! All definitions of an API, and the row that holds the version of the data.

mod check;

use super::{
    define::{Interface, Kind, Object},
    derive::ComputedFields,
};
use sea_orm::sea_query::SelectStatement;

/// All published object types.
///
/// **Invariant:** a definition that names what is not there is refused before anything is answered: a missing column or
/// field of an interface, and a name or tag that is defined twice. *Why:* it would read as NULL and become a wrong
/// fact. *Enforced by:* [`Catalog::check`], which whoever builds a catalog calls.
pub struct Catalog {
    /// The root of reads.
    pub query: &'static Object,
    /// Every object type that stands for rows.
    pub objects: Vec<&'static Object>,
    /// Interfaces that no field returns. Clients use them in fragments.
    pub interfaces: Vec<&'static Interface>,
    /// Where a snapshot finds the version of its data.
    pub snapshot: SnapshotVersion,
    /// How the unknown ones of some names that requests give are found; none if names are not looked up.
    pub unknown: Option<FindUnknown>,
}

/// How names are looked up that may name nothing. Each look takes little, whatever the data are.
#[derive(Clone, Copy)]
pub struct FindUnknown {
    /// The statement that finds, of some names, those that name nothing: one column of text.
    pub unknown: fn(&[String]) -> SelectStatement,
    /// The statement that finds, for some names, those that may have been meant: two columns of text, the name and the
    /// others, with blanks between.
    pub near: fn(&[String]) -> SelectStatement,
}

/// The row that holds the version of the data in a snapshot.
///
/// **Invariant:** every statement at the root of an answer begins with this row. *Why:* an answer states its version
/// even if it found nothing, and cached lookup tables are used for that version only. *Enforced by:*
/// `statement::at_a_version`.
pub struct SnapshotVersion {
    /// The table, which has exactly one such row.
    pub object: &'static Object,
    /// The column that holds the version number.
    pub column: &'static str,
    /// The Boolean column that is true in that row.
    pub is_only: &'static str,
}

impl Catalog {
    /// Returns the catalog if its definitions are consistent.
    ///
    /// # Errors
    /// All problems, one per line.
    pub fn check(self) -> Result<Self, String> {
        match check::problems(&self) {
            problems if problems.is_empty() => Ok(self),
            problems => Err(problems.join("\n")),
        }
    }

    /// Every object type, and all that their fields lead to, each once: rows of views have no tag and are not among
    /// [`Catalog::objects`].
    pub fn reached(&self) -> Vec<&'static Object> {
        check::reached(self)
    }

    /// The object type with a tag.
    pub fn tagged(&self, tag: &str) -> Option<&'static Object> {
        self.objects.iter().copied().find(|object| object.tag == Some(tag))
    }

    /// The tag with this text; none if no object type has it.
    pub fn tag(&self, text: &str) -> Option<&'static str> {
        self.tagged(text)?.tag
    }

    /// The computed fields of all object types.
    pub fn computed(&self) -> ComputedFields {
        let mut computed = ComputedFields::default();
        for object in self.objects.iter().copied().chain([self.query]) {
            for field in &object.fields {
                if let Kind::Computed(definition) = &field.kind {
                    computed.add(object.name, &field.name, definition());
                }
            }
        }
        computed
    }

    /// The object type with a name.
    pub fn object(&self, name: &str) -> Option<&'static Object> {
        self.objects.iter().copied().find(|object| object.name == name)
    }
}
