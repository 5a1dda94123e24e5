//! Requests from outside.

use super::{Answers, Execute, Intake, Service, configure};
use crate::http::{
    connection::{ConnectionLimits, Registry, Timeouts, bind},
    metrics::Metrics,
};
use crate::{role::Role, watch::Watch};
use actix_web::{
    App,
    http::{
        Method, StatusCode,
        header::{self, HeaderValue},
    },
    test::{TestRequest, call_service, init_service, read_body},
    web,
};
use engine::{Answer, Resources};
use fault::RequestError;
use prepare::{Limits, Operation, Prepare};
use std::{
    io::{Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

const SDL: &str =
    "type Query { number(first: Int!): Int } type Mutation { count: Int } type Subscription { count: Int }";
const GRAPHQL: &str = "application/graphql-response+json";

/// The response has the number of requested fields.
struct Count;

impl Execute for Count {
    async fn execute(&self, operation: Operation, _: Role, _: engine::Client) -> Result<Answer, RequestError> {
        let body = format!(r#"{{"data":{}}}"#, operation.selections.len());
        Ok(Answer {
            body: body.into(),
            has_errors: false,
            version: None,
            statements: 0,
            charge: engine::Charge::default(),
        })
    }
}

fn service(intake: Intake) -> Service {
    Service {
        prepare: Prepare::new(SDL, Limits::default()),
        answers: Answers::new(0),
        watch: Watch::default(),
        request_cache: super::RequestCache::default(),
        intake,
        bodies: None,
        caching: "no-cache".to_owned(),
        resources: Resources::default(),
        metrics: Metrics::default(),
        slow: None,
    }
}

/// Status, headers and body of an answer.
async fn send(request: TestRequest) -> (StatusCode, header::HeaderMap, String) {
    let app = App::new()
        .app_data(web::Data::new(service(Intake { bytes: 1_000, ..Intake::default() })))
        .app_data(web::Data::new(Count))
        .configure(configure::<Count>);
    let response = call_service(&init_service(app).await, request.to_request()).await;
    let (status, headers) = (response.status(), response.headers().clone());
    (status, headers, String::from_utf8_lossy(&read_body(response).await).into_owned())
}

fn post(body: &str, accept: &'static str) -> TestRequest {
    TestRequest::post()
        .uri("/graphql")
        .insert_header((header::CONTENT_TYPE, "application/json"))
        .insert_header((header::ACCEPT, accept))
        .set_payload(body.to_owned())
}

#[actix_web::test]
async fn a_query_is_answered_in_the_media_type_asked_for() {
    for (accept, media) in
        [("", "application/json; charset=utf-8"), (GRAPHQL, "application/graphql-response+json; charset=utf-8")]
    {
        let (status, headers, body) = send(post(r#"{"query":"{a:__typename b:__typename}"}"#, accept)).await;
        assert_eq!((status, body.as_str()), (StatusCode::OK, r#"{"data":2}"#));
        assert_eq!(headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()), Some(media));
    }
}

#[actix_web::test]
async fn a_request_error_has_no_data() {
    let table = [
        (r#"{"query":"{"}"#, 200, 400, "GRAPHQL_PARSE_FAILED"),
        (r#"{"query":"{nope}"}"#, 200, 400, "GRAPHQL_VALIDATION_FAILED"),
        (r#"{"query":"query($x:Int!){number(first:$x)}"}"#, 200, 400, "BAD_USER_INPUT"),
        (r#"{"query":"{__typename}","operationName":"A"}"#, 200, 400, "OPERATION_RESOLUTION_FAILED"),
        (r#"{"query":"subscription{count}"}"#, 400, 400, "BAD_REQUEST"),
        (r#"{"qeury":"{__typename}"}"#, 400, 400, "BAD_REQUEST"),
        (r#"{"query":"{__typename}","variables":[]}"#, 400, 400, "BAD_REQUEST"),
        (r#"[{"query":"{__typename}"}]"#, 400, 400, "BAD_REQUEST"),
        ("{", 400, 400, "BAD_REQUEST"),
        ("", 400, 400, "BAD_REQUEST"),
    ];
    for (body, json, graphql, code) in table {
        for (accept, status) in [("application/json", json), (GRAPHQL, graphql)] {
            let (found, _, answer) = send(post(body, accept)).await;
            assert_eq!(found.as_u16(), status, "{body} {accept}");
            assert!(answer.contains(code) && !answer.contains("\"data\""), "{body}: {answer}");
        }
    }
}

#[actix_web::test]
async fn get_runs_queries_only() {
    let get = |query: &str| TestRequest::get().uri(&format!("/graphql?query={query}"));
    assert_eq!(send(get("%7B__typename%7D")).await.2, r#"{"data":1}"#);
    let (status, headers, body) = send(get("mutation%7Bcount%7D")).await;
    assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(headers.get(header::ALLOW).and_then(|value| value.to_str().ok()), Some("POST"));
    assert!(body.contains("METHOD_NOT_ALLOWED"));
    let (status, headers, _) = send(get("mutation%7Bcount%7D").method(Method::HEAD)).await;
    assert_eq!(
        (status, headers.get(header::ALLOW)),
        (StatusCode::METHOD_NOT_ALLOWED, Some(&HeaderValue::from_static("POST")))
    );
    for method in [Method::PUT, Method::DELETE, Method::PATCH, Method::OPTIONS] {
        let (status, headers, _) = send(TestRequest::default().method(method).uri("/graphql")).await;
        assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(headers.get(header::ALLOW).and_then(|value| value.to_str().ok()), Some("GET, HEAD, POST"));
    }
}

#[actix_web::test]
async fn other_bodies_and_answers_are_refused() {
    let body = r#"{"query":"{__typename}"}"#;
    assert_eq!(send(post(body, "text/html")).await.0, StatusCode::NOT_ACCEPTABLE);
    for media in ["text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", ""] {
        let request = post(body, "").insert_header((header::CONTENT_TYPE, media));
        assert_eq!(send(request).await.0, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{media}");
    }
    let padded = |length: usize| format!("{body}{}", " ".repeat(length - body.len()));
    assert_eq!(send(post(&padded(1_000), "")).await.0, StatusCode::OK);
    let (status, _, answer) = send(post(&padded(1_001), "")).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.contains("1000"));
    let stated = post(body, "").insert_header((header::CONTENT_LENGTH, "1001"));
    assert_eq!(send(stated).await.0, StatusCode::PAYLOAD_TOO_LARGE);
}

/// How a server takes bodies that waits half a second for one.
fn hasty() -> Intake {
    Intake { bytes: 1_000, time: Duration::from_millis(500), ..Intake::default() }
}

/// Sends bytes to a server that takes bodies so, and reads until it closes the connection.
async fn converse(intake: Intake, send: &str) -> String {
    let application = move || {
        App::new()
            .app_data(web::Data::new(service(intake)))
            .app_data(web::Data::new(Count))
            .configure(configure::<Count>)
    };
    let second = Duration::from_secs(1);
    let registry = Registry::new(ConnectionLimits { total: 8, per_network: 8, write_timeout: second });
    let timeouts = Timeouts { head: second, shutdown: second };
    let (address, server) = bind(([127, 0, 0, 1], 0).into(), 1, timeouts, &registry, application).expect("a free port");
    let handle = server.handle();
    actix_web::rt::spawn(server);
    let send = send.to_owned();
    let talk = move || -> std::io::Result<String> {
        let mut stream = TcpStream::connect(address)?;
        stream.write_all(send.as_bytes())?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    };
    let answer = web::block(talk).await.expect("not cancelled").expect("closed in order");
    handle.stop(false).await;
    answer
}

#[actix_web::test]
async fn a_body_that_does_not_end_is_not_waited_for() {
    let head = "POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";
    let begun = Instant::now();
    for (rest, status) in [
        ("Content-Length: 100\r\n\r\n{\"query\":", "408"),
        ("Transfer-Encoding: chunked\r\n\r\n9\r\n{\"query\":\r\n", "408"),
        ("Content-Length: 99999999\r\n\r\n", "413"),
    ] {
        let answer = converse(hasty(), &format!("{head}{rest}")).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{answer}");
        assert!(answer.to_lowercase().contains("connection: close"), "{answer}");
    }
    let endless = format!("{head}Transfer-Encoding: chunked\r\n\r\n7d0\r\n{}\r\n", " ".repeat(2_000));
    assert!(converse(hasty(), &endless).await.starts_with("HTTP/1.1 413"));
    assert!(begun.elapsed() < Duration::from_secs(10));
}

#[actix_web::test]
async fn a_body_has_a_least_rate() {
    let intake = Intake { pace: (100, Duration::from_millis(300)), ..Intake::default() };
    let head = "POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";
    let begun = Instant::now();
    // Before and after the body has come fast enough for a while.
    for sent in [99, 5_000] {
        let request = format!("{head}Content-Length: 1000000\r\n\r\n{}", " ".repeat(sent));
        let answer = converse(intake, &request).await;
        assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
        assert!(answer.contains("send at least 100 bytes in 0.3 seconds"), "{answer}");
    }
    assert!(begun.elapsed() < Duration::from_secs(10), "not at the end of the time for the whole body");
}
