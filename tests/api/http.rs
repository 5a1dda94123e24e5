//! What HTTP asks of a server, whatever is asked in GraphQL.

use crate::app::TestApp;
use reqwest::{
    Method, RequestBuilder,
    header::{ALLOW, CONTENT_LENGTH, CONTENT_TYPE, VARY},
};
use serde_json::json;

const QUERY: &str = "query=%7B__typename%7D";

fn get(app: &TestApp, parameters: &str) -> RequestBuilder {
    app.client().get(app.url(&format!("/graphql?{parameters}")))
}

/// A POST without any header that says what it is.
fn post(app: &TestApp) -> RequestBuilder {
    app.client().post(app.url("/graphql")).body(r#"{"query":"{__typename}"}"#)
}

/// Status of an answer, and the code of its one error.
async fn refused(app: &TestApp, request: RequestBuilder) -> (u16, String) {
    let answer = app.send(request).await;
    assert_eq!((&answer.commands, answer.body.get("data")), (&vec![], None), "{}", answer.text);
    (answer.status, answer.error().0.to_owned())
}

#[actix_web::test]
async fn an_empty_parameter_of_a_url_counts_as_none() {
    let app = TestApp::empty().await;
    for parameters in ["operationName=", "variables=", "extensions=", "operationName=&variables=&extensions="] {
        let answer = app.send(get(&app, &format!("{QUERY}&{parameters}"))).await;
        assert_eq!((answer.status, &answer.data()["__typename"]), (200, &json!("Query")), "{parameters}");
    }
    let twice = get(&app, &format!("{QUERY}&operationName=&operationName="));
    assert_eq!(refused(&app, twice).await, (400, "BAD_REQUEST".to_owned()));
}

/// Whether or not the schema has what it asks for.
#[actix_web::test]
async fn a_mutation_needs_a_post() {
    let app = TestApp::empty().await;
    for parameters in [
        "query=mutation%7B__typename%7D",
        "query=mutation%20A%7Bnothing%7D",
        "query=mutation%20A%7Bnothing%7D&operationName=A",
        "query=query%20A%7B__typename%7Dmutation%20B%7B__typename%7D&operationName=B",
    ] {
        let request = get(&app, parameters);
        let response = request.try_clone().unwrap().send().await.unwrap();
        assert_eq!(response.headers().get(ALLOW).and_then(|allow| allow.to_str().ok()), Some("POST"), "{parameters}");
        assert_eq!(refused(&app, request).await, (405, "METHOD_NOT_ALLOWED".to_owned()), "{parameters}");
    }
    for (parameters, code) in [
        ("query=query%20A%7B__typename%7Dmutation%20B%7B__typename%7D&operationName=A", "GRAPHQL_VALIDATION_FAILED"),
        ("query=query%20A%7B__typename%7Dmutation%20B%7B__typename%7D", "GRAPHQL_VALIDATION_FAILED"),
        ("query=mutation%7B", "GRAPHQL_PARSE_FAILED"),
    ] {
        assert_eq!(refused(&app, get(&app, parameters)).await, (200, code.to_owned()), "{parameters}");
    }
}

#[actix_web::test]
async fn a_head_is_that_of_the_get() {
    let app = TestApp::caching().await;
    for parameters in [
        QUERY,
        "query=%7Bstates%7Bnodes%7Bname%20slug%7D%7D%7D",
        "query=%7Bnothing%7D",
        "query=%7B",
        "query=mutation%7B__typename%7D",
        "",
    ] {
        for accept in ["application/json", "application/graphql-response+json", "text/html"] {
            let ask = async |method: Method| {
                let url = app.url(&format!("/graphql?{parameters}"));
                app.client().request(method, url).header("accept", accept).send().await.unwrap()
            };
            let (whole, head) = (ask(Method::GET).await, ask(Method::HEAD).await);
            assert_eq!(head.status(), whole.status(), "{parameters}");
            let without_own = |response: &reqwest::Response| {
                let mut headers = response.headers().clone();
                for own in ["date", "server-timing", "x-request-id"] {
                    headers.remove(own);
                }
                headers
            };
            assert_eq!(without_own(&head), without_own(&whole), "{parameters}");
            assert!(head.headers().contains_key(CONTENT_LENGTH) && head.headers().contains_key(VARY));
            assert_eq!(head.text().await.unwrap(), "");
        }
    }
}

#[actix_web::test]
async fn other_methods_are_told_which_there_are() {
    let app = TestApp::empty().await;
    for method in [Method::PUT, Method::DELETE, Method::PATCH, Method::OPTIONS, Method::TRACE] {
        let response = app.client().request(method, app.url("/graphql")).send().await.unwrap();
        assert_eq!(
            (response.status().as_u16(), &response.headers()[ALLOW]),
            (405, &"GET, HEAD, POST".parse().unwrap())
        );
    }
}

#[actix_web::test]
async fn no_answer_may_be_taken_for_another_type() {
    let app = TestApp::empty().await;
    for path in ["/", "/nothing", "/health/live", "/health/ready", "/health/nothing", "/graphql", "/graphql?query=%7B"]
    {
        for method in [Method::GET, Method::HEAD, Method::POST] {
            let response = app.client().request(method.clone(), app.url(path)).send().await.unwrap();
            let options = response.headers().get("x-content-type-options");
            assert_eq!(options.and_then(|value| value.to_str().ok()), Some("nosniff"), "{method} {path}");
        }
    }
}

#[actix_web::test]
async fn a_body_says_what_it_is() {
    let app = TestApp::empty().await;
    let json = "application/json";
    for types in [&[][..], &["text/plain"], &[json, "text/plain"], &["text/plain", json], &[json, json]] {
        let request = types.iter().fold(post(&app), |request, name| request.header(CONTENT_TYPE, *name));
        assert_eq!(refused(&app, request).await, (415, "UNSUPPORTED_MEDIA_TYPE".to_owned()), "{types:?}");
    }
    let coded = |coding| post(&app).header(CONTENT_TYPE, json).header("content-encoding", coding);
    for coding in ["gzip", "br", "deflate", "nonsense", "identity, gzip"] {
        let response = coded(coding).send().await.unwrap();
        assert_eq!(response.headers().get("accept-encoding").unwrap(), "identity", "{coding}");
        assert_eq!(refused(&app, coded(coding)).await, (415, "UNSUPPORTED_MEDIA_TYPE".to_owned()), "{coding}");
    }
    let response = post(&app).header(CONTENT_TYPE, "text/plain").send().await.unwrap();
    assert_eq!(response.headers().get("accept-encoding"), None, "the coding was right");
    let plain = app.send(coded("Identity")).await;
    assert_eq!(plain.data()["__typename"], "Query");
}
