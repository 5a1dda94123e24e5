//! Records in what a mutation or subscription answers: async-graphql walks down to them, and the engine reads what
//! is requested below.
//!
//! A field of a payload is `Option<Recorded<Meeting>>` and knows the key only. Errors below carry the whole path from
//! the root of the answer (GraphQL specification, section 7.1.4).
use super::Api;
use crate::role::Role;
use async_graphql::{
    ContextSelectionSet, ErrorExtensionValues, OutputType, PathSegment, Positioned, ServerError, ServerResult, Value,
    parser::types::Field, registry::Registry,
};
use engine::{
    Engine,
    define::Described,
    publish::publish,
    selection::{Below, Selection},
};
use std::{borrow::Cow, marker::PhantomData, sync::Arc};

/// A record or statement that was written, by its key.
pub struct Recorded<T> {
    key: i64,
    of: PhantomData<fn() -> T>,
}

impl<T> Recorded<T> {
    /// The one with this key.
    pub fn new(key: i64) -> Self {
        Self { key, of: PhantomData }
    }
}

/// How a request reads: it travels with the request, as data of async-graphql.
#[derive(Clone)]
pub struct Reading {
    /// Who reads.
    pub engine: Engine,
    /// What is requested of the whole operation.
    pub selections: Arc<Vec<Selection>>,
    /// Who asks.
    pub role: Role,
}

impl Reading {
    /// What is requested below a place of the answer.
    fn below(&self, path: &[PathSegment]) -> Option<&Below> {
        let mut keys = path.iter().filter_map(|segment| match segment {
            PathSegment::Field(key) => Some(key),
            PathSegment::Index(_) => None,
        });
        let first = keys.next()?;
        let mut selection = self.selections.iter().find(|selection| selection.key == *first)?;
        for key in keys {
            let Below::Object(fields) = &selection.below else { return None };
            selection = fields.iter().find(|field| field.key == *key)?;
        }
        Some(&selection.below)
    }
}

impl<T: Described> OutputType for Recorded<T> {
    fn type_name() -> Cow<'static, str> {
        T::object().name.into()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        publish::<Api, T>(registry)
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, field: &Positioned<Field>) -> ServerResult<Value> {
        let here = ctx.set_error_path(ServerError::new(String::new(), Some(field.pos))).path;
        let failed = |message: String| ServerError { path: here.clone(), ..ServerError::new(message, Some(field.pos)) };
        let reading = ctx.data::<Reading>().map_err(|error| failed(error.message))?;
        let object = T::object();
        let selections =
            reading.below(&here).ok_or_else(|| failed("nothing is requested here".to_owned()))?.of(object.name);
        let read = reading.engine.record(object, self.key, selections, reading.role.into()).await.map_err(|fault| {
            let error = async_graphql::Error::from(fault).into_server_error(field.pos);
            ServerError { path: here.clone(), ..error }
        })?;
        for error in read.errors {
            let mut extensions = ErrorExtensionValues::default();
            extensions.set("code", error.code.as_str());
            let path = here.iter().cloned().chain(error.path).collect();
            ctx.add_error(ServerError { path, extensions: Some(extensions), ..ServerError::new(error.message, None) });
        }
        serde_json::from_slice(&read.json).map_err(|error| failed(error.to_string()))
    }
}
