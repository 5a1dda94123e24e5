//! The definitions as async-graphql types: for the SDL, and for its executor.
//!
//! async-graphql derives types from Rust types only, so a [`Publication`] selects the catalog to publish.
//!
//! This is the only module that writes to async-graphql's registry, which is public but undocumented. That is why
//! `Cargo.toml` requires an exact version.

mod list;
mod meta;

use crate::{
    catalog::Catalog,
    define::{Described, Field, Interface, Kind, Object},
    derive::{Cardinality, ComputedField},
    id::AT_ONCE,
};
use async_graphql::{
    ContainerType, Context, ContextSelectionSet, ObjectType, OutputType, Positioned, ServerResult, Value,
    indexmap::IndexMap,
    parser::types::Field as Selected,
    registry::{MetaField, MetaType, ObjectBuilder, Registry},
    resolver_utils::resolve_container,
};
use list::page_arguments;
use meta::{described, input, parameter};
pub use meta::{enum_value, publish_enum};
use std::{borrow::Cow, marker::PhantomData};

/// Selects the catalog to publish.
pub trait Publication: Send + Sync + 'static {
    /// The catalog.
    fn catalog() -> &'static Catalog;
}

/// Root of reads, for async-graphql.
pub struct Query<P>(PhantomData<fn() -> P>);

impl<P> Default for Query<P> {
    fn default() -> Self {
        Self(PhantomData)
    }
}

impl<P: Publication> OutputType for Query<P> {
    fn type_name() -> Cow<'static, str> {
        P::catalog().query.name.into()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        let catalog = P::catalog();
        let query = catalog.query;
        registry.create_output_type::<Self, _>(async_graphql::registry::MetaTypeId::Object, |registry| {
            let publisher = Publisher { catalog };
            let fields = publisher.fields(query.fields.iter(), registry);
            for object in &catalog.objects {
                publisher.object(object, registry);
            }
            ObjectBuilder::new(query.name, fields).description(Some(query.about.to_owned())).build()
        })
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, _: &Positioned<Selected>) -> ServerResult<Value> {
        resolve_container(ctx, self).await
    }
}

impl<P: Publication> ContainerType for Query<P> {
    /// The engine answers queries; async-graphql resolves none.
    async fn resolve_field(&self, _: &Context<'_>) -> ServerResult<Option<Value>> {
        Ok(None)
    }
}

impl<P: Publication> ObjectType for Query<P> {}

/// Interfaces that no field returns; clients use them in fragments.
///
/// async-graphql drops types that no field leads to, so these are registered afterwards.
pub struct Interfaces<P>(PhantomData<fn() -> P>);

impl<P: Publication> OutputType for Interfaces<P> {
    fn type_name() -> Cow<'static, str> {
        P::catalog().query.name.into()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        let publisher = Publisher { catalog: P::catalog() };
        for interface in &publisher.catalog.interfaces {
            publisher.interface(interface, registry);
        }
        Self::type_name().into_owned()
    }

    async fn resolve(&self, _: &ContextSelectionSet<'_>, _: &Positioned<Selected>) -> ServerResult<Value> {
        Ok(Value::Null)
    }
}

/// Registers the object type of a Rust type and returns its name.
pub fn publish<P: Publication, T: Described>(registry: &mut Registry) -> String {
    Publisher { catalog: P::catalog() }.object(T::object(), registry)
}

/// Registers the types of a catalog.
#[derive(Clone, Copy)]
struct Publisher {
    catalog: &'static Catalog,
}

impl Publisher {
    /// Registers an object type and returns its name.
    fn object(self, object: &'static Object, registry: &mut Registry) -> String {
        if !registry.types.contains_key(object.name) {
            hold_place(object.name, registry);
            let fields = self.fields(object.fields.iter(), registry);
            for interface in object.interfaces.iter().filter(|interface| !interface().fields.is_empty()) {
                registry.add_implements(object.name, interface().name);
            }
            let ty = ObjectBuilder::new(object.name, fields).description(Some(object.about.to_owned())).build();
            registry.types.insert(object.name.to_owned(), ty);
            for interface in &object.interfaces {
                self.interface(interface(), registry);
            }
        }
        object.name.to_owned()
    }

