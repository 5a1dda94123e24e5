//! What is served where.

pub mod connection;
mod encoding;
pub mod graphql;
pub mod head;
pub mod health;
mod web;

use crate::role::Role;
use actix_web::{
    http::header::X_CONTENT_TYPE_OPTIONS,
    middleware::DefaultHeaders,
    web::{ServiceConfig, get, head, resource},
};
use engine::{Answer, Engine};
use fault::Fault;
use graphql::Execute;
use prepare::{Operation, OperationKind};

/// The routes of the server. The application holds `web::Data<graphql::Service>` and `web::Data<Engine>`.
pub fn routes(config: &mut ServiceConfig) {
    config
        .configure(graphql::configure::<Engine>)
        .service(resource("/health/live").route(get().to(health::live)).route(head().to(health::live)))
        .service(resource("/health/ready").route(get().to(health::ready)).route(head().to(health::ready)))
        .service(resource("/").route(get().to(web::page)).route(head().to(web::page)))
        .service(resource("/{file:.*}").route(get().to(web::file)).route(head().to(web::file)));
}

/// Headers of every response.
#[must_use]
pub fn headers() -> DefaultHeaders {
    DefaultHeaders::new().add((X_CONTENT_TYPE_OPTIONS, "nosniff"))
}

impl Execute for Engine {
    async fn execute(&self, operation: &Operation, role: Role) -> Result<Answer, Fault> {
        // Only what reads has a plan. A mutation of which a planner of queries made something would answer a guess.
        if operation.kind != OperationKind::Query {
            return Err(Fault::internal("an operation that is no query came to the engine"));
        }
        let introspection = operation.introspection.as_ref();
        let literal = |key: &str| introspection?.get(key).and_then(|value| serde_json::to_vec(value).ok());
        self.answer(&operation.selections, role.into(), literal, |path| operation.locations.of(path)).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use engine::{Sessions, Settings};
    use fault::Code;
    use postgres_connect::Address;
    use prepare::{JsonMap, Limits, Prepare};
    use std::time::Duration;

    /// There is no mutation yet; one that came all the same would be answered from the definitions of queries.
    #[actix_web::test]
    async fn a_mutation_without_a_planner_is_refused() {
        let prepare = Prepare::new("type Query { number: Int } type Mutation { count: Int }", Limits::default());
        let document = prepare.document("mutation { count }").expect("a document");
        let operation = document.operation(None, &JsonMap::new()).expect("an operation");
        let settings = Settings {
            application: "test",
            sessions: 2,
            statement_timeout: 1,
            acquire_timeout: Duration::from_secs(1),
        };
        let nowhere = Address::parse("postgres://nobody@127.0.0.1:1/nothing").expect("an address");
        let sessions = Sessions::new(&nowhere, settings).expect("sessions");
        let engine = Engine::new(sessions, crate::schema::catalog(), Duration::from_secs(1));
        let refused = engine.execute(&operation, Role::Reader).await.err().expect("a refusal");
        assert_eq!(refused.code, Code::Internal);
    }
}
