//! The timeline: every date of the register in one order, of all and of one record.

use crate::{app::TestApp, postgres};
use edtf::Edtf;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// One of each kind of entry, some without a date.
const REGISTER: &str = r#"
[[source]]
slug = "page"
name = "A page"
kind = "WEB_PAGE"
cite = ["page"]

[[source]]
slug = "book"
name = "A book"
kind = "BOOK"
cite = ["page"]

[[topic]]
slug = "order"
name = "Order"
cite = ["page"]

[[topic]]
slug = "terrorism"
name = "Terrorism"
broader = "order"
cite = ["page"]

[[state]]
slug = "arland"
name = "Arland"
cite = ["page"]

[[state]]
slug = "borland"
name = "Borland"
cite = ["page"]

[[place]]
slug = "haven"
name = "Haven"
cite = ["page"]

[[person]]
slug = "doe"
name = "Doe"
cite = ["page"]

[[organization]]
slug = "union"
name = "Union"
kind = "OTHER"
cite = ["page"]

[[name]]
subject = "union"
text = "League"
kind = "FORMER"
to = "1998"
ended = "YES"
cite = ["page"]

[[organization.milestone]]
step = "FOUNDATION"
date = "1991-12-08"
cite = ["page"]

[[organ]]
slug = "council"
name = "Council"
kind = "COUNCIL"
organization = "union"
cite = ["page"]

[[office]]
slug = "secretary"
name = "Secretary"
body = "union"
cite = ["page"]

[[tenure]]
person = "doe"
office = "secretary"
from = "1999~"
to = "2003-05"
ended = "YES"
cite = ["page"]

[[membership]]
body = "union"
member = "arland"
status = "FULL"
from = "1991-12-08"
to = "2005"
ended = "YES"
cite = ["page"]

[[membership]]
body = "union"
member = "borland"
status = "FULL"
ended = "YES"
cite = ["page"]

[[document]]
slug = "treaty"
name = "Treaty"
kind = "TREATY"
term_until = "2010-01-01"
topics = ["terrorism"]
cite = ["page"]

[[document.milestone]]
step = "ADOPTION"
meeting = "summit"
by = "council"
cite = ["page"]

[[treaty_action]]
document = "treaty"
party = "arland"
action = "RATIFICATION"
date = "2000-03"
effective_date = "2001-01-01/.."
cite = ["book"]

[[meeting]]
slug = "summit"
name = "Summit"
kind = "SUMMIT"
organs = ["council"]
place = "haven"
date = "2000-03-01"
cite = ["page"]

[[meeting.agenda_item]]
title = "Terror"
topics = ["terrorism"]
cite = ["page"]

[[participation]]
gathering = "summit"
party = "arland"
role = "ATTENDED"
cite = ["page"]

[[participation]]
gathering = "summit"
party = "arland"
role = "HOSTED"
cite = ["page"]

[[event]]
slug = "exercise"
name = "Exercise"
kind = "EXERCISE"
date = "[..2000-03-01]"
modality = "PLANNED"
cite = ["page"]

[[participation]]
gathering = "exercise"
party = "borland"
role = "DECLINED"
cite = ["page"]

[[relation]]
subject = "treaty"
relation = "CONSTITUTES"
object = "union"
date = "2000"
cite = ["page"]

[[figure]]
subject = "union"
measure = "members"
qualifier = "EXACT"
value = 2
date = "2000-03-01/.."
topics = ["order"]
cite = ["page"]

[[remark]]
key = "a-remark"
kind = "POSITION"
voice = "arland"
about = ["union", "treaty"]
text = "It is of use."
cite = ["book"]

[[provision]]
key = "a-provision"
subject = "treaty"
kind = "OBLIGATION"
text = "Parties tell each other."
from = "2001"
to = "2002"
ended = "YES"
cite = ["page"]
"#;

