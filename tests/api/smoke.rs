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

/// Monitors ask for the head alone.
#[actix_web::test]
async fn pages_and_health_have_a_head() {
    let app = TestApp::empty().await;
    for path in ["/", "/health/live", "/health/ready"] {
        let whole = app.client().get(app.url(path)).send().await.unwrap();
        let head = app.client().head(app.url(path)).send().await.unwrap();
        assert_eq!(
            (head.status(), head.headers().get("content-type")),
            (whole.status(), whole.headers().get("content-type"))
        );
        assert_eq!(head.headers()["content-length"], whole.headers()["content-length"], "{path}");
        assert_eq!((whole.status().as_u16(), head.text().await.unwrap().as_str()), (200, ""));
    }
}
