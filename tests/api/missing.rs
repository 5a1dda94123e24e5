//! Who is missing in a document among the members of an organization, on one day or on two.

use crate::{
    app::TestApp,
    comparison::{register, word},
};
use serde_json::json;

/// Who is missing in a document, each with how sure that is.
async fn missing(app: &TestApp, document: &str, arguments: &str) -> Vec<String> {
    let query =
        format!("{{ document(slug: \"{document}\") {{ missing({arguments}) {{ party {{ slug }} certainty }} }} }}");
    let answer = app.ask(&query, json!({})).await;
    let found = answer.data()["document"]["missing"].as_array().unwrap().iter();
    found.map(|row| format!("{} {}", word(&row["party"]["slug"]), word(&row["certainty"]))).collect()
}

#[actix_web::test]
async fn who_is_missing_among_the_members_of_an_organization() {
    let app = TestApp::holding(&register()).await;
    let table: [(&str, &[&str]); 7] = [
        // On that day only Arland is a member, and it signed.
        ("membersOf: [\"union\"], asOf: \"1996-06-01\"", &[]),
        ("membersOf: [\"league\"], asOf: \"1994-06-01\"", &[]),
        ("membersOf: [\"club\", \"nowhere\"], asOf: \"1994-06-01\"", &[]),
        ("membersOf: [\"union\"], among: [\"dorland\"], asOf: \"1996-06-01\"", &["dorland CERTAIN"]),
        ("membersOf: [], asOf: \"1996-06-01\"", &[]),
        // Arland may have been back.
        ("membersOf: [\"league\"], asOf: \"2005-06-01\"", &["arland POSSIBLE", "borland CERTAIN"]),
        (
            "membersOf: [\"league\"], asOf: \"2005-06-01\", among: [\"arland\"], certainty: CERTAIN",
            &["arland CERTAIN", "borland CERTAIN"],
        ),
    ];
    for (at, (arguments, expected)) in table.into_iter().enumerate() {
        let document = if at < 5 { "pact" } else { "statute" };
        assert_eq!(missing(&app, document, arguments).await, expected, "{arguments}");
    }
    // The members of one day, and who had signed by another.
    let members_then: [(&str, &str, &[&str]); 6] = [
        ("accord", "membersOf: [\"union\"], asOf: \"1993\", membersAsOf: \"2001\"", &["borland CERTAIN"]),
        ("accord", "membersOf: [\"union\"], asOf: \"1993\"", &[]),
        (
            "statute",
            "membersOf: [\"league\"], asOf: \"2005-06-01\", membersAsOf: \"1994\"",
            &["arland CERTAIN", "borland CERTAIN"],
        ),
        (
            "statute",
            "membersOf: [\"league\"], asOf: \"2005-06-01\", membersAsOf: null",
            &["arland POSSIBLE", "borland CERTAIN"],
        ),
        ("statute", "membersOf: [\"league\"], asOf: \"1994\", membersAsOf: \"2000\"", &["borland CERTAIN"]),
        ("statute", "among: [\"arland\"], asOf: \"1994\", membersAsOf: \"2000\"", &["arland CERTAIN"]),
    ];
    for (document, arguments, expected) in members_then {
        assert_eq!(missing(&app, document, arguments).await, expected, "{document}: {arguments}");
    }
    // Two of them below one document read together what they share, and no more.
    let both = "{ document(slug: \"statute\") {
        then: missing(membersOf: [\"league\"], asOf: \"2005-06-01\", membersAsOf: \"1994\") { certainty }
        now: missing(membersOf: [\"league\"], asOf: \"2005-06-01\") { certainty } } }";
    let answer = app.ask(both, json!({})).await;
    let certainties = |key: &str| {
        let rows = answer.data()["document"][key].as_array().unwrap().iter();
        rows.map(|row| word(&row["certainty"])).collect::<Vec<_>>()
    };
    assert_eq!((certainties("then"), certainties("now")), (vec!["CERTAIN", "CERTAIN"], vec!["POSSIBLE", "CERTAIN"]));
    let no_day = "{ document(slug: \"pact\") { missing(membersOf: [\"union\"], asOf: \"2000\", membersAsOf: \"then\") { certainty } } }";
    let answer = app.ask(no_day, json!({})).await;
    let (code, message) = answer.error();
    assert!(code == "BAD_USER_INPUT" && message.starts_with("`membersAsOf`"), "{message}");
    let query = "{ document(slug: \"pact\") { missing(asOf: \"2000\") { certainty } } }";
    assert_eq!(app.ask(query, json!({})).await.error().0, "BAD_USER_INPUT");
}
