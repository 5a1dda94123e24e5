//! Sessions of PostgreSQL are shared out: neither a client nor expensive requests take all of them.

use crate::{
    app::{CONNECTIONS, TestApp},
    postgres, wait,
};
use actix_web::rt::task::JoinHandle;
use futures_util::{StreamExt as _, stream::FuturesUnordered};
use sea_orm::{ConnectionTrait as _, DatabaseTransaction, TransactionTrait as _};
use serde_json::{Value, json};
use std::net::Ipv4Addr;

/// It looks through all nodes, so it costs many points.
const EXPENSIVE: &str = "{ changes(filter: { since: 0 }) { totalCount } }";
const INEXPENSIVE: [&str; 3] = [
    "{ meetings(filter: { kind: [SUMMIT] }, first: 3) { nodes { name } } }",
    "{ search(query: \"minsk\") { totalCount edges { node { name } } } }",
    "{ organization(slug: \"cis\") { name members(first: 2) { nodes { status state { name } } } } }",
];
/// Sessions that expensive requests may hold: a third of those that single-statement queries do not share.
const EXPENSIVE_SESSIONS: u32 = (CONNECTIONS - 1) / 3;
/// Expensive requests of one client that may wait.
const WAITING: usize = 32;

/// A server over whose changes somebody holds a lock: whoever counts them waits.
struct HeldUp {
    app: TestApp,
    lock: DatabaseTransaction,
}

impl HeldUp {
    async fn new() -> Self {
        let database = postgres::clone_of(postgres::DEMONSTRATION).await;
        let url = postgres::cluster().await.url(&database);
        let app = TestApp::reaching(&url, database, 120).await;
        let lock = app.db().await.begin().await.unwrap();
        lock.execute_unprepared("lock table node_change in access exclusive mode").await.unwrap();
        Self { app, lock }
    }

    /// Sends a request from a loopback address of its own: each is another client.
    fn send(&self, client: u8, query: &str) -> JoinHandle<(u16, Value)> {
        let from = Ipv4Addr::new(127, 0, 0, client);
        let client =
            reqwest::Client::builder().local_address(Some(from.into())).timeout(wait::DEADLINE).build().unwrap();
        let (url, body) = (self.app.url("/graphql"), json!({ "query": query }));
        actix_web::rt::spawn(async move {
            let response = client.post(&url).json(&body).send().await.unwrap();
            (response.status().as_u16(), response.json().await.unwrap())
        })
    }

    /// Waits until so many statements wait for the lock.
    async fn wait(&self, waiting: u32) {
        let waiting = format!(
            "select 1 from pg_stat_activity
             where datname = '{}' and application_name = 'depositary' and wait_event_type = 'Lock'
             having count(*) = {waiting}",
            self.app.database
        );
        postgres::wait_for(&postgres::session("postgres").await, &waiting).await;
    }

    /// What others ask is answered.
    async fn serves_others(&self, client: u8) {
        for query in INEXPENSIVE {
            let (status, body) = self.send(client, query).await.unwrap();
            assert!(status == 200 && body["errors"].is_null(), "{query}: {body}");
        }
        let ready = self.app.client().get(self.app.url("/health/ready")).send().await.unwrap();
        assert_eq!(ready.status().as_u16(), 200);
    }
}

#[actix_web::test]
async fn expensive_requests_leave_sessions_for_the_others() {
    let held_up = HeldUp::new().await;
    let expensive: Vec<_> = (0..CONNECTIONS + 3).map(|_| held_up.send(1, EXPENSIVE)).collect();
    held_up.wait(EXPENSIVE_SESSIONS).await;
    for client in [1, 2] {
        held_up.serves_others(client).await;
    }
    held_up.wait(EXPENSIVE_SESSIONS).await;
    assert!(expensive.iter().all(|request| !request.is_finished()));
    held_up.lock.rollback().await.unwrap();
    for request in expensive {
        let (status, body) = request.await.unwrap();
        assert!(status == 200 && body["errors"].is_null(), "{body}");
    }
}

#[actix_web::test]
async fn a_client_has_a_part_of_the_queue() {
    let held_up = HeldUp::new().await;
    let first = held_up.send(1, EXPENSIVE);
    held_up.wait(EXPENSIVE_SESSIONS).await;
    let mut own: FuturesUnordered<_> = (0..=WAITING).map(|_| held_up.send(1, EXPENSIVE)).collect();
    // As many as may wait do, and the last one is refused at once.
    let (status, body) = own.next().await.unwrap().unwrap();
    assert_eq!((status, &body["errors"][0]["extensions"]["code"]), (429, &json!("TOO_MANY_REQUESTS")), "{body}");
    // Another client is not.
    let other = held_up.send(2, EXPENSIVE);
    held_up.serves_others(1).await;
    assert!(!other.is_finished() && !first.is_finished());
    held_up.lock.rollback().await.unwrap();
    let (status, body) = other.await.unwrap();
    assert!(status == 200 && body["errors"].is_null(), "{body}");
    while let Some(answer) = own.next().await {
        assert_eq!(answer.unwrap().0, 200);
    }
}
