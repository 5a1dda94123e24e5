//! The empty register answers.

use crate::app::TestApp;
use serde_json::json;

#[actix_web::test]
async fn an_empty_register_stands_at_revision_0() {
    let app = TestApp::empty().await;
    let answer = app.ask("{ revision { number } organizations { totalCount nodes { name } } }", json!({})).await;
    assert_eq!(
        answer.data(),
        &json!({ "revision": { "number": 0 }, "organizations": { "totalCount": 0, "nodes": [] } })
    );
    assert_eq!(answer.statements.len(), 3, "{answer}");
}
