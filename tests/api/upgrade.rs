//! A register of the first release is brought to the present shape, and answers as if it had been made today.
//!
//! `upgrade/first/` is what `pg_dump` wrote of a register that the program of 23 November 2026 had made and filled by two
//! imports, the second of which changed, renamed and deleted: rows in each of its tables, and the four migrations that
//! there were. The files are never edited: they are what such a register is.

use crate::{app::TestApp, denormalized, environment, postgres, tables::migrations::inventory};
use depositary::import::{self, Options};
use sea_orm::{ConnectionTrait as _, DatabaseConnection};
use serde_json::json;
use std::{collections::BTreeSet, process::Command};

/// The tables, the rows and the constraints, in the order in which they are made.
pub const FIRST: [&str; 3] = [
    include_str!("upgrade/first/tables.sql"),
    include_str!("upgrade/first/rows.sql"),
    include_str!("upgrade/first/constraints.sql"),
];

/// A register of the first release in a database of its own.
async fn first() -> String {
    let database = postgres::blank().await;
    let db = postgres::session(&database).await;
    for sql in FIRST {
        db.execute_unprepared(sql).await.expect("what pg_dump wrote");
    }
    db.close().await.expect("closed");
    database
}

/// Brings a register to the present shape, as the command does.
async fn migrate(database: &str) {
    let url = postgres::cluster().await.url(database);
    let mut command = Command::new(env!("CARGO_BIN_EXE_depositary"));
    for name in environment::variables() {
        command.env_remove(name);
    }
    let output = command.args(["migrate", "--roles", "--database-url", &url]).output().expect("the program runs");
    assert!(output.status.success(), "{output:?}");
}

/// A register of the first release, brought to the present shape.
async fn upgraded() -> String {
    let database = first().await;
    migrate(&database).await;
    database
}

async fn count(db: &DatabaseConnection, sql: &str) -> i64 {
    postgres::rows(db, sql).await[0].try_get_by_index(0).unwrap()
}

