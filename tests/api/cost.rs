//! What a request may cost PostgreSQL, in points.

use crate::{app::TestApp, differential::documents};
use depositary::explain::{explain, variables};
use serde_json::{Value, json};
use std::path::Path;

/// The points of a request, as `depositary explain` says them.
fn points(query: &str, given: &Value) -> u64 {
    let shown =
        explain(query, None, &variables(&given.to_string()).unwrap()).unwrap_or_else(|errors| panic!("{errors:?}"));
    let line = shown.lines().next().unwrap();
    if line == "No statement." {
        return 0;
    }
    let words: Vec<_> = line.split(' ').collect();
    let of = words.iter().position(|word| *word == "of").unwrap_or_else(|| panic!("{line}"));
    words[of - 1].parse().unwrap()
}

/// A field under so many aliases.
fn times(count: usize, field: impl Fn(usize) -> String) -> String {
    let fields: Vec<_> = (0..count).map(|number| format!("a{number}: {}", field(number))).collect();
    format!("{{ {} }}", fields.join(" "))
}

fn total_of_changes(since: usize) -> String {
    format!("changes(filter: {{ since: {since} }}) {{ totalCount }}")
}

fn timeline_by_sixteen_conditions(number: usize) -> String {
    let parts: Vec<_> =
        (0..16).map(|year| format!("{{ not: {{ date: {{ within: \"{}\" }} }} }}", 1900 + year + number)).collect();
    let parts = parts.join(" ");
    format!("timeline(filter: {{ and: [{parts}] }}) {{ nodes {{ kind }} }}")
}

fn documents_by_an_act(number: usize) -> String {
    format!("documents(filter: {{ action: {{ party: [\"x{number}\"] }} }}) {{ totalCount }}")
}

fn timelines_of_topics(count: usize) -> String {
    format!("{{ topics(first: {count}) {{ nodes {{ timeline(first: 5) {{ nodes {{ kind }} }} }} }} }}")
}

#[actix_web::test]
async fn the_sum_of_all_statements_has_a_limit() {
    let app = TestApp::demonstration().await;
    for (most, field) in
        [(7, total_of_changes as fn(usize) -> String), (3, timeline_by_sixteen_conditions), (7, documents_by_an_act)]
    {
        app.ask(&times(most, field), json!({})).await.data();
        refused(&app, &times(most + 1, field)).await;
    }
    // What a field costs for each record counts as often as there may be records.
    app.ask(&timelines_of_topics(6), json!({})).await.data();
    refused(&app, &timelines_of_topics(7)).await;
}

/// A request is refused before anything is read, with the arithmetic and a location.
async fn refused(app: &TestApp, query: &str) {
    let answer = app.ask(query, json!({})).await;
    let (code, message) = answer.error();
    let said = format!("costs {} points, and 1000 are allowed", points(query, &json!({})));
    assert!(code == "COST_TOO_HIGH" && message.contains(&said) && message.len() < 500, "{answer}");
    assert!(answer.body["errors"][0]["locations"][0]["line"].is_u64(), "{answer}");
    assert_eq!((answer.body.get("data"), &answer.commands[..]), (None, &[][..]), "{answer}");
}

#[actix_web::test]
async fn the_most_expensive_statement_is_named_with_its_arithmetic() {
    let app = TestApp::demonstration().await;
    let answer = app.ask(&times(8, total_of_changes), json!({})).await;
    assert_eq!(
        answer.error().1,
        "This operation costs 1008 points, and 1000 are allowed; its most expensive statement, that of `a0.totalCount`, costs 126: \
         1 + 500 thousand rows × 5 looks ÷ 20. Request fewer totals, filters or records."
    );
    assert_eq!(answer.body["errors"][0]["locations"], json!([{ "line": 1, "column": 39 }]));
}

/// Records above a field are counted for all fields below: twenty aliases have one allowance together.
#[test]
fn a_statement_that_is_asked_for_twice_counts_once() {
    let one = points(
        "{ organizations(first: 9) { nodes { a: meetings(filter: { kind: [SUMMIT] }) { totalCount } } } }",
        &json!({}),
    );
    let twin = "{ organizations(first: 9) { nodes { a: meetings(filter: { kind: [SUMMIT] }) { totalCount } b: meetings(filter: { kind: [SUMMIT] }) { totalCount } } } }";
    assert_eq!(points(twin, &json!({})), one);
}

