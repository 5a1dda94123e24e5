//! What the parts of a filter cost.

use crate::{app::TestApp, postgres};
use sea_orm::{ConnectionTrait as _, TransactionTrait as _};
use serde_json::{Value, json};

/// How many scans PostgreSQL plans for the timeline with a filter.
async fn scans(app: &TestApp, filter: Value) -> usize {
    let query = "query ($filter: TimelineFilter) { timeline(filter: $filter) { nodes { kind } } }";
    let answer = app.ask(query, json!({ "filter": filter })).await;
    answer.data();
    let [statement] = answer.statements.as_slice() else { panic!("{answer}") };
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
    for (field, most) in [("about", 1), ("topic", 4)] {
        let one = scans(&app, json!({ field: ["cis"] })).await;
        let many = scans(&app, json!({ "or": vec![json!({ field: ["cis"] }); 11] })).await;
        assert!(many <= one + 10 * most, "{field}: {one} scans for one part, {many} for eleven");
    }
}

/// Lists whose filters look through many tables, and by which field.
const EXPENSIVE: [(&str, &str, &str); 6] = [
    ("meetings", "MeetingFilter", "concerns"),
    ("meetings", "MeetingFilter", "topic"),
    ("documents", "DocumentFilter", "topic"),
    ("timeline", "TimelineFilter", "about"),
    ("timeline", "TimelineFilter", "topic"),
    ("timeline", "TimelineFilter", "source"),
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
