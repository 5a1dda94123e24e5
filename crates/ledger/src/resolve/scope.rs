//! The context in which the row of an entry is made: the index of references, and the problems found so far.
use super::Index;
use crate::{
    entry::Target,
    field::Shape,
    kind::{Kind, anything, records},
    origin::Origin,
    problem::Problem,
};
use entity::vocabulary::NodeKind;

/// The context in which the row of an entry is made.
pub struct Scope<'a> {
    /// The nodes that references identify.
    pub index: &'a Index,
    /// The problems found so far.
    pub problems: &'a mut Vec<Problem>,
}

impl Scope<'_> {
    /// The node to which a reference points, if it is of one of these kinds. Otherwise a problem is added.
    ///
    /// **Invariant:** a reference that is refused has no key. *Why:* a wrong reference must not be written with the key
    /// of another node. *Enforced by:* the type; an entry with a missing key makes no row.
    pub fn node(&mut self, target: &Target, kinds: &[NodeKind], origin: Origin) -> Option<(i64, NodeKind)> {
        let name = match target {
            Target::Reference(text) => text.as_str(),
            Target::Entry(entry) => self.index.key_of(*entry),
        };
        let Some((id, kind)) = self.index.node(target) else {
            self.problems.push(Problem::at(origin, format!("there is no record or statement \"{name}\"")));
            return None;
        };
        if !kinds.contains(&kind) {
            let wanted = kinds.iter().map(|kind| Kind::get(*kind).noun()).collect::<Vec<_>>().join(", ");
            let reason = format!("\"{name}\" is {}, but this field takes one of: {wanted}", Kind::get(kind).a_noun());
            self.problems.push(Problem::at(origin, reason));
            return None;
        }
        Some((id, kind))
    }

    /// The node that a reference of some shape names.
    pub fn reference(&mut self, shape: Shape, target: &Target, origin: Origin) -> Option<(i64, NodeKind)> {
        match shape {
            Shape::Record(kind) => self.node(target, &[kind], origin),
            Shape::OneOf(kinds) => self.node(target, kinds, origin),
            Shape::Anything => self.node(target, &anything(), origin),
            _ => self.node(target, &records(), origin),
        }
    }
}
