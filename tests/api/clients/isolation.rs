//! An argument that is refused costs its own field, and nothing beside it.

use crate::app::TestApp;
use serde_json::{Value, json};

#[actix_web::test]
async fn a_bad_date_loses_nothing_beside_it() {
    let app = TestApp::demonstration().await;
    for (field, path) in [
        ("bad: members(asOf: \"20x0\") { nodes { status } }", "organization"),
        ("bad: meetings(filter: { date: { within: \"20x0\" } }) { totalCount }", "organization"),
        ("bad: organs(first: 101) { totalCount }", "organization"),
        ("bad: documents(after: \"nonsense\") { totalCount }", "organization"),
        ("bad: parties(asOf: \"20x0\") { certainty }", "document"),
        ("bad: signatories(asOf: \"20x0\") { certainty }", "document"),
        ("bad: statusOn(date: \"20x0\") { __typename }", "document"),
    ] {
        let slug = if path == "document" { "collective-security-treaty" } else { "cis" };
        let query = format!("{{ {path}(slug: \"{slug}\") {{ name {field} }} states {{ totalCount }} }}");
        let answer = app.post(&json!({ "query": query })).await;
        assert_eq!(answer.codes(), ["BAD_USER_INPUT"], "{query}: {}", answer.text);
        let data = &answer.body["data"];
        assert!(data[path]["name"].is_string(), "{query}: {}", answer.text);
        assert_eq!(data[path]["bad"], Value::Null);
        assert!(data["states"]["totalCount"].as_u64().unwrap() > 0);
        assert_eq!(answer.body["errors"][0]["path"], json!([path, "bad"]));
    }
}

#[actix_web::test]
async fn a_bad_list_at_the_root_loses_nothing_beside_it() {
    let app = TestApp::demonstration().await;
    let query = "{ documents(filter: { date: { after: \"20x0\" } }) { totalCount } nodes(ids: [\"x\"]) { id } states { totalCount } }";
    let answer = app.ask(query, json!({})).await;
    assert_eq!(answer.codes(), ["BAD_USER_INPUT", "BAD_USER_INPUT"]);
    let data = &answer.body["data"];
    assert_eq!((&data["documents"], &data["nodes"]), (&Value::Null, &Value::Null));
    assert!(data["states"]["totalCount"].is_number());
}
