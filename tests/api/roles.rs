//! Fields that need a role.

use crate::{app::TestApp, postgres};
use depositary::{role::Role, schema};
use engine::{Client, Engine, Sessions, Settings};
use prepare::{JsonMap, Limits, Prepare};
use serde_json::{Value, json};
use std::time::Duration;

const QUERY: &str = "{ organization(slug: \"union\") { slug members { nodes { status bookkeeping { version key createdIn { number author } } } } } }";

/// What the engine answers in a role.
async fn answer(database: &str, text: &str, role: Role) -> Value {
    let address = postgres::address(database).await;
    let acquire_timeout = Duration::from_secs(5);
    let settings = Settings { application: "depositary", sessions: 1, statement_timeout: 5, acquire_timeout };
    let engine = Engine::new(Sessions::new(&address, settings).unwrap(), schema::catalog(), acquire_timeout);
    let prepare = Prepare::new(&schema::sdl(), Limits::default());
    let operation = prepare.document(text).unwrap().operation(None, &JsonMap::new()).unwrap();
    let locations = operation.locations.clone();
    let locations = move |path: &[_]| locations.of(path);
    let answer =
        engine.answer(&operation.selections, role.into(), Client::default(), |_| None, locations).await.unwrap();
    serde_json::from_slice(&answer.body).unwrap()
}

#[actix_web::test]
async fn a_reader_is_told_that_bookkeeping_is_not_for_readers() {
    let app = TestApp::holding(postgres::UNION).await;
    let found = app.ask(QUERY, json!({})).await;
    assert_eq!(
        found.body,
        json!({
            "data": { "organization": { "slug": "union", "members": { "nodes": [{ "status": "FULL", "bookkeeping": null }] } } },
            "errors": [{
                "message": "`bookkeeping` needs the role EDITOR, and this request has the role READER.",
                "locations": [{ "line": 1, "column": 63 }],
                "path": ["organization", "members", "nodes", 0, "bookkeeping"],
                "extensions": { "code": "FORBIDDEN" },
            }],
        })
    );
    // What may not be shown is not read.
    assert_eq!(found.statements.len(), 2, "{found}");
    assert_eq!(answer(&app.database, QUERY, Role::Reader).await, found.body);
}

#[actix_web::test]
async fn an_editor_gets_version_and_key_with_one_statement() {
    let database = postgres::holding(postgres::UNION).await;
    let since = postgres::log_length().await;
    let found = answer(&database, QUERY, Role::Editor).await;
    let bookkeeping = json!({ "version": 1, "key": "union/land", "createdIn": { "number": 1, "author": "test" } });
    let member = json!({ "status": "FULL", "bookkeeping": bookkeeping });
    assert_eq!(found, json!({ "data": { "organization": { "slug": "union", "members": { "nodes": [member] } } } }));
    let commands = postgres::commands(&database, since).await;
    let statements = commands.iter().filter(|command| command.starts_with("SELECT")).collect::<Vec<_>>();
    // Organization, members, their bookkeeping, its revision.
    assert_eq!(statements.len(), 4, "{statements:#?}");
    let of_records =
        "{ states { nodes { bookkeeping { version key } } } organization(slug: \"union\") { bookkeeping { key } } }";
    let slugs = json!({
        "states": { "nodes": [{ "bookkeeping": { "version": 1, "key": "land" } }] },
        "organization": { "bookkeeping": { "key": "union" } },
    });
    assert_eq!(answer(&database, of_records, Role::Editor).await["data"], slugs);
    assert_eq!(answer(&database, of_records, Role::Admin).await["data"], slugs);
}
