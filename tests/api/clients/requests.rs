//! Requests as clients send them: an empty operation name, codings of equal weight, a cursor at either end, many aliases.

use crate::app::TestApp;
use reqwest::header::{ACCEPT_ENCODING, CONTENT_ENCODING};
use serde_json::{Value, json};

#[actix_web::test]
async fn an_empty_operation_name_is_none() {
    let app = TestApp::empty().await;
    let query = "query A { revision { number } }";
    let posted = app.post(&json!({ "query": query, "operationName": "" })).await;
    assert!(posted.data()["revision"]["number"].is_number());
    let request = app.client().get(app.url("/graphql")).query(&[("query", query), ("operationName", "")]);
    assert_eq!(app.send(request).await.body, posted.body);
    let two =
        json!({ "query": "query A { revision { number } } query B { revision { number } }", "operationName": "" });
    assert_eq!(app.post(&two).await.codes(), ["OPERATION_RESOLUTION_FAILED"]);
}

#[actix_web::test]
async fn of_codings_of_equal_weight_the_smallest_that_all_can_read_is_sent() {
    let app = TestApp::empty().await;
    for (accepted, sent) in [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate, zstd", "gzip"),
        ("zstd", "zstd"),
        ("zstd;q=1.0, br;q=0.9, gzip;q=0.9", "zstd"),
    ] {
        let query = [("query", "{ __schema { types { name description } } }")];
        let request = app.client().get(app.url("/graphql")).query(&query).header(ACCEPT_ENCODING, accepted);
        let response = request.send().await.unwrap();
        assert_eq!(response.headers().get(CONTENT_ENCODING).unwrap(), sent, "{accepted}");
    }
}

/// A page between two cursors is the same from either end, and so is what it says of the list around it.
#[actix_web::test]
async fn a_page_says_whether_the_list_goes_on_from_whichever_end_it_is_taken() {
    let app = TestApp::demonstration().await;
    let first = app.ask("{ meetings(first: 4) { edges { cursor } } }", json!({})).await;
    let cursor = |at: usize| first.data()["meetings"]["edges"][at]["cursor"].as_str().unwrap().to_owned();
    let (from, to) = (cursor(0), cursor(3));
    let info = async |arguments: String| -> (Value, Value, usize) {
        let query =
            format!("{{ meetings({arguments}) {{ nodes {{ slug }} pageInfo {{ hasNextPage hasPreviousPage }} }} }}");
        let answer = app.ask(&query, json!({})).await;
        let page = &answer.data()["meetings"];
        let info = &page["pageInfo"];
        (info["hasNextPage"].clone(), info["hasPreviousPage"].clone(), page["nodes"].as_array().unwrap().len())
    };
    for size in ["first: 10", "last: 10", "first: 2", "last: 2", "first: 1", "last: 1"] {
        let (next, previous, _) = info(format!("{size}, after: \"{from}\", before: \"{to}\"")).await;
        assert_eq!((next, previous), (json!(true), json!(true)), "{size}");
    }
    for (arguments, next, previous) in [
        ("first: 4".to_owned(), true, false),
        ("last: 4".to_owned(), false, true),
        (format!("last: 4, before: \"{to}\""), true, false),
        (format!("first: 100, after: \"{to}\""), false, true),
        ("first: 100".to_owned(), false, false),
    ] {
        let (found, before, _) = info(arguments.clone()).await;
        assert_eq!((found, before), (json!(next), json!(previous)), "{arguments}");
    }
}

#[actix_web::test]
async fn the_members_of_each_year_are_one_request() {
    let app = TestApp::demonstration().await;
    let years: Vec<_> = (1990..2030).collect();
    let fields: Vec<_> =
        years.iter().map(|year| format!("y{year}: members(asOf: \"{year}\") {{ totalCount }}")).collect();
    let query = format!("{{ organization(slug: \"cis\") {{ {} }} }}", fields.join(" "));
    let answer = app.post(&json!({ "query": query })).await;
    assert_eq!(answer.data()["organization"].as_object().unwrap().len(), years.len());
}

/// Lists within each other as somebody writes them who has just come: without a length anywhere.
#[actix_web::test]
async fn nested_lists_of_usual_length_are_one_request() {
    let app = TestApp::demonstration().await;
    let query =
        "{ organizations { nodes { organs { nodes { meetings { nodes { documents { nodes { name } } } } } } } } }";
    let answer = app.post(&json!({ "query": query })).await;
    assert!(answer.data()["organizations"]["nodes"].is_array());
    let stated = query.replace("organs {", "organs(first: 100) {").replace("meetings {", "meetings(first: 100) {");
    assert_eq!(app.post(&json!({ "query": stated })).await.codes(), ["TOO_MANY_NODES"]);
}
