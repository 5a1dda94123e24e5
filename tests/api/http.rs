//! What HTTP asks of a server, whatever is asked in GraphQL.

use crate::app::TestApp;
use reqwest::RequestBuilder;
use serde_json::json;

const QUERY: &str = "query=%7B__typename%7D";

fn get(app: &TestApp, parameters: &str) -> RequestBuilder {
    app.client().get(app.url(&format!("/graphql?{parameters}")))
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
