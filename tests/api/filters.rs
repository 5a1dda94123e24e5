//! What filters let through: with vague dates, with values that are missing, and with each other.

use crate::app::TestApp;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Meetings by slug, with their dates; half of them have a place.
const MEETINGS: [(&str, Option<&str>); 8] = [
    ("day", Some("2003-09-19")),
    ("days", Some("2003-09-18/2003-09-19")),
    ("from", Some("2003-09-19/..")),
    ("later", Some("2004-02-01")),
    ("month", Some("2003-09")),
    ("none", None),
    ("until", Some("[..2003-09-19]")),
    ("year", Some("2003")),
];

fn register() -> String {
    let mut toml = r#"
[[source]]
slug = "page"
name = "A page"
kind = "WEB_PAGE"
cite = ["page"]

[[organization]]
slug = "union"
former_slugs = ["community"]
name = "Union"
kind = "OTHER"
cite = ["page"]

[[organ]]
slug = "council"
name = "Council"
kind = "COUNCIL"
organization = "union"
cite = ["page"]

[[place]]
slug = "here"
name = "Here"
cite = ["page"]

[[topic]]
slug = "trade"
name = "Trade"
cite = ["page"]
"#
    .to_owned();
    for (at, (slug, date)) in MEETINGS.iter().enumerate() {
        let mut entry = format!("\n[[meeting]]\nslug = \"{slug}\"\nname = \"{slug}\"\ncite = [\"page\"]\n");
        entry += if at % 2 == 0 {
            "kind = \"SUMMIT\"\nplace = \"here\"\n"
        } else {
            "kind = \"SESSION\"\norgans = [\"council\"]\n"
        };
        entry += &date.map_or_else(String::new, |date| format!("date = \"{date}\"\n"));
        entry += if *slug == "day" { "topics = [\"trade\"]\n" } else { "" };
        entry += if *slug == "none" {
            "\n[[meeting.agenda_item]]\ntitle = \"Trade\"\ntopics = [\"trade\"]\ncite = [\"page\"]\n"
        } else {
            ""
        };
        toml += &entry;
    }
    toml
}

/// The slugs of the meetings that pass.
async fn passing(app: &TestApp, filter: &Value) -> Vec<String> {
    let answer = app.query("filtered_meetings", json!({ "filter": filter })).await;
    let meetings = &answer.data()["meetings"];
    let slugs: Vec<_> =
        meetings["nodes"].as_array().unwrap().iter().map(|node| node["slug"].as_str().unwrap().to_owned()).collect();
    assert_eq!(meetings["totalCount"], slugs.len(), "{filter}: the total is filtered like the list");
    let checks = answer.statements.iter().filter(|statement| statement.contains("AS \"given\"")).count();
    assert_eq!(
        answer.statements.len(),
        2 + checks,
        "a filter takes no statement of its own, but to look up names: {answer}"
    );
    slugs
}

fn all() -> Vec<&'static str> {
    MEETINGS.iter().map(|(slug, _)| *slug).collect()
}

