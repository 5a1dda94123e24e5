//! Introspection: an estimate of the size of its answer, and the answer.
//!
//! Specification: section 4 “Introspection”. The schema is a graph, so a short query can request an answer that grows
//! with every level. The full introspection query of every common client descends through only one list of fields.

use super::{one_of, shape::Shape};
use apollo_compiler::{
    ExecutableDocument, Name, Schema,
    collections::HashMap,
    executable::{FragmentMap, Operation, Selection, SelectionSet},
    introspection::partial_execute,
    response::JsonMap,
    schema::ExtendedType,
    validation::Valid,
};
use fault::{Code, Fault, RequestError};

/// Maximum nesting of lists of fields, interfaces or possible types: the rule of graphql-js.
const LISTS: u32 = 2;
/// Maximum number of values in an answer, for every type of the schema. Full introspection has some hundred.
const VALUES_PER_TYPE: u64 = 2_500;

/// Estimated size of an answer.
#[derive(Clone, Copy, Default)]
struct Size {
    values: u64,
    lists: u32,
}

/// Lengths of the lists in the schema.
pub(super) struct Lengths {
    types: u64,
    directives: u64,
    fields: u64,
    arguments: u64,
    inputs: u64,
    enums: u64,
    possible: u64,
}

impl Lengths {
    /// Averages, rounded up.
    pub(super) fn of(shape: &Shape) -> Self {
        let schema: &Schema = &shape.schema;
        let mean = |lengths: Vec<usize>| lengths.iter().sum::<usize>().div_ceil(lengths.len().max(1)).max(1) as u64;
        let (mut fields, mut arguments, mut inputs, mut enums) = (vec![], vec![], vec![], vec![]);
        for ty in schema.types.values() {
            let own = match ty {
                ExtendedType::Object(object) => &object.fields,
                ExtendedType::Interface(interface) => &interface.fields,
                ExtendedType::InputObject(input) => {
                    inputs.push(input.fields.len());
                    continue;
                }
                ExtendedType::Enum(list) => {
                    enums.push(list.values.len());
                    continue;
                }
                _ => continue,
            };
            fields.push(own.len());
            arguments.extend(own.values().map(|field| field.arguments.len()));
        }
        Self {
            types: schema.types.len() as u64,
            directives: schema.directive_definitions.len() as u64,
            fields: mean(fields),
            arguments: mean(arguments),
            inputs: mean(inputs),
            enums: mean(enums),
            possible: mean(shape.possible.values().map(Vec::len).collect()),
        }
    }

    fn list(&self, name: &str) -> u64 {
        match name {
            "types" => self.types,
            "directives" => self.directives,
            "fields" => self.fields,
            "args" => self.arguments,
            "inputFields" => self.inputs,
            "enumValues" => self.enums,
            "possibleTypes" => self.possible,
            "interfaces" => 2,
            _ => 1,
        }
    }

    /// Refuses an operation if the answer to its introspection would be too large.
    pub(super) fn check(&self, document: &ExecutableDocument, operation: &Operation) -> Result<(), Fault> {
        let mut estimate = Estimate { lengths: self, fragments: &document.fragments, known: HashMap::default() };
        let mut size = Size::default();
        for field in operation.root_fields(document).filter(|field| field.name.starts_with("__")) {
            let below = estimate.set(&field.selection_set);
            size.values = size.values.saturating_add(below.values);
            size.lists = size.lists.max(below.lists);
        }
        let most = self.types * VALUES_PER_TYPE;
        if size.lists <= LISTS && size.values <= most {
            return Ok(());
        }
        let message = format!(
            "The introspection would have about {} values, with {} lists of fields or types within each other; \
             at most {most} and {LISTS} are allowed.",
            size.values, size.lists
        );
        Err(Fault::new(Code::IntrospectionTooLarge, message))
    }
}

struct Estimate<'a> {
    lengths: &'a Lengths,
    fragments: &'a FragmentMap,
    known: HashMap<&'a Name, Size>,
}

impl<'a> Estimate<'a> {
    fn set(&mut self, set: &'a SelectionSet) -> Size {
        let mut sum = Size::default();
        for selection in &set.selections {
            let size = match selection {
                Selection::Field(field) => {
                    let name = field.name.as_str();
                    let below = self.set(&field.selection_set);
                    let nests = matches!(name, "fields" | "interfaces" | "possibleTypes" | "inputFields");
                    Size {
                        values: below.values.saturating_add(1).saturating_mul(self.lengths.list(name)),
                        lists: below.lists + u32::from(nests),
                    }
                }
                Selection::InlineFragment(inline) => self.set(&inline.selection_set),
                Selection::FragmentSpread(spread) => self.fragment(&spread.fragment_name),
            };
            sum.values = sum.values.saturating_add(size.values);
            sum.lists = sum.lists.max(size.lists);
        }
        sum
    }

    fn fragment(&mut self, name: &'a Name) -> Size {
        if let Some(known) = self.known.get(name) {
            return *known;
        }
        let size = self.fragments.get(name).map(|fragment| self.set(&fragment.selection_set)).unwrap_or_default();
        self.known.insert(name, size);
        size
    }
}

/// Answers the introspection fields at the root of a query, by response key.
pub(super) fn answer(
    shape: &Shape,
    document: &Valid<ExecutableDocument>,
    operation: &Operation,
    variables: &Valid<JsonMap>,
) -> Result<JsonMap, RequestError> {
    let marked = one_of::marked(&shape.schema, document, operation);
    let (run, from) = marked.as_ref().map_or((document, operation), |(document, operation)| (document, operation));
    let response = partial_execute(&shape.schema, &shape.implementers, run, from, variables)
        .map_err(|error| Fault::bad_user_input(error.message().to_string()))?;
    match (response.data, response.errors.into_iter().next()) {
        (Some(data), None) if marked.is_some() => Ok(one_of::resolve(&shape.schema, data)),
        (Some(data), None) => Ok(data),
        (_, Some(error)) => Err(Fault::bad_user_input(error.message).into()),
        (None, None) => Err(Fault::internal("introspection has neither data nor errors").into()),
    }
}
