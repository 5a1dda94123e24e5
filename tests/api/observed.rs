//! What an operator sees of requests, and what every response says of its own.

use crate::{app::TestApp, postgres};
use reqwest::Response;
use serde_json::json;

const NAMED: &str = "query Named { organizations(first: 1) { totalCount } }";

async fn under(app: &TestApp, path: &str, id: Option<&str>) -> Response {
    let request = app.client().get(app.url(path));
    let request = id.into_iter().fold(request, |request, id| request.header("x-request-id", id));
    request.send().await.expect("an answer")
}

fn id_of(response: &Response) -> String {
    response.headers()["x-request-id"].to_str().expect("a text").to_owned()
}

#[actix_web::test]
async fn a_response_has_the_id_of_its_request() {
    let app = TestApp::empty().await;
    for id in ["a", "6f1c/2:b", &"x".repeat(128)] {
        for path in ["/health/live", "/graphql?query={__typename}", "/graphql?query={", "/nothing"] {
            assert_eq!(id_of(&under(&app, path, Some(id)).await), id, "{path}");
        }
    }
    let mut new = Vec::new();
    for id in [None, None, Some(""), Some("a b"), Some("a\u{9}b"), Some(&"x".repeat(129)[..])] {
        let id = id_of(&under(&app, "/health/live", id).await);
        assert!(id.len() == 16 && id.bytes().all(|digit| digit.is_ascii_hexdigit()), "{id}");
        assert!(!new.contains(&id), "{id} again");
        new.push(id);
    }
}

#[actix_web::test]
async fn a_response_says_how_long_it_took() {
    let app = TestApp::empty().await;
    for path in ["/health/live", "/graphql?query={__typename}", "/nothing"] {
        let response = under(&app, path, None).await;
        let timing = response.headers()["server-timing"].to_str().expect("a text").to_owned();
        let milliseconds = timing.strip_prefix("total;dur=").expect("a duration").parse::<f64>().expect("a number");
        assert!(milliseconds > 0.0, "{timing}");
    }
}

/// The value of a series.
fn value(text: &str, series: &str) -> f64 {
    let line = text.lines().find_map(|line| line.strip_prefix(series)?.strip_prefix(' '));
    line.unwrap_or_else(|| panic!("no {series} in {text}")).parse().expect("a number")
}

#[actix_web::test]
async fn requests_are_counted_by_operation_and_outcome() {
    let app = TestApp::caching_over(postgres::holding(postgres::UNION).await).await;
    app.listening().await;
    for _ in 0..3 {
        app.post(&json!({ "query": NAMED })).await;
    }
    app.post(&json!({ "query": "{ nothing }" })).await;
    app.post(&json!({ "query": "{ states { totalCount } }" })).await;
    let response = under(&app, "/metrics", None).await;
    let media = response.headers()["content-type"].to_str().expect("a text").to_owned();
    assert_eq!(media, "application/openmetrics-text; version=1.0.0; charset=utf-8");
    let text = response.text().await.expect("a text");
    for (operation, outcome, count) in
        [("Named", "MADE", 1.0), ("Named", "CACHED", 2.0), ("", "MADE", 1.0), ("", "GRAPHQL_VALIDATION_FAILED", 1.0)]
    {
        let series = format!("depositary_requests_total{{operation=\"{operation}\",outcome=\"{outcome}\"}}");
        assert!((value(&text, &series) - count).abs() < f64::EPSILON, "{series}: {text}");
    }
    for (series, expected) in [
        ("depositary_request_duration_seconds_count{outcome=\"CACHED\"}", 2.0),
        ("depositary_request_statements_count", 2.0),
        ("depositary_request_statements_sum", 2.0),
        ("depositary_revision", 1.0),
    ] {
        assert!((value(&text, series) - expected).abs() < f64::EPSILON, "{series}: {text}");
    }
    for series in ["depositary_cached_answers_bytes", "depositary_connections"] {
        assert!(value(&text, series) > 0.0, "{series}: {text}");
    }
}
