//! What is served where.

pub mod connection;
pub mod cors;
mod encoding;
pub mod graphql;
pub mod head;
pub mod health;
pub mod metrics;
pub mod observed;
mod web;

use crate::role::Role;
use actix_web::{
    http::header::X_CONTENT_TYPE_OPTIONS,
    middleware::DefaultHeaders,
    web::{ServiceConfig, get, head, resource},
};
use engine::{Answer, Client, Engine, Plan};
use fault::{Fault, RequestError};
use graphql::Execute;
use prepare::{Operation, OperationKind};

/// The routes of the server, with or without the figures. The application holds `web::Data<graphql::Service>` and
/// `web::Data<Engine>`.
pub fn routes(config: &mut ServiceConfig, has_figures: bool) {
    if has_figures {
        config.configure(metrics::route);
    }
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
    async fn execute(&self, operation: Operation, role: Role, client: Client) -> Result<Answer, RequestError> {
        // Only what reads has a plan. A mutation of which a planner of queries made something would answer a guess.
        if operation.kind != OperationKind::Query {
            return Err(Fault::internal("an operation that is no query came to the engine").into());
        }
        let locations = operation.locations.clone();
        let plan = if operation.is_large {
            let engine = self.clone();
            self.background().run(move || plan(&engine, &operation, role)).await?
        } else {
            plan(self, &operation, role)
        };
        self.answer_plan(plan, client, move |path| locations.of(path)).await
    }
}

fn plan(engine: &Engine, operation: &Operation, role: Role) -> Plan {
    engine.plan(&operation.selections, role.into(), |key| operation.introspected(key))
}
