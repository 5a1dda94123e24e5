//! What is refused says the real error and no other, where it is, and what may have been meant.

use crate::app::{Answer, TestApp, usual};
use crate::postgres;
use depositary::{config::Listen, database::roles::Access};
use serde_json::{Value, json};

fn messages(answer: &Answer) -> Vec<&str> {
    let errors = answer.body["errors"].as_array().map(Vec::as_slice).unwrap_or_default();
    errors.iter().filter_map(|error| error["message"].as_str()).collect()
}

#[actix_web::test]
async fn an_unknown_name_is_the_only_error_and_says_what_may_have_been_meant() {
    let app = TestApp::empty().await;
    for (query, expected) in [
        (
            "{ organization(slug: \"cis\") { nam } }",
            vec!["type `Organization` does not have a field `nam`; did you mean `name`?"],
        ),
        (
            "query($s: String!) { organisation(slug: $s) { ...F } } fragment F on Organization { name }",
            vec!["type `Query` does not have a field `organisation`; did you mean `organization`?"],
        ),
        (
            "{ organizations { name } }",
            vec!["type `OrganizationConnection` does not have a field `name`; did you mean `nodes { name }`?"],
        ),
        (
            "{ organization(slg: \"cis\") { name } }",
            vec!["the argument `slg` is not supported by `Query.organization`; did you mean `slug`?"],
        ),
        (
            "{ documents(filter: { kind: [TREATI] }) { totalCount } }",
            vec!["value `TREATI` does not exist on `DocumentKind`; did you mean `TREATY`?"],
        ),
        (
            "{ documents(filter: { knd: [TREATY] }) { totalCount } }",
            vec!["field `knd` does not exist on `DocumentFilter`; did you mean `kind`?"],
        ),
        (
            "{ search(query: \"x\") { nodes { ... on Organisation { name } } } }",
            vec![
                "type condition `Organisation` of inline fragment is not a type defined in the schema; did you mean `Organization`?",
            ],
        ),
        // Two real errors are two.
        (
            "{ organization(slug: \"cis\") { nam members } }",
            vec![
                "interface, union and object types must have a subselection set",
                "type `Organization` does not have a field `nam`; did you mean `name`?",
            ],
        ),
    ] {
        let answer = app.post(&json!({ "query": query })).await;
        let mut found = messages(&answer);
        found.sort_unstable();
        let is_required = |message: &&str| message.starts_with("the required argument");
        found.retain(|message| !is_required(message));
        assert_eq!(found, expected, "{query}");
    }
}

#[actix_web::test]
async fn a_wrong_variable_says_where_in_it_and_where_it_is_declared() {
    let app = TestApp::empty().await;
    let query = "query(\n  $f: DocumentFilter) { documents(filter: $f) { totalCount } }";
    for (value, expected) in [
        (
            json!({ "or": [{ "kind": ["TREATY"] }, { "kind": ["TREATI"] }] }),
            "`$f.or[1].kind[0]`: `DocumentKind` has no value `TREATI`; did you mean `TREATY`?",
        ),
        (json!({ "or": [{}, { "knd": [] }] }), "`$f.or[1].knd` is no field of `DocumentFilter`; did you mean `kind`?"),
        (json!({ "slug": ["a", null] }), "`$f.slug[1]` is of type `String!` and must not be null."),
        (json!({ "slug": ["a", 3] }), "`$f.slug[1]` is of type `String`: a text, not the number 3."),
        (json!({ "kind": 3 }), "`$f.kind` is a value of `DocumentKind`, as a text, not the number 3."),
        (
            json!({ "date": { "isKnown": "yes" } }),
            "`$f.date.isKnown` is of type `Boolean`: `true` or `false`, not a text.",
        ),
        (json!([]), "`$f` is of type `DocumentFilter`: an object, not a list."),
    ] {
        let answer = app.post(&json!({ "query": query, "variables": { "f": value } })).await;
        assert_eq!(answer.error(), ("BAD_USER_INPUT", expected));
        assert_eq!(answer.body["errors"][0]["locations"], json!([{ "line": 2, "column": 3 }]));
    }
    let answer = app.post(&json!({ "query": "query($s: String!) { organ(slug: $s) { name } }" })).await;
    assert_eq!(answer.error().1, "`$s` is of type `String!` and has no value. Give it one in `variables`.");
}

#[actix_web::test]
async fn suggestions_can_be_switched_off() {
    let database = postgres::clone_of(postgres::EMPTY).await;
    let url = postgres::url_for(Access::Read, &database).await;
    let app = TestApp::listening_as(&url, database, Listen { suggestions: false, ..usual() }).await;
    let answer = app.post(&json!({ "query": "{ organization(slug: \"cis\") { nam } }" })).await;
    assert_eq!(messages(&answer), ["type `Organization` does not have a field `nam`"]);
    let variables = json!({ "f": { "kind": ["TREATI"] } });
    let query = "query($f: DocumentFilter) { documents(filter: $f) { totalCount } }";
    let answer = app.post(&json!({ "query": query, "variables": variables })).await;
    assert_eq!(messages(&answer), ["`$f.kind[0]`: `DocumentKind` has no value `TREATI`."]);
}

#[actix_web::test]
async fn a_comparison_says_which_states_are_unknown_and_takes_each_once() {
    let app = TestApp::demonstration().await;
    let compared = async |states: Value| {
        let query = "query($s: [String!]!) { compareStates(states: $s, asOf: \"2000\") { organizationsOfAll { members { state { slug } } } } revision { number } }";
        app.post(&json!({ "query": query, "variables": { "s": states } })).await
    };
    let unknown = compared(json!(["x", "russia", "y"])).await;
    let (code, message) = unknown.error();
    assert_eq!(code, "BAD_USER_INPUT");
    assert!(message.contains("no state of the register: `x`, `y`"), "{message}");
    assert!(unknown.body["data"]["revision"]["number"].is_number(), "nothing beside it is lost: {unknown}");
    assert_eq!(compared(json!(["russia", "russia"])).await.codes(), ["BAD_USER_INPUT"]);
    let twice = compared(json!(["russia", "belarus", "Russia"])).await;
    let members = &twice.data()["compareStates"]["organizationsOfAll"][0]["members"];
    assert_eq!(members.as_array().unwrap().len(), 2, "{members}");
}

#[actix_web::test]
async fn lookups_take_capitals() {
    let app = TestApp::demonstration().await;
    let query = "{ organization(slug: \"CIS\") { slug } record(slug: \"Yalta\") { slug } state(slug: \"Russia\") { slug }
        meetings(filter: { place: [\"Yalta\"] }) { totalCount } organizations(filter: { slug: [\"CIS\"] }) { totalCount } }";
    let data = app.ask(query, json!({})).await;
    let data = data.data();
    assert_eq!(data["organization"]["slug"], "cis");
    assert_eq!((&data["record"]["slug"], &data["state"]["slug"]), (&json!("yalta"), &json!("russia")));
    assert_eq!(data["organizations"]["totalCount"], 1);
    assert!(data["meetings"]["totalCount"].as_u64().unwrap() > 0);
}
