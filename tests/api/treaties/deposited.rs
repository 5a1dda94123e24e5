//! Treaties that are deposited with the Secretary-General of the United Nations: their status on the days around each change.
//!
//! Each has a folder: `data.toml`, whose acts are those of a data set of 2015, and
//! `days.txt`. A line there names a party, or `treaty` for the treaty itself, then days, each with the status on it; `?` behind a status
//! makes it possible, else it is certain.
//!
//! What the data set does not have (final clauses, acts of dissolved states, dates of objections, acts after 2015) cites
//! `treaty-texts` or `status-pages`. It was entered from general knowledge and compared with nothing: it shows what the
//! rules make of such acts, and is no evidence that they happened so.

use crate::app::TestApp;
use serde_json::{Value, json};
use std::{collections::BTreeMap, fmt::Write as _};

const STATES: &str = include_str!("states.toml");
/// Days of one request.
const DAYS: usize = 10;

/// Asks a treaty for each status that its `days.txt` expects, and fails with all that differ.
macro_rules! treaty {
    ($test:ident, $folder:literal, $slug:literal) => {
        #[actix_web::test]
        async fn $test() {
            let data = include_str!(concat!($folder, "/data.toml"));
            let app = TestApp::holding(&format!("{STATES}\n{data}")).await;
            assert_eq!(differing(&app, $slug, include_str!(concat!($folder, "/days.txt"))).await, [""; 0]);
        }
    };
}

treaty!(genocide_convention, "genocide-convention", "genocide-convention");
treaty!(law_of_treaties, "law-of-treaties", "vienna-convention-on-the-law-of-treaties");
treaty!(part_xi_agreement, "part-xi-agreement", "part-xi-agreement");
treaty!(cluster_munitions, "cluster-munitions", "convention-on-cluster-munitions");
treaty!(rome_statute, "rome-statute", "rome-statute");
treaty!(optional_protocol, "optional-protocol", "optional-protocol-to-the-iccpr");
treaty!(kyoto_protocol, "kyoto-protocol", "kyoto-protocol");
treaty!(sale_of_goods, "sale-of-goods", "convention-on-contracts-for-the-international-sale-of-goods");

/// The order in which acts of one day stand in a file is no fact.
#[actix_web::test]
async fn what_happened_on_one_day_is_entered_in_any_order() {
    let data = include_str!("optional-protocol/data.toml");
    let mut entries = data.split("\n[[document.").collect::<Vec<_>>();
    entries[1..].reverse();
    let app = TestApp::holding(&format!("{STATES}\n{}", entries.join("\n[[document."))).await;
    let days = include_str!("optional-protocol/days.txt");
    assert_eq!(differing(&app, "optional-protocol-to-the-iccpr", days).await, [""; 0]);
}

/// A status on a day, as `days.txt` writes it.
struct Expected<'a> {
    party: &'a str,
    status: &'a str,
}

/// What a file expects, by day.
fn by_day(text: &str) -> BTreeMap<&str, Vec<Expected<'_>>> {
    let mut days = BTreeMap::<_, Vec<_>>::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split_whitespace();
        let Some(party) = words.next() else { continue };
        while let Some(day) = words.next() {
            let status = words.next().unwrap_or_else(|| panic!("{day} has no status in: {line}"));
            days.entry(day).or_default().push(Expected { party, status });
        }
    }
    assert!(!days.is_empty(), "a file without a day");
    days
}

/// Every status that differs from what is expected: party, day, what is expected, what is answered.
async fn differing(app: &TestApp, slug: &str, text: &str) -> Vec<String> {
    let days = by_day(text).into_iter().collect::<Vec<_>>();
    let mut differing = Vec::new();
    for days in days.chunks(DAYS) {
        let answer = app.ask(&question(slug, days), json!({})).await;
        assert!(answer.body["errors"].is_null(), "{}", answer.text);
        let document = &answer.body["data"]["document"];
        for (number, (day, expected)) in days.iter().enumerate() {
            for Expected { party, status } in expected {
                let found = found(document, number, party);
                if found != *status {
                    differing.push(format!("{party} on {day}: expected {status}, not {found}"));
                }
            }
        }
    }
    differing
}

/// A request for the status of a treaty, and of the parties that are named, on some days.
fn question(slug: &str, days: &[(&str, Vec<Expected<'_>>)]) -> String {
    let mut text = format!("{{ document(slug: \"{slug}\") {{");
    for (number, (day, expected)) in days.iter().enumerate() {
        let among = expected.iter().map(|expected| expected.party).filter(|party| *party != "treaty");
        let among = among.collect::<Vec<_>>();
        let _ = write!(text, " t{number}: statusOn(date: \"{day}\") {{ status certainty }}");
        let _ = write!(
            text,
            " p{number}: partyStatuses(asOf: \"{day}\", among: {among:?}) {{ party {{ slug }} status certainty }}"
        );
    }
    text + " } }"
}

/// What an answer has for a party, or for the treaty, as `days.txt` writes it.
fn found(document: &Value, number: usize, party: &str) -> String {
    let standing = if party == "treaty" {
        Some(&document[format!("t{number}")])
    } else {
        let standings = document[format!("p{number}")].as_array().unwrap();
        standings.iter().find(|standing| standing["party"]["slug"] == party)
    };
    let Some(standing) = standing else { return "nothing".to_owned() };
    let status = standing["status"].as_str().unwrap();
    match standing["certainty"].as_str().unwrap() {
        "CERTAIN" => status.to_owned(),
        "POSSIBLE" => format!("{status}?"),
        other => format!("{status} {other}"),
    }
}
