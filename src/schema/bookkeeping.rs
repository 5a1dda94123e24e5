//! What editors need beside the facts.
use super::{object::object, revision::Revision};
use crate::role::Role;
use engine::define::Object;

object! {
    /// What an editor needs in order to change a record or statement.
    pub Bookkeeping: node {
        /// Number of times it was written, from 1. A change has to state the version that it is based on, so that no other change is overwritten.
        version;
        /// Key in data files, by which an import finds it again: of a record, the slug under which it came; null for what no import brought.
        key;
        /// Revision that entered it.
        created_in -> Revision by created_in;
    }
}

/// Gives records and statements their bookkeeping, for editors.
pub fn share(object: &mut Object) {
    object.to::<Bookkeeping>(
        "bookkeeping",
        "What an editor needs in order to change it; null, with the error FORBIDDEN, for clients without the role EDITOR.",
        "id",
    );
    object.only_for(Role::Editor.into());
}
