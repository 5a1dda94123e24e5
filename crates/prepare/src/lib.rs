//! Turns the text of a document into a selection. The document is parsed, limited, validated, and cached by the hash of
//! its text.
//!
//! [`Prepare::document`] does the work that depends on the text alone, once per text. [`Prepared::operation`] does the
//! work that depends on the variables, for every request. The result has no fragments, directives or variables left,
//! and every check that can refuse a request has been made.

mod cache;
mod collect;
mod consequence;
mod count;
mod introspection;
mod limits;
mod locations;
mod measure;
mod merge;
mod one_of;
mod position;
mod shape;
mod suggest;
mod syntax;
mod unparsable;
mod validate;
mod value;
mod variables;

#[cfg(test)]
mod tests;

pub use apollo_compiler::response::{JsonMap, JsonValue};
use apollo_compiler::{
    ExecutableDocument,
    ast::Definition,
    executable::{self, OperationType},
    request::coerce_variable_values,
    validation::Valid,
};
use cache::Cache;
pub use cache::Hash;
use collect::Collect;
use engine::{derive::ComputedFields, selection::Selection};
use fault::{Code, Fault, RequestError};
use introspection::Lengths;
pub use limits::Limits;
pub use locations::FieldLocations;
use sha2::{Digest as _, Sha256};
use shape::Shape;
use std::sync::Arc;

/// Documents of more bytes take long: some milliseconds.
const LONG: usize = 4 << 10;
/// The same of operations that hold more: 32 for each field and each value of an argument, and the bytes of texts.
const LARGE: usize = 16 << 10;

/// Prepares documents for one schema. It is created once and shared by all workers.
pub struct Prepare {
    shared: Arc<Shared>,
    cache: Cache,
}

struct Shared {
    shape: Shape,
    lengths: Lengths,
    limits: Limits,
    computed: ComputedFields,
}

/// A document that is valid and within the limits.
pub struct Prepared {
    shared: Arc<Shared>,
    document: Arc<Valid<ExecutableDocument>>,
    is_long: bool,
}

/// The kind of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OperationKind {
    /// Reads.
    Query,
    /// Writes.
    Mutation,
    /// Receives events.
    Subscription,
}

impl From<OperationType> for OperationKind {
    fn from(operation: OperationType) -> Self {
        match operation {
            OperationType::Query => Self::Query,
            OperationType::Mutation => Self::Mutation,
            OperationType::Subscription => Self::Subscription,
        }
    }
}

/// One operation, ready to be answered.
#[derive(Debug)]
pub struct Operation {
    /// Query, mutation or subscription.
    pub kind: OperationKind,
    /// The selection on the root type. It includes `__schema` and `__type`, as leaves, to keep their positions.
    pub selections: Vec<Selection>,
    /// Answers to `__schema` and `__type` as JSON, by response key; empty unless one is requested.
    pub introspection: Vec<(String, Vec<u8>)>,
    /// The locations of its fields in the document.
    pub locations: FieldLocations,
    /// Whether it holds so much that it takes more than a millisecond to plan, so that this should not block others.
    pub is_large: bool,
}

impl Prepare {
    /// Creates it for the schema of this SDL.
    ///
    /// # Panics
    ///
    /// If the SDL is invalid, which only a mistake in our own schema can cause.
    #[must_use]
    pub fn new(sdl: &str, limits: Limits) -> Self {
        Self::computing(sdl, limits, ComputedFields::default())
    }

    /// Creates it for the schema of this SDL, some of whose fields are computed: an operation that could have too many
    /// records computed is refused.
    ///
    /// # Panics
    ///
    /// As for [`Prepare::new`].
    #[must_use]
    pub fn computing(sdl: &str, limits: Limits, computed: ComputedFields) -> Self {
        let shape = Shape::new(sdl).unwrap_or_else(|errors| panic!("our own schema is not valid:\n{errors}"));
        let lengths = Lengths::of(&shape);
        Self { cache: Cache::new(&limits), shared: Arc::new(Shared { shape, lengths, limits, computed }) }
    }

    /// The prepared document of this text.
    ///
    /// # Errors
    ///
    /// The problems of the text: syntax, limits or validation.
    pub fn document(&self, text: &str) -> Result<Arc<Prepared>, Vec<RequestError>> {
        self.hashed(text, Self::hash(text))
    }

    /// The SHA-256 of a document's text.
    #[must_use]
    pub fn hash(text: &str) -> Hash {
        Sha256::digest(text).into()
    }

    /// The prepared document of this text, whose hash is known.
    ///
    /// # Errors
    ///
    /// As for [`Prepare::document`].
    pub fn hashed(&self, text: &str, hash: Hash) -> Result<Arc<Prepared>, Vec<RequestError>> {
        if let Some(prepared) = self.cache.get(&hash) {
            return Ok(prepared);
        }
        let Shared { shape, lengths, limits, .. } = self.shared.as_ref();
        let document = Arc::new(validate::validate(shape, lengths, limits, text)?);
        let is_long = text.len() > LONG || introspects(text);
        let prepared = Arc::new(Prepared { shared: Arc::clone(&self.shared), document, is_long });
        self.cache.insert(hash, text, Arc::clone(&prepared));
        Ok(prepared)
    }

