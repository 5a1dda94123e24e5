//! What every record has.
use super::{
    agenda_item::AgendaItem, bookkeeping, change::NodeChange, citation::Citation, claim::Claim,
    contact_point::ContactPoint, contradiction::RecordContradiction, figure::Figure, interface, name::Name,
    provision::Provision, relation::Relation, remark::Remark, support,
};
use engine::{
    define::{Described, JoinTable, Link, Object},
    id::GlobalId,
    object::stored,
    scalar::{some, text},
};
use entity::vocabulary::{NodeKind, Vocabulary as _};
use sea_orm::EntityName as _;
use std::sync::Arc;

/// Gives an object type what every record has.
pub fn share<T: Described>(object: &mut Object) {
    object.implements_too(interface::node);
    object.implements_too(interface::record);
    identify::<T>(object);
    object.shared::<T::Entity, String, _>("slug", "Short name for use in URLs, unique over all kinds of records.");
    object.shared::<T::Entity, String, _>("name", "Display name.");
    object.order(
        "NAME",
        "By name, in the order of Unicode code points.",
        stored::<T::Entity>("name").0,
        engine::define::OrderBy::Text,
    );
    object.many::<Name>(
        "names",
        "Names under which sources know it, by the start of their use.",
        Link::Column("subject_id"),
    );
    object.many::<ContactPoint>(
        "contact_points",
        "Ways to reach it, by the start of their use.",
        Link::Column("subject_id"),
    );
    object.many::<Provision>(
        "provisions",
        "Its provisions, by the start of their validity.",
        Link::Column("subject_id"),
    );
    object.many::<Figure>("figures", "Figures about it, by date.", Link::Column("subject_id"));
    object.many::<Relation>("relations", "How it relates to others, by date.", Link::Column("subject_id"));
    object.many::<Relation>("related_by", "How others relate to it, by date.", Link::Column("object_id"));
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
    object.many::<AgendaItem>(
        "agenda_items",
        "Matters of meetings and events that dealt with it.",
        Link::Through(JoinTable {
            table: "agenda_item_record",
            parent: "record_id",
            child: "agenda_item_id",
            denormalized: Vec::new(),
        }),
    );
    object.many::<Provision>(
        "involved_in",
        "Provisions of others that involve it, by the start of their validity: as an addressee, an examiner, a subject.",
        Link::Through(JoinTable { table: "provision_party", parent: "party_id", child: "provision_id", denormalized: Vec::new() }),
    );
    support::share(object);
    bookkeeping::share(object);
    object.many::<RecordContradiction>(
        "conflicts",
        "Where the register contradicts itself about it, or about a statement that names it, in the order in which the matters were entered.",
        Link::Column("record_id"),
    );
    object.many::<Citation>(
        "citations",
        "Where sources speak of it, in the order in which they were noted.",
        Link::Column("subject_id"),
    );
    object.many::<NodeChange>(
        "history",
        "Changes of it, by revision, the newest last. The first is its creation; each later one shows its fields as they were before that revision.",
        Link::Column("node_id"),
    );
}

/// Gives an object type its kind and the field `id`.
pub fn identify<T: Described>(object: &mut Object) {
    let table = T::Entity::default().table_name().to_ascii_uppercase();
    let Some(kind) = NodeKind::parse(&table) else {
        panic!("{table} is no kind of node");
    };
    object.tag(kind.name());
    for column in ["id", "node_kind"] {
        object.unpublished(stored::<T::Entity>(column).0);
    }
    object.leaf(
        "id",
        "Identifier, unique over the whole register; opaque.",
        vec!["id"],
        |_| "ID".to_owned(),
        Arc::new(move |cells, out| {
            let bytes = some(cells.first().copied().flatten())?;
            let key = bytes.try_into().map(i64::from_be_bytes).map_err(fault::Fault::internal)?;
            text(GlobalId { tag: kind.name(), key }.text().as_bytes(), out);
            Ok(())
        }),
    );
}