/// Each record is of one kind: what is asked of all kinds is not reckoned as if all records were of each.
#[test]
fn records_of_many_kinds_are_as_many_as_there_are() {
    let query = |first: u64| {
        format!(
            "{{ timeline(first: {first}) {{ nodes {{ what {{ ... on RegisterRecord {{ citations {{ totalCount }} }} }} }} }} }}"
        )
    };
    assert!(points(&query(100), &json!({})) < 250, "{}", points(&query(100), &json!({})));
}

/// What the page, the tests, the benchmark and the documentation ask.
#[test]
fn what_is_usually_asked_costs_far_less() {
    let mut all = Vec::new();
    let mut note = |name: String, query: &str| {
        // Values do not change what is reckoned, except how many there are.
        let given = json!({ "slug": "cis", "first": 20, "filter": {}, "ids": [], "query": "minsk" });
        let Ok(shown) = explain(query, None, &variables(&given.to_string()).unwrap()) else { return };
        drop(shown);
        all.push((points(query, &given), name));
    };
    for folder in ["tests/api/queries", "tests/api/queries/questions", "web/src/examples", "bench/speed/queries"] {
        for path in documents(folder).iter().filter(|path| !is_of_a_peer(path)) {
            note(path.display().to_string(), &std::fs::read_to_string(path).unwrap());
        }
    }
    all.sort();
    println!("{all:#?}");
    // The most expensive one asks for a page of the timeline by a topic or two records, and for the length of that list.
    assert!(all.len() > 40 && all.iter().all(|(points, _)| *points <= 700), "{all:#?}");
    assert!(all[all.len() - 2].0 <= 450, "{all:#?}");
    assert!(all[all.len() / 2].0 <= 20, "{all:#?}");
    let mut measured = all.iter().filter(|(_, name)| name.contains("bench/speed"));
    assert!(measured.clone().count() >= 2 && measured.all(|(points, _)| *points < engine::cost::EXPENSIVE), "{all:#?}");
}

/// A query for another server.
fn is_of_a_peer(path: &Path) -> bool {
    ["postgraphile", "seaography", "yoga"].iter().any(|peer| path.to_string_lossy().contains(peer))
}

/// A value that is named a thousand times is named once, in the statement and in what it costs.
#[actix_web::test]
async fn lists_in_filters_are_sets() {
    let app = TestApp::demonstration().await;
    for (list, filter, field, values) in [
        ("meetings", "MeetingFilter", "kind", ["SUMMIT", "SESSION"]),
        ("meetings", "MeetingFilter", "place", ["minsk", "yalta"]),
        ("documents", "DocumentFilter", "slug", ["collective-security-treaty", "cis-charter"]),
        ("documents", "DocumentFilter", "steps", ["ADOPTION", "FOUNDATION"]),
    ] {
        let query =
            format!("query ($filter: {filter}) {{ {list}(filter: $filter) {{ totalCount nodes {{ slug }} }} }}");
        let ask = async |values: Vec<&str>| app.ask(&query, json!({ "filter": { field: values } })).await;
        let once = ask(values.to_vec()).await;
        let often = ask(values.repeat(1_000)).await;
        assert_eq!((once.data(), &once.statements), (often.data(), &often.statements), "{list} by {field}");
    }
}

#[actix_web::test]
async fn a_list_in_a_filter_has_a_limit() {
    let app = TestApp::demonstration().await;
    let query = "query ($filter: MeetingFilter) { meetings(filter: $filter) { totalCount } }";
    for field in ["slug", "place"] {
        let ask = async |count: usize| {
            let slugs: Vec<_> = (0..count).map(|number| format!("x{number}")).collect();
            app.ask(query, json!({ "filter": { "not": { field: slugs } } })).await
        };
        assert!(ask(1_000).await.data()["meetings"]["totalCount"].is_number());
        let answer = ask(1_001).await;
        let said = format!("A list in a filter has 1000 different values at most; `{field}` has 1001");
        let (code, message) = answer.error();
        assert_eq!((code, message.contains(&said)), ("BAD_USER_INPUT", true), "{message}");
        assert_eq!(answer.body["errors"][0]["path"], json!(["meetings"]));
    }
}