/// What each filter lets through.
fn table() -> Vec<(Value, Vec<&'static str>)> {
    let dates = [
        (json!({ "within": "2003-09" }), vec!["day", "days", "month"]),
        (json!({ "within": "2003" }), vec!["day", "days", "month", "year"]),
        (json!({ "within": "2003-09-19" }), vec!["day"]),
        (json!({ "within": "../2003-09-19" }), vec!["day", "days", "until"]),
        (json!({ "within": "2003-09-19/.." }), vec!["day", "from", "later"]),
        (json!({ "overlaps": "2003-09-19" }), vec!["day", "days", "from", "month", "until", "year"]),
        (json!({ "overlaps": "2003-09-18" }), vec!["days", "month", "until", "year"]),
        (json!({ "overlaps": "2004" }), vec!["from", "later"]),
        (json!({ "overlaps": "1990" }), vec!["until"]),
        (json!({ "overlaps": "2100/.." }), vec!["from"]),
        (json!({ "before": "2003-09-20" }), vec!["day", "days", "until"]),
        (json!({ "before": "2003-09-19" }), vec![]),
        (json!({ "before": "2004" }), vec!["day", "days", "month", "until", "year"]),
        (json!({ "before": "../2004" }), vec![]),
        (json!({ "after": "2003-09-18" }), vec!["day", "from", "later"]),
        (json!({ "after": "2003" }), vec!["later"]),
        (json!({ "after": "2003/.." }), vec![]),
        (json!({ "isKnown": true }), vec!["day", "days", "from", "later", "month", "until", "year"]),
        (json!({ "isKnown": false }), vec!["none"]),
        (json!({ "overlaps": "2003-09", "before": "2003-10" }), vec!["day", "days", "month", "until"]),
        (json!({ "isKnown": false, "within": "2003" }), vec![]),
        (json!({}), all()),
    ];
    let mut table: Vec<_> = dates.into_iter().map(|(date, passing)| (json!({ "date": date }), passing)).collect();
    table.extend([
        (json!({}), all()),
        (Value::Null, all()),
        (json!({ "kind": null, "date": null, "slug": null, "and": null, "or": null, "not": null }), all()),
        (json!({ "kind": ["SUMMIT"] }), vec!["day", "from", "month", "until"]),
        (json!({ "kind": "SESSION" }), vec!["days", "later", "none", "year"]),
        (json!({ "kind": ["SUMMIT", "SESSION"] }), all()),
        (json!({ "kind": ["OTHER"] }), vec![]),
        (json!({ "kind": [] }), vec![]),
        (json!({ "slug": ["day", "none", "no-such-slug"] }), vec!["day", "none"]),
        (json!({ "slug": [] }), vec![]),
        (json!({ "place": ["here"] }), vec!["day", "from", "month", "until"]),
        (json!({ "place": ["union"] }), vec![]),
        (json!({ "place": [] }), vec![]),
        (json!({ "organ": ["council"] }), vec!["days", "later", "none", "year"]),
        (json!({ "organization": ["union"] }), vec!["days", "later", "none", "year"]),
        (json!({ "organization": ["community", "union"] }), vec!["days", "later", "none", "year"]),
        (json!({ "topic": ["trade"] }), vec!["day", "none"]),
        (json!({ "slug": ["day", "days"], "kind": ["SUMMIT"] }), vec!["day"]),
        (json!({ "and": [] }), all()),
        (json!({ "or": [] }), vec![]),
        (json!({ "and": [{ "kind": ["SUMMIT"] }, { "date": { "within": "2003" } }] }), vec!["day", "month"]),
        (json!({ "or": [{ "slug": ["none"] }, { "date": { "within": "2003-09-19" } }] }), vec!["day", "none"]),
        (json!({ "kind": ["SUMMIT"], "or": [{ "slug": ["none"] }, { "slug": ["day"] }] }), vec!["day"]),
        (
            json!({ "or": [{ "and": [{ "slug": ["day"] }, { "kind": ["SESSION"] }] }, { "slug": ["from"] }] }),
            vec!["from"],
        ),
        (json!({ "or": [{}] }), all()),
        (json!({ "and": [{ "or": [] }] }), vec![]),
    ]);
    table
}

