//! What people expect of a search box: scripts, abbreviations, compounds, phrases, exclusions, dates, most words.

use crate::app::{Answer, TestApp};
use serde_json::{Value, json};

const REGISTER: &str = r#"
[[source]]
slug = "page"
name = "A printed page"
kind = "WEB_PAGE"
cite = ["page"]

[[state]]
slug = "taurida"
name = "Taurida"
cite = [{ source = "page", named_as = "Crimean Republic" }]

[[state]]
slug = "colchis"
name = "Colchis"
cite = ["page"]

[[organization]]
slug = "club"
name = "Club of Interested States"
abbreviation = "CIS"
kind = "FORUM"
cite = ["page"]

[[organization.membership]]
member = "colchis"
status = "OBSERVER"
from = "1999"
cite = ["page"]

[[organization.contact_point]]
kind = "ADDRESS"
value = "ulitsa Kirova 17"
cite = ["page"]

[[organization.figure]]
measure = "staff"
label = "interpreters and translators"
qualifier = "EXACT"
value = 12
cite = ["page"]

[[document]]
slug = "usa-agreement"
name = "U.S.A. agreement on co-operation"
kind = "AGREEMENT"
cite = ["page"]

[[document.milestone]]
step = "SIGNING"
date = "1992-05-15"
cite = ["page"]

[[document]]
slug = "crime-agreement"
name = "Agreement on organized crime"
kind = "AGREEMENT"
cite = ["page"]

[[document.milestone]]
step = "SIGNING"
date = "1995"
cite = ["page"]

[[document]]
slug = "decision"
name = "Decision 12/2003 on the anti terrorist center"
kind = "DECISION"
cite = ["page"]

[[document]]
slug = "cooperation"
name = "Cooperation of navies"
kind = "REPORT"
cite = ["page"]

[[meeting]]
slug = "yalta"
name = "Meeting in Yalta"
kind = "SUMMIT"
organization = "club"
date = "2003-09-19"
cite = ["page"]

[[meeting]]
slug = "minsk"
name = "Meeting in Minsk"
kind = "SUMMIT"
organization = "club"
date = "2003-12"
cite = ["page"]

[[topic]]
slug = "chinese"
name = "联合国大会会议"
cite = ["page"]

[[topic]]
slug = "japanese"
name = "国際連合ガイドライン"
cite = ["page"]

[[topic]]
slug = "thai"
name = "การประชุมสมัชชาใหญ่แห่งสหประชาชาติ"
cite = ["page"]

[[topic]]
slug = "korean"
name = "국제연합총회"
cite = ["page"]

[[person]]
slug = "keeper"
name = "A. Keeper"
cite = ["page"]

[[office]]
slug = "chair"
name = "Chairman of the club"
body = "club"
cite = ["page"]

[[office.tenure]]
person = "keeper"
from = "1998-03"
to = "2001"
cite = ["page"]
"#;

async fn search(app: &TestApp, query: &str, more: &str) -> Answer {
    let fields =
        "totalCount edges { missing highlight node { slug } } interpretation { text kind outcome replacedBy edtf }";
    app.ask(&format!("query ($q: String!) {{ search(query: $q{more}) {{ {fields} }} }}"), json!({ "q": query })).await
}

fn slugs(answer: &Answer) -> Vec<String> {
    let edges = answer.data()["search"]["edges"].as_array().cloned().unwrap_or_default();
    edges.iter().map(|edge| edge["node"]["slug"].as_str().unwrap_or_default().to_owned()).collect()
}

/// Asserts which records a query finds, in whatever order.
async fn assert_found(app: &TestApp, query: &str, expected: &[&str]) {
    let mut found = slugs(&search(app, query, "").await);
    found.sort();
    assert_eq!(found, expected, "{query}");
}

