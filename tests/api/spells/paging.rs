//! Pages of spells that are asked about a day: together they equal the whole list, whichever way a client walks.

use crate::app::TestApp;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Starts of the spells, in turn: vague, equal and missing ones; how sure each is on [`DAY`]; and its place in the
/// documented order: by the first possible day, else the last; on equal days "up to D" before D before "from D on";
/// undated last. Those on one place stand in the order of their entry.
const STARTS: [(Option<&str>, char, u8); 9] = [
    (Some("2003-05-01"), 'E', 5),
    (Some("2003"), 'P', 2),
    (None, 'P', 7),
    (Some("[..2003-05-01]"), 'P', 4),
    (Some("2003-05-01/.."), 'E', 6),
    (Some("2003-02-28"), 'C', 3),
    (Some("1999"), 'C', 1),
    (Some("2003-05"), 'E', 5),
    (Some("2003-05-01"), 'E', 5),
];
/// The day that is asked about, before and after which spells begin.
const DAY: &str = "2003-03-01";
/// How often each start occurs.
const TURNS: usize = 5;

fn register() -> String {
    let mut toml = "
[[source]]
slug = \"page\"
name = \"Page\"
kind = \"WEB_PAGE\"
covered = \"1990/2005\"
cite = [\"page\"]

[[organization]]
slug = \"union\"
name = \"Union\"
kind = \"OTHER\"
cite = [\"page\"]
"
    .to_owned();
    for row in 0..TURNS * STARTS.len() {
        let from = STARTS[row % STARTS.len()].0.map_or_else(String::new, |from| format!("from = \"{from}\"\n"));
        let _ = write!(
            toml,
            "
[[state]]
slug = \"state-{row}\"
name = \"State\"
cite = [\"page\"]

[[membership]]
body = \"union\"
member = \"state-{row}\"
status = \"FULL\"
label = \"{row}\"
{from}cite = [\"page\"]
"
        );
    }
    toml
}

/// The rows that pass, in the order of their starts, and on equal starts of their entry.
fn rows(passing: &str) -> Vec<String> {
    let mut rows: Vec<_> = (0..TURNS * STARTS.len()).collect();
    rows.sort_by_key(|row| (STARTS[row % STARTS.len()].2, *row));
    rows.retain(|row| passing.contains(STARTS[row % STARTS.len()].1));
    rows.into_iter().map(|row| row.to_string()).collect()
}

const QUERY: &str = "query ($day: EDTF, $least: Certainty! = POSSIBLE, $order: MembershipOrder, $first: Int, $after: String,
        $last: Int, $before: String) {
    organization(slug: \"union\") {
        members(asOf: $day, certainty: $least, orderBy: $order, first: $first, after: $after, last: $last, before: $before) {
            totalCount
            edges { cursor certainty node { label } }
            pageInfo { hasNextPage hasPreviousPage }
        }
    }
}";

/// Walks a list in pages of a size.
async fn walk(app: &TestApp, arguments: &Value, total: usize, size: usize, forwards: bool) -> Vec<String> {
    let (length, from) = if forwards { ("first", "after") } else { ("last", "before") };
    let mut labels: Vec<String> = Vec::new();
    let mut cursor = Value::Null;
    loop {
        let mut variables = arguments.clone();
        variables[length] = json!(size);
        variables[from] = cursor.clone();
        let answer = app.ask(QUERY, variables).await;
        let page = &answer.data()["organization"]["members"];
        assert_eq!(page["totalCount"], total, "the total is that of the whole list on that day");
        let edges = page["edges"].as_array().unwrap();
        let found = edges.iter().map(|edge| edge["node"]["label"].as_str().unwrap().to_owned());
        let keep = if forwards { labels.len() } else { 0 };
        labels.splice(keep..keep, found);
        let edge = if forwards { edges.last() } else { edges.first() };
        let goes_on = if forwards { "hasNextPage" } else { "hasPreviousPage" };
        assert_eq!(page["pageInfo"][goes_on], labels.len() < total, "{arguments} by {size}: {labels:?}");
        if labels.len() >= total {
            return labels;
        }
        assert_eq!(edges.len(), size);
        cursor = edge.expect("a row")["cursor"].clone();
    }
}

#[actix_web::test]
async fn deep_pages_on_a_day_together_equal_the_whole_list() {
    let app = TestApp::holding(&register()).await;
    for (least, passing) in [("CERTAIN", "C"), ("POSSIBLE", "CP"), ("EXCLUDED", "CPE")] {
        let ascending = rows(passing);
        let mut descending = ascending.iter().rev().cloned().collect::<Vec<_>>();
        // Unknown starts come last in this direction too.
        descending.sort_by_key(|row| STARTS[row.parse::<usize>().unwrap() % STARTS.len()].0.is_none());
        for (direction, rows) in [("ASC", ascending), ("DESC", descending)] {
            let order = json!({ "field": "FROM", "direction": direction });
            let arguments = json!({ "day": DAY, "least": least, "order": order });
            for size in [1, 4, rows.len() - 1, rows.len(), 100] {
                for forwards in [true, false] {
                    let found = walk(&app, &arguments, rows.len(), size, forwards).await;
                    assert_eq!(found, rows, "{least} {direction} by {size}, forwards: {forwards}");
                }
            }
        }
    }
}

#[actix_web::test]
async fn a_cursor_of_one_day_is_a_place_in_the_list_of_another() {
    let app = TestApp::holding(&register()).await;
    let all = app.ask(QUERY, json!({ "first": 100 })).await;
    let edges = all.data()["organization"]["members"]["edges"].as_array().unwrap().clone();
    let certain = rows("C");
    // The cursor of a row that does not hold on the day says where the rows that do go on.
    let middle = edges.iter().position(|edge| edge["node"]["label"] == "1").expect("a row of an unsure start");
    let after = json!({ "day": DAY, "least": "CERTAIN", "first": 100, "after": edges[middle]["cursor"] });
    let answer = app.ask(QUERY, after).await;
    let page = &answer.data()["organization"]["members"];
    let found: Vec<_> =
        page["edges"].as_array().unwrap().iter().map(|edge| edge["node"]["label"].as_str().unwrap()).collect();
    assert_eq!(found, certain[TURNS..], "those that began in 1999 lie before");
    assert!(page["edges"].as_array().unwrap().iter().all(|edge| edge["certainty"] == "CERTAIN"));
}
