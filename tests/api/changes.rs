//! What revisions did: the feed of changes, and the history of each record and statement.

use crate::{app::TestApp, postgres};
use depositary::import;
use sea_orm::ConnectionTrait as _;
use serde_json::{Value, json};

const FIRST: &str = r#"
[[source]]
slug = "page"
name = "A page"
kind = "WEB_PAGE"
cite = ["page"]

[[place]]
slug = "haven"
name = "Haven"
cite = ["page"]

[[organization]]
slug = "union"
name = "Union"
kind = "OTHER"
cite = ["page"]
"#;

const MEETING: &str = r#"
[[meeting]]
slug = "summit"
name = "Summit"
kind = "SUMMIT"
organization = "union"
place = "haven"
date = "2003"
cite = ["page"]

[[meeting.participation]]
party = { label = "guests" }
role = "ATTENDED"
cite = ["page"]
"#;

/// Imports one file as the whole set, so that what it does not name goes.
async fn import(app: &TestApp, toml: &str) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("register.toml"), toml).unwrap();
    let db = app.db().await;
    let options = import::Options {
        paths: vec![folder.path().to_owned()],
        set: Some(postgres::SET.to_owned()),
        author: "test".to_owned(),
        message: "Import of a test.".to_owned(),
        prune: true,
        dry_run: false,
    };
    import::run(&db, &options).await.expect("data without a mistake");
    db.close().await.unwrap();
}

/// A register of five revisions: two that create, one that changes, one that does both, one that deletes.
async fn register() -> TestApp {
    let app = TestApp::holding(FIRST).await;
    postgres::add(&app.database, MEETING).await;
    let changed = MEETING
        .replace("date = \"2003\"", "date = \"2003-09-19\"")
        .replace("name = \"Summit\"", "name = \"Great summit\"");
    postgres::add(&app.database, &changed).await;
    let renamed = changed.replace("\"Great summit\"", "\"Greatest summit\"");
    let state = "[[state]]\nslug = \"arland\"\nname = \"Arland\"\ncite = [\"page\"]\n";
    postgres::add(&app.database, &(renamed + state)).await;
    import(&app, &format!("{FIRST}{state}")).await;
    app
}

/// Changes as `revision: CHANGE KIND what`.
async fn changes(app: &TestApp, arguments: &str) -> Vec<String> {
    let query = format!(
        "{{ changes{arguments} {{ totalCount nodes {{ revision {{ number }} change kind formerSlug formerName node {{ __typename ... on RegisterRecord {{ slug }} }} }} }} }}"
    );
    let answer = app.ask(&query, json!({})).await;
    let page = &answer.data()["changes"];
    let nodes = page["nodes"].as_array().unwrap();
    nodes
        .iter()
        .map(|node| {
            let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
            let is_there = if node["node"].is_null() { "gone" } else { "there" };
            let slug = if node["node"].is_null() { &node["formerSlug"] } else { &node["node"]["slug"] };
            format!(
                "{}: {} {} {} {is_there}",
                node["revision"]["number"],
                text(&node["change"]),
                text(&node["kind"]),
                text(slug)
            )
        })
        .collect()
}

const ALL: [&str; 8] = [
    "1: CREATED ORGANIZATION union there",
    "1: CREATED SOURCE page there",
    "1: CREATED PLACE haven there",
    "3: UPDATED MEETING summit gone",
    "4: UPDATED MEETING summit gone",
    "4: CREATED STATE arland there",
    "5: DELETED MEETING summit gone",
    "5: DELETED PARTICIPATION - gone",
];

#[actix_web::test]
async fn changes_come_in_the_order_of_revisions_with_what_was_deleted() {
    let app = register().await;
    let mut all = changes(&app, "").await;
    // Within a revision they come in the order of entry, which is the importer's.
    let mut expected = ALL.map(str::to_owned);
    let revisions: Vec<_> = all.iter().map(|change| change.split(':').next().unwrap().to_owned()).collect();
    assert_eq!(revisions, ["1", "1", "1", "3", "4", "4", "5", "5"]);
    all.sort();
    expected.sort();
    assert_eq!(all, expected);
    let since = |number: usize| ALL.iter().filter(move |change| change[..1].parse::<usize>().unwrap() > number);
    for number in 0..6 {
        let mut found = changes(&app, &format!("(filter: {{ since: {number} }})")).await;
        let mut expected: Vec<_> = since(number).map(|change| (*change).to_owned()).collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "since {number}");
    }
    assert_eq!(changes(&app, "(filter: { since: 1, kind: [STATE] })").await, ["4: CREATED STATE arland there"]);
    let deleted = changes(&app, "(filter: { change: [DELETED], not: { kind: [MEETING] } })").await;
    assert_eq!(deleted, ["5: DELETED PARTICIPATION - gone"]);
}

