//! The schema, parsed once, with the tables that every request needs.

use super::one_of;
use apollo_compiler::{
    Name, Schema,
    collections::HashMap,
    schema::{ExtendedType, Implementers},
    validation::Valid,
};

/// A schema and its possible types.
pub(super) struct Shape {
    pub(super) schema: Valid<Schema>,
    /// The types that implement each interface, for introspection.
    pub(super) implementers: HashMap<Name, Implementers>,
    /// The possible object types of each interface and union, in the order of the schema.
    /// Specification: section 5.5.2.3 “Fragment Spread Is Possible”, `GetPossibleTypes`.
    pub(super) possible: HashMap<Name, Vec<Name>>,
}

impl Shape {
    /// Parses an SDL; on failure returns all its errors.
    pub(super) fn new(sdl: &str) -> Result<Self, String> {
        let mut schema = Schema::parse(sdl, "schema.graphql").map_err(|found| found.errors.to_string())?;
        one_of::declare(&mut schema);
        let schema = schema.validate().map_err(|found| found.errors.to_string())?;
        let implementers = schema.implementers_map();
        let mut possible = HashMap::default();
        for (name, ty) in &schema.types {
            let types = match ty {
                ExtendedType::Interface(_) => {
                    implementers.get(name).into_iter().flat_map(|found| found.objects.iter().cloned()).collect()
                }
                ExtendedType::Union(union) => union.members.iter().map(|member| member.name.clone()).collect(),
                _ => continue,
            };
            possible.insert(name.clone(), types);
        }
        Ok(Self { schema, implementers, possible })
    }
}
