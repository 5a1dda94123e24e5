//! Lists by date have what is undated last, whichever way they go, and their pages fit together.

use crate::app::TestApp;
use serde_json::{Value, json};

/// The whole list in pages of a size, taken from one of its ends.
async fn walked(
    app: &TestApp,
    list: &str,
    direction: &str,
    size: usize,
    forwards: bool,
) -> Vec<(String, Option<String>)> {
    let (length, from) = if forwards { ("first", "after") } else { ("last", "before") };
    let mut rows: Vec<(String, Option<String>)> = Vec::new();
    let mut cursor = Value::Null;
    loop {
        let query = format!(
            "query($cursor: String) {{ page: {list}(orderBy: {{ field: DATE, direction: {direction} }}, {length}: {size}, {from}: $cursor) {{
                edges {{ cursor node {{ key: id date {{ earliest latest }} }} }} pageInfo {{ startCursor endCursor hasNextPage hasPreviousPage }} }} }}"
        );
        let answer = app.post(&json!({ "query": query, "variables": { "cursor": cursor } })).await;
        let page = answer.data()["page"].clone();
        let row = |edge: &Value| {
            let date = &edge["node"]["date"];
            let day = date["earliest"].as_str().or(date["latest"].as_str());
            (edge["node"]["key"].as_str().unwrap().to_owned(), day.map(ToOwned::to_owned))
        };
        let found: Vec<_> = page["edges"].as_array().unwrap().iter().map(row).collect();
        let at = if forwards { rows.len() } else { 0 };
        rows.splice(at..at, found);
        let (goes_on, next) = if forwards { ("hasNextPage", "endCursor") } else { ("hasPreviousPage", "startCursor") };
        cursor = page["pageInfo"][next].clone();
        if page["pageInfo"][goes_on] == json!(false) {
            return rows;
        }
    }
}

#[actix_web::test]
async fn undated_comes_last_in_both_directions_and_pages_fit_together() {
    let app = TestApp::demonstration().await;
    for list in ["meetings", "documents", "events", "milestones", "remarks"] {
        let up = walked(&app, list, "ASC", 100, true).await;
        let down = walked(&app, list, "DESC", 100, true).await;
        assert!(up.iter().any(|row| row.1.is_none()) && up.iter().any(|row| row.1.is_some()), "{list}");
        for (direction, rows) in [("ASC", &up), ("DESC", &down)] {
            let undated = rows.iter().skip_while(|row| row.1.is_some());
            assert!(undated.clone().all(|row| row.1.is_none()), "{list} {direction}: undated last");
            let dated: Vec<_> = rows.iter().filter_map(|row| row.1.clone()).collect();
            let mut sorted = dated.clone();
            sorted.sort();
            if direction == "DESC" {
                sorted.reverse();
            }
            assert_eq!(dated, sorted, "{list} {direction}");
        }
        for size in [1, 7] {
            for forwards in [true, false] {
                if size == 1 && list != "events" {
                    continue;
                }
                let rows = walked(&app, list, "DESC", size, forwards).await;
                assert_eq!(rows, down, "{list} by {size}, forwards: {forwards}");
            }
        }
    }
}

#[actix_web::test]
async fn the_timeline_reversed_begins_with_the_latest_date() {
    let app = TestApp::demonstration().await;
    let order = "orderBy: { field: DATE, direction: DESC }";
    let answer = app
        .ask(
            &format!("{{ timeline(first: 3, {order}) {{ nodes {{ date {{ edtf }} }} }} organization(slug: \"csto\") {{ timeline(first: 3, {order}) {{ nodes {{ date {{ edtf }} }} }}
                members(first: 2, orderBy: {{ field: FROM, direction: DESC }}) {{ nodes {{ from {{ edtf }} }} }} }} }}"),
            json!({}),
        )
        .await;
    let data = answer.data();
    for list in [&data["timeline"], &data["organization"]["timeline"]] {
        let nodes = list["nodes"].as_array().unwrap();
        assert_eq!(nodes.len(), 3);
        assert!(nodes.iter().all(|node| node["date"].is_object()), "{list}");
    }
}

#[actix_web::test]
async fn a_document_has_the_date_it_is_known_by_and_lists_are_in_its_order() {
    let app = TestApp::demonstration().await;
    let query = "{ document(slug: \"collective-security-treaty\") { date { edtf } datedBy milestones { nodes { step modality date { edtf } } } }
        latest: documents(first: 2, orderBy: { field: DATE, direction: DESC }) { nodes { date { earliest } datedBy } }
        of1992: documents(filter: { date: { within: \"1992\" } }) { nodes { date { earliest latest } } }
        oldest: organizations(first: 1, orderBy: { field: FOUNDED, direction: ASC }) { nodes { founded { edtf } } }
        founded: organizations(filter: { founded: { isKnown: true } }) { totalCount }
        unfounded: organizations(filter: { founded: { isKnown: false } }) { totalCount } all: organizations { totalCount } }";
    let answer = app.ask(query, json!({})).await;
    let data = answer.data();
    let treaty = &data["document"];
    let step = treaty["datedBy"].as_str().unwrap();
    let of_step = treaty["milestones"]["nodes"].as_array().unwrap().iter().find(|node| node["step"] == step).unwrap();
    assert_eq!((&of_step["date"], of_step["modality"].as_str()), (&treaty["date"], Some("OCCURRED")));
    assert!(
        data["latest"]["nodes"][0]["date"]["earliest"].is_string() && data["latest"]["nodes"][0]["datedBy"].is_string()
    );
    for node in data["of1992"]["nodes"].as_array().unwrap() {
        assert!(node["date"]["earliest"].as_str().unwrap().starts_with("1992"), "{node}");
    }
    assert!(data["oldest"]["nodes"][0]["founded"]["edtf"].is_string());
    let total = |name: &str| data[name]["totalCount"].as_u64().unwrap();
    assert_eq!(total("founded") + total("unfounded"), total("all"));
    assert!(total("founded") > 0);
}
