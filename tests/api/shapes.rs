//! What a session of PostgreSQL keeps of the statements that it was sent.

use crate::postgres;
use depositary::{role::Role, schema};
use engine::{Client, Engine, Sessions, Settings};
use prepare::{JsonMap, Limits, Prepare};
use sea_orm::ConnectionTrait as _;
use std::{sync::LazyLock, time::Duration};

static PREPARE: LazyLock<Prepare> = LazyLock::new(|| Prepare::new(&schema::sdl(), Limits::default()));

/// An engine with one session for all but single-statement queries, over a register whose revision is the number of
/// statements that the session has prepared.
async fn counting() -> Engine {
    let database = postgres::clone_of(postgres::DEMONSTRATION).await;
    let db = postgres::session(&database).await;
    db.execute_unprepared(
        "alter table register rename to another;
         create view register as select count(*) as revision, true as is_only from pg_prepared_statements",
    )
    .await
    .unwrap();
    let acquire_timeout = Duration::from_mins(1);
    let settings = Settings { application: "depositary", sessions: 2, statement_timeout: 60, acquire_timeout };
    let sessions = Sessions::new(&postgres::address(&database).await, settings).unwrap();
    Engine::new(sessions, schema::catalog(), acquire_timeout)
}

/// How many statements are prepared when this one runs.
async fn prepared(engine: &Engine, query: &str) -> i64 {
    let operation = PREPARE.document(query).unwrap().operation(None, &JsonMap::new()).unwrap();
    let role = Role::Reader.into();
    let answer = engine.answer(&operation.selections, role, Client::default(), |_| None, |_| Vec::new()).await;
    answer.unwrap_or_else(|error| panic!("{error:?}")).version.unwrap()
}

/// A page of meetings by a filter: another statement for each length.
fn meetings(length: usize) -> String {
    format!("{{ meetings(first: {length}, filter: {{ kind: [SUMMIT] }}) {{ nodes {{ slug }} }} }}")
}

#[actix_web::test]
async fn a_statement_that_comes_once_is_not_prepared() {
    let engine = counting().await;
    for length in 1..=100 {
        assert_eq!(prepared(&engine, &meetings(length)).await, 0);
    }
    for wanted in [1, 1, 1] {
        assert_eq!(prepared(&engine, &meetings(7)).await, wanted);
    }
    assert_eq!(prepared(&engine, &meetings(8)).await, 2);
}

/// Nor by those that a session shares with others.
#[actix_web::test]
async fn a_single_statement_that_comes_once_is_not_prepared() {
    let engine = counting().await;
    for length in 1..=100 {
        let query = format!("{{ meetings(first: {length}) {{ nodes {{ slug }} }} }}");
        assert_eq!(prepared(&engine, &query).await, 0);
    }
}

#[actix_web::test]
async fn statements_that_come_again_are_prepared_up_to_a_number() {
    let engine = counting().await;
    let (columns, mut most) = (["name", "kind", "slug"], 0);
    for column in columns {
        for length in 1..=100 {
            let query =
                format!("{{ meetings(first: {length}, filter: {{ kind: [SUMMIT] }}) {{ nodes {{ {column} }} }} }}");
            prepared(&engine, &query).await;
            most = most.max(prepared(&engine, &query).await);
        }
    }
    assert!((50..=257).contains(&most), "{most}");
}

#[actix_web::test]
async fn statements_whose_plans_are_large_are_prepared_up_to_a_size() {
    let engine = counting().await;
    let mut most = 0;
    for length in 1..=100 {
        let query = format!("{{ timeline(first: {length}, filter: {{ kind: [MEETING] }}) {{ nodes {{ kind }} }} }}");
        prepared(&engine, &query).await;
        most = most.max(prepared(&engine, &query).await);
    }
    assert!((5..=40).contains(&most), "{most}");
}
