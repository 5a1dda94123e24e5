//! A name that names nothing is said to, wherever a request gives it, and what may have been meant.

use crate::app::{Answer, TestApp};
use serde_json::{Value, json};

fn warnings(answer: &Answer) -> Vec<(String, Vec<String>)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let warning = |warning: &Value| {
        assert_eq!(warning["code"], "UNKNOWN_NAME");
        let near = warning["suggestions"].as_array().unwrap().iter().map(text).collect();
        (text(&warning["name"]), near)
    };
    let found = answer.body["extensions"]["warnings"].as_array();
    found.into_iter().flatten().map(warning).collect()
}

#[actix_web::test]
async fn an_unknown_slug_says_so_and_names_the_nearest() {
    let app = TestApp::demonstration().await;
    for (query, unknown, near) in [
        (
            "{ record(slug: \"cis-anti-terrorist-center\") { name } }",
            "cis-anti-terrorist-center",
            "cis-anti-terrorism-center",
        ),
        ("{ organization(slug: \"ciss\") { name } }", "ciss", "cis"),
        ("{ state(slug: \"uzbekistann\") { name } }", "uzbekistann", "uzbekistan"),
        ("{ meetings(filter: { place: [\"yaltaa\"] }) { totalCount } }", "yaltaa", "yalta"),
        ("{ meetings(filter: { place: [\"yalta\", \"minks\"] }) { nodes { slug } } }", "minks", "minsk"),
        (
            "{ organization(slug: \"cis\") { members(filter: { member: [\"armenja\"] }) { nodes { status } } } }",
            "armenja",
            "armenia",
        ),
        ("{ documents(filter: { not: { or: [{ topic: [\"terorism\"] }] } }) { totalCount } }", "terorism", "terrorism"),
        ("{ timeline(filter: { about: [\"cssto\"] }) { nodes { kind } } }", "cssto", "csto"),
    ] {
        let answer = app.post(&json!({ "query": query })).await;
        assert_eq!(answer.body.get("errors"), None, "{query}");
        let warnings = warnings(&answer);
        assert_eq!(warnings.len(), 1, "{query}: {}", answer.text);
        assert_eq!(warnings[0].0, unknown, "{query}");
        assert!(warnings[0].1.iter().any(|slug| slug == near), "{query}: {warnings:?}");
    }
}

#[actix_web::test]
async fn what_is_known_takes_no_statement_more_and_is_not_warned_of() {
    let app = TestApp::demonstration().await;
    for (query, statements) in [
        ("{ organization(slug: \"CIS\") { name } }", 1),
        ("{ state(slug: \"ru\") { name } }", 1),
        ("{ meetings(filter: { place: [\"Yalta\"] }) { nodes { slug } } }", 1),
        (
            "{ organization(slug: \"cis\") { organs(filter: { slug: [\"council-of-heads-of-state\"] }) { nodes { name } } } }",
            2,
        ),
    ] {
        let answer = app.post(&json!({ "query": query })).await;
        assert_eq!(answer.body.get("extensions"), None, "{query}: {}", answer.text);
        assert_eq!(answer.statements.len(), statements, "{query}");
    }
    let empty = app.post(&json!({ "query": "{ meetings(filter: { organ: [\"council-of-heads-of-state\"], date: { within: \"1901\" } }) { nodes { slug } } }" })).await;
    assert_eq!(empty.body.get("extensions"), None, "an empty list of known names");
}
