//! The engine over a register of two tables, on a real PostgreSQL: what it answers, by which statements, and what it
//! refuses.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod refused;
mod schema;

use engine::{Answer, Client, Engine, Sessions, Settings, define::Role, publish::Publication as _};
use postgres_connect::Address;
use prepare::{JsonMap, Limits, Operation, Prepare};
use private_postgres::{Cluster, Options};
use schema::{Library, TABLES, sdl};
use serde_json::{Value, json};
use std::time::Duration;

const ANYBODY: Role = Role { rank: 0, name: "ANYBODY" };
const TIMEOUT: Duration = Duration::from_secs(10);

/// What a document asks.
fn operation(document: &str) -> Operation {
    let prepare = Prepare::new(&sdl(), Limits::default());
    prepare.document(document).unwrap().operation(None, &JsonMap::new()).unwrap()
}

/// A folder that a variable names; an empty variable counts as unset.
fn folder_of(variable: &str) -> Option<std::path::PathBuf> {
    std::env::var_os(variable).filter(|folder| !folder.is_empty()).map(Into::into)
}

/// A library, and an engine over it.
struct Fixture {
    engine: Engine,
    cluster: Cluster,
    _folder: tempfile::TempDir,
}

impl Fixture {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let options = Options {
            data_dir: folder.path().join("data"),
            bin_dir: folder_of("PG_BIN_DIR"),
            fetched: folder_of("DEPOSITARY_POSTGRES_DIR"),
            settings: Vec::new(),
            log_bytes: private_postgres::LOG_BYTES,
        };
        let cluster = Cluster::start(options).await.unwrap();
        cluster.stop_with_me().unwrap();
        let address = Address::parse(&cluster.url("postgres")).unwrap();
        let (client, connection) = address.connect().await.unwrap();
        let connection = tokio::spawn(connection);
        client.batch_execute(TABLES).await.unwrap();
        drop(client);
        connection.await.unwrap().unwrap();
        let settings =
            Settings { application: "library", sessions: 2, statement_timeout: 10, acquire_timeout: TIMEOUT };
        let engine = Engine::new(Sessions::new(&address, settings).unwrap(), Library::catalog(), TIMEOUT);
        Self { engine, cluster, _folder: folder }
    }

    async fn answer(&self, document: &str) -> Answer {
        self.engine
            .answer(&operation(document).selections, ANYBODY, Client::default(), |_| None, |_| Vec::new())
            .await
            .unwrap()
    }

    async fn json(&self, document: &str) -> Value {
        serde_json::from_slice(&self.answer(document).await.body).unwrap()
    }
}

/// One PostgreSQL serves all of these: they only read.
#[tokio::test(flavor = "current_thread")]
async fn a_library_is_answered() {
    let library = Fixture::new().await;
    let nested = "{ authors { totalCount nodes { name books { nodes { title author { name } } } } } }";
    assert_eq!(
        library.json(nested).await,
        json!({ "data": { "authors": { "totalCount": 2, "nodes": [
            { "name": "Ada", "books": { "nodes": [
                { "title": "Letters", "author": { "name": "Ada" } },
                { "title": "Notes", "author": { "name": "Ada" } },
            ] } },
            { "name": "Brian", "books": { "nodes": [{ "title": "C", "author": { "name": "Brian" } }] } },
        ] } } }),
        "lists show what their definition lists"
    );
    assert_eq!(library.answer(nested).await.version, Some(7), "the version that all statements saw");
    assert_eq!(library.engine.version().await, Ok(7));
    assert_eq!(library.answer("{ authors(first: 1) { nodes { name } } }").await.version, Some(7));
    assert_eq!(
        library.json("{ books(in: 1850) { edges { age node { title } } } }").await,
        json!({ "data": { "books": { "edges": [
            { "age": 0, "node": { "title": "Letters" } },
            { "age": 7, "node": { "title": "Notes" } },
        ] } } }),
        "an argument of the list restricts it and gives edges a column"
    );
    assert_eq!(
        library.json("{ books(last: 1) { edges { age cursor } } }").await["data"]["books"]["edges"][0]["age"],
        Value::Null,
        "without the argument the column is null"
    );
    let id = library.json("{ authors(first: 1) { nodes { id } } }").await["data"]["authors"]["nodes"][0]["id"].clone();
    assert_eq!(
        library.json(&format!("{{ node(id: {id}) {{ __typename ... on Author {{ name }} }} }}")).await,
        json!({ "data": { "node": { "__typename": "Author", "name": "Ada" } } })
    );
    assert_eq!(
        library.json("{ authors(first: 1) { __typename edges { __typename } pageInfo { __typename } } }").await,
        json!({ "data": { "authors": {
            "__typename": "AuthorConnection", "edges": [{ "__typename": "AuthorEdge" }], "pageInfo": { "__typename": "PageInfo" },
        } } })
    );
    let Fixture { engine, cluster, .. } = library;
    drop(engine);
    cluster.stop().await.unwrap();
}
