//! A filter in which nothing is left restricts nothing; whether there is something is asked by a field of its own.

use crate::app::TestApp;
use serde_json::{Value, json};

async fn total(app: &TestApp, list: &str, ty: &str, filter: Value) -> u64 {
    let query = format!("query($filter: {ty}) {{ list: {list}(filter: $filter) {{ totalCount }} }}");
    let answer = app.ask(&query, json!({ "filter": filter })).await;
    answer.data()["list"]["totalCount"].as_u64().unwrap_or_else(|| panic!("{filter}: {answer}"))
}

#[actix_web::test]
async fn a_variable_without_a_value_restricts_nothing() {
    let app = TestApp::demonstration().await;
    for (query, list) in [
        ("query($d: EDTF) { list: documents(filter: { date: { within: $d } }) { totalCount } }", "documents"),
        ("query($s: [String!]) { list: meetings(filter: { at: { state: $s } }) { totalCount } }", "meetings"),
        ("query($s: [String!]) { list: events(filter: { not: { at: { state: $s } } }) { totalCount } }", "events"),
        ("query($d: EDTF) { list: timeline(filter: { or: [{ date: { after: $d } }] }) { totalCount } }", "timeline"),
    ] {
        let whole = app.ask(&format!("{{ list: {list} {{ totalCount }} }}"), json!({})).await;
        let answer = app.ask(query, json!({})).await;
        assert_eq!(answer.data(), whole.data(), "{query}");
    }
}

#[actix_web::test]
async fn an_empty_filter_restricts_nothing_at_any_depth() {
    let app = TestApp::demonstration().await;
    let lists = [
        ("documents", "DocumentFilter", vec!["date", "milestone", "action", "termUntil"]),
        ("meetings", "MeetingFilter", vec!["date", "at", "participation", "announcedOn"]),
        ("events", "EventFilter", vec!["date", "at", "participation"]),
    ];
    for (list, ty, fields) in lists {
        let whole = total(&app, list, ty, json!(null)).await;
        for field in fields {
            for filter in [
                json!({ field: {} }),
                json!({ "not": { field: {} } }),
                json!({ "and": [{ field: {} }, {}] }),
                json!({ "or": [{ field: {} }, { "slug": [] }] }),
            ] {
                assert_eq!(total(&app, list, ty, filter.clone()).await, whole, "{list}: {filter}");
            }
        }
        assert_eq!(total(&app, list, ty, json!({ "or": [] })).await, 0, "{list}: one of no filters");
        assert_eq!(total(&app, list, ty, json!({ "slug": [] })).await, 0, "{list}: one of no slugs");
    }
}

#[actix_web::test]
async fn with_and_without_a_date_are_complements() {
    let app = TestApp::demonstration().await;
    for (list, ty, field) in [
        ("documents", "DocumentFilter", "date"),
        ("documents", "DocumentFilter", "termUntil"),
        ("meetings", "MeetingFilter", "date"),
        ("events", "EventFilter", "announcedOn"),
    ] {
        let of = async |filter: Value| total(&app, list, ty, filter).await;
        let (whole, known, unknown) = (
            of(json!(null)).await,
            of(json!({ field: { "isKnown": true } })).await,
            of(json!({ field: { "isKnown": false } })).await,
        );
        assert_eq!(known + unknown, whole, "{list}: {field}");
        assert_eq!(of(json!({ "not": { field: { "isKnown": true } } })).await, unknown, "{list}: {field}");
    }
}
