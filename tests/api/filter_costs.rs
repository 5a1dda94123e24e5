//! What the parts of a filter cost.

use crate::{
    app::{Answer, TestApp},
    postgres,
};
use sea_orm::{ConnectionTrait as _, TransactionTrait as _};
use serde_json::{Value, json};

/// The statement that reads the timeline; another one looks up whether names are known.
fn of_timeline(answer: &Answer) -> &str {
    let mut found = answer.statements.iter().filter(|statement| statement.contains("\"timeline\""));
    match (found.next(), found.next()) {
        (Some(only), None) => only,
        _ => panic!("{answer}"),
    }
}

/// How many scans PostgreSQL plans for the timeline with a filter.
async fn scans(app: &TestApp, filter: Value) -> usize {
    let query = "query ($filter: TimelineFilter) { timeline(filter: $filter) { nodes { kind } } }";
    let answer = app.ask(query, json!({ "filter": filter })).await;
    answer.data();
    let statement = of_timeline(&answer);
    let lists = vec!["array['cis']"; statement.matches("any($").count()].join(", ");
    let session = app.db().await.begin().await.unwrap();
    let prepare = format!("set local plan_cache_mode = force_generic_plan; prepare asked as {statement}");
    session.execute_unprepared(&prepare).await.unwrap();
    let plan = postgres::rows(&session, &format!("explain (costs off) execute asked({lists})")).await;
    session.execute_unprepared("deallocate asked").await.unwrap();
    session.rollback().await.unwrap();
    // A table that is read by a bitmap has a line for its index too; whether it is, hangs on statistics and version.
    let reads = |line: &str| line.contains("Scan") && !line.contains("Bitmap Index Scan");
    plan.iter().filter(|line| reads(&line.try_get_by_index::<String>(0).unwrap())).count()
}

/// A timeline is a view with a branch for each kind of entry and of record: to plan it for each part of a filter takes
/// PostgreSQL longer than to read it.
#[actix_web::test]
async fn a_part_by_timelines_is_planned_as_some_slugs() {
    let app = TestApp::demonstration().await;
    // As many parts as a request may have, or nearly so.
    for (field, most, parts) in [("about", 1, 11), ("topic", 4, 5)] {
        let one = scans(&app, json!({ field: ["cis"] })).await;
        let many = scans(&app, json!({ "or": vec![json!({ field: ["cis"] }); parts] })).await;
        assert!(many <= one + (parts - 1) * most, "{field}: {one} scans for one part, {many} for {parts}");
    }
}

/// Lists whose filters look through many tables, and by which field.
const EXPENSIVE: [(&str, &str, &str); 3] = [
    ("meetings", "MeetingFilter", "concerns"),
    ("meetings", "MeetingFilter", "topic"),
    ("documents", "DocumentFilter", "topic"),
];

#[actix_web::test]
async fn a_part_that_looks_through_many_tables_costs_more() {
    let app = TestApp::demonstration().await;
    for (list, filter, field) in EXPENSIVE {
        let query = format!("query ($filter: {filter}) {{ {list}(filter: $filter) {{ totalCount }} }}");
        let ask = async |parts: usize| {
            let part = json!({ field: ["terrorism"] });
            app.ask(&query, json!({ "filter": { "or": vec![part; parts] } })).await
        };
        // The filter itself, and 11 for each part.
        assert!(ask(18).await.data()[list]["totalCount"].is_number(), "{list} by {field}");
        let answer = ask(19).await;
        let (code, message) = answer.error();
        assert_eq!((code, message.contains("costs 210")), ("BAD_USER_INPUT", true), "{message}");
        assert_eq!(answer.commands, [""; 0], "{list} by {field}");
    }
    let cheap = json!({ "filter": { "or": vec![json!({ "place": ["yalta"] }); 199] } });
    let query = "query ($filter: MeetingFilter) { meetings(filter: $filter) { totalCount } }";
    assert!(app.ask(query, cheap).await.data()["meetings"]["totalCount"].is_number());
}

/// What is read row by row finds the entries of timelines in a hash table: an array would be read through for each row.
#[actix_web::test]
async fn entries_of_timelines_are_looked_up_by_the_filter_or_by_hash() {
    let app = TestApp::demonstration().await;
    let query = "query ($filter: TimelineFilter) { timeline(filter: $filter) { totalCount } }";
    let part = json!({ "about": ["cis"] });
    for (filter, is_hashed) in [
        (part.clone(), false),
        (json!({ "or": [part, { "kind": ["FIGURE"] }] }), false),
        (json!({ "not": part }), true),
        (json!({ "and": [{ "not": { "or": [part] } }] }), true),
        (json!({ "or": vec![part.clone(); 6] }), true),
    ] {
        let answer = app.ask(query, json!({ "filter": filter })).await;
        answer.data();
        assert_eq!(of_timeline(&answer).contains("in (select unnest("), is_hashed, "{filter}: {answer}");
    }
}