/// Names of the tables of a register, without the list of migrations.
async fn tables(db: &DatabaseConnection) -> Vec<String> {
    let sql = "select tablename::text from pg_tables where schemaname = 'public' and tablename <> 'seaql_migrations' order by 1";
    postgres::rows(db, sql).await.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

#[actix_web::test]
async fn the_first_release_is_there_with_rows_in_each_table() {
    let db = postgres::session(&first().await).await;
    let tables = tables(&db).await;
    assert_eq!(tables.len(), 40, "{tables:?}");
    for table in tables {
        assert!(count(&db, &format!("select count(*) from {table}")).await > 0, "{table}");
    }
    assert_eq!(count(&db, "select count(*) from seaql_migrations").await, 4);
}

/// What the schema of a register consists of. PostgreSQL prints a condition that it read from its own print with other
/// parentheses, so these are left out.
async fn shape(db: &DatabaseConnection) -> BTreeSet<String> {
    inventory(db).await.into_iter().map(|thing| thing.replace(['(', ')'], "")).collect()
}

/// **Invariant:** a register that was upgraded has the tables of one that was made new.
/// *Why:* what differs would fail in the one and not in the other. *Enforced by:* this test.
#[actix_web::test]
async fn a_register_that_was_upgraded_has_the_shape_of_a_new_one() {
    let old = postgres::session(&upgraded().await).await;
    let new = postgres::session(&postgres::clone_of(postgres::EMPTY).await).await;
    let (old, new) = (shape(&old).await, shape(&new).await);
    let differing: Vec<_> = old.symmetric_difference(&new).collect();
    assert_eq!(differing, Vec::<&String>::new());
}

#[actix_web::test]
async fn an_upgrade_keeps_every_row_and_fills_what_is_new() {
    let database = first().await;
    let db = postgres::session(&database).await;
    let mut kept = Vec::new();
    for table in tables(&db).await {
        let number = count(&db, &format!("select count(*) from {table}")).await;
        // Which relation may join which kinds is data of migrations, which add to it.
        if table != "relation_rule" {
            kept.push((table, number));
        }
    }
    migrate(&database).await;
    for (table, number) in kept {
        assert_eq!(count(&db, &format!("select count(*) from {table}")).await, number, "{table}");
    }
    let copies = denormalized::counted(&db, "an upgrade").await;
    assert!(copies.iter().all(|copies| *copies > 0), "{copies:?}");
    let records = "select count(distinct node_id) from slug";
    assert_eq!(count(&db, "select count(*) from search_entry").await, count(&db, records).await);
    // A second run finds nothing to do.
    let shape = inventory(&db).await;
    migrate(&database).await;
    assert_eq!(inventory(&db).await, shape);
}

#[actix_web::test]
async fn names_and_former_slugs() {
    let app = TestApp::over(upgraded().await).await;
    let query = "{
        revision { number author message created updated deleted }
        organization(slug: \"union\") { name abbreviation kind names { nodes { text kind language } } organs { nodes { name } } }
        former: document(slug: \"charter\") { slug name kind }
        state(slug: \"kingdom-of-ruritania\") { slug name isoNumeric }
        gone: state(slug: \"arcadia\") { name }
    }";
    insta::assert_snapshot!(app.ask(query, json!({})).await);
}

#[actix_web::test]
async fn dates_of_statements_and_records() {
    let app = TestApp::over(upgraded().await).await;
    let query = "{
        meetings { nodes { name date { edtf earliest latest basis precision } announcedOn { edtf } } }
        document(slug: \"pact\") { termDuration termUntil { edtf earliest latest } milestones { nodes { step date { edtf } meeting { name } } } }
        office(slug: \"chair\") { tenures { nodes { person { name } from { edtf } ended modality } } }
    }";
    insta::assert_snapshot!(app.ask(query, json!({})).await);
}

#[actix_web::test]
async fn members_and_parties_on_a_day() {
    let app = TestApp::over(upgraded().await).await;
    let query = "{
        organization(slug: \"union\") {
            members { totalCount edges { node { state { name } status from { edtf } to { edtf } ended } } }
            then: members(asOf: \"1994-01-01\") { edges { certainty node { state { name } } } }
            later: members(asOf: \"1997-01-01\") { edges { certainty node { state { name } } } }
            figures { nodes { measure value alternatives { nodes { value } } } }
        }
        document(slug: \"union-charter\") {
            actions { nodes { action state { name } date { edtf } } }
            parties(asOf: \"1994-01-01\") { party { name } certainty }
        }
    }";
    insta::assert_snapshot!(app.ask(query, json!({})).await);
}

#[actix_web::test]
async fn meetings_with_their_documents() {
    let app = TestApp::over(upgraded().await).await;
    let query = "{
        organization(slug: \"cis\") { meetings { totalCount nodes { name slug date { edtf } documents { nodes { name slug kind } } } } }
        organ(slug: \"council\") { meetings { nodes { name } } }
    }";
    insta::assert_snapshot!(app.ask(query, json!({})).await);
}

#[actix_web::test]
async fn the_timeline() {
    let app = TestApp::over(upgraded().await).await;
    let query = "{
        timeline(first: 100) { totalCount nodes { kind date { edtf } what { ... on RegisterRecord { name } __typename } } }
        document(slug: \"union-charter\") { timeline { nodes { kind date { edtf } } } }
    }";
    insta::assert_snapshot!(app.ask(query, json!({})).await);
}

#[actix_web::test]
async fn what_is_found_by_words() {
    let app = TestApp::over(upgraded().await).await;
    let query = "{
        search(query: \"customs union\") { totalCount edges { viaName highlight node { name } } }
        misspelled: search(query: \"chartr\") { edges { highlight node { name } } }
        former: search(query: \"Arcadia\") { totalCount }
    }";
    insta::assert_snapshot!(app.ask(query, json!({})).await);
}

#[actix_web::test]
async fn what_changed_and_how_it_was_before() {
    let app = TestApp::over(upgraded().await).await;
    let query = "{
        changes(filter: { since: 1 }) { totalCount nodes { revision { number } kind change formerSlug formerName before } }
        organization(slug: \"union\") { history { nodes { revision { number message } change before } } }
        contradictions: conflicts { totalCount }
    }";
    insta::assert_snapshot!(app.ask(query, json!({})).await);
}

/// Entries of a third import, of which one changes a record of the first.
const THIRD: &str = r#"
[[source]]
slug = "gazette"
name = "Gazette"
kind = "WEB_PAGE"
cite = ["gazette"]

[[state]]
slug = "utopia"
name = "Utopia"
cite = ["gazette"]

[[membership]]
body = "union"
member = "utopia"
status = "FULL"
from = "1996"
cite = ["gazette"]
"#;

#[actix_web::test]
async fn an_upgraded_register_takes_the_next_import() {
    let database = upgraded().await;
    postgres::add(&database, THIRD).await;
    let app = TestApp::over(database).await;
    let query = "{
        revision { number }
        organization(slug: \"union\") { members { nodes { state { name } } } }
        search(query: \"utopia\") { edges { node { name } } }
        changes(filter: { since: 2 }) { nodes { change kind } }
    }";
    let answer = app.ask(query, json!({})).await;
    let data = answer.data();
    assert_eq!(data["revision"]["number"], 3);
    let members = data["organization"]["members"]["nodes"].as_array().unwrap();
    assert!(members.iter().any(|member| member["state"]["name"] == "Utopia"), "{answer}");
    assert_eq!(
        data["search"]["edges"],
        json!([{ "node": { "name": "Utopia" } }, { "node": { "name": "Customs Union" } }])
    );
    let changes = data["changes"]["nodes"].as_array().unwrap();
    assert!(changes.len() == 3 && changes.iter().all(|change| change["change"] == "CREATED"), "{answer}");
}

/// Entries for nodes that the upgraded register has, with less than it says of them.
const LESS: &str = r#"
[set]
name = "ours"

[[state]]
slug = "ruritania"
name = "Ruritania"
cite = ["page"]

[[organ]]
slug = "division"
cite = ["page"]

[[meeting]]
slug = "session"
cite = ["page"]

[[document]]
slug = "pact"
cite = ["page"]

[[figure]]
key = "seven"
subject = "union"
cite = ["page"]

[[remark]]
key = "opinion"
cite = ["page"]
"#;

/// Imports data files with `--prune`.
async fn prune(db: &DatabaseConnection, toml: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.toml"), toml).expect("a data file");
    let options = Options {
        paths: vec![folder.path().to_owned()],
        author: "an editor".to_owned(),
        message: "a test".to_owned(),
        prune: true,
        ..Options::default()
    };
    import::run(db, &options).await.expect("data without a mistake");
}

/// What a register says, row by row, without what counts its changes.
async fn said(db: &DatabaseConnection) -> BTreeSet<String> {
    const COUNTS: [&str; 6] = ["revision", "register", "node", "node_change", "data_set", "contribution"];
    let mut said = BTreeSet::new();
    for table in tables(db).await.into_iter().filter(|table| !COUNTS.contains(&table.as_str())) {
        let rows = postgres::rows(db, &format!("select to_jsonb(held)::text from {table} as held")).await;
        said.extend(rows.iter().map(|row| format!("{table} {}", row.try_get_by_index::<String>(0).unwrap())));
    }
    said
}

/// **Invariant:** what a register held before it knew sets stays until a set has named it. *Why:* nobody can say whose it
/// is. *Enforced by:* `crates/ledger/src/share.rs`, by which a set removes only what it gave; this test.
#[actix_web::test]
async fn what_no_set_gave_stays_until_a_set_has_named_it() {
    let db = postgres::session(&upgraded().await).await;
    let before = said(&db).await;
    prune(&db, LESS).await;
    let after = said(&db).await;
    let gone: Vec<_> = before.difference(&after).collect();
    assert_eq!(gone, Vec::<&String>::new());

    // What the set names from now on is its own: it goes when the set drops it.
    let named = LESS.replace("name = \"Ruritania\"", "name = \"Ruritania\"\niso3 = \"RUR\"");
    let named = named.replace("key = \"seven\"", "key = \"seven\"\nclaim_of = \"six\"");
    prune(&db, &named).await;
    let claims = "select count(*) from figure where set_id = 45";
    let codes = "select count(iso2) + count(iso3) + count(iso_numeric) from state where slug = 'ruritania'";
    assert_eq!((count(&db, claims).await, count(&db, codes).await), (2, 3));
    prune(&db, LESS).await;
    assert_eq!((count(&db, claims).await, count(&db, codes).await), (1, 2));
}
