//! The order of acts, steps, meetings and events: what follows from it in the database, in the rules and in answers.

use crate::{app::TestApp, postgres, seed};
use proptest::{prelude::*, strategy::ValueTree as _};
use rules::certainty::{Days, Order, narrowed_by};
use sea_orm::ConnectionTrait as _;
use serde_json::json;
use std::{collections::BTreeMap, fmt::Write as _};
use time::Date;

/// How many acts are dated and ordered at random.
const ACTS: i64 = 240;
/// First key of an act.
const FIRST: i64 = 1000;

const REGISTER: &str = r#"
[[source]]
slug = "page"
name = "Page"
kind = "WEB_PAGE"
covered = "1990/1999-12-31"
cite = ["page"]

[[state]]
slug = "arcadia"
name = "Arcadia"
cite = ["page"]

[[meeting]]
slug = "summit"
name = "Summit"
kind = "SUMMIT"
date = "1996-03-01/1996-03-02"
cite = ["page"]

[[document]]
slug = "pact"
name = "Pact"
kind = "TREATY"
consent_delay = "P0D"
leaving_delay = "P0D"
cite = ["page"]

[[document.milestone]]
step = "ENTRY_INTO_FORCE"
date = "1994-04-20"
cite = ["page"]

[[document.treaty_action]]
party = "arcadia"
action = "ACCESSION"
comes_after = ["milestone:pact/ENTRY_INTO_FORCE"]
comes_before = ["summit"]
cite = ["page"]

[[document.treaty_action]]
party = "arcadia"
action = "WITHDRAWAL"
day_after = ["milestone:pact/EXTENSION"]
cite = ["page"]

[[document.milestone]]
step = "EXTENSION"
date = "1999-04-02"
cite = ["page"]
"#;

async fn statuses(app: &TestApp, day: &str) -> Vec<String> {
    let ask = format!(
        "{{ document(slug: \"pact\") {{ found: partyStatuses(asOf: \"{day}\") {{ statuses {{ status certainty }} because {{ rule }} }} }} }}"
    );
    let answer = app.ask(&ask, json!({})).await;
    let standing = &answer.body["data"]["document"]["found"][0];
    assert!(standing["because"].to_string().contains("ORDER_OF_ACTS"), "{}", answer.text);
    let statuses = standing["statuses"].as_array().unwrap();
    statuses
        .iter()
        .map(|found| format!("{} {}", found["status"].as_str().unwrap(), found["certainty"].as_str().unwrap()))
        .collect()
}

#[actix_web::test]
async fn what_a_source_orders_bounds_what_is_derived() {
    let app = TestApp::holding(REGISTER).await;
    let before = app
        .ask(
            "{ document(slug: \"pact\") { found: partyStatuses(asOf: \"1994-04-19\") { status certainty } } }",
            json!({}),
        )
        .await;
    assert_eq!(before.body["data"]["document"]["found"], json!([{ "status": "NOT_PARTY", "certainty": "CERTAIN" }]));
    assert_eq!(statuses(&app, "1995").await, ["PARTY POSSIBLE", "NOT_PARTY POSSIBLE"]);
    assert_eq!(statuses(&app, "1996-03-02").await, ["PARTY CERTAIN"]);
    assert_eq!(statuses(&app, "1999-04-02").await, ["PARTY CERTAIN"]);
    assert_eq!(statuses(&app, "1999-04-03").await, ["FORMER_PARTY CERTAIN"]);
    let answer = app
        .ask(
            "{ document(slug: \"pact\") { actions { nodes { action comesAfter { statement { ... on Milestone { step } } } comesBefore { record { name } } dayAfter { statement { ... on Milestone { step } } } } } } }",
            json!({}),
        )
        .await;
    assert_eq!(
        answer.body["data"]["document"]["actions"]["nodes"],
        json!([
            { "action": "ACCESSION", "comesAfter": [{ "statement": { "step": "ENTRY_INTO_FORCE" } }], "comesBefore": [{ "record": { "name": "Summit" } }], "dayAfter": [] },
            { "action": "WITHDRAWAL", "comesAfter": [], "comesBefore": [], "dayAfter": [{ "statement": { "step": "EXTENSION" } }] },
        ])
    );
}

