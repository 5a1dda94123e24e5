//! What is served where.

pub mod graphql;
pub mod health;
mod web;

use crate::{
    error::Fault,
    prepare::Operation,
    read::{Answer, Engine},
    role::Role,
};
use actix_web::web::{ServiceConfig, get};
use graphql::Execute;

/// The routes of the server. The application holds `web::Data<graphql::Service>` and `web::Data<Engine>`.
pub fn routes(config: &mut ServiceConfig) {
    config
        .configure(graphql::configure::<Engine>)
        .route("/health/live", get().to(health::live))
        .route("/health/ready", get().to(health::ready))
        .route("/", get().to(web::page))
        .route("/{file:.*}", get().to(web::file));
}

impl Execute for Engine {
    async fn execute(&self, operation: &Operation, role: Role) -> Result<Answer, Fault> {
        let introspection = operation.introspection.as_ref();
        let known = |key: &str| introspection?.get(key).and_then(|value| serde_json::to_vec(value).ok());
        self.answer(&operation.asked, role, known).await
    }
}