/// The whole timeline of [`REGISTER`], as [`entry`] writes its entries.
const ALL: [&str; 19] = [
    "MEMBERSHIP_BEGIN 1991-12-08 arland of union",
    "MILESTONE 1991-12-08 FOUNDATION of union",
    "NAME_END 1998 League of union",
    "TENURE_BEGIN 1999~ doe of secretary",
    "RELATION 2000 CONSTITUTES of treaty",
    "EVENT [..2000-03-01] exercise",
    "MEETING 2000-03-01 summit",
    "TREATY_ACTION 2000-03 RATIFICATION of treaty",
    "FIGURE 2000-03-01/.. members of union",
    "PROVISION_BEGIN 2001 Parties tell each other. of treaty",
    "TREATY_ACTION_EFFECT 2001-01-01/.. RATIFICATION of treaty",
    "PROVISION_END 2002 Parties tell each other. of treaty",
    "TENURE_END 2003-05 doe of secretary",
    "MEMBERSHIP_END 2005 arland of union",
    "TERM_END 2010-01-01 treaty of treaty",
    "MEMBERSHIP_BEGIN - borland of union",
    "MILESTONE - ADOPTION of treaty",
    "REMARK - It is of use.",
    "MEMBERSHIP_END - borland of union",
];

fn entry(node: &Value) -> String {
    let words = ["slug", "text", "action", "step", "relation", "measure"].map(|name| &node["what"][name]);
    let members = [&node["what"]["member"]["slug"], &node["what"]["person"]["slug"]];
    let what = words.into_iter().chain(members).find_map(Value::as_str).expect("something");
    let date = node["date"]["edtf"].as_str().unwrap_or("-");
    let about = node["about"]["slug"].as_str().map(|about| format!(" of {about}")).unwrap_or_default();
    format!("{} {date} {what}{about}", node["kind"].as_str().expect("a kind"))
}

async fn found(app: &TestApp, filter: Value) -> Vec<String> {
    let answer = app.query("timeline", json!({ "filter": filter, "first": 100 })).await;
    let page = &answer.data()["page"];
    let entries: Vec<_> = page["nodes"].as_array().unwrap().iter().map(entry).collect();
    assert_eq!(page["totalCount"], entries.len());
    entries
}

/// Entries of [`ALL`] that hold one of some words.
fn with(words: &[&str]) -> Vec<String> {
    ALL.iter().filter(|entry| words.iter().any(|word| entry.contains(word))).map(|entry| (*entry).to_owned()).collect()
}

#[actix_web::test]
async fn everything_dated_stands_in_one_order_and_what_is_undated_at_the_end() {
    let app = TestApp::holding(REGISTER).await;
    assert_eq!(found(&app, Value::Null).await, ALL);
    let order = |entry: &&str| {
        entry.split(' ').nth(1).and_then(|date| Edtf::parse(date).ok()).map_or(i32::MAX, |date| date.order())
    };
    assert!(ALL.is_sorted_by_key(order));
}

#[actix_web::test]
async fn the_timeline_of_a_record_holds_what_is_about_it() {
    let app = TestApp::holding(REGISTER).await;
    let table: [(&str, &str, Vec<String>); 12] = [
        ("organization", "union", with(&["of union", "of secretary", "summit", "CONSTITUTES", "of use"])),
        ("organ", "council", with(&["summit", "ADOPTION"])),
        ("state", "arland", with(&["arland", "RATIFICATION", "summit", "of use"])),
        ("state", "borland", with(&["borland", "exercise"])),
        ("document", "treaty", with(&["of treaty", "of use"])),
        ("topic", "terrorism", with(&["summit", "ADOPTION", "RATIFICATION", "TERM_END"])),
        ("topic", "order", with(&["FIGURE"])),
        ("person", "doe", with(&["doe"])),
        ("office", "secretary", with(&["of secretary"])),
        ("meeting", "summit", with(&["summit", "ADOPTION"])),
        ("event", "exercise", with(&["exercise"])),
        ("place", "haven", with(&["summit"])),
    ];
    let query =
        std::fs::read_to_string(format!("{}/tests/api/queries/timeline_of_record.graphql", env!("CARGO_MANIFEST_DIR")))
            .unwrap();
    for (field, slug, expected) in table {
        let query = query.replace("organization(slug", &format!("{field}(slug"));
        let answer = app.ask(&query, json!({ "slug": slug })).await;
        let page = &answer.data()[field]["page"];
        let entries: Vec<_> = page["nodes"].as_array().unwrap().iter().map(entry).collect();
        assert_eq!(entries, expected, "{slug}");
        assert_eq!(page["totalCount"], expected.len(), "{slug}");
        // The filter of the whole timeline says the same.
        assert_eq!(found(&app, json!({ "about": [slug] })).await, expected, "{slug}");
    }
}

