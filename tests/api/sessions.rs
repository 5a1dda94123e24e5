//! A request that waits for PostgreSQL does not block others.

use crate::{
    app::{CONNECTIONS, TestApp},
    postgres,
};
use actix_web::rt::task::JoinHandle;
use depositary::schema::catalog;
use engine::{Class, Client, Sessions, Settings};
use futures_util::{FutureExt as _, StreamExt as _, stream::FuturesUnordered};
use sea_orm::{ConnectionTrait as _, DatabaseTransaction, TransactionTrait as _};
use serde_json::{Value, json};
use std::time::Duration;

const SLOW: &str = "{ organization(slug: \"cis\") { members { totalCount } } }";
const SINGLE_STATEMENT: &str = "{ organization(slug: \"cis\") { name } }";
const ANOTHER_SINGLE_STATEMENT: &str = "{ state(slug: \"belarus\") { name } }";

/// A server, and a table of its register that nobody can read.
struct Blocked {
    app: TestApp,
    lock: DatabaseTransaction,
}

/// A server for which nothing ends because its time is over.
async fn without_timeouts() -> TestApp {
    with_statements_of(120).await
}

/// A server whose statements may take so many seconds.
async fn with_statements_of(seconds: u32) -> TestApp {
    let database = postgres::clone_of(postgres::DEMONSTRATION).await;
    let url = postgres::cluster().await.url(&database);
    TestApp::reaching(&url, database, seconds).await
}

impl Blocked {
    async fn at(table: &str) -> Self {
        Self::holding(without_timeouts().await, table).await
    }

    async fn holding(app: TestApp, table: &str) -> Self {
        let lock = app.db().await.begin().await.unwrap();
        lock.execute_unprepared(&format!("lock table {table} in access exclusive mode")).await.unwrap();
        Self { app, lock }
    }

    /// Asks, and waits until some statements of the server wait for the lock.
    async fn ask(&self, query: &str, waiting: u32) -> JoinHandle<Value> {
        let (client, url, body) = (self.app.client().clone(), self.app.url("/graphql"), json!({ "query": query }));
        let answer = actix_web::rt::spawn(async move {
            client.post(&url).json(&body).send().await.unwrap().json::<Value>().await.unwrap()
        });
        self.wait(waiting).await;
        answer
    }

    async fn wait(&self, waiting: u32) {
        let waiting = format!(
            "select 1 from pg_stat_activity
             where datname = '{}' and application_name = 'depositary' and wait_event_type = 'Lock'
             having count(*) = {waiting}",
            self.app.database
        );
        postgres::wait_for(&postgres::session("postgres").await, &waiting).await;
    }

    async fn name_of_state(&self) -> Value {
        self.app.ask(ANOTHER_SINGLE_STATEMENT, json!({})).await.data()["state"]["name"].clone()
    }
}

#[actix_web::test]
async fn answers_that_take_long_leave_room_for_others() {
    let blocked = Blocked::at("membership").await;
    let mut slow = Vec::new();
    for number in 1..=2 {
        slow.push(blocked.ask(SLOW, number).await);
    }
    let answer = blocked.app.ask("{ organizations { totalCount } }", json!({})).await;
    assert!(answer.data()["organizations"]["totalCount"].as_i64().unwrap() > 0, "{answer}");
    assert!(slow.iter().all(|answer| !answer.is_finished()));
    blocked.lock.rollback().await.unwrap();
    for answer in slow {
        let answer = answer.await.unwrap();
        assert!(answer["data"]["organization"]["members"]["totalCount"].as_i64().unwrap() > 0, "{answer}");
    }
}