#[actix_web::test]
async fn a_filter_lets_through_what_it_says_and_not_lets_through_all_the_rest() {
    let app = TestApp::holding(&register()).await;
    for (filter, expected) in table() {
        assert_eq!(passing(&app, &filter).await, expected, "{filter}");
        // What restricts nothing restricts nothing under `not` either.
        if ["null", "{}", r#"{"date":{}}"#, r#"{"and":[]}"#, r#"{"or":[{}]}"#].contains(&filter.to_string().as_str())
            || filter["not"].is_null() && filter.get("not").is_some()
        {
            assert_eq!(passing(&app, &json!({ "not": filter })).await, all(), "not {filter}");
            continue;
        }
        let rest: Vec<_> = all().into_iter().filter(|slug| !expected.contains(slug)).collect();
        assert_eq!(passing(&app, &json!({ "not": filter })).await, rest, "not {filter}");
        assert_eq!(passing(&app, &json!({ "not": { "not": filter } })).await, expected, "not not {filter}");
        let neither = json!({ "and": [filter, { "not": filter }] });
        assert_eq!(passing(&app, &neither).await, Vec::<String>::new(), "{neither}");
        let either = json!({ "or": [filter, { "not": filter }] });
        assert_eq!(passing(&app, &either).await, all(), "{either}");
    }
}

#[actix_web::test]
async fn what_cannot_be_decided_does_not_pass_and_passes_its_contrary() {
    let app = TestApp::holding(&register()).await;
    // Whether the undated meeting was in 2003, nobody knows.
    for filter in [json!({ "date": { "within": "2003" } }), json!({ "date": { "before": "2003" } })] {
        assert!(!passing(&app, &filter).await.contains(&"none".to_owned()), "{filter}");
        assert!(passing(&app, &json!({ "not": filter })).await.contains(&"none".to_owned()), "not {filter}");
    }
    // A meeting without a place was not held at this one, as far as the register knows.
    let elsewhere = passing(&app, &json!({ "not": { "place": ["here"] } })).await;
    assert_eq!(elsewhere, ["days", "later", "none", "year"]);
}

/// The slugs or other leaves under `found`, sorted.
async fn found(app: &TestApp, query: &str) -> Vec<String> {
    fn leaves(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::String(text) => found.push(text.clone()),
            Value::Object(members) => members.values().for_each(|member| leaves(member, found)),
            Value::Array(items) => items.iter().for_each(|item| leaves(item, found)),
            _ => {}
        }
    }
    let mut all = Vec::new();
    leaves(app.ask(query, json!({})).await.data(), &mut all);
    all.sort();
    all
}

#[actix_web::test]
async fn filters_reach_through_relations() {
    let app = TestApp::demonstration().await;
    let table: [(&str, &[&str]); 12] = [
        (
            "{ states(filter: { memberOf: [\"csto\"] }) { nodes { slug } } }",
            &["afghanistan", "armenia", "belarus", "kazakhstan", "kyrgyzstan", "russia", "serbia", "tajikistan"],
        ),
        (
            "{ states(filter: { memberOf: [\"csto\"], not: { memberOf: [\"cis\"] } }) { nodes { slug } } }",
            &["afghanistan", "serbia"],
        ),
        (
            "{ states(filter: { actedOn: [\"collective-security-treaty\"], not: { memberOf: [\"csto\"] } }) { nodes { slug } } }",
            &["azerbaijan", "georgia", "uzbekistan"],
        ),
        (
            "{ documents(filter: { signedBy: [\"uzbekistan\"], kind: [TREATY] }) { nodes { slug } } }",
            &["collective-security-treaty"],
        ),
        (
            "{ documents(filter: { signedBy: [\"georgia\"] }) { nodes { slug } } }",
            // Georgia acceded to the Collective Security Treaty; it did not sign it.
            &[],
        ),
        ("{ documents(filter: { steps: [EXTENSION] }) { nodes { slug } } }", &["collective-security-treaty"]),
        (
            "{ documents(filter: { milestone: { step: [ENTRY_INTO_FORCE], date: { within: \"1994\" } } }) { nodes { slug } } }",
            &["collective-security-treaty"],
        ),
        ("{ organizations(filter: { member: [\"serbia\"] }) { nodes { slug } } }", &["csto"]),
        (
            "{ organizations(filter: { abbreviation: [\"CSTO\", \"EVRAZES\"] }) { nodes { slug } } }",
            &["csto", "eurasian-economic-community"],
        ),
        (
            "{ organizations(filter: { kind: [CUSTOMS_UNION] }) { nodes { slug } } }",
            &["cis-customs-union", "customs-union-of-russia-kazakhstan-and-belarus"],
        ),
        ("{ organization(slug: \"csto\") { observers { nodes { state { slug } } } } }", &["afghanistan", "serbia"]),
        (
            "{ document(slug: \"collective-security-treaty\") { actions(filter: { action: [WITHDRAWAL], party: [\"uzbekistan\"], date: { before: \"1999-04-03\" } }) { nodes { label } } } }",
            &["withdrew"],
        ),
    ];
    for (query, expected) in table {
        assert_eq!(found(&app, query).await, expected, "{query}");
    }
    // Organizations without an abbreviation are not called CSTO.
    let others =
        found(&app, "{ organizations(first: 100, filter: { not: { abbreviation: [\"CSTO\"] } }) { nodes { slug } } }")
            .await;
    let all = found(&app, "{ organizations(first: 100) { nodes { slug } } }").await;
    let all: BTreeSet<_> = all.into_iter().filter(|slug| slug != "csto").collect();
    assert_eq!(others.into_iter().collect::<BTreeSet<_>>(), all);
}