/// Filters, and the words of the entries that they let through.
fn filters() -> Vec<(Value, Vec<String>)> {
    vec![
        (json!({}), with(&[""])),
        (json!({ "kind": ["MEETING", "EVENT"] }), with(&["summit", "exercise"])),
        (json!({ "kind": [] }), vec![]),
        (json!({ "modality": ["PLANNED"] }), with(&["exercise"])),
        (json!({ "modality": [] }), vec![]),
        (json!({ "about": ["doe", "haven"] }), with(&["doe", "summit"])),
        (json!({ "about": ["nowhere"] }), vec![]),
        (json!({ "about": [] }), vec![]),
        (json!({ "topic": ["terrorism"] }), with(&["summit", "ADOPTION", "RATIFICATION", "TERM_END"])),
        // The broader topic includes the narrower.
        (json!({ "topic": ["order"] }), with(&["summit", "ADOPTION", "RATIFICATION", "TERM_END", "FIGURE"])),
        (json!({ "topic": ["union"] }), with(&["of union", "of secretary", "summit", "CONSTITUTES", "of use"])),
        (json!({ "source": ["book"] }), with(&["RATIFICATION", "of use"])),
        (json!({ "date": { "within": "2000" } }), with(&["CONSTITUTES", "summit", "TREATY_ACTION 2000"])),
        (json!({ "date": { "within": "2000-03-01" } }), with(&["summit"])),
        (json!({ "date": { "within": "../2000-03-01" } }), with(&["1991", "1998", "1999", "exercise", "summit"])),
        (json!({ "date": { "within": "2001/.." } }), with(&["N 2001", "T 2001", "2002", "2003", "2005", "2010"])),
        (json!({ "date": { "overlaps": "2000-03-02" } }), with(&["CONSTITUTES", "TREATY_ACTION 2000", "FIGURE"])),
        (json!({ "date": { "before": "2000-03-01" } }), with(&["1991", "1998", "1999"])),
        (json!({ "date": { "after": "2001" } }), with(&["2002", "2003", "2005", "2010"])),
        (json!({ "date": { "after": "2001", "before": "2005" } }), with(&["2002", "2003"])),
        (json!({ "date": { "after": "2001", "within": "1990/2004" } }), with(&["2002", "2003"])),
        (json!({ "date": { "isKnown": false } }), with(&[" - "])),
        (
            json!({ "about": ["arland"], "date": { "isKnown": true }, "not": { "kind": ["MEETING"] } }),
            with(&["1 arland", "8 arland", "5 arland", "RATIFICATION"]),
        ),
        (
            json!({ "or": [{ "source": ["book"] }, { "kind": ["TERM_END"] }] }),
            with(&["RATIFICATION", "of use", "TERM_END"]),
        ),
    ]
}

#[actix_web::test]
async fn a_filter_lets_through_what_it_says_and_not_lets_through_all_the_rest() {
    let app = TestApp::holding(REGISTER).await;
    for (filter, expected) in filters() {
        assert_eq!(found(&app, filter.clone()).await, expected, "{filter}");
        let rest: Vec<_> = ALL.iter().copied().filter(|entry| !expected.contains(&(*entry).to_owned())).collect();
        // What restricts nothing restricts nothing under `not` either.
        let rest = if filter == json!({}) { with(&[""]) } else { rest.into_iter().map(ToOwned::to_owned).collect() };
        assert_eq!(found(&app, json!({ "not": filter })).await, rest, "not {filter}");
    }
    // The same filters restrict the timeline of a record.
    for (filter, expected) in filters() {
        let answer = app.query("timeline_of_record", json!({ "slug": "union", "filter": filter, "first": 100 })).await;
        let entries: Vec<_> =
            answer.data()["organization"]["page"]["nodes"].as_array().unwrap().iter().map(entry).collect();
        let of_union = with(&["of union", "of secretary", "summit", "CONSTITUTES", "of use"]);
        let expected: Vec<_> = expected.into_iter().filter(|entry| of_union.contains(entry)).collect();
        assert_eq!(entries, expected, "{filter}");
    }
}

