//! What HTTP asks of a server, whatever is asked in GraphQL.

use crate::app::TestApp;
use reqwest::{RequestBuilder, header::CONTENT_TYPE};
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