    /// The kind of operation that a text would run if it were valid; none if it cannot be determined.
    pub fn kind(&self, text: &str, name: Option<&str>) -> Option<OperationKind> {
        let document = validate::parse(&self.shared.limits, text).ok()?;
        let operations = document.definitions.iter().filter_map(Definition::as_operation_definition);
        let mut named = operations.filter(|operation| name.is_none() || operation.name.as_deref() == name);
        match (named.next(), named.next()) {
            (Some(operation), None) => Some(operation.operation_type.into()),
            _ => None,
        }
    }

    /// The cached document whose text has this SHA-256.
    pub fn by_hash(&self, hash: &Hash) -> Option<Arc<Prepared>> {
        self.cache.get(hash)
    }
}

impl Operation {
    /// The answer to `__schema` or `__type`, by response key.
    #[must_use]
    pub fn introspected(&self, key: &str) -> Option<Vec<u8>> {
        self.introspection.iter().find(|(known, _)| known == key).map(|(_, json)| json.clone())
    }
}

/// Whether a text may ask for the schema.
fn introspects(text: &str) -> bool {
    let is_end = |rest: &str| !rest.starts_with(|next: char| next.is_ascii_alphanumeric() || next == '_');
    ["__schema", "__type"].iter().any(|name| text.split(name).skip(1).any(is_end))
}

impl Prepared {
    /// Whether [`Self::operation`] may take longer than a few milliseconds, so that it should not block others.
    #[must_use]
    pub fn is_long(&self) -> bool {
        self.is_long
    }

    /// The kind of the operation that would run.
    ///
    /// # Errors
    ///
    /// If the document has no operation of this name, or if it has several and no name is given.
    pub fn kind(&self, name: Option<&str>) -> Result<OperationKind, Vec<RequestError>> {
        Ok(self.find(name)?.operation_type.into())
    }

    /// The name of the operation that would run; empty if it has none.
    #[must_use]
    pub fn name(&self, name: Option<&str>) -> &str {
        let found = self.document.operations.get(name).ok();
        found.and_then(|operation| operation.name.as_ref()).map_or("", |name| name.as_str())
    }

    /// The operation of this name (or the only one), with these variables.
    ///
    /// # Errors
    ///
    /// If there is no such operation, if a variable or argument has an invalid value, or if the operation exceeds a
    /// limit with these variables.
    pub fn operation(&self, name: Option<&str>, variables: &JsonMap) -> Result<Operation, Vec<RequestError>> {
        let Shared { shape, limits, computed, .. } = self.shared.as_ref();
        let kind = self.kind(name)?;
        let operation = self.find(name)?;
        let declared = operation.variables.iter().filter_map(|variable| variables.get(variable.name.as_str()));
        value::check_cost(declared.collect(), limits.arguments).map_err(|fault| vec![fault.into()])?;
        if let Some((variable, message)) = variables::wrong(shape, operation, variables, limits.suggestions) {
            let fault = Fault::bad_user_input(validate::shortened(message));
            let place = operation.variables.iter().find(|known| known.name == variable.name);
            let place = place.and_then(apollo_compiler::Node::location);
            return Err(vec![RequestError { fault, locations: collect::locations(&self.document, [place]) }]);
        }
        let variables = coerce_variable_values(&shape.schema, operation, variables).map_err(|error| {
            let fault = Fault::bad_user_input(validate::shortened(error.message().to_string()));
            vec![RequestError { fault, locations: collect::locations(&self.document, [error.location()]) }]
        })?;
        let (selections, size) = Collect::new(shape, &self.document, &variables, limits, computed)
            .operation(&operation.selection_set)
            .map_err(|error| vec![error])?;
        let introspects = selections.iter().any(|field| matches!(field.name.as_str(), "__schema" | "__type"));
        let introspection = match (introspects, limits.introspection) {
            (false, _) => Vec::new(),
            (true, true) => {
                let answer = introspection::answer(shape, &self.document, operation, &variables);
                let json = |value: &JsonValue| serde_json::to_vec(value).expect("JSON is written as JSON");
                let answer = answer.map_err(|error| vec![error])?;
                answer.iter().map(|(key, value)| (key.as_str().to_owned(), json(value))).collect()
            }
            (true, false) => {
                let message = "This server does not tell its schema. Its documentation describes it.";
                return Err(vec![Fault::new(Code::IntrospectionDisabled, message).into()]);
            }
        };
        let locations = FieldLocations { document: Arc::clone(&self.document), operation: operation.name.clone() };
        Ok(Operation { kind, selections, introspection, locations, is_large: size > LARGE })
    }

    /// Specification: section 6.1 “Executing Requests”, `GetOperation`.
    fn find(&self, name: Option<&str>) -> Result<&executable::Operation, Vec<RequestError>> {
        let found = self.document.operations.get(name);
        found.map(AsRef::as_ref).map_err(|_| {
            let message = match name {
                Some(name) => format!("The document has no operation `{name}`."),
                None => "The document has several operations. Say in `operationName` which one to run.".to_owned(),
            };
            vec![Fault::new(Code::OperationResolutionFailed, validate::shortened(message)).into()]
        })
    }
}
