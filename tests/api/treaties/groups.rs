//! Groups that sign: who may belong to them.

use crate::app::TestApp;
use serde_json::json;

/// A pact signed by two states that are recorded, and by whom `signing` says; a third state is asked about.
async fn third_state(signing: &str) -> String {
    let app = TestApp::holding(&format!(
        r#"
[[source]]
slug = "list"
name = "List"
kind = "BOOK"
covered = "1990/2020"
cite = ["list"]

[[organization]]
slug = "union"
name = "Union"
kind = "OTHER"
cite = ["list"]

[[organ]]
slug = "heads"
name = "Heads"
organization = "union"
kind = "OTHER"
cite = ["list"]

[[person]]
slug = "envoy"
name = "Envoy"
cite = ["list"]

[[state]]
slug = "one"
name = "One"
cite = ["list"]

[[state]]
slug = "two"
name = "Two"
cite = ["list"]

[[state]]
slug = "third"
name = "Third"
cite = ["list"]

[[document]]
slug = "pact"
name = "Pact"
kind = "TREATY"
complete_until = "2020"
cite = ["list"]

[[document.treaty_action]]
party = "one"
action = "SIGNATURE"
date = "1995-05-01"
cite = ["list"]

[[document.treaty_action]]
party = "two"
action = "SIGNATURE"
date = "1995-05-01"
cite = ["list"]

[[document.milestone]]
step = "SIGNING"
date = "1995-05-01"
{signing}
cite = ["list"]
"#
    ))
    .await;
    let ask = r#"{ document(slug: "pact") { partyStatuses(asOf: "2000", among: ["third"]) { statuses { status certainty } } } }"#;
    let answer = app.ask(ask, json!({})).await;
    assert!(answer.body["errors"].is_null(), "{}", answer.text);
    let statuses = answer.body["data"]["document"]["partyStatuses"][0]["statuses"].as_array().unwrap().clone();
    let words = statuses.iter().map(|found| format!("{} {}", found["status"], found["certainty"]));
    words.collect::<Vec<_>>().join(", ").replace('"', "")
}

#[actix_web::test]
async fn a_group_of_which_everybody_is_recorded_is_closed() {
    assert_eq!(third_state(r#"by = { label = "two states", count = 2 }"#).await, "NOT_PARTY CERTAIN");
    let open = "SIGNATORY POSSIBLE, NOT_PARTY POSSIBLE";
    assert_eq!(third_state(r#"by = { label = "three states", count = 3 }"#).await, open);
    assert_eq!(third_state(r#"by = { label = "member states" }"#).await, open);
}

#[actix_web::test]
async fn organs_and_persons_sign_for_those_whom_they_do_not_name() {
    let open = "SIGNATORY POSSIBLE, NOT_PARTY POSSIBLE";
    assert_eq!(third_state(r#"by = { record = "heads", label = "Heads of Government" }"#).await, open);
    assert_eq!(third_state(r#"by = "heads""#).await, open);
    assert_eq!(third_state(r#"by = "envoy""#).await, open);
    assert_eq!(third_state(r#"by = { record = "union", label = "The Union" }"#).await, "NOT_PARTY CERTAIN");
    assert_eq!(third_state(r#"by = "one""#).await, "NOT_PARTY CERTAIN");
}