#[actix_web::test]
async fn single_statement_queries_have_a_session_where_all_others_are_taken() {
    let blocked = Blocked::at("membership").await;
    let mut slow = Vec::new();
    // One of the others is reserved for another client.
    for number in 1..CONNECTIONS - 1 {
        slow.push(blocked.ask(SLOW, number).await);
    }
    for query in [
        ANOTHER_SINGLE_STATEMENT,
        "{ states(first: 2, orderBy: { field: NAME, direction: DESC }) { nodes { name } pageInfo { hasNextPage } } }",
        "{ states(filter: { slug: [\"belarus\", \"armenia\"] }) { nodes { name } } }",
        "{ revision { number } }",
    ] {
        let answer = blocked.app.ask(query, json!({})).await;
        assert_eq!(answer.statements.len(), 1, "{query}: {answer}");
        assert!(answer.body["errors"].is_null(), "{query}: {answer}");
    }
    let ready = blocked.app.client().get(blocked.app.url("/health/ready")).send().await.unwrap();
    assert_eq!(ready.status().as_u16(), 200);
    for longer in [
        "{ states { totalCount } }",
        "{ timeline(first: 1) { nodes { kind } } }",
        "{ conflicts(first: 1) { nodes { __typename } } }",
        "{ states(filter: { slug: [\"belarus\"], participatedIn: [\"a\"] }) { nodes { name } } }",
        "{ search(query: \"minsk\") { edges { cursor } } }",
    ] {
        let answer = blocked.app.ask(longer, json!({})).await;
        assert_eq!(answer.body["errors"][0]["extensions"]["code"], "DATABASE_UNAVAILABLE", "{longer}: {answer}");
    }
    blocked.lock.rollback().await.unwrap();
    for answer in slow {
        assert!(answer.await.unwrap()["errors"].is_null());
    }
}

#[actix_web::test]
async fn a_blocked_single_statement_query_blocks_no_other() {
    let blocked = Blocked::at("organization").await;
    let first = blocked.ask(SINGLE_STATEMENT, 1).await;
    // It goes behind the first, and leaves. The next comes to a new session.
    for _ in 0..2 {
        assert_eq!(blocked.name_of_state().await, "Belarus");
    }
    assert!(!first.is_finished());
    blocked.lock.rollback().await.unwrap();
    assert!(first.await.unwrap()["data"]["organization"]["name"].is_string());
}

#[actix_web::test]
async fn a_client_that_leaves_a_long_line_closes_no_session() {
    let app = without_timeouts().await;
    let db = app.db().await;
    // Each single-statement query takes a while, and all together take long.
    let slowly = "alter table state rename to land;
         create view state as select land.* from land cross join pg_sleep(0.02)";
    db.execute_unprepared(slowly).await.unwrap();
    let ask = || app.client().post(app.url("/graphql")).json(&json!({ "query": ANOTHER_SINGLE_STATEMENT })).send();
    ask().await.unwrap();
    let before = sessions_of(&app).await;
    let mut pending = FuturesUnordered::new();
    for _ in 0..15 {
        pending.push(ask());
    }
    // The client that leaves is the last one in the queue when the first is answered.
    let leaving = actix_web::rt::spawn(ask());
    pending.next().await.unwrap().unwrap();
    leaving.abort();
    while let Some(answer) = pending.next().await {
        assert_eq!(answer.unwrap().json::<Value>().await.unwrap()["data"]["state"]["name"], "Belarus");
    }
    assert_eq!(sessions_of(&app).await, before);
}

/// The sessions that a server has, by their processes.
async fn sessions_of(app: &TestApp) -> Vec<i32> {
    let sessions = format!(
        "select pid from pg_stat_activity where datname = '{}' and application_name = 'depositary' order by pid",
        app.database
    );
    let rows = postgres::rows(&postgres::session("postgres").await, &sessions).await;
    rows.iter().map(|row| row.try_get("", "pid").unwrap()).collect()
}

#[actix_web::test]
async fn what_a_client_that_has_left_asked_for_is_cancelled() {
    let blocked = Blocked::at("organization").await;
    for query in [SINGLE_STATEMENT, SLOW] {
        blocked.ask(query, 1).await.abort();
        blocked.wait(0).await;
        assert_eq!(blocked.name_of_state().await, "Belarus", "{query}");
    }
}

