//! What PostgreSQL is told comes in the order in which it was said, however the results are waited for.

use crate::{app::TestApp, postgres};
use depositary::schema::catalog;
use engine::{Class, Client, Sessions, Settings};
use futures_util::future::join;
use sea_orm::ConnectionTrait as _;
use serde_json::json;
use std::time::Duration;

/// Sessions over a register, all of them on one connection; and the register.
async fn one_connection() -> (Sessions, String) {
    let database = postgres::clone_of(postgres::EMPTY).await;
    let settings = Settings {
        application: "depositary",
        sessions: 2,
        statement_timeout: 8,
        acquire_timeout: Duration::from_secs(4),
    };
    (Sessions::new(&postgres::address(&database).await, settings).unwrap(), database)
}

async fn raise_the_revision(database: &str) {
    let writer = postgres::session(database).await;
    let raise = "insert into revision (author, number) select 'test', revision + 1 from register;
        update register set revision = revision + 1";
    writer.execute_unprepared(raise).await.unwrap();
    writer.close().await.unwrap();
}

#[actix_web::test]
async fn a_snapshot_begins_before_its_first_statement_whichever_is_polled_first() {
    let (sessions, database) = one_connection().await;
    let session = sessions.session(Client::default(), Class::Inexpensive).await.unwrap();
    // From now on the statement is known, and goes out as soon as it is polled.
    let before = session.version(&catalog().snapshot).await.unwrap();
    let begun = session.begin().unwrap();
    let (first, begun) = join(session.version(&catalog().snapshot), begun).await;
    begun.unwrap();
    raise_the_revision(&database).await;
    assert_eq!(
        (first.unwrap(), session.version(&catalog().snapshot).await.unwrap()),
        (before, before),
        "two states in one snapshot"
    );
}

#[actix_web::test]
async fn a_snapshot_ends_before_the_first_statement_of_the_next_user() {
    let (sessions, database) = one_connection().await;
    let session = sessions.session(Client::default(), Class::Inexpensive).await.unwrap();
    session.begin().unwrap().await.unwrap();
    let before = session.version(&catalog().snapshot).await.unwrap();
    session.end();
    raise_the_revision(&database).await;
    let next = sessions.session(Client::default(), Class::Inexpensive).await.unwrap();
    assert_eq!(next.version(&catalog().snapshot).await.unwrap(), before + 1, "the snapshot of the user before");
}

#[actix_web::test]
async fn postgresql_is_told_of_the_snapshot_first() {
    let app = TestApp::demonstration().await;
    let query = "{ organizations { totalCount nodes { slug } } states { totalCount } meetings { totalCount } }";
    // The second time all statements are known and go out at once.
    for _ in 0..2 {
        let answer = app.ask(query, json!({})).await;
        answer.data();
        assert_eq!(answer.commands.iter().position(|command| command == postgres::BEGIN), Some(0), "{answer}");
    }
}
