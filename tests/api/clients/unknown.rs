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

/// Documents whose slugs have one form, as those of a session have.
fn documents(number: usize) -> String {
    use std::fmt::Write as _;
    (0..number).fold(String::new(), |mut file, one| {
        let slug = format!("session-{}-document-{}", one / 10, one % 10);
        write!(file, "[[document]]\nslug = '{slug}'\nname = '{slug}'\nkind = 'REPORT'\ncite = ['page']\n").unwrap();
        file
    })
}

#[actix_web::test]
async fn names_are_compared_in_the_snapshot_of_the_answer_and_few_of_them() {
    let app = TestApp::holding(&[crate::postgres::UNION, &documents(200)].concat()).await;
    let meant = "session-7-document-7";
    for unknown in [
        "session-7-document-7x",
        "session-7-docment-7",
        "sesion-7-document-7",
        "session-7-documnet-7",
        "ession-7-document-7",
    ] {
        let answer = app.post(&json!({ "query": format!("{{ document(slug: \"{unknown}\") {{ name }} }}") })).await;
        let [(_, near)] = &warnings(&answer)[..] else { panic!("one warning: {}", answer.text) };
        assert!(near.len() <= 3 && near[0] == meant, "{unknown}: {near:?}");
        // It is looked up on a session of its own, and the record is looked for there again: one snapshot has all.
        let begun = answer.commands.iter().position(|command| command.contains("begin")).expect("a snapshot");
        let [record, unknown, near] = &answer.commands[begun + 1..] else { panic!("three: {:?}", answer.commands) };
        assert!(record.contains("\"document\"") && unknown.contains("state") && near.contains("similarity"), "{near}");
    }
    let five: Vec<_> = (0..5).map(|one| format!("session-{one}-document-1x")).collect();
    let long = meant.repeat(10);
    let slugs = [&five[..], std::slice::from_ref(&long)].concat();
    let query = "query($slugs: [String!]!) { documents(filter: { slug: $slugs }) { nodes { name } } }";
    let all = app.post(&json!({ "query": query, "variables": { "slugs": slugs } })).await;
    let all = warnings(&all);
    assert_eq!(all.len(), 6, "each is told");
    assert_eq!(all.iter().filter(|(_, near)| !near.is_empty()).count(), 3, "few are compared: {all:?}");
    let answer = app.post(&json!({ "query": query, "variables": { "slugs": [long] } })).await;
    assert_eq!(warnings(&answer), [(meant.repeat(5), Vec::new())], "and no long one, of which 100 letters are shown");
}
