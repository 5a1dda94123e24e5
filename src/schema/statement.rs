//! What every statement has.
use super::{
    bookkeeping, change::NodeChange, citation::Citation, claim::Claim, contradiction::ContradictedBy, interface,
    record::identify, remark::Remark, support,
};
use engine::{
    define::{Described, JoinTable, Link, Object},
    object::stored,
};
use entity::vocabulary::Rank;

/// Gives an object type what every statement has.
pub fn share<T: Described>(object: &mut Object) {
    object.listed = Some(stored::<T::Entity>("is_leading").0);
    object.implements_too(interface::node);
    object.implements_too(interface::statement);
    identify::<T>(object);
    object.unpublished(stored::<T::Entity>("set_id").0);
    object.shared::<T::Entity, Rank, _>("rank", "Rank among the claims of its set, given by an editor.");
    object.shared::<T::Entity, bool, _>("is_leading", "Whether it is the claim of its set that lists show.");
    object.many::<T>(
        "alternatives",
        "Other claims of its set: what sources say instead.",
        Link::Siblings(stored::<T::Entity>("set_id").0),
    );
    object.many::<Remark>(
        "remarks",
        "Remarks about it, by date.",
        Link::Through(JoinTable {
            table: "remark_about",
            parent: "node_id",
            child: "remark_id",
            denormalized: Vec::new(),
        }),
    );
    object.many::<Claim>(
        "claims",
        "Competing values of its own fields, by the name of the field: what sources say instead.",
        Link::Column("subject_id"),
    );
    support::share(object);
    bookkeeping::share(object);
    object.many::<ContradictedBy>(
        "contradicted_by",
        "What contradicts it: other claims of its set that exclude it, tenures that overlap it in an office with a single holder, and statements that an editor's remark sets against it.",
        Link::Column("node_id"),
    );
    object.many::<Citation>(
        "citations",
        "Where sources say so, in the order in which they were noted.",
        Link::Column("subject_id"),
    );
    object.many::<NodeChange>(
        "history",
        "Changes of it, by revision, the newest last. The first is its creation; each later one shows its fields as they were before that revision.",
        Link::Column("node_id"),
    );
}