#[actix_web::test]
async fn a_date_that_is_none_is_refused_with_a_sentence() {
    let app = TestApp::holding(&register()).await;
    for date in [
        json!("yesterday"),
        json!("2003-13"),
        json!(""),
        json!("2003-09-19T10:00:00Z"),
        json!("2004/2003"),
        json!(2003),
        json!(true),
    ] {
        for field in ["within", "overlaps", "before", "after"] {
            let answer = app.query("filtered_meetings", json!({ "filter": { "date": { field: date } } })).await;
            let (code, message) = answer.error();
            assert_eq!((code, answer.commands.len()), ("BAD_USER_INPUT", 0), "{date}: {answer}");
            assert!(message.ends_with('.') && !message.contains('\n'), "{date}: {message}");
            assert!(!message.contains("EdtfInput") && !message.contains("filter.rs"), "{message}");
        }
    }
    let answer = app.ask("{ meetings(filter: { date: { within: \"yesterday\" } }) { totalCount } }", json!({})).await;
    insta::assert_snapshot!(answer.error().1);
}

#[actix_web::test]
async fn a_date_that_leaves_days_out_is_refused_and_says_what_to_write() {
    let app = TestApp::holding(&register()).await;
    for date in ["[2006-05-25,2007-05-25]", "{2003,2005}", "XXXX-05-25", "2003-XX-19", "199X-05", "XXXX-05-25/2003"] {
        for field in ["within", "overlaps", "before", "after"] {
            let answer = app.query("filtered_meetings", json!({ "filter": { "date": { field: date } } })).await;
            let (code, message) = answer.error();
            assert_eq!((code, answer.commands.len()), ("BAD_USER_INPUT", 0), "{date}: {answer}");
            assert!(message.contains(date) && message.contains("or: [...]"), "{date}: {message}");
        }
        // Wherever such a filter stands.
        for filter in [
            format!("timeline(filter: {{ date: {{ within: \"{date}\" }} }})"),
            format!("milestones: documents(filter: {{ milestone: {{ announcedOn: {{ overlaps: \"{date}\" }} }} }})"),
            format!("events(filter: {{ not: {{ date: {{ after: \"{date}\" }} }} }})"),
        ] {
            let answer = app.ask(&format!("{{ {filter} {{ totalCount }} }}"), json!({})).await;
            assert_eq!((answer.error().0, answer.commands.len()), ("BAD_USER_INPUT", 0), "{filter}: {answer}");
        }
    }
    let answer = app.ask("{ meetings(filter: { date: { within: \"XXXX-05-25\" } }) { totalCount } }", json!({})).await;
    insta::assert_snapshot!(answer.error().1);
    let apart: [(&str, &[&str]); 6] = [
        ("200X", &["day", "days", "later", "month", "year"]),
        ("2003-23", &["day", "days", "month"]),
        ("2003-33", &[]),
        ("2003-09-XX", &["day", "days", "month"]),
        ("[2003-09-18,2003-09-19]", &["day", "days"]),
        ("[..2003-09-19]", &["day", "days", "until"]),
    ];
    for (date, expected) in apart {
        assert_eq!(passing(&app, &json!({ "date": { "within": date } })).await, expected, "{date}");
    }
    let either = json!({ "or": [{ "date": { "within": "2003-09-19" } }, { "date": { "within": "2004-02-01" } }] });
    assert_eq!(passing(&app, &either).await, ["day", "later"]);
}

