//! Suggestions while somebody types.

use super::known::REGISTER;
use crate::{
    app::{Answer, TestApp},
    postgres,
};
use serde_json::json;

async fn suggest(app: &TestApp, arguments: &str) -> Answer {
    app.ask(&format!("{{ suggest({arguments}) {{ text kind record {{ slug name }} }} }}"), json!({})).await
}

fn texts(answer: &Answer) -> Vec<String> {
    let all = answer.data()["suggest"].as_array().cloned().unwrap_or_default();
    all.iter()
        .map(|each| format!("{} {}", each["record"]["slug"].as_str().unwrap(), each["text"].as_str().unwrap()))
        .collect()
}

#[actix_web::test]
async fn names_that_go_on_so_are_suggested() {
    let app = TestApp::holding(REGISTER).await;
    for (prefix, expected) in [
        ("LSR", vec!["league LSR"]),
        ("l.s", vec!["league LSR"]),
        ("turk", vec!["turkmenistan Turkmenistan"]),
        ("TÜRKM", vec!["turkmenistan Turkmenistan"]),
        ("aşg", vec!["ashgabat Aşgabat"]),
        // From a word on that is not the first; sentences from their beginning alone.
        ("republican l", vec!["league The Republican League"]),
        ("council of", vec!["defence-council Council of Ministers of Defence"]),
        ("meeting of the c", vec!["meeting Meeting of the Council of Ministers of Defence, Aşgabat, May 2003"]),
        ("ministers", vec!["defence-council Council of Ministers of Defence"]),
        // Whole names first, then those that begin so, then those with a word that begins so.
        ("terrorism", vec!["terrorism Terrorism", "centre Anti-Terrorist Centre"]),
        ("s", vec!["forces Statute of the Peace-keeping Forces", "league League of Sovereign Republics"]),
        ("xyzzy", vec![]),
        ("", vec![]),
        (" … ", vec![]),
    ] {
        assert_eq!(texts(&suggest(&app, &format!("prefix: {prefix:?}")).await), expected, "{prefix}");
    }
    assert_eq!(texts(&suggest(&app, "prefix: \"t\", first: 1").await).len(), 1);
    for first in ["0", "21", "-1"] {
        assert_eq!(suggest(&app, &format!("prefix: \"t\", first: {first}")).await.codes(), ["BAD_USER_INPUT"]);
    }
}

/// The revision, the names, and the records of each kind that is suggested.
#[actix_web::test]
async fn suggestions_take_one_statement_besides_those_of_their_records() {
    let app = TestApp::demonstration().await;
    let answer = app.ask("{ suggest(prefix: \"council\") { text kind } }", json!({})).await;
    assert!(answer.data()["suggest"].as_array().unwrap().len() > 3, "{answer}");
    assert!(answer.statements.len() <= 2, "{answer}");
    assert_eq!(answer.statements.iter().filter(|statement| statement.contains("search_name")).count(), 1, "{answer}");
}

#[actix_web::test]
async fn suggestions_follow_every_change() {
    let app = TestApp::holding(REGISTER).await;
    assert_eq!(texts(&suggest(&app, "prefix: \"zyz\"").await), [""; 0]);
    let database = app.database.clone();
    let topic = |name: &str| format!("[[topic]]\nslug = \"weevils\"\nname = {name:?}\ncite = [\"page\"]\n");
    postgres::add(&database, &topic("Zyzzyva")).await;
    assert_eq!(texts(&suggest(&app, "prefix: \"zyz\"").await), ["weevils Zyzzyva"]);
}