#[actix_web::test]
async fn a_piece_of_a_run_without_blanks_is_found() {
    let app = TestApp::holding(REGISTER).await;
    for (query, slug) in [
        ("联合国", "chinese"),
        ("大会", "chinese"),
        ("会会", "chinese"),
        ("会议", "chinese"),
        ("议", "chinese"),
        ("大会 联合国", "chinese"),
        ("連合ガイド", "japanese"),
        ("ｶﾞｲﾄﾞﾗｲﾝ", "japanese"),
        ("ประชุม", "thai"),
        ("สหประชาชาติ", "thai"),
        ("총회", "korean"),
    ] {
        assert_found(&app, query, &[slug]).await;
    }
    for query in ["国联", "大议", "カイトライン", "\"合联\""] {
        assert_found(&app, query, &[]).await;
    }
    let answer = search(&app, "大会会", "").await;
    assert_eq!(answer.data()["search"]["edges"][0]["highlight"], "联合国<mark>大会会</mark>议");
}

#[actix_web::test]
async fn abbreviations_and_compounds_are_one_however_written() {
    let app = TestApp::holding(REGISTER).await;
    for query in ["C.I.S.", "cis", "C. I. S.", "c.i.s"] {
        assert_eq!(slugs(&search(&app, query, "").await)[0], "club", "{query}");
    }
    for query in ["USA", "u.s.a.", "USA agreement"] {
        assert_found(&app, query, &["usa-agreement"]).await;
    }
    for query in ["co operation", "co-operation", "cooperation", "Co\u{ad}operation"] {
        assert_found(&app, query, &["cooperation", "usa-agreement"]).await;
    }
    for query in ["anti terrorist", "anti-terrorist", "antiterrorist", "terrorism", "anti terrorist center"] {
        assert_found(&app, query, &["decision"]).await;
    }
    assert_found(&app, "½", &[]).await;
    assert_found(&app, "12/2003", &["decision", "minsk"]).await;
}

#[actix_web::test]
async fn a_minus_excludes_and_quotes_make_a_phrase() {
    let app = TestApp::holding(REGISTER).await;
    for (query, expected) in [
        ("meeting", vec!["minsk", "yalta"]),
        ("meeting -yalta", vec!["minsk"]),
        ("-yalta meeting", vec!["minsk"]),
        ("meeting -\"in Minsk\"", vec!["yalta"]),
        ("meeting -\"Minsk in\"", vec!["minsk", "yalta"]),
        ("-yalta", vec![]),
        ("\"organized crime\"", vec!["crime-agreement"]),
        ("\"crime organized\"", vec![]),
        ("\"agreement on cooperation\"", vec!["usa-agreement"]),
        ("\"on co operation\"", vec!["usa-agreement"]),
        ("\"organized crimes\"", vec![]),
        ("organized crime\"", vec!["crime-agreement"]),
    ] {
        assert_found(&app, query, &expected).await;
    }
}

#[actix_web::test]
async fn dates_narrow_by_date() {
    let app = TestApp::holding(REGISTER).await;
    for (query, expected) in [
        ("organized crime agreement 1995", vec!["crime-agreement"]),
        ("15 May 1992", vec!["usa-agreement"]),
        ("May 15, 1992", vec!["usa-agreement"]),
        ("1992-05-15", vec!["usa-agreement"]),
        ("15.05.1992", vec!["usa-agreement"]),
        ("May 1992", vec!["usa-agreement"]),
        ("agreement 1990s", vec!["crime-agreement", "usa-agreement"]),
        ("agreement 1991-1993", vec!["usa-agreement"]),
        ("meeting december 2003", vec!["minsk"]),
        ("meeting -2003-09", vec!["minsk"]),
        // A date that a source states as a year is on no day.
        ("agreement 1 May 1995", vec!["crime-agreement", "usa-agreement"]),
        // A spell has all days in it.
        ("chairman in 2000", vec!["chair", "keeper"]),
        ("chairman May 2000", vec!["chair", "keeper"]),
        ("chairman 17 May 2000", vec!["chair", "keeper"]),
    ] {
        assert_found(&app, query, &expected).await;
    }
    let answer = search(&app, "agreement 1 May 1995", "").await;
    assert_eq!(answer.data()["search"]["edges"][0]["missing"], json!(["1 May 1995"]));
    let answer = search(&app, "chairman 2004", "").await;
    assert_eq!(answer.data()["search"]["edges"][0]["missing"], json!(["2004"]), "{answer}");
}