    fn interface(self, interface: &'static Interface, registry: &mut Registry) -> String {
        if !registry.types.contains_key(interface.name) {
            hold_place(interface.name, registry);
            let objects: Vec<_> = self.catalog.objects.iter().filter(|object| object.implements(interface)).collect();
            for object in &objects {
                self.object(object, registry);
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
                fields: self.fields(shared, registry),
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
            for implemented in interface.implements {
                registry.add_implements(interface.name, implemented().name);
            }
            registry.types.insert(interface.name.to_owned(), ty);
        }
        interface.name.to_owned()
    }

    fn fields<'a>(
        self,
        defined: impl Iterator<Item = &'a Field>,
        registry: &mut Registry,
    ) -> IndexMap<String, MetaField> {
        defined.map(|field| (field.name.clone(), self.field(field, registry))).collect()
    }

    fn field(self, field: &Field, registry: &mut Registry) -> MetaField {
        let (ty, args) = match &field.kind {
            Kind::Leaf { publish, nullable, .. } => (type_text(publish(registry), *nullable), IndexMap::new()),
            Kind::Added { publish, .. } => (publish(registry), IndexMap::new()),
            Kind::Embedded { object, nullable, .. } => {
                (type_text(self.object(object(), registry), *nullable), IndexMap::new())
            }
            Kind::One { target, nullable, .. } => {
                (type_text(self.object(target(), registry), *nullable), IndexMap::new())
            }
            Kind::Any { interface, nullable, .. } => {
                (type_text(self.interface(interface(), registry), *nullable), IndexMap::new())
            }
            Kind::Many { target, .. } | Kind::List { target } => {
                // Null where an argument is refused, so that nothing beside it is lost.
                (type_text(self.connection(target(), registry), true), page_arguments(target(), registry))
            }
            Kind::Computed(field) => {
                let ComputedField { target, cardinality, arguments, .. } = field();
                let args = arguments.iter().map(parameter).collect();
                let ty = computed(self.object(target(), registry), *cardinality);
                let ty = if field().is_nullable() { ty.trim_end_matches('!').to_owned() } else { ty };
                (ty, args)
            }
            Kind::Part { target, .. } => {
                (computed(self.object(target(), registry), Cardinality::Many), IndexMap::new())
            }
            Kind::Find { argument, target, nullable, .. } => {
                let args = Some(argument)
                    .filter(|argument| !argument.name.is_empty())
                    .map(|argument| input(argument.name, argument.about, "String!"));
                (type_text(self.object(target(), registry), *nullable), args.into_iter().collect())
            }
            Kind::Node { interface } => {
                let node = self.interface(interface(), registry);
                (node, IndexMap::from_iter([input("id", "Identifier, as an answer gave it.", "ID!")]))
            }
            Kind::Nodes { interface } => {
                let node = self.interface(interface(), registry);
                let about = format!("Identifiers, at most {AT_ONCE}.");
                (format!("[{node}]"), IndexMap::from_iter([input("ids", &about, "[ID!]!")]))
            }
            Kind::FindAny { argument, interface, .. } => {
                let record = self.interface(interface(), registry);
                (record, IndexMap::from_iter([input(argument.name, argument.about, "String!")]))
            }
        };
        MetaField { args, ..described(&field.name, field.about, ty) }
    }
}

/// Reserves the name of a type while it is being described, since its fields may lead back to it.
fn hold_place(name: &str, registry: &mut Registry) {
    registry.types.insert(name.to_owned(), ObjectBuilder::new(name, IndexMap::new()).build());
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

/// The type of a computed field.
fn computed(name: String, cardinality: Cardinality) -> String {
    match cardinality {
        Cardinality::One => name + "!",
        Cardinality::AtMostOne => name,
        Cardinality::Many => format!("[{name}!]!"),
    }
}

fn type_text(name: String, nullable: bool) -> String {
    if nullable { name } else { name + "!" }
}
