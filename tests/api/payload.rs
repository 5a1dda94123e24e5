//! Records below the payload of a mutation are read by the engine, and tell their errors as the rest of the answer does.
//!
//! The register has no mutation yet, so this one changes nothing.

use crate::postgres;
use async_graphql::{EmptySubscription, Object, Request, SimpleObject};
use depositary::{
    http::graphql::Execute as _,
    role::Role,
    schema::{
        self, Organization,
        payload::{Reading, Recorded},
    },
};
use engine::{Engine, Sessions, Settings};
use postgres_connect::Address;
use prepare::{JsonMap, Limits, Prepare};
use sea_orm::EntityTrait as _;
use serde_json::{Value, json};
use std::{sync::Arc, time::Duration};

#[derive(SimpleObject)]
struct Payload {
    organization: Option<Recorded<Organization>>,
    others: Vec<Option<Recorded<Organization>>>,
}

struct Mutation {
    keys: Vec<i64>,
}

/// Touches the organizations of the register.
#[Object]
impl Mutation {
    async fn touch(&self) -> Payload {
        let record = |key: &i64| Some(Recorded::new(*key));
        Payload { organization: self.keys.first().and_then(record), others: self.keys.iter().map(record).collect() }
    }

    async fn lose(&self) -> Payload {
        Payload { organization: Some(Recorded::new(0)), others: Vec::new() }
    }
}

const LEAGUE: &str = r#"
[[organization]]
slug = "league"
name = "League"
kind = "OTHER"
cite = ["page"]
"#;

/// The register has no mutation yet; one that came all the same would be answered from the definitions of queries.
#[actix_web::test]
async fn a_mutation_without_a_planner_is_refused() {
    let prepare = Prepare::new("type Query { number: Int } type Mutation { count: Int }", Limits::default());
    let operation = prepare.document("mutation { count }").unwrap().operation(None, &JsonMap::new()).unwrap();
    let nowhere = Address::parse("postgres://nobody@127.0.0.1:1/nothing").unwrap();
    let acquire_timeout = Duration::from_secs(1);
    let settings = Settings { application: "depositary", sessions: 2, statement_timeout: 1, acquire_timeout };
    let engine = Engine::new(Sessions::new(&nowhere, settings).unwrap(), schema::catalog(), acquire_timeout);
    let refused = engine.execute(operation, Role::Reader, engine::Client::default()).await.err().expect("a refusal");
    assert_eq!(refused.fault.code, fault::Code::Internal);
}

/// What a mutation answers to a reader.
async fn answer(text: &str) -> Value {
    let database = postgres::holding(&[postgres::UNION, LEAGUE].concat()).await;
    let address = postgres::address(&database).await;
    let acquire_timeout = Duration::from_secs(5);
    let settings = Settings { application: "depositary", sessions: 2, statement_timeout: 5, acquire_timeout };
    let engine = Engine::new(Sessions::new(&address, settings).unwrap(), schema::catalog(), acquire_timeout);
    let organizations = entity::organization::Entity::find().all(&postgres::session(&database).await).await.unwrap();
    let mut keys: Vec<_> = organizations.iter().map(|row| (row.slug.clone(), row.id.0)).collect();
    keys.sort();
    let mutation = Mutation { keys: keys.into_iter().map(|(_, key)| key).collect() };
    let executor = schema::executor(mutation, EmptySubscription);
    let prepare = Prepare::new(&executor.sdl(), Limits::default());
    let operation = prepare.document(text).unwrap().operation(None, &JsonMap::new()).unwrap();
    let reading = Reading { engine, selections: Arc::new(operation.selections), role: Role::Reader };
    serde_json::to_value(executor.execute(Request::new(text).data(reading)).await).unwrap()
}

#[actix_web::test]
async fn what_is_below_a_payload_is_read_by_the_engine() {
    let text = "mutation { again: touch { organization { ...named } others { slug } } } fragment named on Organization { name slug }";
    assert_eq!(
        answer(text).await,
        json!({ "data": { "again": {
            "organization": { "name": "League", "slug": "league" },
            "others": [{ "slug": "league" }, { "slug": "union" }],
        } } })
    );
}

#[actix_web::test]
async fn errors_below_a_payload_carry_the_whole_path() {
    let text = "mutation { again: touch { others { slug of: members { nodes { state { name } bookkeeping { version } } } } } }";
    let answer = answer(text).await;
    let forbidden = |path: Value| {
        json!({
            "message": "`bookkeeping` needs the role EDITOR, and this request has the role READER.",
            "path": path,
            "extensions": { "code": "FORBIDDEN" },
        })
    };
    assert_eq!(answer["errors"], json!([forbidden(json!(["again", "others", 1, "of", "nodes", 0, "bookkeeping"]))]));
    assert_eq!(
        answer["data"]["again"]["others"][1],
        json!({ "slug": "union", "of": { "nodes": [{ "state": { "name": "Land" }, "bookkeeping": null }] } })
    );
}

#[actix_web::test]
async fn a_page_that_cannot_be_is_an_error_where_it_stands_and_nulls_the_list() {
    let answer = answer("mutation { touch { organization { slug members(first: 0) { totalCount } } } }").await;
    assert_eq!(answer["data"], json!({ "touch": { "organization": { "slug": "league", "members": null } } }));
    assert_eq!(answer["errors"][0]["path"], json!(["touch", "organization", "members"]));
    assert_eq!(answer["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
}

#[actix_web::test]
async fn a_record_that_is_gone_is_null() {
    let answer = answer("mutation { lose { organization { slug } } }").await;
    assert_eq!(answer, json!({ "data": { "lose": { "organization": null } } }));
}
