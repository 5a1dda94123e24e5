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
         1 + 500000 rows × 5 looks ÷ 20000. Request fewer totals, filters or records."
    );
    assert_eq!(answer.body["errors"][0]["locations"], json!([{ "line": 1, "column": 39 }]));
}

/// Records above a field are counted for all fields below: twenty aliases have one allowance together. At the root each
/// alias is a statement.
#[test]
fn a_statement_below_records_that_is_asked_for_twice_counts_once() {
    let total = "meetings(filter: { kind: [SUMMIT] }) { totalCount }";
    let below = |fields: &str| asked(&format!("{{ organizations(first: 9) {{ nodes {{ {fields} }} }} }}"));
    assert_eq!(below(&format!("a: {total} b: {total}")), below(total));
    assert_eq!(asked(&format!("{{ a: {total} b: {total} }}")), 2 * asked(&format!("{{ {total} }}")));
}

/// The points of a request without variables.
fn asked(query: &str) -> u64 {
    points(query, &json!({}))
}

/// Each record is of one kind, but all may be of the most expensive one.
#[test]
fn records_of_many_kinds_may_all_be_of_the_most_expensive_one() {
    for (kind, list, field) in [
        ("Topic", "topics", "timeline(first: 1) { nodes { kind } }"),
        ("Topic", "topics", "documents(first: 1) { nodes { name } }"),
        ("Organization", "organizations", "documents(first: 1) { totalCount }"),
        ("State", "states", "treatyActions(filter: { action: [SIGNATURE] }) { totalCount }"),
    ] {
        for first in [1, 5, 40, 100] {
            let of_kind = asked(&format!("{{ {list}(first: {first}) {{ nodes {{ {field} }} }} }}"));
            for of_any in [
                format!("changes(first: {first}) {{ nodes {{ node {{ ... on {kind} {{ {field} }} }} }} }}"),
                format!("search(query: \"x\", first: {first}) {{ nodes {{ ... on {kind} {{ {field} }} }} }}"),
            ] {
                let of_any = asked(&format!("{{ {of_any} }}"));
                assert!(of_any >= of_kind, "{first} {list}, {field}: {of_any} below any record, {of_kind} below these");
            }
        }
    }
}

/// What is asked of all kinds is not reckoned as if all records were of each.
#[test]
fn records_of_many_kinds_are_as_many_as_there_are() {
    let of = |kinds: &str| {
        asked(&format!(
            "{{ timeline(first: 100) {{ nodes {{ what {{ ... on {kinds} {{ remarks {{ totalCount }} }} }} }} }} }}"
        ))
    };
    let (all, topics) = (of("RegisterRecord"), of("Topic"));
    assert!(topics < all && all < 3 * topics, "{all} of all kinds, {topics} of topics");
}

/// An index has the rows of one link in the order of the list; those of another are gathered and sorted for a page of one.
#[test]
fn a_page_of_rows_that_are_gathered_costs_what_gathering_them_does() {
    let page = |list: &str, field: &str| {
        asked(&format!("{{ {list} {{ nodes {{ {field}(first: 1) {{ nodes {{ id }} }} }} }} }}"))
    };
    let ordered = page("organizations(first: 40)", "meetings");
    for (list, field) in [
        ("topics(first: 40)", "documents"),
        ("organizations(first: 40)", "documents"),
        ("organs(first: 100)", "documents"),
        ("states(first: 40)", "officeHolders"),
    ] {
        assert!(page(list, field) > 10 * ordered, "{list}.{field}: {}, {ordered} in order", page(list, field));
    }
}

/// Only in the usual order of a list is there surely an index.
#[test]
fn a_page_in_another_order_than_the_usual_one_is_gathered() {
    let meetings = |order: &str| {
        asked(&format!(
            "{{ organizations(first: 40) {{ nodes {{ meetings(first: 1{order}) {{ nodes {{ id }} }} }} }} }}"
        ))
    };
    let [by_date, by_name] =
        ["DATE", "NAME"].map(|field| meetings(&format!(", orderBy: {{ field: {field}, direction: ASC }}")));
    assert!(by_date == meetings("") && by_name > 10 * by_date, "{by_date} by date, {by_name} by name");
}