#[actix_web::test]
async fn a_record_is_found_by_what_is_said_of_it() {
    let app = TestApp::holding(REGISTER).await;
    for (query, first) in [
        ("crimean", "taurida"),
        ("kirova", "club"),
        ("translators", "club"),
        ("observers cis", "club"),
        ("observer colchis", "club"),
        ("keeper chairman", "keeper"),
    ] {
        assert_eq!(slugs(&search(&app, query, "").await).first().map(String::as_str), Some(first), "{query}");
    }
}

#[actix_web::test]
async fn most_words_follow_where_few_records_have_all() {
    let app = TestApp::holding(REGISTER).await;
    let answer = search(&app, "meeting yalta organized", "").await;
    assert_eq!(slugs(&answer), ["yalta", "crime-agreement", "minsk"].map(str::to_owned), "{answer}");
    let missing: Vec<_> =
        answer.data()["search"]["edges"].as_array().unwrap().iter().map(|edge| edge["missing"].clone()).collect();
    assert_eq!(missing, [json!(["organized"]), json!(["meeting", "yalta"]), json!(["yalta", "organized"])]);
    // Where a record has all, records that lack more than half do not follow.
    let answer = search(&app, "meeting yalta 2003", "").await;
    assert_eq!(slugs(&answer), ["yalta", "minsk"].map(str::to_owned), "{answer}");
}

fn parts(answer: &Answer) -> Vec<Value> {
    answer.data()["search"]["interpretation"].as_array().cloned().unwrap_or_default()
}

#[actix_web::test]
async fn the_answer_says_how_the_query_was_read() {
    let app = TestApp::holding(REGISTER).await;
    let answer = search(&app, "the Meetng of xyzzy \"organized crime\" May 1992 -yalta", "").await;
    let part = |text: &str, kind: &str, outcome: &str, replaced: &[&str], edtf: Value| json!({ "text": text, "kind": kind, "outcome": outcome, "replacedBy": replaced, "edtf": edtf });
    assert_eq!(
        parts(&answer),
        [
            part("the", "WORD", "IGNORED", &[], Value::Null),
            part("Meetng", "WORD", "REPLACED", &["meeting"], Value::Null),
            part("of", "WORD", "IGNORED", &[], Value::Null),
            part("xyzzy", "WORD", "NOT_FOUND", &[], Value::Null),
            part("\"organized crime\"", "PHRASE", "FOUND", &[], Value::Null),
            part("May 1992", "DATE", "FOUND", &[], json!("1992-05")),
            part("yalta", "WORD", "EXCLUDED", &[], Value::Null),
        ]
    );
    assert_eq!(parts(&search(&app, "…", "").await), [Value::Null; 0]);
}

#[actix_web::test]
async fn replacements_rank_below_and_can_be_switched_off() {
    let app = TestApp::holding(REGISTER).await;
    assert_eq!(slugs(&search(&app, "Taureda", "").await), ["taurida"]);
    let answer = search(&app, "Taureda", ", replace: false").await;
    assert_eq!((slugs(&answer), &parts(&answer)[0]["outcome"]), (vec![], &json!("NOT_FOUND")));
    // Another spelling of a name in another alphabet has other vowels.
    assert_eq!(slugs(&search(&app, "kolchis", "").await), ["colchis", "club"].map(str::to_owned));
    let answer = search(&app, "yalta 1234xyz", "").await;
    assert_eq!(slugs(&answer), ["yalta"]);
}