#[actix_web::test]
async fn changes_are_walked_page_by_page_from_either_end() {
    let app = register().await;
    let whole = changes(&app, "").await;
    for (length, from, ends, more) in
        [("first", "after", "endCursor", "hasNextPage"), ("last", "before", "startCursor", "hasPreviousPage")]
    {
        for size in 1..5 {
            let mut walked: Vec<Value> = Vec::new();
            let mut cursor = Value::Null;
            loop {
                let query = format!(
                    "query ($from: String) {{ changes({length}: {size}, {from}: $from) {{ nodes {{ revision {{ number }} kind change }} pageInfo {{ {ends} {more} }} }} }}"
                );
                let answer = app.ask(&query, json!({ "from": cursor })).await;
                let page = &answer.data()["changes"];
                let keep = if length == "first" { walked.len() } else { 0 };
                walked.splice(keep..keep, page["nodes"].as_array().unwrap().iter().cloned());
                assert!(walked.len() <= whole.len(), "more than there is: {walked:?}");
                if page["pageInfo"][more] == false {
                    break;
                }
                assert_ne!(page["nodes"], json!([]), "an empty page that says there is more");
                cursor = page["pageInfo"][ends].clone();
            }
            let walked: Vec<_> = walked
                .iter()
                .map(|node| {
                    format!(
                        "{}: {} {}",
                        node["revision"]["number"],
                        node["change"].as_str().unwrap(),
                        node["kind"].as_str().unwrap()
                    )
                })
                .collect();
            let expected: Vec<_> =
                whole.iter().map(|change| change.rsplitn(3, ' ').nth(2).unwrap().to_owned()).collect();
            assert_eq!(walked, expected, "{length}: {size}");
        }
    }
}

#[actix_web::test]
async fn what_changed_since_a_revision() {
    insta::assert_snapshot!(register().await.query("changes_since", json!({ "since": 3 })).await);
}

#[actix_web::test]
async fn the_history_of_a_record_says_how_it_was() {
    let app = TestApp::holding(&format!("{FIRST}{MEETING}")).await;
    let changed = MEETING.replace("date = \"2003\"", "date = \"2003-09-19\"").replace("place = \"haven\"\n", "");
    postgres::add(&app.database, &changed).await;
    postgres::add(&app.database, &changed.replace("guests", "many guests")).await;
    let query = "{ meeting(slug: \"summit\") { name place { id } history { totalCount nodes { change revision { number } before } }
        participations { nodes { partyLabel history { nodes { change revision { number } before } } } } } place(slug: \"haven\") { id } }";
    let answer = app.ask(query, json!({})).await;
    let meeting = &answer.data()["meeting"];
    let changes: Vec<_> = meeting["history"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| (node["revision"]["number"].clone(), node["change"].clone()))
        .collect();
    assert_eq!(changes, [(json!(1), json!("CREATED")), (json!(2), json!("UPDATED"))]);
    let before = &meeting["history"]["nodes"][1]["before"];
    assert_eq!(
        (&before["date"], &before["dateBasis"], &before["name"]),
        (&json!("2003"), &json!("STATED"), &json!("Summit"))
    );
    assert_eq!(before["place"], answer.data()["place"]["id"]);
    assert_eq!(meeting["history"]["nodes"][0]["before"], Value::Null);
    for hidden in ["id", "dateOrder", "dateEarliest", "dateEdtf", "placeId", "nodeKind"] {
        assert_eq!(before.get(hidden), None, "{hidden}");
    }
}

/// History is shown by the definitions of the fields, and not by what a column is called.
#[actix_web::test]
async fn a_kept_row_with_a_column_that_no_definition_knows_is_an_error_of_the_field() {
    let app = TestApp::holding(&format!("{FIRST}{MEETING}")).await;
    postgres::add(&app.database, &MEETING.replace("date = \"2003\"", "date = \"2003-09-19\"")).await;
    let query = "{ meeting(slug: \"summit\") { name history { nodes { change before } } } }";
    let before = app.ask(query, json!({})).await.data()["meeting"]["history"]["nodes"][1]["before"].clone();
    assert_eq!(before["name"], "Summit");
    let rename = |from: &str, to: &str| {
        format!(
            "update node_change set before = jsonb_set(before #- '{{row,{from}}}', '{{row,{to}}}', before #> '{{row,{from}}}') where kind = 'MEETING'"
        )
    };
    app.db().await.execute_unprepared(&rename("name", "headline")).await.unwrap();
    let answer = app.ask(query, json!({})).await;
    let meeting = &answer.body["data"]["meeting"];
    assert_eq!(meeting["history"]["nodes"][1], json!({ "change": "UPDATED", "before": null }));
    assert_eq!(meeting["name"], "Summit");
    let error = &answer.body["errors"][0];
    assert_eq!(error["extensions"]["code"], "INTERNAL");
    assert_eq!(error["path"], json!(["meeting", "history", "nodes", 1, "before"]));
    app.db().await.execute_unprepared(&rename("headline", "name")).await.unwrap();
    let again = app.ask(query, json!({})).await.data()["meeting"]["history"]["nodes"][1]["before"].clone();
    assert_eq!(again, before);
}

#[actix_web::test]
async fn everything_in_the_demonstration_was_created_by_its_revision() {
    let app = TestApp::demonstration().await;
    let query = "{ revision { number created } changes(first: 1) { totalCount } organization(slug: \"csto\") { history { nodes { change revision { number } } } } }";
    let answer = app.ask(query, json!({})).await;
    assert_eq!(answer.data()["revision"]["created"], answer.data()["changes"]["totalCount"]);
    assert_eq!(
        answer.data()["organization"]["history"]["nodes"],
        json!([{ "change": "CREATED", "revision": { "number": 1 } }])
    );
}