/// Walks a timeline in pages of a size, from its beginning or from its end.
async fn walk(app: &TestApp, query: &str, arguments: &Value, size: usize, forwards: bool) -> Vec<String> {
    let (length, from, ends, more) = if forwards {
        ("first", "after", "endCursor", "hasNextPage")
    } else {
        ("last", "before", "startCursor", "hasPreviousPage")
    };
    let mut all: Vec<String> = Vec::new();
    let mut cursor = Value::Null;
    loop {
        let mut variables = arguments.clone();
        variables[length] = json!(size);
        variables[from] = cursor.clone();
        let answer = app.query(query, variables).await;
        let page = answer.data().get("page").unwrap_or_else(|| &answer.data()["organization"]["page"]);
        let keep = if forwards { all.len() } else { 0 };
        all.splice(keep..keep, page["nodes"].as_array().unwrap().iter().map(entry));
        if page["pageInfo"][more] == false {
            assert_eq!(page["totalCount"], all.len());
            return all;
        }
        assert!(page["totalCount"].as_u64() > Some(all.len() as u64), "all was seen, and there is more: {all:?}");
        assert_ne!(page["pageInfo"][ends], cursor, "a page that does not go on");
        cursor = page["pageInfo"][ends].clone();
    }
}

#[actix_web::test]
async fn every_entry_comes_once_and_in_order_at_any_size_and_both_ways() {
    let app = TestApp::holding(REGISTER).await;
    for (query, arguments) in [("timeline", json!({})), ("timeline_of_record", json!({ "slug": "union" }))] {
        let whole = walk(&app, query, &arguments, 100, true).await;
        assert!(whole.len() > 8);
        for size in [1, 2, 5, 19] {
            assert_eq!(walk(&app, query, &arguments, size, true).await, whole, "{query} by {size}");
            assert_eq!(walk(&app, query, &arguments, size, false).await, whole, "{query} by {size} from the end");
        }
        let mut descending = arguments.clone();
        descending["orderBy"] = json!({ "field": "DATE", "direction": "DESC" });
        let mut turned: Vec<_> = whole.iter().rev().cloned().collect();
        // What is undated comes last in this direction too.
        turned.sort_by_key(|entry| entry.split(' ').nth(1) == Some("-"));
        for forwards in [true, false] {
            assert_eq!(walk(&app, query, &descending, 3, forwards).await, turned, "{query}");
        }
    }
}

#[actix_web::test]
async fn only_the_leading_claim_stands_in_a_timeline() {
    let claims = r#"
[[milestone]]
key = "union-founded-late"
claim_of = "milestone:union/FOUNDATION"
subject = "union"
step = "FOUNDATION"
date = "1992"
rank = "DEPRECATED"
cite = ["book"]
"#;
    let app = TestApp::holding(REGISTER).await;
    let claims = claims.replace("milestone:union/FOUNDATION", "union/FOUNDATION");
    postgres::add(&app.database, &claims).await;
    assert_eq!(found(&app, Value::Null).await, ALL);
    assert_eq!(found(&app, json!({ "about": ["union"], "kind": ["MILESTONE"] })).await, with(&["FOUNDATION"]));
}

#[actix_web::test]
async fn what_the_register_says_about_terrorism_between_2000_and_2005_in_order() {
    insta::assert_snapshot!(TestApp::demonstration().await.query("terrorism_2000_to_2005", json!({})).await);
}

#[actix_web::test]
async fn the_life_of_an_organization_in_order() {
    insta::assert_snapshot!(TestApp::demonstration().await.query("csto_in_time", json!({})).await);
}

#[actix_web::test]
async fn the_timeline_of_the_demonstration_is_walked_whole_from_either_end() {
    let app = TestApp::demonstration().await;
    let count = app.ask("{ timeline(first: 1) { totalCount } }", json!({})).await;
    let count = count.data()["timeline"]["totalCount"].as_u64().unwrap();
    for (length, from, ends) in [("first", "after", "endCursor"), ("last", "before", "startCursor")] {
        let mut seen = BTreeSet::new();
        let mut cursor = Value::Null;
        loop {
            let query = format!(
                "query ($from: String) {{ timeline({length}: 100, {from}: $from) {{ edges {{ cursor }} pageInfo {{ {ends} }} }} }}"
            );
            let answer = app.ask(&query, json!({ "from": cursor })).await;
            let page = &answer.data()["timeline"];
            let edges = page["edges"].as_array().unwrap();
            for edge in edges {
                assert!(seen.insert(edge["cursor"].as_str().unwrap().to_owned()), "{edge} comes twice");
            }
            cursor = page["pageInfo"][ends].clone();
            if edges.len() < 100 {
                break;
            }
        }
        assert_eq!(seen.len() as u64, count, "{length}");
    }
}
