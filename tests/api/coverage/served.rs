//! What the files cite is what a client is shown.

use super::{
    entries::{Entry, slugs},
    lists::Register,
};
use crate::app::TestApp;
use serde_json::{Value, json};

const PASSAGES: &str = "query ($source: String!, $after: String) {
  source(slug: $source) {
    supports(first: 100, after: $after) {
      nodes { section paragraph sentence }
      pageInfo { hasNextPage endCursor }
    }
  }
}";

#[actix_web::test]
async fn a_client_is_shown_each_citation_of_the_files() {
    let app = TestApp::demonstration().await;
    let register = Register::demonstration();
    for source in slugs(&register.entries, "source") {
        let all = register.entries.iter().flat_map(Entry::cites);
        let mut cited: Vec<_> = all.filter(|cite| cite.source == source).map(|cite| cite.address()).collect();
        let mut shown = shown(&app, source).await;
        cited.sort();
        shown.sort();
        assert!(!cited.is_empty(), "{source}");
        assert_eq!(shown, cited);
    }
}

/// The address of every passage of a source that supports something.
async fn shown(app: &TestApp, source: &str) -> Vec<String> {
    let (mut found, mut after) = (Vec::new(), Value::Null);
    loop {
        let answer = app.ask(PASSAGES, json!({ "source": source, "after": after })).await;
        let page = &answer.data()["source"]["supports"];
        found.extend(page["nodes"].as_array().unwrap().iter().map(|passage| address(source, passage)));
        if page["pageInfo"]["hasNextPage"] == false {
            return found;
        }
        assert_ne!(page["pageInfo"]["endCursor"], after, "a page that does not go on");
        after = page["pageInfo"]["endCursor"].clone();
    }
}

/// An address as the files write it.
fn address(source: &str, passage: &Value) -> String {
    let numbers = [&passage["paragraph"], &passage["sentence"]].into_iter().filter_map(Value::as_i64);
    let place = numbers.map(|number| number.to_string()).collect::<Vec<_>>().join(".");
    let parts = [source, passage["section"].as_str().unwrap_or_default(), &place];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
