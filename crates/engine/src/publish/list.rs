//! Lists: their arguments, orders, pages and edges.

use super::{
    Publisher, hold_place,
    meta::{described, enum_value, input, parameter, publish_enum},
};
use crate::{
    define::{ListArguments, Object},
    page::{LONGEST, USUAL_LENGTH},
    relation::Relation,
};
use async_graphql::{
    indexmap::IndexMap,
    registry::{InputObjectBuilder, MetaField, MetaInputValue, ObjectBuilder, Registry},
};

impl Publisher {
    pub(super) fn connection(self, object: &'static Object, registry: &mut Registry) -> String {
        let (connection, edge) = (format!("{}Connection", object.name), format!("{}Edge", object.name));
        if !registry.types.contains_key(&connection) {
            hold_place(&connection, registry);
            if let Some(relation) = &object.relation {
                self.relation_connection(object, relation, registry);
                return connection;
            }
            let node = self.object(object, registry);
            publish_page_info(registry);
            let added = object.list.iter().flat_map(|list| &list.edges);
            let added: Vec<_> = added.map(|edge| described(edge.name, edge.about, (edge.publish)(registry))).collect();
            let compared = object.comparison.as_ref();
            let compared = compared.map(|it| described(it.name, it.about, "Boolean".to_owned()));
            let mut add = |name: &str, about: String, members: [MetaField; 2], more: Vec<MetaField>| {
                let fields = members.into_iter().chain(more).map(|field| (field.name.clone(), field)).collect();
                registry
                    .types
                    .insert(name.to_owned(), ObjectBuilder::new(name, fields).description(Some(about)).build());
            };
            add(
                &edge,
                format!("Edge of a list of {}: a node and its cursor.", object.name),
                [
                    described("cursor", "Cursor of the node; opaque.", "String!".to_owned()),
                    described("node", "Node at this position.", format!("{node}!")),
                ],
                added.into_iter().chain(compared).collect(),
            );
            add(
                &connection,
                format!("A page of a list of {}.", object.name),
                [
                    described("nodes", "Nodes of the page.", format!("[{node}!]!")),
                    described("edges", "Edges of the page: its nodes, with their cursors.", format!("[{edge}!]!")),
                ],
                of_the_page().into(),
            );
        }
        connection
    }

    /// A connection whose edges are rows made by SQL.
    fn relation_connection(self, object: &'static Object, relation: &'static Relation, registry: &mut Registry) {
        publish_page_info(registry);
        let (connection, edge) = (format!("{}Connection", object.name), format!("{}Edge", object.name));
        let cursor = described("cursor", "Cursor of the node; opaque.", "String!".to_owned());
        let mut members = IndexMap::from_iter([(cursor.name.clone(), cursor)]);
        members.extend(self.fields(object.fields.iter(), registry));
        let node = members[relation.node].ty.clone();
        let about = Some(object.about.to_owned());
        registry.types.insert(edge.clone(), ObjectBuilder::new(edge.clone(), members).description(about).build());
        let facet = self.object((relation.facets.target)(), registry);
        let read = self.object((relation.reading.target)(), registry);
        let [info, total] = of_the_page();
        let members = [
            described("nodes", "Nodes of the page.", format!("[{node}]!")),
            described(
                "edges",
                "Edges of the page: its nodes, each with its cursor and further fields.",
                format!("[{edge}!]!"),
            ),
            info,
            total,
            described("facets", relation.facets.about, format!("[{facet}!]!")),
            described(relation.reading.name, relation.reading.about, format!("[{read}!]!")),
        ];
        let members = members.into_iter().map(|field| (field.name.clone(), field)).collect();
        let about = Some(relation.about.to_owned());
        registry.types.insert(connection.clone(), ObjectBuilder::new(connection, members).description(about).build());
    }
}

pub(super) fn page_arguments(object: &'static Object, registry: &mut Registry) -> IndexMap<String, MetaInputValue> {
    let mut args = IndexMap::new();
    if let Some(relation) = &object.relation {
        args.extend(relation.arguments.iter().map(parameter));
        args.extend(ends());
        return args;
    }
    if let Some(filter) = &object.filter {
        let ty = (filter.publish)(registry);
        args.extend([input("filter", "Filter of the list. Without it the list is not restricted.", ty)]);
    }
    if !object.orders.is_empty() {
        let ty = publish_order(object, registry);
        args.extend([input("orderBy", &format!("Order of the list. {}", object.orders[0].about), ty)]);
    }
    if let Some(ListArguments { arguments, publish, .. }) = &object.list {
        publish(registry);
        args.extend(arguments.iter().map(parameter));
    }
    args.extend(ends());
    args
}

/// The arguments that select a page.
fn ends() -> [(String, MetaInputValue); 4] {
    [
        input(
            "first",
            &format!("Length of the page from its beginning: 1 to {LONGEST}, {USUAL_LENGTH} where absent."),
            "Int",
        ),
        input("after", "Cursor of the node after which the page begins.", "String"),
        input("last", &format!("Length of the page from its end: 1 to {LONGEST}. Not together with `first`."), "Int"),
        input("before", "Cursor of the node before which the page ends.", "String"),
    ]
}

fn publish_order(object: &'static Object, registry: &mut Registry) -> String {
    let (order, field) = (format!("{}Order", object.name), format!("{}OrderField", object.name));
    if !registry.types.contains_key(&order) {
        let values = object.orders.iter().map(|order| enum_value(order.name, order.about)).collect();
        publish_enum(&field, &format!("What lists of {} can be ordered by.", object.name), values, registry);
        let values = IndexMap::from_iter([
            enum_value("ASC", "From the first to the last."),
            enum_value("DESC", "From the last to the first."),
        ]);
        publish_enum("OrderDirection", "Direction of an order.", values, registry);
        let direction = MetaInputValue {
            default_value: Some("ASC".to_owned()),
            ..input(
                "direction",
                "Whether it goes from the first to the last or the other way round.",
                "OrderDirection!",
            )
            .1
        };
        let members = IndexMap::from_iter([
            input("field", "What the list is ordered by.", field + "!"),
            ("direction".to_owned(), direction),
        ]);
        let about = format!(
            "Order of a list of {}. Among equal values, the node entered first comes first, or last if the direction is DESC.",
            object.name
        );
        registry
            .types
            .insert(order.clone(), InputObjectBuilder::new(order.clone(), members).description(Some(about)).build());
    }
    order
}

/// The fields that every page has.
fn of_the_page() -> [MetaField; 2] {
    let total = "Number of nodes in the whole list, after the filter. It is counted only if it is requested.";
    [
        described("pageInfo", "Position of the page in its list.", "PageInfo!".to_owned()),
        described("totalCount", total, "Int!".to_owned()),
    ]
}

fn publish_page_info(registry: &mut Registry) {
    let fields = [
        ("hasNextPage", "Whether the list goes on after this page.", "Boolean!"),
        ("hasPreviousPage", "Whether the list has nodes before this page.", "Boolean!"),
        ("startCursor", "Cursor of the first node; null on an empty page.", "String"),
        ("endCursor", "Cursor of the last node; null on an empty page.", "String"),
    ];
    let fields = fields.map(|(name, about, ty)| (name.to_owned(), described(name, about, ty.to_owned())));
    registry.types.entry("PageInfo".to_owned()).or_insert_with(|| {
        ObjectBuilder::new("PageInfo", IndexMap::from_iter(fields))
            .description(Some("Position of a page in its list (Relay, Cursor Connections Specification).".to_owned()))
            .build()
    });
}
