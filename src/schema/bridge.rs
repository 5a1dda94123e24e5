//! The definitions as async-graphql types: for the SDL, and for what its executor answers.
//!
//! The only file that writes into async-graphql's registry, which is public but not documented; hence the
//! exact version in `Cargo.toml`.

use super::{catalog, filter::EdtfInput};
use crate::read::{
    define::{Field, Interface, Kind, Object},
    derive::{Cardinality, ComputedField, Parameter},
    page::{LONGEST, USUAL_LENGTH},
    relation::Relation,
    scalar::Scalar as _,
};
use async_graphql::{
    ContainerType, Context, ContextSelectionSet, InputType, ObjectType, OutputType, Positioned, ServerResult, Value,
    indexmap::IndexMap,
    parser::types::Field as Selected,
    registry::{
        EnumBuilder, InputObjectBuilder, MetaEnumValue, MetaField, MetaInputValue, MetaType, ObjectBuilder, Registry,
    },
    resolver_utils::resolve_container,
};
use rules::certainty::Certainty;
use std::borrow::Cow;

/// Root of reads, for async-graphql.
pub struct Query;

impl OutputType for Query {
    fn type_name() -> Cow<'static, str> {
        "Query".into()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        let query = catalog().query;
        registry.create_output_type::<Self, _>(async_graphql::registry::MetaTypeId::Object, |registry| {
            let fields = fields(query.fields.iter(), registry);
            for object in &catalog().objects {
                publish(object, registry);
            }
            ObjectBuilder::new(query.name, fields).description(Some(query.about.to_owned())).build()
        })
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, _: &Positioned<Selected>) -> ServerResult<Value> {
        resolve_container(ctx, self).await
    }
}

impl ContainerType for Query {
    /// Reads are planned; async-graphql answers none.
    async fn resolve_field(&self, _: &Context<'_>) -> ServerResult<Option<Value>> {
        Ok(None)
    }
}

impl ObjectType for Query {}

/// Interfaces that no field returns; clients use them in fragments.
///
/// async-graphql drops types that no field leads to, so they are registered after it did.
pub struct Interfaces;

impl OutputType for Interfaces {
    fn type_name() -> Cow<'static, str> {
        super::interface::statement().name.into()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        publish_interface(super::interface::dated(), registry);
        publish_interface(super::interface::statement(), registry)
    }

    async fn resolve(&self, _: &ContextSelectionSet<'_>, _: &Positioned<Selected>) -> ServerResult<Value> {
        Ok(Value::Null)
    }
}

/// Makes an object type known, and says its name.
pub fn publish(object: &'static Object, registry: &mut Registry) -> String {
    if !registry.types.contains_key(object.name) {
        hold_place(object.name, registry);
        let fields = fields(object.fields.iter(), registry);
        for interface in object.interfaces.iter().filter(|interface| !interface().fields.is_empty()) {
            registry.add_implements(object.name, interface().name);
        }
        let ty = ObjectBuilder::new(object.name, fields).description(Some(object.about.to_owned())).build();
        registry.types.insert(object.name.to_owned(), ty);
        for interface in &object.interfaces {
            publish_interface(interface(), registry);
        }
    }
    object.name.to_owned()
}

/// A type that is being described may be met again below itself.
fn hold_place(name: &str, registry: &mut Registry) {
    registry.types.insert(name.to_owned(), ObjectBuilder::new(name, IndexMap::new()).build());
}

fn publish_interface(interface: &'static Interface, registry: &mut Registry) -> String {
    if !registry.types.contains_key(interface.name) {
        hold_place(interface.name, registry);
        let objects: Vec<_> = catalog().objects.iter().filter(|object| object.implements(interface)).collect();
        for object in &objects {
            publish(object, registry);
        }
        let shared = objects.first().map(|object| &object.fields);
        let shared = interface.fields.iter().filter_map(|name| shared?.iter().find(|field| field.name == *name));
        if interface.fields.is_empty() {
            registry.types.insert(interface.name.to_owned(), union(interface, &objects));
            return interface.name.to_owned();
        }
        let ty = MetaType::Interface {
            name: interface.name.to_owned(),
            description: Some(interface.about.trim().to_owned()),
            fields: fields(shared, registry),
            possible_types: objects.iter().map(|object| object.name.to_owned()).collect(),
            extends: false,
            keys: None,
            visible: None,
            inaccessible: false,
            tags: Vec::new(),
            rust_typename: None,
            directive_invocations: Vec::new(),
            requires_scopes: Vec::new(),
        };
        let node = super::interface::node();
        if !std::ptr::eq(interface, node) {
            registry.add_implements(interface.name, node.name);
        }
        registry.types.insert(interface.name.to_owned(), ty);
    }
    interface.name.to_owned()
}

fn union(interface: &Interface, members: &[&&'static Object]) -> MetaType {
    MetaType::Union {
        name: interface.name.to_owned(),
        description: Some(interface.about.trim().to_owned()),
        possible_types: members.iter().map(|object| object.name.to_owned()).collect(),
        visible: None,
        inaccessible: false,
        tags: Vec::new(),
        rust_typename: None,
        directive_invocations: Vec::new(),
    }
}

fn fields<'a>(defined: impl Iterator<Item = &'a Field>, registry: &mut Registry) -> IndexMap<String, MetaField> {
    defined.map(|field| (field.name.clone(), meta_field(field, registry))).collect()
}

