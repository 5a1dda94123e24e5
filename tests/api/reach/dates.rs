//! Filters by how exact and how sure a date is.

use super::REGISTER;
use crate::{app::TestApp, postgres};
use depositary::schema::DatePrecision;
use edtf::Edtf;
use entity::vocabulary::Vocabulary as _;
use serde_json::{Value, json};
use std::{collections::BTreeSet, fmt::Write as _};

/// Dates of every precision, and how they are marked.
const DATES: [&str; 36] = [
    "2003-09-19",
    "2004-06~-11",
    "2004-06-~11",
    "?2004-06-%11",
    "1993-12",
    "1999-04~",
    "2005-03-XX",
    "~2004-06",
    "2001-21",
    "2001-?21",
    "2001-33",
    "2001-41",
    "1993",
    "1999~",
    "~1999",
    "1999%",
    "2005-XX",
    "2005-XX-XX",
    "2005-1X",
    "2005-XX-18",
    "199X",
    "1995S3",
    "199X-12",
    "19XX",
    "1950S2",
    "0050S2",
    "1XXX",
    "1X99",
    "XXXX",
    "XXXX-12-25",
    "2003-09-18/2003-09-19",
    "/2002-10-07",
    "1992-05-15/..",
    "[2009-11,2010-11]",
    "[..1999-04-02]",
    "{1960,1961-12}",
];

#[actix_web::test]
async fn dates_are_found_by_their_precision_as_they_show_it() {
    let mut toml = "[[source]]\nslug = \"page\"\nname = \"Page\"\nkind = \"WEB_PAGE\"\ncite = [\"page\"]\n".to_owned();
    for (at, date) in DATES.iter().enumerate() {
        let _ = write!(
            toml,
            "[[meeting]]\nslug = \"meeting-{at}\"\nname = \"Meeting\"\nkind = \"SESSION\"\ndate = \"{date}\"\ncite = [\"page\"]\n"
        );
    }
    toml += "[[meeting]]\nslug = \"undated\"\nname = \"Meeting\"\nkind = \"SESSION\"\ncite = [\"page\"]\n";
    let app = TestApp::holding(&toml).await;
    let query = "query ($precision: [DatePrecision!]) { meetings(first: 100, filter: { date: { precision: $precision } }) { nodes { date { edtf precision } } } }";
    let mut all = BTreeSet::new();
    for term in DatePrecision::TERMS {
        let answer = app.ask(query, json!({ "precision": [term.name] })).await;
        let found: BTreeSet<_> = answer.data()["meetings"]["nodes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|node| {
                assert_eq!(node["date"]["precision"], term.name, "{node}");
                node["date"]["edtf"].as_str().unwrap().to_owned()
            })
            .collect();
        let expected: BTreeSet<_> = DATES
            .iter()
            .filter(|date| DatePrecision::from(Edtf::parse(date).unwrap().precision()).name() == term.name)
            .map(|date| (*date).to_owned())
            .collect();
        assert_eq!(found, expected, "{}", term.name);
        assert!(!expected.is_empty(), "{}", term.name);
        all.extend(found);
    }
    assert_eq!(all.len(), DATES.len());
    let none = app.ask(query, json!({ "precision": [] })).await;
    assert_eq!(none.data()["meetings"]["nodes"], json!([]));
}

#[actix_web::test]
async fn a_vague_date_passes_as_surely_as_is_asked() {
    let app = TestApp::holding(REGISTER).await;
    let moved = ["2001-05-10", "2000", "[..2001-05-20]", "2001-06-01/.."];
    let mut toml = String::new();
    for (at, date) in moved.iter().enumerate() {
        let _ = write!(
            toml,
            "[[event]]\nslug = \"event-{at}\"\nname = \"Event\"\nkind = \"OTHER\"\ndate = \"{date}\"\ncite = [\"page\"]\n"
        );
    }
    postgres::add(&app.database, &toml).await;
    let query = "query ($date: DateFilter) { events(first: 100, filter: { date: $date }) { nodes { date { edtf } } } }";
    let table: [(Value, &[usize]); 12] = [
        (json!({ "within": "2001-05" }), &[0]),
        (json!({ "within": "2001-05", "certainty": "CERTAIN" }), &[0]),
        (json!({ "within": "2001-05", "certainty": "POSSIBLE" }), &[0, 2]),
        (json!({ "within": "2001-05", "certainty": "EXCLUDED" }), &[0, 1, 2, 3]),
        (json!({ "overlaps": "2001-05" }), &[0, 2]),
        (json!({ "overlaps": "2001-05", "certainty": "EXCLUDED" }), &[0, 2]),
        (json!({ "before": "2001-05-10" }), &[1]),
        (json!({ "before": "2001-05-10", "certainty": "POSSIBLE" }), &[1, 2]),
        (json!({ "after": "2001-05-10" }), &[3]),
        (json!({ "after": "2001-05-10", "certainty": "POSSIBLE" }), &[2, 3]),
        (json!({ "after": "2001-05", "certainty": "POSSIBLE" }), &[0, 2, 3]),
        (json!({ "certainty": "POSSIBLE", "isKnown": false }), &[]),
    ];
    for (filter, expected) in table {
        let answer = app.ask(query, json!({ "date": filter })).await;
        let mut found: Vec<_> = answer.data()["events"]["nodes"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|node| {
                let edtf = node["date"]["edtf"].as_str()?;
                moved.iter().position(|date| *date == edtf)
            })
            .collect();
        found.sort_unstable();
        assert_eq!(found, expected, "{filter}");
    }
}
