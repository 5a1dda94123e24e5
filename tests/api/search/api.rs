//! Searches through the API.

use super::known::REGISTER;
use crate::{
    app::{Answer, TestApp},
    postgres,
};
use serde_json::{Value, json};

#[actix_web::test]
async fn a_search_costs_one_statement_for_the_page_and_one_for_its_groups() {
    let answer = TestApp::demonstration().await.query("search", json!({})).await;
    answer.data();
    // Groups and length; the page; organs and meetings.
    let searches = answer.statements.iter().filter(|statement| statement.contains("search_entry")).count();
    assert_eq!((searches, answer.statements.len()), (2, 4), "{answer}");
    insta::assert_snapshot!(answer);
}

#[actix_web::test]
async fn a_page_of_records_is_one_statement_and_one_for_each_kind() {
    let answer = TestApp::demonstration().await.query("search_anything", json!({})).await;
    let kinds = answer.data()["search"]["nodes"].as_array().unwrap().iter().map(|node| node["__typename"].to_string());
    let kinds = kinds.collect::<std::collections::BTreeSet<_>>();
    assert_eq!(answer.statements.len(), 1 + kinds.len(), "{answer}");
    insta::assert_snapshot!(answer);
}

async fn ask(app: &TestApp, arguments: &str, fields: &str) -> Answer {
    app.ask(&format!("{{ search({arguments}) {{ {fields} }} }}"), json!({})).await
}

fn slugs(answer: &Answer) -> Vec<String> {
    let nodes = answer.data()["search"]["nodes"].as_array().cloned().unwrap_or_default();
    nodes.iter().map(|node| node["slug"].as_str().unwrap_or_default().to_owned()).collect()
}

#[actix_web::test]
async fn kinds_narrow_the_list_and_not_the_facets() {
    let app = TestApp::holding(REGISTER).await;
    let fields = "nodes { slug } totalCount facets { kind count }";
    let all = json!([
        { "kind": "MEETING", "count": 1 },
        { "kind": "ORGAN", "count": 1 },
        { "kind": "TOPIC", "count": 1 },
    ]);
    for (arguments, expected) in [
        (r#"query: "terrorism""#, vec!["terrorism", "centre", "meeting"]),
        (r#"query: "terrorism", kinds: null"#, vec!["terrorism", "centre", "meeting"]),
        (r#"query: "terrorism", kinds: [ORGAN, MEETING]"#, vec!["centre", "meeting"]),
        (r#"query: "terrorism", kinds: TOPIC"#, vec!["terrorism"]),
        (r#"query: "terrorism", kinds: STATE"#, vec![]),
        (r#"query: "terrorism", kinds: []"#, vec![]),
    ] {
        let answer = ask(&app, arguments, fields).await;
        assert_eq!(slugs(&answer), expected, "{arguments}");
        let search = &answer.data()["search"];
        assert_eq!((&search["totalCount"], &search["facets"]), (&json!(expected.len()), &all), "{arguments}");
    }
    let nothing =
        ask(&app, r#"query: "xyzzy""#, "nodes { slug } totalCount facets { kind } pageInfo { endCursor }").await;
    let expected = json!({ "nodes": [], "totalCount": 0, "facets": [], "pageInfo": { "endCursor": null } });
    assert_eq!(nothing.data()["search"], expected);
    let only = ask(&app, r#"query: "terrorism""#, "totalCount").await;
    assert_eq!((&only.data()["search"]["totalCount"], only.statements.len()), (&json!(3), 1));
}

#[actix_web::test]
async fn an_edge_says_how_its_record_was_found() {
    let app = TestApp::holding(REGISTER).await;
    let answer =
        ask(&app, r#"query: "LSR""#, "__typename edges { __typename score viaName highlight node { name } }").await;
    let search = &answer.data()["search"];
    assert_eq!(search["__typename"], "SearchConnection");
    let edge = &search["edges"][0];
    assert_eq!((&edge["__typename"], &edge["viaName"]), (&json!("SearchEdge"), &json!("LSR")));
    assert_eq!(edge["highlight"], "<mark>LSR</mark>");
    assert_eq!(edge["node"]["name"], "League of Sovereign Republics");
    assert!(edge["score"].as_i64().is_some_and(|score| (8_000_000..9_000_000).contains(&score)), "{edge}");
}

/// The slugs of all pages of a length, walked in one direction.
async fn walked(app: &TestApp, query: &str, ends: [&str; 4]) -> Vec<String> {
    let [length, from, more, end] = ends;
    let (mut all, mut cursor) = (Vec::new(), Value::Null);
    loop {
        let at = if cursor.is_null() { String::new() } else { format!(", {from}: {cursor}") };
        let fields = format!("nodes {{ slug }} pageInfo {{ {more} {end} }}");
        let answer = ask(app, &format!("query: {query:?}, {length}: 7{at}"), &fields).await;
        let page = slugs(&answer);
        if length == "last" {
            all.splice(0..0, page);
        } else {
            all.extend(page);
        }
        let info = &answer.data()["search"]["pageInfo"];
        if info[more] == json!(false) {
            return all;
        }
        assert_ne!(info[end], cursor, "a page that does not go on");
        cursor = info[end].clone();
    }
}

#[actix_web::test]
async fn pages_are_the_list_from_either_end() {
    let app = TestApp::demonstration().await;
    let whole = slugs(&ask(&app, r#"query: "cis", first: 100"#, "nodes { slug }").await);
    assert!(whole.len() > 30 && whole[0] == "cis", "{whole:?}");
    assert_eq!(walked(&app, "cis", ["first", "after", "hasNextPage", "endCursor"]).await, whole);
    assert_eq!(walked(&app, "cis", ["last", "before", "hasPreviousPage", "startCursor"]).await, whole);
}

#[actix_web::test]
async fn what_cannot_be_searched_for_is_refused() {
    let app = TestApp::holding(REGISTER).await;
    let long = ["word ", "word-", "word'"].map(|word| format!("query: {:?}", word.repeat(33)));
    let arguments = long.iter().map(String::as_str).chain([r#"query: "a", first: 101"#, r#"query: "a", after: "x""#]);
    for arguments in arguments {
        assert_eq!(ask(&app, arguments, "totalCount").await.codes(), ["BAD_USER_INPUT"], "{arguments}");
    }
    for odd in ["", "…", "' \\ % _ & | ! :* <-> \u{200d}", "' | :*"] {
        let answer = app.ask("query ($q: String!) { search(query: $q) { totalCount } }", json!({ "q": odd })).await;
        assert_eq!(answer.data()["search"]["totalCount"], 0, "{odd}");
    }
}

#[actix_web::test]
async fn an_import_is_searched_at_once() {
    let app = TestApp::holding(REGISTER).await;
    let before = ask(&app, r#"query: "zyzzyva""#, "totalCount").await;
    assert_eq!(before.data()["search"]["totalCount"], 0);
    let database = app.database.clone();
    postgres::add(&database, "[[topic]]\nslug = \"weevils\"\nname = \"Zyzzyva\"\ncite = [\"page\"]\n").await;
    let after = ask(&app, r#"query: "zyzzyva""#, "nodes { slug }").await;
    assert_eq!(slugs(&after), ["weevils"]);
}