fn meta_field(field: &Field, registry: &mut Registry) -> MetaField {
    let (ty, args) = match &field.kind {
        Kind::Leaf { publish, nullable, .. } => (named(publish(registry), *nullable), IndexMap::new()),
        Kind::Embedded { object, nullable, .. } => (named(publish(object(), registry), *nullable), IndexMap::new()),
        Kind::One { target, nullable, .. } => (named(publish(target(), registry), *nullable), IndexMap::new()),
        Kind::Any { interface, nullable, .. } => {
            (named(publish_interface(interface(), registry), *nullable), IndexMap::new())
        }
        Kind::Many { target, .. } | Kind::List { target } => {
            (named(publish_connection(target(), registry), false), page_arguments(target(), registry))
        }
        Kind::Computed(field) => {
            let ComputedField { target, cardinality, arguments, .. } = field();
            let args = arguments.iter().map(parameter).collect();
            (computed(publish(target(), registry), *cardinality), args)
        }
        Kind::Part { target, .. } => (computed(publish(target(), registry), Cardinality::Many), IndexMap::new()),
        Kind::Find { argument, target, nullable, .. } => {
            let args = Some(argument)
                .filter(|argument| !argument.name.is_empty())
                .map(|argument| input(argument.name, argument.about, "String!"));
            (named(publish(target(), registry), *nullable), args.into_iter().collect())
        }
        Kind::Node => {
            let node = publish_interface(super::interface::node(), registry);
            (node, IndexMap::from_iter([input("id", "Identifier, as an answer gave it.", "ID!")]))
        }
        Kind::Nodes => {
            let node = publish_interface(super::interface::node(), registry);
            (format!("[{node}]!"), IndexMap::from_iter([input("ids", "Identifiers, at most 100.", "[ID!]!")]))
        }
        Kind::Record => {
            let record = publish_interface(super::interface::record(), registry);
            (record, IndexMap::from_iter([input("slug", "Present or former slug.", "String!")]))
        }
    };
    MetaField { args, ..described(&field.name, field.about, ty) }
}

/// The type of a computed field.
fn computed(name: String, cardinality: Cardinality) -> String {
    match cardinality {
        Cardinality::One => name + "!",
        Cardinality::AtMostOne => name,
        Cardinality::Many => format!("[{name}!]!"),
    }
}

fn parameter(parameter: &Parameter) -> (String, MetaInputValue) {
    let (name, value) = input(parameter.name, parameter.about, parameter.ty);
    (name, MetaInputValue { default_value: parameter.default.map(ToOwned::to_owned), ..value })
}

fn named(name: String, nullable: bool) -> String {
    if nullable { name } else { name + "!" }
}

fn described(name: &str, about: &str, ty: String) -> MetaField {
    MetaField { description: Some(about.to_owned()), ..MetaField::new(name, ty) }
}

fn input(name: &str, about: &str, ty: impl Into<String>) -> (String, MetaInputValue) {
    (name.to_owned(), MetaInputValue { description: Some(about.to_owned()), ..MetaInputValue::new(name, ty) })
}

fn page_arguments(object: &'static Object, registry: &mut Registry) -> IndexMap<String, MetaInputValue> {
    let mut args = IndexMap::new();
    if let Some(relation) = &object.relation {
        args.extend(relation.arguments.iter().map(parameter));
        args.extend(ends());
        return args;
    }
    if let Some(filter) = &object.filter {
        let ty = (filter.publish)(registry);
        args.extend([input("filter", "Restricts the list; the whole list where absent.", ty)]);
    }
    if !object.orders.is_empty() {
        let ty = publish_order(object, registry);
        args.extend([input("orderBy", &format!("Order of the list. {}", object.orders[0].about), ty)]);
    }
    if object.spell.is_some() {
        <EdtfInput as InputType>::create_type_info(registry);
        let certainty = Certainty::publish(registry);
        args.extend([
            input("asOf", "Day on which they have to hold, as EDTF; whenever they held where absent.", "EDTF"),
            parameter(&Parameter {
                name: "certainty",
                about: "Least certainty that they hold on the day of `asOf`; EXCLUDED disables this filter. Without `asOf` it has no effect.",
                ty: "Certainty!",
                default: Some("POSSIBLE"),
            }),
        ]);
        debug_assert_eq!(certainty, "Certainty", "the argument names it");
    }
    args.extend(ends());
    args
}

/// Which part of a list is wanted.
fn ends() -> [(String, MetaInputValue); 4] {
    [
        input(
            "first",
            &format!("Length of the page from its beginning: 1 to {LONGEST}, {USUAL_LENGTH} where absent."),
            "Int",
        ),
        input("after", "Cursor of the record after which the page begins.", "String"),
        input("last", &format!("Length of the page from its end: 1 to {LONGEST}. Not together with `first`."), "Int"),
        input("before", "Cursor of the record before which the page ends.", "String"),
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
            "Order of a list of {}. On equal values the record entered first comes first, or last where the direction is DESC.",
            object.name
        );
        registry
            .types
            .insert(order.clone(), InputObjectBuilder::new(order.clone(), members).description(Some(about)).build());
    }
    order
}

