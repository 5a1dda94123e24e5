//! What an operator sees of requests, and what every response says of its own.

use crate::{
    app::{TestApp, usual},
    postgres,
    wait::until,
};
use depositary::{app::App, config::Listen, http::metrics::FiguresAt};
use postgres_connect::Address;
use reqwest::Response;
use sea_orm::{ConnectionTrait as _, TransactionTrait as _};
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

/// The figures as they stand.
async fn figures(app: &TestApp) -> String {
    under(app, "/metrics", None).await.text().await.expect("a text")
}

#[actix_web::test]
async fn names_that_nobody_uses_make_room_for_others() {
    let app = TestApp::empty().await;
    for number in 0..250 {
        app.client()
            .get(app.url(&format!("/graphql?query=query%20X{number}%7B__typename%7D")))
            .send()
            .await
            .expect("an answer");
    }
    let own = "/graphql?query=query%20OfTheOperator%7B__typename%7D";
    until("a series of a name that came late", async || {
        under(&app, own, None).await;
        figures(&app).await.contains(r#"operation="OfTheOperator""#).then_some(())
    })
    .await;
    let names = |text: &str| text.lines().filter(|line| line.starts_with("depositary_requests_total{")).count();
    assert_eq!(names(&figures(&app).await), 201);
}

#[actix_web::test]
async fn requests_whose_clients_leave_are_counted() {
    let app = TestApp::empty().await;
    let db = app.db().await;
    let locked = db.begin().await.expect("a transaction");
    locked.execute_unprepared("lock table organization in access exclusive mode").await.expect("a lock");
    let body = json!({ "query": NAMED });
    let asked = app.client().post(app.url("/graphql")).json(&body).timeout(std::time::Duration::from_millis(300));
    assert!(asked.send().await.expect_err("nobody answers").is_timeout());
    let series = r#"depositary_requests_total{operation="Named",outcome="LEFT"} 1"#;
    until("the request is counted", async || figures(&app).await.contains(series).then_some(())).await;
    locked.rollback().await.expect("the end of the lock");
}

#[actix_web::test]
async fn pages_of_other_origins_read_answers_but_no_figures() {
    let app = TestApp::empty().await;
    for origin in [None, Some("https://example.org")] {
        for (path, expected) in [
            ("/graphql?query={__typename}", Some("*")),
            ("/graphql?query={", Some("*")),
            ("/nothing", Some("*")),
            ("/metrics", None),
        ] {
            let request = app.client().get(app.url(path));
            let request = origin.into_iter().fold(request, |request, origin| request.header("origin", origin));
            let response = request.send().await.expect("an answer");
            let allowed = response.headers().get("access-control-allow-origin").map(|value| value.to_str().unwrap());
            assert_eq!(allowed, expected, "{path} from {origin:?}");
        }
    }
}

#[actix_web::test]
async fn figures_have_an_address_of_their_own_or_none() {
    let database = postgres::clone_of(postgres::EMPTY).await;
    let url = Address::parse(&postgres::cluster().await.url(&database)).expect("an address");
    for (setting, is_elsewhere) in [("none", false), ("127.0.0.1:0", true)] {
        let metrics_listen: FiguresAt = setting.parse().expect("a setting");
        let app = App::build(&url, 2, &Listen { metrics_listen, ..usual() }).await.expect("a server");
        let (address, figures) = (app.address(), app.figures());
        assert_eq!(figures.is_some(), is_elsewhere, "{setting}");
        actix_web::rt::spawn(app.run());
        let status = async |address: std::net::SocketAddr, path: &str| {
            reqwest::get(format!("http://{address}{path}")).await.expect("an answer").status().as_u16()
        };
        assert_eq!((status(address, "/health/live").await, status(address, "/metrics").await), (200, 404), "{setting}");
        if let Some(figures) = figures {
            assert_eq!((status(figures, "/metrics").await, status(figures, "/graphql").await), (200, 404));
        }
    }
    for wrong in ["", "off", "127.0.0.1"] {
        assert!(wrong.parse::<FiguresAt>().is_err_and(|reason| reason.contains("`none`")), "{wrong}");
    }
}
