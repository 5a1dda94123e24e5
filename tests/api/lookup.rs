//! States and topics come from cached lookup tables, at the revision of the answer.

use crate::{app::TestApp, postgres};
use sea_orm::ConnectionTrait as _;
use serde_json::json;

const TOPICS: &str = r#"
[[topic]]
slug = "trade"
name = "Trade"
cite = ["page"]

[[topic]]
slug = "tariffs"
name = "Tariffs"
broader = "trade"
cite = ["page"]

[[meeting]]
slug = "talk"
name = "Talk"
kind = "SESSION"
organization = "union"
topics = ["tariffs"]
cite = ["page"]
"#;

/// A union, and a meeting of it on a topic.
async fn union() -> TestApp {
    TestApp::holding(&[postgres::UNION, TOPICS].concat()).await
}

/// Changes something as a revision of its own.
async fn change(app: &TestApp, sql: &str) {
    let revise = "insert into revision (number, author) select revision + 1, 'test' from register;
                  update register set revision = revision + 1";
    app.db().await.execute_unprepared(&format!("begin; {sql}; {revise}; commit")).await.expect("a revision");
}

const MEMBERS: &str = "{ organization(slug: \"union\") { members { nodes { state { name slug } member { slug ... on State { name } } } } }
    state(slug: \"land\") { name } states { nodes { name } } }";

#[actix_web::test]
async fn a_state_is_read_in_the_first_answer_of_a_revision_and_cached_for_the_next() {
    let app = union().await;
    let mut name = "Land";
    for next in ["Country", "Realm", "Land"] {
        let expected = json!({
            "organization": { "members": { "nodes": [
                { "state": { "name": name, "slug": "land" }, "member": { "slug": "land", "name": name } },
            ] } },
            "state": { "name": name },
            "states": { "nodes": [{ "name": name }] },
        });
        // Organization, members, the state by its slug, the list of states; and, once, all states for the cache.
        for statements in [5, 4, 4] {
            let answer = app.ask(MEMBERS, json!({})).await;
            assert_eq!((answer.data(), answer.statements.len()), (&expected, statements), "{answer}");
        }
        change(&app, &format!("update state set name = '{next}' where slug = 'land'")).await;
        name = next;
    }
}

#[actix_web::test]
async fn topics_are_cached_like_states() {
    let app = union().await;
    let query = "{ topics(filter: { slug: [\"tariffs\"] }) { nodes { name broader { name } } } }";
    for (name, statements) in [("Trade", 2), ("Trade", 1)] {
        let answer = app.ask(query, json!({})).await;
        assert_eq!(answer.data()["topics"]["nodes"][0]["broader"]["name"], name);
        assert_eq!(answer.statements.len(), statements, "{answer}");
    }
    // A change of anything is a new revision; the cached rows may be still true, but the cache cannot know it.
    change(&app, "update topic set name = 'Commerce' where slug = 'trade'").await;
    for (name, statements) in [("Commerce", 2), ("Commerce", 1)] {
        let answer = app.ask(query, json!({})).await;
        assert_eq!(answer.data()["topics"]["nodes"][0]["broader"]["name"], name);
        assert_eq!(answer.statements.len(), statements, "{answer}");
    }
}

#[actix_web::test]
async fn a_state_that_is_new_or_gone_is_never_answered_from_an_older_cache() {
    let app = union().await;
    let query = "{ organization(slug: \"union\") { members { nodes { state { name } } } } }";
    app.ask(query, json!({})).await.data();
    change(
        &app,
        "insert into node (kind, created_in) select 'STATE', max(id) from revision;
         insert into slug (slug, node_id, kind) select 'isle', max(id), 'STATE' from node;
         insert into state (id, slug, name) select max(id), 'isle', 'Isle' from node;
         update membership set member_id = (select id from state where slug = 'isle')",
    )
    .await;
    for statements in [3, 2] {
        let answer = app.ask(query, json!({})).await;
        assert_eq!(answer.data()["organization"]["members"]["nodes"], json!([{ "state": { "name": "Isle" } }]));
        assert_eq!(answer.statements.len(), statements, "{answer}");
    }
}

#[actix_web::test]
async fn a_former_state_is_found_by_its_own_code() {
    let state = |slug: &str, code: &str| {
        format!("[[state]]\nslug = '{slug}'\nname = '{slug}'\niso_former = '{code}'\ncite = ['page']\n")
    };
    let app = TestApp::holding(&[postgres::UNION, &state("empire", "EMHH"), &state("cuba", "FOUR")].concat()).await;
    let query = "query($one: String!) { state(slug: $one) { slug isoFormer }
        compareStates(states: [$one, \"land\"], asOf: \"2000-01-01\") { organizationsOfSome { organization { slug } } } }";
    for (name, slug, code) in [("EMHH", "empire", "EMHH"), ("emhh", "empire", "EMHH"), ("cuba", "cuba", "FOUR")] {
        let answer = app.ask(query, json!({ "one": name })).await;
        assert_eq!(answer.data()["state"], json!({ "slug": slug, "isoFormer": code }), "{answer}");
        // A name that is no state would be refused.
        assert!(answer.data()["compareStates"].is_object(), "{answer}");
        assert_eq!(answer.body["extensions"]["warnings"], json!(null), "{answer}");
    }
}
