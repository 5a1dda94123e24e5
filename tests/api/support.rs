//! By how many independent sources something is supported.

use crate::app::TestApp;
use serde_json::json;

const REGISTER: &str = r#"
[[source]]
slug = "yearbook"
name = "Yearbook"
kind = "BOOK"
cite = ["yearbook"]

[[source]]
slug = "reprint"
name = "Reprint of the yearbook"
kind = "BOOK"
origin = "yearbook"
cite = ["reprint"]

[[source]]
slug = "web"
name = "The reprint on the web"
kind = "WEB_PAGE"
origin = "reprint"
cite = ["web"]

[[source]]
slug = "gazette"
name = "Gazette"
kind = "WEB_PAGE"
cite = ["gazette"]

[[state]]
slug = "once"
name = "Once"
cite = ["yearbook"]

[[state]]
slug = "by-sources-of-one-origin"
name = "By sources of one origin"
cite = ["yearbook", "reprint", "web"]

[[state]]
slug = "by-a-copy"
name = "By a copy"
cite = [{ source = "yearbook", key = "first" }, { source = "gazette", copied_from = "first" }]

[[state]]
slug = "by-two"
name = "By two"
cite = ["web", "gazette 1", "gazette 2"]
"#;

#[actix_web::test]
async fn what_repeats_another_source_corroborates_nothing() {
    let app = TestApp::holding(REGISTER).await;
    let ask = "{ states { nodes { slug support { independentSources isCorroborated } } } yearbook: source(slug: \"yearbook\") { copies { nodes { slug } } } web: source(slug: \"web\") { origin { slug } } }";
    let answer = app.ask(ask, json!({})).await;
    let nodes = answer.body["data"]["states"]["nodes"].as_array().unwrap();
    let found = nodes.iter().map(|state| {
        let support = &state["support"];
        format!("{} {} {}", state["slug"].as_str().unwrap(), support["independentSources"], support["isCorroborated"])
    });
    let mut found = found.collect::<Vec<_>>();
    found.sort();
    assert_eq!(found, ["by-a-copy 1 false", "by-sources-of-one-origin 1 false", "by-two 2 true", "once 1 false"]);
    assert_eq!(answer.body["data"]["yearbook"]["copies"]["nodes"], json!([{ "slug": "reprint" }]));
    assert_eq!(answer.body["data"]["web"]["origin"]["slug"], "reprint");
}