/// A view is looked into once for each record above, in each of its tables.
#[test]
fn pages_of_a_view_cost_for_each_record_above() {
    let below = |field: &str| {
        asked(&format!(
            "{{ organizations(first: 100) {{ nodes {{ meetings(first: 100) {{ nodes {{ {field}(first: 1) {{ nodes {{ __typename }} }} }} }} }} }} }}"
        ))
    };
    assert!(below("timeline") > 300 && below("documents") < 100, "{} and {}", below("timeline"), below("documents"));
}

/// Views that are made whole before their first row is known.
#[test]
fn lists_that_are_made_whole_cost_so_without_a_filter() {
    assert!(asked("{ changes(last: 1) { nodes { change } } }") >= 200);
    assert!(asked("{ conflicts(first: 1) { nodes { text } } }") >= 20);
    // The entries of the timeline are read in its order.
    assert!(asked("{ timeline(last: 1) { nodes { kind } } }") <= 3);
}

/// A hundred statements over a view of 65 tables take PostgreSQL a second to plan.
#[test]
fn planning_costs_points_by_the_tables_of_a_view() {
    let query = times(97, |length| format!("timeline(first: {}) {{ nodes {{ kind }} }}", length + 1));
    let below = format!("{{ organization(slug: \"cis\") {query} }}");
    assert!((800..=engine::cost::MOST).contains(&asked(&below)), "{}", asked(&below));
}

#[test]
fn lists_cost_by_their_length_where_they_are_compared_one_by_one() {
    let of = |values: &str| asked(&format!("{{ documents(filter: {{ not: {{ {values} }} }}) {{ totalCount }} }}"));
    assert_eq!((of("kind: [TREATY]"), of("kind: [TREATY, PROTOCOL]")), (1 + 15, 1 + 15));
    let slugs = |count: usize| (0..count).map(|number| format!("\"x{number}\"")).collect::<Vec<_>>().join(" ");
    assert_eq!(of(&format!("slug: [{}]", slugs(1_000))), 1 + 21);
    assert_eq!(of("date: { precision: [DAY, MONTH] }"), 1 + 54);
}

#[test]
fn a_search_costs_by_its_parts() {
    let search = |query: &str| asked(&format!("{{ search(query: \"{query}\") {{ totalCount }} }}"));
    assert_eq!([search("minsk"), search("minsk treaty"), search(&"a ".repeat(32))], [40, 54, 474]);
    let reading = |query: &str| asked(&format!("{{ search(query: \"{query}\") {{ interpretation {{ text }} }} }}"));
    assert_eq!([reading("minsk"), reading(&"a ".repeat(32))], [2, 17]);
}

/// Each step has the points of its field, also the one that reads the record before a page.
#[test]
fn no_step_is_without_the_points_of_its_field() {
    assert_eq!(asked("{ suggest(prefix: \"a\") { text } }"), 3);
    let page = |after: &str, field: &str| {
        asked(&format!(
            "{{ topics(first: 3) {{ edges {{ node {{ timeline(first: 1{after}) {{ edges {{ {field} }} }} }} }} }} }}"
        ))
    };
    let after = ", after: \"REFURSs3IDI5MTEwMDA\"";
    let (one, two) = (page(after, "cursor"), page(after, "isOrderCertain"));
    assert!(one > 450 && two - 1 == 2 * (one - 1), "{one} and {two}");
}

/// What a filter gathers is bounded for each name, not for all together.
#[test]
fn a_filter_that_gathers_does_so_for_each_name() {
    let total = |slugs: &str| asked(&format!("{{ timeline(filter: {{ topic: [{slugs}] }}) {{ totalCount }} }}"));
    let looked = |names: u64| names * 20_000 * 7 / 20_000;
    let (one, three) = (total("\"a\""), total("\"a\", \"b\", \"c\""));
    assert_eq!((one, three), (1 + 2 + 120 + looked(1), 1 + 2 + 360 + looked(3)));
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
