//! Whether the order of a timeline is certain: told of each entry and the one before it, on whatever page it stands.

use crate::app::TestApp;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Dates in their order, and whether each certainly comes after the one before it.
const DATES: &[(&str, Option<bool>)] = &[
    ("1990", None),
    // Certainly after: the year is over.
    ("1991-05-06", Some(true)),
    // On the same day, whichever comes first.
    ("1991-05-06", Some(false)),
    ("1991-05-07", Some(true)),
    // Some day of the month, some day of the year.
    ("1992-01", Some(true)),
    ("1992", Some(false)),
    ("1992-02-03/1992-02-05", Some(false)),
    // One day in common.
    ("1992-02-05", Some(false)),
    ("1992-02-06", Some(true)),
    // Up to a day: any day before it is possible too.
    ("[..1993-01-01]", Some(false)),
    ("1993-01-01", Some(false)),
    // From a day on, without end.
    ("1993-01-01/..", Some(false)),
    ("2001", Some(false)),
    ("2002", Some(true)),
];

/// Two organizations, each with a meeting on every date and two on no date.
fn register() -> String {
    let mut toml =
        "\n[[source]]\nslug = \"page\"\nname = \"Page\"\nkind = \"WEB_PAGE\"\ncite = [\"page\"]\n".to_owned();
    for body in ["union", "league"] {
        let _ = write!(
            toml,
            "\n[[organization]]\nslug = \"{body}\"\nname = \"{body}\"\nkind = \"OTHER\"\ncite = [\"page\"]\n"
        );
        let dates = DATES.iter().map(|(date, _)| format!("date = \"{date}\"\n")).chain([String::new(), String::new()]);
        for (number, date) in dates.enumerate() {
            let _ = write!(
                toml,
                "\n[[meeting]]\nslug = \"{body}-{number}\"\nname = \"{body} {number}\"\nkind = \"SUMMIT\"\norganization = \"{body}\"\n{date}cite = [\"page\"]\n"
            );
        }
    }
    toml
}

/// The lists that are walked: where they stand, and what restricts them.
const LISTS: [(&str, &str); 3] = [
    ("organization(slug: \"union\")", ""),
    ("organization(slug: \"union\")", "filter: { date: { isKnown: true } }, "),
    ("", "filter: { kind: [MEETING] }, "),
];

/// What is told of the order on one page, and how it goes on.
async fn page(app: &TestApp, (parent, filter): (&str, &str), arguments: &str) -> Value {
    let list = format!(
        "timeline({filter}{arguments}) {{ edges {{ isOrderCertain cursor node {{ date {{ earliest latest }} }} }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }}"
    );
    let query = if parent.is_empty() { format!("{{ {list} }}") } else { format!("{{ of: {parent} {{ {list} }} }}") };
    let answer = app.ask(&query, json!({})).await;
    let data = answer.data();
    if parent.is_empty() { data["timeline"].clone() } else { data["of"]["timeline"].clone() }
}

fn told(page: &Value) -> Vec<Option<bool>> {
    page["edges"].as_array().unwrap().iter().map(|edge| edge["isOrderCertain"].as_bool()).collect()
}

#[actix_web::test]
async fn an_order_is_certain_where_no_day_is_possible_for_both() {
    let app = TestApp::holding(&register()).await;
    let whole = page(&app, LISTS[0], "first: 100").await;
    let expected: Vec<_> = DATES.iter().map(|(_, certain)| *certain).chain([Some(false), Some(false)]).collect();
    assert_eq!(told(&whole), expected);
    // From the end it is told against the entry that comes before in that direction: the later one.
    let turned = page(&app, LISTS[0], "first: 100, orderBy: { field: DATE, direction: DESC }").await;
    // What is undated comes last in this direction too, after all that is dated.
    let dated = expected[1..DATES.len()].iter().rev().copied();
    let expected: Vec<_> = [None].into_iter().chain(dated).chain([Some(false), Some(false)]).collect();
    assert_eq!(told(&turned), expected);
}

/// Whether the bounds of neighbours have no day in common, by the dates as they are shown.
fn by_dates(edges: &[Value], descending: bool) -> Vec<Option<bool>> {
    let apart = |pair: &[Value]| {
        let [before, after] = if descending { [&pair[1], &pair[0]] } else { [&pair[0], &pair[1]] };
        let (last, first) = (&before["node"]["date"]["latest"], &after["node"]["date"]["earliest"]);
        Some(last.as_str().zip(first.as_str()).is_some_and(|(last, first)| last < first))
    };
    edges.iter().take(1).map(|_| None).chain(edges.windows(2).map(apart)).collect()
}

