//! Seaography as its documentation sets it up: entities of sea-orm, registered, over the tables of the schema `peer`.
//!
//! Settings are those of the other peers: `DATABASE_URL`, `PORT`, `WORKERS`, and `CONNECTIONS` of each worker.
mod entities;

use actix_web::{App, HttpServer, web};
use async_graphql::dynamic::Schema;
use async_graphql_actix_web::{GraphQLRequest, GraphQLResponse};
use sea_orm::{ConnectOptions, Database};
use seaography::{Builder, BuilderContext};
use std::{env, error::Error, sync::LazyLock};

static CONTEXT: LazyLock<BuilderContext> = LazyLock::new(BuilderContext::default);

async fn graphql(schema: web::Data<Schema>, request: GraphQLRequest) -> GraphQLResponse {
    schema.execute(request.into_inner()).await.into()
}

#[actix_web::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let workers: u32 = env::var("WORKERS").as_deref().unwrap_or("1").parse()?;
    let connections: u32 = env::var("CONNECTIONS").as_deref().unwrap_or("10").parse()?;
    let mut options = ConnectOptions::new(env::var("DATABASE_URL")?);
    // All workers share one pool.
    options.max_connections(connections * workers).sqlx_logging(false);
    let db = Database::connect(options).await?;
    let builder = entities::register_entity_modules(Builder::new(&CONTEXT, db.clone()));
    let schema = builder.schema_builder().data(db).finish()?;
    if env::args().nth(1).as_deref() == Some("schema") {
        println!("{}", schema.sdl());
        return Ok(());
    }
    let schema = web::Data::new(schema);
    let server =
        HttpServer::new(move || App::new().app_data(schema.clone()).route("/graphql", web::post().to(graphql)));
    let server = server.workers(workers.try_into()?).bind(("127.0.0.1", env::var("PORT")?.parse()?))?.run();
    println!("every worker listens");
    Ok(server.await?)
}
