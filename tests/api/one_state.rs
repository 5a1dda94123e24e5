//! All statements of one answer see one state of the register, whoever writes meanwhile.

use crate::{app::TestApp, postgres, wait};
use sea_orm::{ConnectionTrait as _, DatabaseConnection, TransactionTrait as _};
use serde_json::{Value, json};
use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU64, Ordering},
};

const REGISTER: &str = r#"
[[source]]
slug = "page"
name = "Both 0"
kind = "WEB_PAGE"
cite = ["page"]

[[organization]]
slug = "union"
name = "Both 0"
kind = "OTHER"
cite = ["page"]

[[state]]
slug = "land"
name = "Both 0"
cite = ["page"]

[[membership]]
body = "union"
member = "land"
status = "FULL"
label = "Both 0"
cite = ["page"]
"#;

/// Renames everything in one transaction that ends, as an import does, by raising the revision and telling of it.
async fn rename(db: &DatabaseConnection, number: usize) {
    let transaction = db.begin().await.unwrap();
    for sql in [
        format!("update state set name = 'Both {number}'"),
        format!("insert into revision (author, message) values ('test', 'Both {number}')"),
        format!("update membership set label = 'Both {number}'"),
        format!("update organization set name = 'Both {number}'"),
        "with raised as (update revision set number = (select revision + 1 from register)
           where id = (select max(id) from revision) returning number)
         update register set revision = raised.number from raised"
            .to_owned(),
        "select pg_notify('depositary_revision', revision::text) from register".to_owned(),
    ] {
        transaction.execute_unprepared(&sql).await.unwrap();
    }
    transaction.commit().await.unwrap();
}

const QUERY: &str = "{
    revision { number message }
    state(slug: \"land\") { name memberships { nodes { label organization { name } } } }
    organization(slug: \"union\") { name members { nodes { label state { name } } } }
}";

/// Everything in an answer that a writer renames.
fn names(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Object(members) => members.values().for_each(|member| names(member, found)),
        Value::Array(items) => items.iter().for_each(|item| names(item, found)),
        _ => {}
    }
}

/// Asks until the writer is done, and says how many answers there were. Each is of one state, and of none before
/// `committed` as it stood when the answer was asked for, unless answers are kept until news of a change comes.
async fn read(url: String, done: Arc<AtomicBool>, committed: Option<Arc<AtomicU64>>) -> usize {
    let client = reqwest::Client::builder().timeout(wait::DEADLINE).build().unwrap();
    let mut answers = 0;
    while !done.load(Ordering::Relaxed) {
        let least = committed.as_ref().map_or(0, |committed| committed.load(Ordering::Acquire));
        let response = client.post(&url).json(&json!({ "query": QUERY })).send().await.unwrap();
        let answer: Value = response.json().await.unwrap();
        assert_eq!(answer.get("errors"), None, "{answer}");
        let number = answer["data"]["revision"]["number"].as_u64().unwrap();
        let mut found = Vec::new();
        names(&answer["data"], &mut found);
        if number > 1 {
            assert_eq!(found.len(), 7, "{answer}");
            assert!(
                found.iter().all(|name| *name == format!("Both {}", number - 1)),
                "two states in one answer: {answer}"
            );
        }
        assert!(number >= least, "an answer after {least} is of {number}");
        answers += 1;
    }
    answers
}

/// Changes.
const CHANGES: usize = 1_000;

/// Lets a writer and three readers work at once.
async fn change_and_read(app: &TestApp, is_cached: bool) {
    let db = app.db().await;
    let done = Arc::new(AtomicBool::new(false));
    let committed = Arc::new(AtomicU64::new(1));
    let readers: Vec<_> = (0..3)
        .map(|_| {
            let committed = (!is_cached).then(|| Arc::clone(&committed));
            actix_web::rt::spawn(read(app.url("/graphql"), Arc::clone(&done), committed))
        })
        .collect();
    for number in 1..=CHANGES {
        rename(&db, number).await;
        committed.store(number as u64 + 1, Ordering::Release);
    }
    done.store(true, Ordering::Relaxed);
    let mut answers = 0;
    for reader in readers {
        answers += reader.await.unwrap();
    }
    assert!(answers > 10, "{answers} answers");
}

#[actix_web::test]
async fn no_answer_mixes_two_states() {
    let app = TestApp::holding(REGISTER).await;
    change_and_read(&app, false).await;
    let last = app.ask(QUERY, json!({})).await;
    assert_eq!(last.data()["revision"], json!({ "number": CHANGES + 1, "message": format!("Both {CHANGES}") }));
}

#[actix_web::test]
async fn no_answer_that_is_kept_mixes_two_states() {
    let app = TestApp::caching_over(postgres::holding(REGISTER).await).await;
    change_and_read(&app, true).await;
    // The news of the last change comes, and from then on its answer is the one that is kept.
    let last = wait::until("the answer after the last change, kept", async || {
        let answer = app.ask(QUERY, json!({})).await;
        (answer.data()["revision"]["number"] == CHANGES + 1 && answer.commands.is_empty()).then_some(answer)
    })
    .await;
    let mut found = Vec::new();
    names(last.data(), &mut found);
    assert_eq!(found, vec![format!("Both {CHANGES}"); 7]);
}

#[actix_web::test]
async fn an_answer_that_a_change_cuts_in_two_is_of_the_state_before() {
    let app = TestApp::holding(REGISTER).await;
    let writer = app.db().await;
    // The second level waits for this lock, so that the first has surely read the state before the change.
    let change = writer.begin().await.unwrap();
    change.execute_unprepared("lock table membership in access exclusive mode").await.unwrap();
    let query = "{ revision { number } organization(slug: \"union\") { name members { nodes { label } } } }";
    let answer = {
        let (client, url) = (app.client().clone(), app.url("/graphql"));
        actix_web::rt::spawn(async move {
            let response = client.post(&url).json(&json!({ "query": query })).send().await.unwrap();
            response.text().await.unwrap()
        })
    };
    let watcher = postgres::session("postgres").await;
    let waiting = format!(
        "select 1 from pg_stat_activity where datname = '{}' and application_name = 'depositary' and wait_event_type = 'Lock'",
        app.database
    );
    postgres::wait_for(&watcher, &waiting).await;
    for sql in [
        "update membership set label = 'After'",
        "update organization set name = 'After'",
        "insert into revision (author, number) values ('test', 2)",
        "update register set revision = 2",
    ] {
        change.execute_unprepared(sql).await.unwrap();
    }
    change.commit().await.unwrap();
    assert_eq!(
        answer.await.unwrap(),
        r#"{"data":{"revision":{"number":1},"organization":{"name":"Both 0","members":{"nodes":[{"label":"Both 0"}]}}}}"#
    );
    let next = app.ask(query, json!({})).await;
    assert_eq!(
        next.text,
        r#"{"data":{"revision":{"number":2},"organization":{"name":"After","members":{"nodes":[{"label":"After"}]}}}}"#
    );
}