/// A value of an enum type.
pub fn enum_value(name: &str, about: &str) -> (String, MetaEnumValue) {
    (name.to_owned(), MetaEnumValue { description: Some(about.trim().to_owned()), ..MetaEnumValue::new(name) })
}

/// Makes an enum type known.
pub fn publish_enum(name: &str, about: &str, values: IndexMap<String, MetaEnumValue>, registry: &mut Registry) {
    registry
        .types
        .entry(name.to_owned())
        .or_insert_with(|| EnumBuilder::new(name, values).description(Some(about.trim().to_owned())).build());
}

fn publish_connection(object: &'static Object, registry: &mut Registry) -> String {
    let (connection, edge) = (format!("{}Connection", object.name), format!("{}Edge", object.name));
    if !registry.types.contains_key(&connection) {
        hold_place(&connection, registry);
        if let Some(relation) = &object.relation {
            publish_made(object, relation, registry);
            return connection;
        }
        let node = publish(object, registry);
        publish_page_info(registry);
        let mut add = |name: &str, about: String, members: [MetaField; 2], more: Vec<MetaField>| {
            let fields = members.into_iter().chain(more).map(|field| (field.name.clone(), field)).collect();
            registry.types.insert(name.to_owned(), ObjectBuilder::new(name, fields).description(Some(about)).build());
        };
        let certainty = object.spell.is_some().then(|| {
            let about =
                "How sure it is that it holds on the day of `asOf`; null where the list is not asked about a day.";
            described("certainty", about, "Certainty".to_owned())
        });
        let order = object.days.is_some().then(|| {
            let about = "Whether its place against the one before it in the list is certain: whether no day is possible for both, by the bounds of their dates. False where one of them has no date, or where both fall on one day; null for the first of the list.";
            described("isOrderCertain", about, "Boolean".to_owned())
        });
        add(
            &edge,
            format!("Place of one {} on a page.", object.name),
            [
                described("cursor", "Place of the record in the list; opaque.", "String!".to_owned()),
                described("node", "Record at this place.", format!("{node}!")),
            ],
            certainty.into_iter().chain(order).collect(),
        );
        add(
            &connection,
            format!("A page of a list of {}.", object.name),
            [
                described("nodes", "Records of the page.", format!("[{node}!]!")),
                described("edges", "Records of the page, with their cursors.", format!("[{edge}!]!")),
            ],
            of_the_page().into(),
        );
    }
    connection
}

/// What every page says of itself.
fn of_the_page() -> [MetaField; 2] {
    let total = "Length of the whole list, as filtered; counted only when asked for.";
    [
        described("pageInfo", "Where the page stands in its list.", "PageInfo!".to_owned()),
        described("totalCount", total, "Int!".to_owned()),
    ]
}

/// A connection whose edges are rows that are made.
fn publish_made(object: &'static Object, relation: &'static Relation, registry: &mut Registry) {
    publish_page_info(registry);
    let (connection, edge) = (format!("{}Connection", object.name), format!("{}Edge", object.name));
    let cursor = described("cursor", "Place of the record in the list; opaque.", "String!".to_owned());
    let mut members = IndexMap::from_iter([(cursor.name.clone(), cursor)]);
    members.extend(fields(object.fields.iter(), registry));
    let node = members[relation.node].ty.clone();
    let about = Some(object.about.to_owned());
    registry.types.insert(edge.clone(), ObjectBuilder::new(edge.clone(), members).description(about).build());
    let facet = publish((relation.facets.target)(), registry);
    let [info, total] = of_the_page();
    let members = [
        described("nodes", "Records of the page.", format!("[{node}]!")),
        described("edges", "Records of the page, with what is said of their places.", format!("[{edge}!]!")),
        info,
        total,
        described("facets", relation.facets.about, format!("[{facet}!]!")),
    ];
    let members = members.into_iter().map(|field| (field.name.clone(), field)).collect();
    let about = Some(relation.about.to_owned());
    registry.types.insert(connection.clone(), ObjectBuilder::new(connection, members).description(about).build());
}

fn publish_page_info(registry: &mut Registry) {
    let fields = [
        ("hasNextPage", "Whether the list goes on after this page.", "Boolean!"),
        ("hasPreviousPage", "Whether the list has records before this page.", "Boolean!"),
        ("startCursor", "Cursor of the first record; null on an empty page.", "String"),
        ("endCursor", "Cursor of the last record; null on an empty page.", "String"),
    ];
    let fields = fields.map(|(name, about, ty)| (name.to_owned(), described(name, about, ty.to_owned())));
    registry.types.entry("PageInfo".to_owned()).or_insert_with(|| {
        ObjectBuilder::new("PageInfo", IndexMap::from_iter(fields))
            .description(Some("Where a page stands in its list (Relay, Cursor Connections Specification).".to_owned()))
            .build()
    });
}
