//! Identifies the node of an entry: an existing one, or a new one.
use crate::{entry::Entry, kind::Kind, problem::Problem};
use entity::vocabulary::NodeKind;
use std::collections::HashMap;

/// The identity of a node that something may refer to.
#[derive(Clone, Debug)]
pub struct Identity {
    /// Its key in the register; none if it is new.
    pub id: Option<i64>,
    /// Its kind.
    pub kind: NodeKind,
    /// Its name within the keys of other statements: the slug with which it was created.
    pub part: String,
    /// Its present name in the set.
    pub spelled: String,
}

impl Identity {
    /// The node as a part of a key.
    pub fn as_part(&self, as_spelled: bool) -> String {
        let name = if as_spelled { &self.spelled } else { &self.part };
        let kind = Kind::get(self.kind);
        if kind.is_record() { name.clone() } else { format!("{}:{name}", kind.name()) }
    }
}

/// The node of an entry: an existing one with its slug or a former slug, or a new one.
pub fn identify(entry: &Entry, stored: &HashMap<String, Identity>) -> Identity {
    let slug = entry.slug.clone().unwrap_or_default();
    match entry.slugs().find_map(|(_, slug)| stored.get(slug)) {
        Some(known) => Identity { spelled: slug, ..known.clone() },
        None => Identity { id: None, kind: entry.kind.node, part: slug.clone(), spelled: slug },
    }
}

/// Refuses slugs that belong to other nodes.
pub fn check(entry: &Entry, known: &Identity, stored: &HashMap<String, Identity>, problems: &mut Vec<Problem>) {
    if known.kind != entry.kind.node {
        let kind = Kind::get(known.kind).a_noun();
        let reason = format!("the slug \"{}\" belongs to {kind} of the register", known.spelled);
        problems.push(Problem::at(entry.origin, reason));
    }
    for (origin, former) in entry.slugs().skip(1) {
        if stored.get(former).is_some_and(|other| other.id != known.id) {
            let reason = format!(
                "the former slug \"{former}\" belongs to another record of the register: if both are the same record, remove the other in an earlier import"
            );
            problems.push(Problem::at(origin, reason));
        }
    }
}
