//! What fails at a field is null there, and the rest is answered.

use crate::app::TestApp;
use sea_orm::ConnectionTrait as _;
use serde_json::{Value, json};

/// The answer to a query, and for each error its code and its path.
async fn asked(app: &TestApp, query: &str) -> (Value, Vec<(String, Value)>) {
    let answer = app.ask(query, json!({})).await;
    let errors = answer.body["errors"].as_array().cloned().unwrap_or_default();
    let told = |error: &Value| (error["extensions"]["code"].as_str().unwrap().to_owned(), error["path"].clone());
    (answer.body["data"].clone(), errors.iter().map(told).collect())
}

fn inside(path: Value) -> (String, Value) {
    ("INTERNAL".to_owned(), path)
}

#[actix_web::test]
async fn a_cursor_that_cannot_be_written_leaves_the_page_there() {
    let app = TestApp::demonstration().await;
    let damage = "alter table state alter column name drop not null;
        update state set name = null where slug in ('georgia', 'ukraine')";
    app.db().await.execute_unprepared(damage).await.unwrap();
    let query = "{ states(last: 2, orderBy: { field: NAME, direction: ASC }) { nodes { slug } pageInfo { startCursor endCursor hasNextPage } } }";
    let (data, errors) = asked(&app, query).await;
    let nodes = json!([{ "slug": "georgia" }, { "slug": "ukraine" }]);
    let info = json!({ "startCursor": null, "endCursor": null, "hasNextPage": false });
    assert_eq!(data, json!({ "states": { "nodes": nodes, "pageInfo": info } }));
    let at = |name| inside(json!(["states", "pageInfo", name]));
    assert_eq!(errors, [at("startCursor"), at("endCursor")]);
}

#[actix_web::test]
async fn an_order_that_cannot_be_told_leaves_the_entry_there() {
    let app = TestApp::demonstration().await;
    let damage = "alter table meeting drop constraint meeting_date_years;
        update meeting set date_latest = 'infinity' where slug = 'cis-heads-of-state-moscow-1998-04'";
    app.db().await.execute_unprepared(damage).await.unwrap();
    let filter = "{ kind: [MEETING], date: { after: \"1998-03\" } }";
    let query = format!("{{ timeline(first: 2, filter: {filter}) {{ edges {{ isOrderCertain node {{ kind }} }} }} }}");
    let (data, errors) = asked(&app, &query).await;
    let edge = json!({ "isOrderCertain": null, "node": { "kind": "MEETING" } });
    assert_eq!(data, json!({ "timeline": { "edges": [edge, edge] } }));
    assert_eq!(errors, [inside(json!(["timeline", "edges", 1, "isOrderCertain"]))]);
}