/// What bounds something is followed when it changes, and when it goes.
#[actix_web::test]
async fn bounds_follow_what_they_come_from() {
    let app = TestApp::holding(REGISTER).await;
    let db = app.db().await;
    let change = "update milestone set date_edtf = '1998-01-01', date_earliest = '1998-01-01', date_latest = '1998-01-01' where step = 'EXTENSION'";
    db.execute_unprepared(change).await.unwrap();
    let bounds = "select coalesce(first::text, '-') || ' ' || coalesce(last::text, '-') from ordered_date join treaty_action on id = node_id where action = 'WITHDRAWAL'";
    let found = postgres::rows(&db, bounds).await;
    assert_eq!(found[0].try_get_by_index::<String>(0).unwrap(), "1998-01-02 1998-01-02");
    db.execute_unprepared("delete from day_after").await.unwrap();
    assert!(postgres::rows(&db, bounds).await.is_empty());
}

fn acts() -> impl Strategy<Value = (Vec<Days>, Vec<Order>)> {
    let day = |number: i64| Date::from_julian_day(2_450_000 + i32::try_from(number).unwrap()).unwrap();
    let date =
        (0..400_i64, prop_oneof![2 => Just(0_i64), 2 => 1..200_i64], 0..6_u8).prop_map(move |(first, length, open)| {
            match open {
                0 => Days::UNKNOWN,
                _ => Days::between(day(first), day(first + length)),
            }
        });
    let order =
        (0..ACTS, 1..6_i64, any::<bool>(), prop::bool::weighted(0.2)).prop_map(|(one, apart, turned, is_next_day)| {
            let (one, two) = (FIRST + one, FIRST + (one + apart) % ACTS);
            let (earlier, later) = if turned { (two, one) } else { (one, two) };
            Order { earlier, later, is_next_day }
        });
    (prop::collection::vec(date, 240), prop::collection::vec(order, 160))
}

/// **Invariant:** the bounds that follow from an order are the same in SQL and in Rust.
#[actix_web::test]
async fn sql_and_rust_agree_on_what_follows_from_an_order() {
    let (dates, mut orders) = acts().new_tree(&mut seed::runner()).unwrap().current();
    orders.sort_by_key(|order| (order.earlier, order.later, order.is_next_day));
    orders.dedup();
    let app = TestApp::holding(REGISTER).await;
    let db = app.db().await;
    let text = |day: Option<Date>| day.map_or("null".to_owned(), |day| format!("'{day}'"));
    let mut sql = "insert into node (id, kind, key, created_in) select n, 'TREATY_ACTION', 'act ' || n, 1 from generate_series(1000, 1239) as n;
        delete from comes_after; delete from comes_before; delete from day_after;"
        .to_owned();
    for (id, days) in (FIRST..).zip(&dates) {
        let written = if *days == Days::UNKNOWN { ("null", "null") } else { ("'2000/2001'", "'STATED'") };
        write!(
            sql,
            "insert into treaty_action (id, set_id, document_id, party_id, party_kind, action, date_edtf, date_basis, date_earliest, date_latest)
             select {id}, {id}, document.id, state.id, 'STATE', 'DECLARATION', {}, {}, {}::date, {}::date from document, state limit 1;",
            written.0, written.1, text(days.earliest), text(days.latest)
        )
        .unwrap();
    }
    let rows = |is_next_day: bool| {
        let of_kind = orders.iter().filter(move |order| order.is_next_day == is_next_day);
        of_kind.map(|order| (order.earlier, order.later)).collect::<Vec<_>>()
    };
    let written =
        |rows: Vec<(i64, i64)>| rows.iter().map(|(one, two)| format!("({one}, {two})")).collect::<Vec<_>>().join(", ");
    write!(sql, "insert into comes_before (node_id, other_id) values {};", written(rows(false))).unwrap();
    write!(sql, "insert into day_after (other_id, node_id) values {};", written(rows(true))).unwrap();
    db.execute_unprepared(&sql).await.unwrap();
    let known = (FIRST..).zip(dates).collect::<BTreeMap<_, _>>();
    let expected = narrowed_by(&known, &orders);
    let ask = "select treaty_action.id, greatest(date_first, first), least(date_last, last) from treaty_action left join ordered_date on node_id = id where id >= 1000 order by id";
    let mut narrowed = 0;
    for row in postgres::rows(&db, ask).await {
        let id: i64 = row.try_get_by_index(0).unwrap();
        let found = Days { earliest: row.try_get_by_index(1).unwrap(), latest: row.try_get_by_index(2).unwrap() };
        assert_eq!(found, expected[&id], "{id}: {:?}, {orders:?}", known[&id]);
        narrowed += usize::from(found != known[&id]);
    }
    assert!(narrowed > 10, "few are narrowed: {narrowed}");
}