#[actix_web::test]
async fn it_is_told_alike_on_every_page() {
    let app = TestApp::holding(&register()).await;
    for list in LISTS {
        for direction in ["ASC", "DESC"] {
            let order = format!("orderBy: {{ field: DATE, direction: {direction} }}, ");
            let whole = page(&app, list, &format!("{order}first: 100")).await;
            let edges = whole["edges"].as_array().unwrap();
            let expected = told(&whole);
            assert_eq!(expected, by_dates(edges, direction == "DESC"), "{list:?} {direction}");
            assert!(edges.len() > 12 && expected.contains(&Some(true)));
            for (length, from, ends, more) in
                [("first", "after", "endCursor", "hasNextPage"), ("last", "before", "startCursor", "hasPreviousPage")]
            {
                for size in [1, 5] {
                    let mut walked = Vec::new();
                    let mut cursor = Value::Null;
                    loop {
                        let part = page(&app, list, &format!("{order}{length}: {size}, {from}: {cursor}")).await;
                        let keep = if length == "first" { walked.len() } else { 0 };
                        walked.splice(keep..keep, told(&part));
                        if part["pageInfo"][more] == false {
                            break;
                        }
                        assert!(walked.len() < expected.len(), "all was seen, and there is more: {walked:?}");
                        assert_ne!(part["pageInfo"][ends], cursor, "a page that does not go on");
                        cursor = part["pageInfo"][ends].clone();
                    }
                    assert_eq!(walked, expected, "{list:?} {direction} {length}: {size}");
                }
            }
            // Between two cursors, taken from either end, with and without a rest.
            let cursor = |at: usize| &edges[at]["cursor"];
            for length in ["first: 3", "first: 100", "last: 3", "last: 100"] {
                let between = format!("{order}{length}, after: {}, before: {}", cursor(3), cursor(9));
                let found = told(&page(&app, list, &between).await);
                let expected = match length {
                    "first: 3" => &expected[4..7],
                    "last: 3" => &expected[6..9],
                    _ => &expected[4..9],
                };
                assert_eq!(found, expected, "{list:?} {direction} {length}");
            }
        }
    }
}

/// A cursor is a place, whether the entry is there or the filter leaves it out.
#[actix_web::test]
async fn the_entry_before_is_the_one_that_the_filter_lets_through() {
    let app = TestApp::holding(&register()).await;
    let whole = page(&app, LISTS[0], "first: 100").await;
    let cursor = |at: usize| &whole["edges"][at]["cursor"];
    // 1992-02-06 stands after 1990 where the filter leaves out what lies between; after nothing where it leaves out all.
    for (filter, expected) in [
        ("filter: { not: { date: { overlaps: \"1991/1992-02-05\" } } }, ", Some(true)),
        ("filter: { date: { within: \"1992-02-06\" } }, ", None),
    ] {
        let list = ("organization(slug: \"union\")", filter);
        let after = page(&app, list, &format!("first: 1, after: {}", cursor(4))).await;
        assert_eq!(after["edges"][0]["node"]["date"]["earliest"], "1992-02-06", "{after:#}");
        assert_eq!(told(&after), [expected], "{filter}");
    }
}

#[actix_web::test]
async fn it_takes_one_statement_more_for_pages_that_begin_within_a_list() {
    let app = TestApp::holding(&register()).await;
    let cursor = page(&app, LISTS[0], "first: 4").await["pageInfo"]["endCursor"].clone();
    let mut counts = Vec::new();
    for (field, arguments) in [("cursor", ""), ("isOrderCertain", ""), ("isOrderCertain", "after")] {
        let after = if arguments.is_empty() { String::new() } else { format!(", after: {cursor}") };
        let query = format!(
            "{{ organizations {{ nodes {{ slug one: timeline(first: 3{after}) {{ edges {{ {field} }} }} two: timeline(first: 3{after}) {{ edges {{ {field} node {{ kind }} }} }} }} }} }}"
        );
        let answer = app.ask(&query, json!({})).await;
        for body in answer.data()["organizations"]["nodes"].as_array().unwrap() {
            if field == "isOrderCertain" {
                let mut expected = vec![Some(true), Some(false), Some(false)];
                if after.is_empty() {
                    expected = vec![None, Some(true), Some(false)];
                }
                // Both organizations have meetings on the same days; the cursor is a place among those of the union.
                let expected = if after.is_empty() || body["slug"] == "union" { expected } else { told(&body["two"]) };
                assert_eq!(told(&body["one"]), expected, "{body:#}");
                assert_eq!(told(&body["two"]), expected, "{body:#}");
            }
        }
        counts.push(answer.statements.len());
    }
    assert_eq!(counts, [2, 2, 3]);
}
