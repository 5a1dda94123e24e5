//! What the generator asks of the schema.

use apollo_compiler::{
    Node, Schema,
    ast::{FieldDefinition, InputValueDefinition, Type},
    schema::{Component, ExtendedType},
    validation::Valid,
};
use std::collections::{BTreeMap, BTreeSet};

/// The schema, and what follows from it.
pub struct Facts {
    schema: Valid<Schema>,
    /// Object types that a composite type may be.
    possible: BTreeMap<String, BTreeSet<String>>,
    /// Names of fields that are of different types in different object types.
    ambiguous: BTreeSet<String>,
}

impl Facts {
    /// Of the published schema.
    pub fn new() -> Self {
        let schema = Schema::parse_and_validate(depositary::schema::sdl(), "schema.graphql").expect("a valid schema");
        let mut possible: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        let mut types: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for (name, ty) in schema.types.iter().filter(|(name, _)| !name.starts_with("__")) {
            let name = name.to_string();
            match ty {
                ExtendedType::Object(object) => {
                    for interface in &object.implements_interfaces {
                        possible.entry(interface.to_string()).or_default().insert(name.clone());
                    }
                    for field in object.fields.values() {
                        types.entry(field.name.to_string()).or_default().insert(field.ty.to_string());
                    }
                    possible.entry(name.clone()).or_default().insert(name);
                }
                ExtendedType::Union(union) => {
                    let members = union.members.iter().map(ToString::to_string);
                    possible.entry(name).or_default().extend(members);
                }
                _ => {}
            }
        }
        let ambiguous = types.into_iter().filter(|(_, types)| types.len() > 1).map(|(name, _)| name).collect();
        Self { schema, possible, ambiguous }
    }

    /// The fields of an object type or interface.
    pub fn fields(&self, ty: &str) -> Vec<&Component<FieldDefinition>> {
        match self.schema.types.get(ty) {
            Some(ExtendedType::Object(object)) => object.fields.values().collect(),
            Some(ExtendedType::Interface(interface)) => interface.fields.values().collect(),
            _ => Vec::new(),
        }
    }

    /// A field of a type.
    pub fn field(&self, ty: &str, name: &str) -> Option<&Component<FieldDefinition>> {
        self.fields(ty).into_iter().find(|field| field.name == name)
    }

    /// The fields of an input object, and whether exactly one is to be given; none for another type.
    pub fn input(&self, ty: &str) -> Option<(Vec<Node<InputValueDefinition>>, bool)> {
        match self.schema.types.get(ty) {
            Some(ExtendedType::InputObject(input)) => {
                Some((input.fields.values().map(|field| field.node.clone()).collect(), input.directives.has("oneOf")))
            }
            _ => None,
        }
    }

    /// The values of an enum; none for another type.
    pub fn values(&self, ty: &str) -> Vec<String> {
        match self.schema.types.get(ty) {
            Some(ExtendedType::Enum(list)) => list.values.keys().map(ToString::to_string).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether fields are asked of this type.
    pub fn is_composite(&self, ty: &str) -> bool {
        self.possible.contains_key(ty)
    }

    /// Whether it is an interface or a union.
    pub fn is_abstract(&self, ty: &str) -> bool {
        matches!(self.schema.types.get(ty), Some(ExtendedType::Interface(_) | ExtendedType::Union(_)))
    }

    /// Whether fields of this name may be of different types.
    pub fn is_ambiguous(&self, field: &str) -> bool {
        self.ambiguous.contains(field)
    }

    /// Types on which a fragment may be where something is of this type, itself included.
    pub fn overlapping(&self, ty: &str) -> Vec<&str> {
        let Some(here) = self.possible.get(ty) else { return Vec::new() };
        let there = self.possible.iter().filter(|(_, types)| !types.is_disjoint(here));
        there.map(|(name, _)| name.as_str()).collect()
    }

    /// Names of the orders of lists of a type, the usual one first.
    pub fn orders(&self, node: &str) -> Vec<String> {
        self.values(&format!("{node}OrderField"))
    }
}

/// Whether a field is a page of a list; the type of its records then.
pub fn page_of(field: &FieldDefinition) -> Option<String> {
    field.argument_by_name("first")?;
    field.ty.inner_named_type().strip_suffix("Connection").map(str::to_owned)
}

/// Arguments that a list cannot be without, with a comma after them.
pub fn needed(field: &FieldDefinition) -> &'static str {
    if field.argument_by_name("query").is_some() { "query: \"cis\", " } else { "" }
}

/// A type without the outermost `!`.
pub fn nullable(ty: &Type) -> String {
    ty.to_string().trim_end_matches('!').to_owned()
}
