//! What fails at a field is null there, and the rest is answered.

use crate::{app::TestApp, postgres};
use depositary::generate::{self, Options, Size};
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

/// More acts than the computed fields of an operation may read or compute, over all of them. It is refused as a whole: which
/// of the fields is too much would depend on which is read first.
#[actix_web::test]
async fn too_much_to_compute_is_refused_as_a_whole() {
    let database = postgres::clone_of(postgres::EMPTY).await;
    let db = postgres::session(&database).await;
    let size = Size { organizations: 1, memberships: 20, meetings: 10, documents: 405, actions: 20_200 };
    generate::run(&db, &Options { size, seed: 1, is_cited: false }).await.unwrap();
    let app = TestApp::over(database).await;
    let members = "organizations { nodes { members: affiliations(first: 20) { nodes { state { slug } } } } }";
    let states = app.ask(&format!("{{ {members} }}"), json!({})).await;
    let states = states.data()["organizations"]["nodes"][0]["members"]["nodes"].as_array().cloned().unwrap();
    let slugs: Vec<_> = states.iter().map(|member| member["state"]["slug"].as_str().unwrap()).collect();

    let compared =
        format!("compareStates(states: {slugs:?}, asOf: \"2000\") {{ documentsBindingAll {{ certainty }} }}");
    let party = members.replace("slug", "slug partyTo(asOf: \"2000\") { status }");
    let answer = app.ask(&format!("{{ {compared} {party} states {{ totalCount }} }}"), json!({})).await;
    let (code, message) = answer.error();
    assert_eq!(code, "TOO_MANY_NODES");
    assert!(message.contains("computed fields of this operation"), "{message}");
    assert_eq!(answer.body.get("data"), None);
}
