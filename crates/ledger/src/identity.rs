//! Which node an entry is: one of the register, or a new one.
use super::{entry::Kind, key::is_slug, problem::Problem, set::Item};
use entity::vocabulary::NodeKind;
use std::collections::HashMap;

/// A node that something may refer to.
#[derive(Clone, Debug)]
pub struct Known {
    /// Its key; 0 until a new one has been given.
    pub id: i64,
    /// Its kind.
    pub kind: NodeKind,
    /// How the keys of others name it: by the slug it was created with.
    pub part: String,
    /// How the set names it now.
    pub spelled: String,
}

impl Known {
    /// The node as a part of a key.
    pub fn as_part(&self, as_spelled: bool) -> String {
        let name = if as_spelled { &self.spelled } else { &self.part };
        let kind = Kind::get(self.kind);
        if kind.is_record() { name.clone() } else { format!("{}:{name}", kind.name()) }
    }
}

/// A node of the set.
#[derive(Clone, Debug)]
pub struct Identity {
    /// The node.
    pub known: Known,
    /// Whether the register has it not yet.
    pub is_new: bool,
}

/// The node that an entry is: known by its slug or by a former one, or new.
pub fn identify(item: &Item, stored: &HashMap<String, Known>) -> Identity {
    let slug = item.slug.clone().unwrap_or_default();
    match item.slugs().find_map(|slug| stored.get(slug)) {
        Some(known) => Identity { known: Known { spelled: slug, ..known.clone() }, is_new: false },
        None => {
            Identity { known: Known { id: 0, kind: item.kind.node, part: slug.clone(), spelled: slug }, is_new: true }
        }
    }
}

/// Refuses slugs that belong to others.
pub fn check(item: &Item, identity: &Identity, stored: &HashMap<String, Known>, problems: &mut Vec<Problem>) {
    let mut refuse = |reason: String| problems.push(Problem::at(&item.place, reason));
    let known = &identity.known;
    if known.kind != item.kind.node {
        refuse(format!("the slug \"{}\" belongs to {} of the register", known.spelled, Kind::get(known.kind).a_noun()));
    }
    for former in &item.head.former_slugs {
        let former = former.get_ref();
        if stored.get(former).is_some_and(|other| other.id != known.id) {
            refuse(format!("the former slug \"{former}\" belongs to another record of the register"));
        }
        if !is_slug(former) {
            refuse(format!("\"{former}\" is no slug: lower-case letters, digits and single hyphens"));
        }
    }
}
