//! The reference executor: async-graphql's own executor over the definitions, one statement for each record.
//!
//! A second reader of the definitions, for tests: the engine ([`engine`]) must say the same. It shares with
//! the engine what a definition says (columns, how a leaf is written, conditions, filters) and how a page's
//! arguments and cursors are read. It shares nothing of how an answer comes to be: fragments, merging and
//! propagation of null are async-graphql's, and every record, page and count is a statement of its own.
//! It is slow, keeps nothing, and knows no limits.
//!
//! **Invariant:** it knows nothing of plans, steps and tables of the engine, and nothing of the server knows it. *Why:* an
//! oracle that shares the code that it checks agrees with its mistakes. *Enforced by:* the engine keeps those modules
//! private or unused here, and the server names this crate among its dev-dependencies alone.

mod argument;
mod container;
mod derived;
mod list;
mod merged;
mod resolve;
mod row;
mod statement;

use async_graphql::{
    ContainerType, Context, ContextSelectionSet, EmptyMutation, EmptySubscription, ObjectType, OutputType, Positioned,
    Request, Response, Schema, ServerResult, ValidationMode, Value, Variables,
    parser::types::{DocumentOperations, ExecutableDocument, Field, OperationDefinition},
    registry::Registry,
    resolver_utils::resolve_container,
};
use container::{Container, Record};
use engine::{
    catalog::Catalog,
    define::{Interface, Object, Role},
    publish::{Interfaces, Publication, Query},
};
use merged::Nulls;
use row::{Row, Snapshot};
use sea_orm::{DatabaseConnection, DbErr};
use std::{borrow::Cow, marker::PhantomData};

/// Selections within selections that are followed: more than a validated document can have.
const NESTING: usize = 512;

/// Answers queries of a published catalog.
pub struct ReferenceExecutor<P: Publication> {
    db: DatabaseConnection,
    schema: Schema<Root<P>, EmptyMutation, EmptySubscription>,
    reader: Reader,
}

/// What is read, and who reads.
#[derive(Clone, Copy)]
pub(crate) struct Reader {
    catalog: &'static Catalog,
    role: Role,
}

impl Reader {
    /// The object type that a tag names, if it implements an interface.
    fn tagged(self, tag: &str, interface: &Interface) -> Option<&'static Object> {
        self.catalog.tagged(tag).filter(|object| object.implements(interface))
    }
}

impl<P: Publication> ReferenceExecutor<P> {
    /// Over a database, for clients of a role.
    pub fn new(db: DatabaseConnection, role: Role) -> Self {
        let schema = Schema::build(Root::<P>(PhantomData), EmptyMutation, EmptySubscription)
            .register_output_type::<Interfaces<P>>()
            // Only valid documents are to be compared.
            .validation_mode(ValidationMode::Fast)
            .limit_recursive_depth(NESTING)
            .finish();
        Self { db, schema, reader: Reader { catalog: P::catalog(), role } }
    }

    /// The answer to a query that is valid for the schema, as JSON. All of it is read in one snapshot.
    ///
    /// `variables` is a JSON object, as the client sent it.
    ///
    /// # Errors
    /// Where the database cannot be reached.
    pub async fn answer(
        &self,
        document: &str,
        operation: Option<&str>,
        variables: serde_json::Value,
    ) -> Result<String, DbErr> {
        let snapshot = Snapshot::of(&self.db).await?;
        let nulls = Nulls::default();
        let mut request = Request::new(document).variables(Variables::from_json(variables));
        let response = match request.parsed_query().cloned() {
            Err(error) => Response::from_errors(vec![error]),
            Ok(parsed) => {
                fill_in_defaults(&mut request.variables, &parsed, operation);
                let request = operation.into_iter().fold(request, Request::operation_name);
                let request = request.data(snapshot.clone()).data(nulls.clone()).data(self.reader);
                self.schema.execute(request).await
            }
        };
        snapshot.close().await?;
        let response = nulls.put_into(response);
        serde_json::to_string(&response).map_err(|error| DbErr::Json(error.to_string()))
    }
}

/// async-graphql decides `@skip` and `@include` before it fills in the defaults of variables.
fn fill_in_defaults(variables: &mut Variables, document: &ExecutableDocument, name: Option<&str>) {
    let Some(operation) = operation(document, name) else { return };
    for variable in &operation.variable_definitions {
        if let Some(default) = &variable.node.default_value {
            variables.entry(variable.node.name.node.clone()).or_insert_with(|| default.node.clone());
        }
    }
}

fn operation<'a>(document: &'a ExecutableDocument, name: Option<&str>) -> Option<&'a OperationDefinition> {
    match (&document.operations, name) {
        (DocumentOperations::Single(operation), _) => Some(&operation.node),
        (DocumentOperations::Multiple(operations), Some(name)) => operations.get(name).map(|found| &found.node),
        (DocumentOperations::Multiple(operations), None) => operations.values().next().map(|found| &found.node),
    }
}

/// The root of reads, of the same type as the published one.
struct Root<P>(PhantomData<fn() -> P>);

impl<P: Publication> OutputType for Root<P> {
    fn type_name() -> Cow<'static, str> {
        Query::<P>::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        let name = Query::<P>::create_type_info(registry);
        // async-graphql decides by this whether a fragment on a union applies, and knows interfaces only.
        for object in &P::catalog().objects {
            for union in object.interfaces.iter().map(|of| of()).filter(|of| of.fields.is_empty()) {
                registry.add_implements(object.name, union.name);
            }
        }
        name
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, _: &Positioned<Field>) -> ServerResult<Value> {
        resolve_container(ctx, self).await
    }
}

impl<P: Publication> ContainerType for Root<P> {
    async fn resolve_field(&self, ctx: &Context<'_>) -> ServerResult<Option<Value>> {
        let query = P::catalog().query;
        Container::Record(Record { object: query, fields: &query.fields, row: Row::None }).resolve_field(ctx).await
    }
}

impl<P: Publication> ObjectType for Root<P> {}
