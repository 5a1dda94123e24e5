//! A synthetic register is sound, is the same for the same seed, and answers like any other.

use crate::{app::TestApp, postgres};
use depositary::generate::{self, Options, Size};
use sea_orm::{ConnectionTrait as _, DatabaseConnection, DbBackend, Statement};
use serde_json::{Value, json};

const SIZE: Size = Size { organizations: 5, memberships: 40, meetings: 30, documents: 60, actions: 300 };

/// A new database with a register from a seed.
async fn generated(seed: u64) -> String {
    let database = postgres::clone_of(postgres::EMPTY).await;
    let db = postgres::session(&database).await;
    let report = generate::run(&db, &Options { size: SIZE, seed, is_cited: true }).await.expect("a register");
    assert_eq!(report.revision, 1);
    db.close().await.expect("closed");
    database
}

/// First column of all rows, as text.
async fn column(db: &DatabaseConnection, sql: &str) -> Vec<String> {
    let rows = db.query_all_raw(Statement::from_string(DbBackend::Postgres, sql)).await.expect("rows");
    rows.iter().map(|row| row.try_get_by_index(0).expect("a text")).collect()
}

/// Every table with the number of its rows and a hash of them, the time of the revision apart.
async fn fingerprint(database: &str) -> Vec<String> {
    let db = postgres::session(database).await;
    let tables = "select tablename::text from pg_tables where schemaname = 'public' and tablename <> 'seaql_migrations' order by 1";
    let mut found = Vec::new();
    for table in column(&db, tables).await {
        let row = "(to_jsonb(t) - 'recorded_at')::text";
        let sql = format!(
            "select concat_ws(' ', '{table}', count(*), md5(string_agg({row}, ',' order by {row}))) from {table} t"
        );
        found.extend(column(&db, &sql).await);
    }
    db.close().await.expect("closed");
    found
}

#[actix_web::test]
async fn the_same_seed_makes_the_same_register() {
    let first = fingerprint(&generated(1).await).await;
    assert_eq!(first, fingerprint(&generated(1).await).await);
    assert_ne!(first, fingerprint(&generated(2).await).await);
    let has = |rows: &str| first.iter().any(|line| line.starts_with(rows));
    for rows in ["organization 5 ", "membership 40 ", "meeting 30 ", "document 60 ", "treaty_action 300 "] {
        assert!(has(rows), "{rows}: {first:#?}");
    }
}

#[actix_web::test]
async fn of_two_at_once_one_finds_the_register_of_the_other() {
    let database = postgres::clone_of(postgres::EMPTY).await;
    let db = postgres::session(&database).await;
    let generated = async |seed| generate::run(&db, &Options { size: SIZE, seed, is_cited: true }).await;
    let (one, other) = tokio::join!(generated(1), generated(2));
    let refused = [one, other].into_iter().filter_map(Result::err).map(|error| error.to_string()).collect::<Vec<_>>();
    assert_eq!(refused, ["the register is not empty; a synthetic one is never mixed with another"]);
    db.close().await.expect("closed");
}

#[actix_web::test]
async fn a_synthetic_register_is_as_sound_as_an_imported_one() {
    let constraints = "select conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint
                       where connamespace = 'public'::regnamespace order by conrelid::regclass::text, conname";
    let empty = postgres::session(&postgres::clone_of(postgres::EMPTY).await).await;
    let db = postgres::session(&generated(1).await).await;
    assert_eq!(column(&db, constraints).await, column(&empty, constraints).await);
    let nothing = [
        "select conname::text from pg_constraint where not convalidated",
        "select kind from uncited",
        "select slug from meeting where not exists (select from meeting_organization where meeting_id = meeting.id)",
        "select number::text from revision where number > (select revision from register) or number is null",
        "select 'key' from node where id > (select last_value from node_id_seq)",
    ];
    for sql in nothing {
        assert_eq!(column(&db, sql).await, Vec::<String>::new(), "{sql}");
    }
    let again = generate::run(&db, &Options { size: SIZE, seed: 2, is_cited: false }).await;
    assert!(again.expect_err("a refusal").to_string().contains("not empty"));
}

#[actix_web::test]
async fn all_that_was_generated_is_a_change_of_its_revision() {
    let app = TestApp::over(generated(1).await).await;
    let query = "{ revision { number created } all: changes(first: 1) { totalCount } organizations: changes(filter: { kind: [ORGANIZATION] }) { totalCount }
        later: changes(filter: { since: 1 }) { totalCount } meetings(first: 1) { nodes { history { nodes { change revision { number } } } } } }";
    let answer = app.ask(query, json!({})).await;
    let data = answer.data();
    assert_eq!(data["revision"]["created"], data["all"]["totalCount"]);
    assert_eq!(data["organizations"]["totalCount"], 5);
    assert_eq!(data["later"]["totalCount"], 0);
    let created = json!([{ "change": "CREATED", "revision": { "number": 1 } }]);
    assert_eq!(data["meetings"]["nodes"][0]["history"]["nodes"], created);
}

#[actix_web::test]
async fn the_nested_query_finds_what_was_generated() {
    let app = TestApp::over(generated(1).await).await;
    let slugs = app.ask("{ organizations(first: 10) { nodes { slug } } }", json!({})).await;
    let slugs: Vec<_> = nodes(&slugs.data()["organizations"]).iter().map(|each| each["slug"].clone()).collect();
    let answer = app.query("nested", json!({ "slugs": slugs })).await;
    // Both relations to states are answered from memory, which was read once.
    assert_eq!(answer.statements.len(), 6, "{answer}");
    let organizations = nodes(&answer.data()["organizations"]);
    let under =
        |list: &[Value], field: &str| list.iter().flat_map(|each| nodes(&each[field]).to_vec()).collect::<Vec<_>>();
    assert_eq!(organizations.len(), 5);
    let members = under(organizations, "members");
    assert_eq!(members.len(), 40);
    let meetings = under(organizations, "meetings");
    let documents = under(&meetings, "documents");
    let actions = under(&documents, "signatories");
    assert!(members.iter().chain(&actions).all(|each| each["state"]["iso3"].is_string()), "{answer}");
    assert!(meetings.len() > 15 && documents.len() > 25 && actions.len() > 50, "{answer}");
}

fn nodes(connection: &Value) -> &[Value] {
    connection["nodes"].as_array().map(Vec::as_slice).unwrap_or_default()
}