#[actix_web::test]
async fn an_answer_that_reads_the_states_anew_holds_up_no_other() {
    let app = without_timeouts().await;
    let members = "members { nodes { state { name } } }";
    let both = format!("{{ organization(slug: \"cis\") {{ {members} organs {{ nodes {{ name }} }} }} }}");
    // From now on its statements are known, and follow each other without waiting.
    app.ask(&both, json!({})).await.data();
    postgres::add(&app.database, postgres::UNION).await;
    let blocked = Blocked::holding(app, "organ").await;
    let first = blocked.ask(&both, 1).await;
    let other = blocked.app.ask(&format!("{{ organization(slug: \"csto\") {{ {members} }} }}"), json!({})).await;
    assert!(other.data()["organization"]["members"]["nodes"][0]["state"]["name"].is_string(), "{other}");
    assert!(!first.is_finished());
    blocked.lock.rollback().await.unwrap();
    assert!(first.await.unwrap()["errors"].is_null());
}

#[actix_web::test]
async fn statements_behind_one_that_took_too_long_do_not_say_why() {
    let app = with_statements_of(1).await;
    let query =
        "{ organization(slug: \"cis\") { members { nodes { citations { totalCount } } } organs { nodes { name } } } }";
    // From now on its statements are known, and follow each other without waiting.
    app.ask(query, json!({})).await.data();
    let blocked = Blocked::holding(app, "organ").await;
    let answer = blocked.app.ask(query, json!({})).await;
    assert_eq!(answer.codes(), ["TIMEOUT"], "{answer}");
}

#[actix_web::test]
async fn statements_of_tables_that_have_changed_are_prepared_anew() {
    let app = TestApp::demonstration().await;
    let single = "{ state(slug: \"belarus\") { iso2 } }";
    let longer = "{ states { nodes { iso2 } totalCount } }";
    for (query, kind) in [(single, "varchar"), (longer, "text")] {
        // From the second time on it is prepared.
        app.post(&json!({ "query": query })).await.data();
        let before = app.post(&json!({ "query": query })).await;
        let db = app.db().await;
        db.execute_unprepared(&format!("alter table state alter column iso2 type {kind}")).await.unwrap();
        let first = app.post(&json!({ "query": query })).await;
        assert_eq!(first.codes(), ["DATABASE_UNAVAILABLE"], "{first}");
        let next = app.post(&json!({ "query": query })).await;
        assert_eq!(next.data(), before.data(), "{query}");
    }
}

#[actix_web::test]
async fn a_statement_is_prepared_when_it_comes_again_unless_it_is_long() {
    let app = TestApp::demonstration().await;
    for (parts, is_kept) in [(2, true), (150, false)] {
        let parts = vec![json!({ "memberOf": ["cis"] }); parts];
        let body = json!({
            "query": "query ($filter: StateFilter!) { states(filter: $filter) { nodes { name } } }",
            "variables": { "filter": { "and": parts } },
        });
        let since = postgres::log_length().await;
        for _ in 0..3 {
            app.post(&body).await.data();
        }
        let names = postgres::prepared(&app.database, since).await;
        let unnamed: Vec<_> = names.iter().map(|name| name == "<unnamed>").collect();
        assert_eq!(unnamed, [true, !is_kept, !is_kept], "{names:?}");
        assert_eq!(names[1], names[2]);
    }
}

/// Counts the statements that a session of its own knows, as if that were the revision of a register.
#[actix_web::test]
async fn a_statement_whose_answer_nobody_waited_for_is_known() {
    let database = postgres::clone_of(postgres::EMPTY).await;
    let db = postgres::session(&database).await;
    db.execute_unprepared("alter table register rename to another").await.unwrap();
    db.execute_unprepared(
        "create view register as select count(*) as revision, true as is_only from pg_prepared_statements",
    )
    .await
    .unwrap();
    let settings = Settings {
        application: "depositary",
        sessions: 2,
        statement_timeout: 8,
        acquire_timeout: Duration::from_secs(4),
    };
    let sessions = Sessions::new(&postgres::address(&database).await, settings).unwrap();
    for _ in 0..3 {
        let session = sessions.session(Client::default(), Class::Inexpensive).await.unwrap();
        assert!(session.version(&catalog().snapshot).now_or_never().is_none(), "PostgreSQL was not waited for");
        session.finish();
    }
    let session = sessions.session(Client::default(), Class::Inexpensive).await.unwrap();
    session.version(&catalog().snapshot).await.unwrap();
    assert_eq!(session.version(&catalog().snapshot).await.unwrap(), 1);
}
