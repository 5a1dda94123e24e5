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
    // Readiness says whether the server listens, which begins after the start.
    app.listening().await;
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

/// Browsers load the page's programs packed, and get them back whole.
#[actix_web::test]
async fn files_of_the_page_are_coded_as_the_client_takes_them() {
    let app = TestApp::empty().await;
    let page = app.client().get(app.url("/")).send().await.unwrap().text().await.unwrap();
    // The first script is small and names the large one that it loads.
    let first = page.split('"').find(|part| part.starts_with("/assets/index")).expect("a script");
    let loader = app.client().get(app.url(first)).send().await.unwrap().text().await.unwrap();
    let draws = |part: &&str| part.starts_with("assets/draw") && part.rsplit('.').next() == Some("js");
    let script = format!("/{}", loader.split('"').find(draws).expect("a large script"));
    let get = async |coding: &str| {
        let request = app.client().get(app.url(&script)).header("accept-encoding", coding);
        let response = request.send().await.unwrap();
        assert_eq!(response.headers()["vary"], "Accept-Encoding");
        let coding = response.headers().get("content-encoding").map(|name| name.to_str().unwrap().to_owned());
        (coding, response.bytes().await.unwrap())
    };
    let (coding, plain) = get("identity").await;
    assert_eq!(coding, None);
    // Made, and then kept.
    for _ in 0..2 {
        let (coding, packed) = get("zstd").await;
        assert_eq!(coding.as_deref(), Some("zstd"));
        assert!(packed.len() * 2 < plain.len());
        assert_eq!(zstd::decode_all(&packed[..]).unwrap(), plain);
    }
}