#[actix_web::test]
async fn what_was_announced_is_found_by_when() {
    let app = TestApp::demonstration().await;
    let table: [(&str, &[&str]); 9] = [
        (
            "{ events(filter: { announcedOn: { within: \"2004\" } }) { nodes { slug } } }",
            &["observer-mission-to-kosovo-2004"],
        ),
        (
            "{ meetings(filter: { announcedOn: { within: \"2002-06\" } }) { nodes { slug } } }",
            &["cis-defense-ministers-next-session-after-2002-06"],
        ),
        ("{ meetings(filter: { announcedOn: { isKnown: false }, modality: [PLANNED] }) { nodes { slug } } }", &[]),
        (
            "{ organization(slug: \"free-trade-zone-planned-2003\") { milestones(filter: { announcedOn: { within: \"2003-09\" } }) { nodes { step } } } }",
            &["FOUNDATION"],
        ),
        (
            "{ organization(slug: \"free-trade-zone-planned-2003\") { milestones(filter: { announcedOn: { after: \"2003-09-19\" } }) { nodes { step } } } }",
            &[],
        ),
        // "In November", of one year or another.
        (
            "{ organization(slug: \"customs-union-of-russia-kazakhstan-and-belarus\") { milestones(filter: { announcedOn: { within: \"2009\" } }) { nodes { step } } } }",
            &[],
        ),
        (
            "{ organization(slug: \"customs-union-of-russia-kazakhstan-and-belarus\") { milestones(filter: { announcedOn: { overlaps: \"2009\" } }) { nodes { step } } } }",
            &["FOUNDATION"],
        ),
        (
            "{ organization(slug: \"eurasian-economic-community\") { relations(filter: { announcedOn: { within: \"2001-06\" } }) { nodes { modality } } } }",
            &["ANNOUNCED"],
        ),
        (
            "{ document(slug: \"collective-security-treaty\") { actions(filter: { announcedOn: { isKnown: true } }) { nodes { label } } } }",
            &[],
        ),
    ];
    for (query, expected) in table {
        assert_eq!(found(&app, query).await, expected, "{query}");
    }
}

#[actix_web::test]
async fn values_that_the_schema_does_not_know_are_refused() {
    let app = TestApp::holding(&register()).await;
    let table = [
        ("{ meetings(filter: { kind: [PICNIC] }) { totalCount } }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ meetings(filter: { kind: [\"SUMMIT\"] }) { totalCount } }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ meetings(filter: { mood: [] }) { totalCount } }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ meetings(filter: { slug: [null] }) { totalCount } }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ meetings(orderBy: { direction: ASC }) { totalCount } }", "GRAPHQL_VALIDATION_FAILED"),
    ];
    for (query, code) in table {
        let answer = app.ask(query, json!({})).await;
        assert_eq!((answer.codes(), answer.commands.len()), (vec![code], 0), "{query}: {}", answer.text);
        assert!(answer.body.get("data").is_none());
    }
    for filter in
        [json!({ "kind": ["PICNIC"] }), json!({ "mood": 1 }), json!({ "slug": [null] }), json!([]), json!("x")]
    {
        let answer = app.query("filtered_meetings", json!({ "filter": filter })).await;
        assert_eq!((answer.error().0, answer.commands.len()), ("BAD_USER_INPUT", 0), "{filter}: {}", answer.text);
    }
}

#[actix_web::test]
async fn text_in_a_filter_is_text_and_no_sql() {
    let app = TestApp::holding(&register()).await;
    for text in ["' or true --", "$1", "\\", "%", "{day}", "\"", "null", "\u{7f}", "日"] {
        let filter = json!({ "or": [{ "slug": [text] }, { "place": [text] }, { "organization": [text] }] });
        let answer = app.query("filtered_meetings", json!({ "filter": filter })).await;
        assert_eq!(answer.data()["meetings"]["totalCount"], 0, "{text:?}");
        for key in [text.to_owned(), text.to_uppercase()] {
            let answer = app.query("states_by_code", json!({ "key": key })).await;
            assert_eq!(answer.data()["state"], Value::Null, "{key:?}");
        }
    }
    // PostgreSQL keeps no U+0000 in a text.
    let refused = "A text must not hold the character U+0000.";
    let answer = app.query("filtered_meetings", json!({ "filter": { "slug": ["day\u{0}"] } })).await;
    assert_eq!((answer.error(), answer.commands.len()), (("BAD_USER_INPUT", refused), 0));
    let answer = app.query("states_by_code", json!({ "key": "\u{0}" })).await;
    assert_eq!((answer.error(), answer.commands.len()), (("BAD_USER_INPUT", refused), 0));
}
