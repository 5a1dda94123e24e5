//! What states share on a day and what they do not.

use crate::app::{Answer, TestApp};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Three organizations, an organ and three treaties, and how four states stand to them.
/// States, organizations with their members, and documents with what was done to them.
pub fn register() -> String {
    let mut toml = "
[[source]]
slug = \"page\"
name = \"Page\"
kind = \"WEB_PAGE\"
covered = \"1980/2010\"
cite = [\"page\"]

[[organ]]
slug = \"council\"
name = \"Council\"
kind = \"COUNCIL\"
organization = \"union\"
cite = [\"page\"]
"
    .to_owned();
    for (name, code) in [("arland", "AA"), ("borland", "BB"), ("corland", "CC"), ("dorland", "DD")] {
        let _ = write!(
            toml,
            "\n[[state]]\nslug = \"{name}\"\nname = \"{name}\"\niso2 = \"{code}\"\nformer_slugs = [\"old-{name}\"]\ncite = [\"page\"]\n"
        );
    }
    for name in ["union", "league", "club"] {
        let _ = write!(
            toml,
            "\n[[organization]]\nslug = \"{name}\"\nname = \"{name}\"\nkind = \"OTHER\"\ncite = [\"page\"]\n"
        );
    }
    for (body, member, status, spell) in [
        ("union", "arland", "FULL", "from = \"1990-01-01\"\nended = \"NO\""),
        ("union", "borland", "UNKNOWN", "from = \"2000-01-01\"\nended = \"NO\""),
        ("union", "corland", "OBSERVER", "from = \"1990-01-01\"\nended = \"NO\""),
        ("league", "arland", "FULL", "from = \"1990-01-01\"\nto = \"1995-12-31\"\nended = \"YES\""),
        ("league", "borland", "ASSOCIATE", "from = \"1990-01-01\"\nended = \"NO\""),
        ("league", "arland", "FULL", "key = \"again\"\nfrom = \"2005\"\nended = \"NO\""),
        ("club", "dorland", "CANDIDATE", "from = \"1990-01-01\"\nended = \"NO\""),
        ("council", "arland", "FULL", "from = \"1990-01-01\"\nended = \"NO\""),
        ("council", "borland", "FULL", "from = \"1990-01-01\"\nended = \"NO\""),
    ] {
        let _ = write!(
            toml,
            "\n[[membership]]\nbody = \"{body}\"\nmember = \"{member}\"\nstatus = \"{status}\"\n{spell}\ncite = [\"page\"]\n"
        );
    }
    for name in ["pact", "accord", "statute"] {
        let _ = write!(
            toml,
            "\n[[document]]\nslug = \"{name}\"\nname = \"{name}\"\nkind = \"TREATY\"\ncomplete_until = \"2010-12-31\"\nconsent_delay = \"P0D\"\nleaving_delay = \"P0D\"\ncite = [\"page\"]\n
[[milestone]]\nsubject = \"{name}\"\nstep = \"ENTRY_INTO_FORCE\"\ndate = \"1995-01-01\"\ncite = [\"page\"]\n"
        );
    }
    for (document, party, action, date) in [
        ("pact", "arland", "SIGNATURE", "1992-05-15"),
        ("pact", "arland", "RATIFICATION", "1993-01-01"),
        ("pact", "borland", "SIGNATURE", "1992-05-15"),
        ("pact", "borland", "RATIFICATION", "1996"),
        ("accord", "arland", "SIGNATURE", "1992-05-15"),
        ("accord", "borland", "ACCESSION", "1994-01-01"),
        ("statute", "corland", "SIGNATURE", "1992-05-15"),
        ("statute", "corland", "RATIFICATION", "1993-01-01"),
        ("statute", "corland", "DENUNCIATION", "2001-01-01"),
    ] {
        let _ = write!(
            toml,
            "\n[[treaty_action]]\ndocument = \"{document}\"\nparty = \"{party}\"\naction = \"{action}\"\ndate = \"{date}\"\ncite = [\"page\"]\n"
        );
    }
    toml
}

const ALL: &str = "
    organizationsOfAll { ...organization } organizationsOfSome { ...organization }
    documentsBindingAll { ...document } documentsBindingSome { ...document }
    documentsSignedByAll { ...document } documentsSignedBySome { ...document }";

const FRAGMENTS: &str = "
    fragment organization on ComparedOrganization { certainty subject: organization { slug } each: members { certainty party: state { slug } membership { status } } }
    fragment document on ComparedDocument { certainty subject: document { slug } each: standings { certainty party { slug } status because { rule } } }";

async fn compare(app: &TestApp, arguments: &str) -> Answer {
    app.ask(&format!("{{ compareStates({arguments}) {{ {ALL} }} }} {FRAGMENTS}"), json!({})).await
}

pub fn word(value: &Value) -> &str {
    value.as_str().unwrap_or("-")
}

/// A list as `subject CERTAINTY: party CERTAINTY, …`.
fn lines(list: &Value) -> Vec<String> {
    let line = |row: &Value| {
        let each = row["each"].as_array().unwrap().iter();
        let each: Vec<_> =
            each.map(|each| format!("{} {}", word(&each["party"]["slug"]), word(&each["certainty"]))).collect();
        format!("{} {}: {}", word(&row["subject"]["slug"]), word(&row["certainty"]), each.join(", "))
    };
    list.as_array().unwrap().iter().map(line).collect()
}

/// The lists that are not empty.
type Lists<'a> = &'a [(&'a str, &'a [&'a str])];

#[actix_web::test]
async fn what_states_share_on_each_day() {
    let app = TestApp::holding(&register()).await;
    let table: [(&str, Lists<'_>); 6] = [
        (
            "states: [\"arland\", \"borland\"], asOf: \"1994-06-01\"",
            &[
                ("organizationsOfAll", &["league CERTAIN: arland CERTAIN, borland CERTAIN"]),
                ("organizationsOfSome", &["union CERTAIN: arland CERTAIN, borland EXCLUDED"]),
                ("documentsSignedByAll", &["pact CERTAIN: arland CERTAIN, borland CERTAIN"]),
                ("documentsSignedBySome", &["accord CERTAIN: arland CERTAIN, borland EXCLUDED"]),
            ],
        ),
        // Borland ratified on some day of the year.
        (
            "states: [\"arland\", \"borland\"], asOf: \"1996-06-01\"",
            &[
                (
                    "organizationsOfSome",
                    &[
                        "union CERTAIN: arland CERTAIN, borland EXCLUDED",
                        "league CERTAIN: arland EXCLUDED, borland CERTAIN",
                    ],
                ),
                ("documentsBindingAll", &["pact POSSIBLE: arland CERTAIN, borland POSSIBLE"]),
                (
                    "documentsBindingSome",
                    &[
                        "pact POSSIBLE: arland CERTAIN, borland POSSIBLE",
                        "accord CERTAIN: arland EXCLUDED, borland CERTAIN",
                    ],
                ),
                ("documentsSignedByAll", &["pact CERTAIN: arland CERTAIN, borland CERTAIN"]),
                ("documentsSignedBySome", &["accord CERTAIN: arland CERTAIN, borland EXCLUDED"]),
            ],
        ),
        (
            "states: [\"arland\", \"borland\"], asOf: \"1996-06-01\", certainty: CERTAIN",
            &[
                (
                    "organizationsOfSome",
                    &[
                        "union CERTAIN: arland CERTAIN, borland EXCLUDED",
                        "league CERTAIN: arland EXCLUDED, borland CERTAIN",
                    ],
                ),
                ("documentsBindingSome", &["accord CERTAIN: arland EXCLUDED, borland CERTAIN"]),
                ("documentsSignedByAll", &["pact CERTAIN: arland CERTAIN, borland CERTAIN"]),
                ("documentsSignedBySome", &["accord CERTAIN: arland CERTAIN, borland EXCLUDED"]),
            ],
        ),
        // Arland came back to the league on some day of 2005. By code, by former slug, in the order asked.
        (
            "states: [\"BB\", \"old-arland\"], asOf: \"2005-06-01\", certainty: POSSIBLE",
            &[
                (
                    "organizationsOfAll",
                    &[
                        "union CERTAIN: borland CERTAIN, arland CERTAIN",
                        "league POSSIBLE: borland CERTAIN, arland POSSIBLE",
                    ],
                ),
                ("organizationsOfSome", &["league POSSIBLE: borland CERTAIN, arland POSSIBLE"]),
                ("documentsBindingAll", &["pact CERTAIN: borland CERTAIN, arland CERTAIN"]),
                ("documentsBindingSome", &["accord CERTAIN: borland CERTAIN, arland EXCLUDED"]),
                ("documentsSignedByAll", &["pact CERTAIN: borland CERTAIN, arland CERTAIN"]),
                ("documentsSignedBySome", &["accord CERTAIN: borland EXCLUDED, arland CERTAIN"]),
            ],
        ),
        // Who left was a party; a signature stands all the same. Observers and candidates are no members.
        (
            "states: [\"corland\", \"dorland\"], asOf: \"2001-06-01\"",
            &[("documentsSignedBySome", &["statute CERTAIN: corland CERTAIN, dorland EXCLUDED"])],
        ),
        (
            "states: [\"corland\", \"dorland\"], asOf: \"2001-06-01\", certainty: EXCLUDED",
            &[
                (
                    "organizationsOfAll",
                    &[
                        "union EXCLUDED: corland EXCLUDED, dorland EXCLUDED",
                        "club EXCLUDED: corland EXCLUDED, dorland EXCLUDED",
                    ],
                ),
                (
                    "organizationsOfSome",
                    &[
                        "union EXCLUDED: corland EXCLUDED, dorland EXCLUDED",
                        "club EXCLUDED: corland EXCLUDED, dorland EXCLUDED",
                    ],
                ),
                ("documentsBindingAll", &["statute EXCLUDED: corland EXCLUDED, dorland EXCLUDED"]),
                ("documentsBindingSome", &["statute EXCLUDED: corland EXCLUDED, dorland EXCLUDED"]),
                ("documentsSignedByAll", &["statute EXCLUDED: corland CERTAIN, dorland EXCLUDED"]),
                ("documentsSignedBySome", &["statute CERTAIN: corland CERTAIN, dorland EXCLUDED"]),
            ],
        ),
    ];
    for (arguments, expected) in table {
        let answer = compare(&app, arguments).await;
        let found = answer.data()["compareStates"].as_object().unwrap();
        assert_eq!(found.len(), 6);
        for (name, list) in found {
            let expected = expected.iter().find(|(known, _)| known == name).map_or(&[][..], |(_, list)| list);
            assert_eq!(lines(list), expected, "{arguments}: {name}");
        }
    }
}

#[actix_web::test]
async fn a_comparison_says_why() {
    let app = TestApp::holding(&register()).await;
    let answer = compare(&app, "states: [\"arland\", \"corland\"], asOf: \"2001-06-01\"").await;
    let found = &answer.data()["compareStates"];
    // The observer is no member; the spell says what it is.
    let members = &found["organizationsOfSome"][0]["each"];
    let statuses: Vec<_> = members.as_array().unwrap().iter().map(|member| &member["membership"]["status"]).collect();
    assert_eq!(statuses, ["FULL", "OBSERVER"]);
    let statute = found["documentsSignedBySome"].as_array().unwrap().last().unwrap();
    assert_eq!(statute["each"][1]["status"], "FORMER_PARTY");
    let rules = statute["each"][1]["because"].as_array().unwrap();
    assert!(rules.iter().any(|reason| reason["rule"] == "LEAVING_ENDS_BOND"), "{statute:#}");
}

#[actix_web::test]
async fn states_that_are_not_there_and_numbers_that_cannot_be() {
    let app = TestApp::holding(&register()).await;
    for states in ["[\"arland\", \"nowhere\"]", "[\"arland\", \"ZZ\"]", "[\"arland\", \"union\"]"] {
        let answer = compare(&app, &format!("states: {states}, asOf: \"2000\"")).await;
        let (code, message) = answer.error();
        assert_eq!((code, &answer.body["data"]), ("BAD_USER_INPUT", &json!({ "compareStates": null })), "{states}");
        assert!(message.contains("no state of the register"), "{message}");
    }
    let many = vec!["\"arland\""; 21].join(", ");
    for states in ["[]", "[\"arland\"]", "\"arland\"", &format!("[{many}]")] {
        let answer = compare(&app, &format!("states: {states}, asOf: \"2000\"")).await;
        let (code, message) = answer.error();
        assert_eq!((code, &answer.body["data"]), ("BAD_USER_INPUT", &json!({ "compareStates": null })), "{states}");
        assert!(message.contains("2 to 20 states"), "{message}");
    }
    let answer = compare(&app, "states: [\"arland\", \"borland\"], asOf: \"some day\"").await;
    assert_eq!(answer.error().0, "BAD_USER_INPUT");
    // A state is never at odds with itself.
    let answer = compare(&app, "states: [\"arland\", \"AA\"], asOf: \"2005-06-01\"").await;
    let found = &answer.data()["compareStates"];
    assert_eq!(
        lines(&found["organizationsOfAll"]),
        ["union CERTAIN: arland CERTAIN", "league POSSIBLE: arland POSSIBLE"]
    );
    assert_eq!(lines(&found["organizationsOfSome"]), [""; 0]);
}

#[actix_web::test]
async fn a_comparison_reads_what_is_asked_of_it_at_a_fixed_cost() {
    let app = TestApp::holding(&register()).await;
    // The first answer reads all states into memory.
    compare(&app, "states: [\"arland\", \"borland\"], asOf: \"2000\"").await;
    let two = compare(&app, "states: [\"arland\", \"borland\"], asOf: \"2005-06-01\", certainty: EXCLUDED").await;
    let four = compare(
        &app,
        "states: [\"arland\", \"borland\", \"corland\", \"dorland\"], asOf: \"2005-06-01\", certainty: EXCLUDED",
    )
    .await;
    assert_eq!(two.statements.len(), four.statements.len(), "{two}\n{four}");
    let mut asked = Vec::new();
    for part in ["organizationsOfSome { certainty }", "documentsBindingAll { certainty }", "__typename"] {
        let query = format!("{{ compareStates(states: [\"arland\", \"borland\"], asOf: \"2000\") {{ {part} }} }}");
        let answer = app.ask(&query, json!({})).await;
        let reads =
            |table: &str| answer.statements.iter().any(|statement| statement.contains(&format!("FROM \"{table}\"")));
        asked.push((reads("membership"), reads("treaty_action"), answer.statements.len()));
    }
    // The register and the states; then memberships, or acts, all acts on their documents, steps and terms.
    assert_eq!(asked, [(true, false, 3), (false, true, 6), (false, false, 2)]);
}

/// A comparison says what the states' own lists say.
#[actix_web::test]
async fn a_comparison_agrees_with_the_lists_of_each_state() {
    let app = TestApp::demonstration().await;
    let query = "query ($states: [String!]!, $day: EDTF!) {
        states(filter: { slug: $states }) { nodes { slug
            memberships(asOf: $day, first: 100) { edges { certainty node { status body { __typename slug } } } }
            partyTo(asOf: $day) { document { slug } certainty } } }
        compareStates(states: $states, asOf: $day, certainty: EXCLUDED) {
            organizationsOfAll { ...organization } documentsBindingAll { ...document } } }";
    let query = format!("{query} {FRAGMENTS}");
    let mut compared = 0;
    for states in [["russia", "ukraine"], ["belarus", "georgia"], ["armenia", "turkmenistan"]] {
        for day in ["1993-06-01", "1999-06", "2003", "2007-10-01"] {
            let answer = app.ask(&query, json!({ "states": states, "day": day })).await;
            let data = answer.data();
            for list in ["organizationsOfAll", "documentsBindingAll"] {
                for row in data["compareStates"][list].as_array().unwrap() {
                    let subject = word(&row["subject"]["slug"]);
                    for each in row["each"].as_array().unwrap() {
                        let state = data["states"]["nodes"].as_array().unwrap().iter();
                        let state = state.clone().find(|state| state["slug"] == each["party"]["slug"]).unwrap();
                        let own = if list == "organizationsOfAll" {
                            belongs(state, subject)
                        } else {
                            is_bound(state, subject)
                        };
                        let found = word(&each["certainty"]);
                        if list == "documentsBindingAll" && own == "EXCLUDED" {
                            // What it did not act on is not among its documents; that no act is recorded is no proof.
                            assert_ne!(found, "CERTAIN", "{state:#} {subject} {day}");
                        } else {
                            assert_eq!(found, own, "{state:#} {subject} {day}");
                        }
                        compared += usize::from(own != "EXCLUDED");
                    }
                }
            }
        }
    }
    assert!(compared > 30, "{compared}");
}

/// How sure it is that a state is a member, by its list of memberships.
fn belongs<'a>(state: &'a Value, organization: &str) -> &'a str {
    let spells = state["memberships"]["edges"].as_array().unwrap().iter();
    let spells = spells.filter(|edge| edge["node"]["body"]["slug"] == organization);
    let as_member = spells.filter(|edge| ["FULL", "ASSOCIATE", "UNKNOWN"].contains(&word(&edge["node"]["status"])));
    as_member.map(|edge| word(&edge["certainty"])).min_by_key(|certainty| *certainty != "CERTAIN").unwrap_or("EXCLUDED")
}

/// How sure it is that a document binds a state, by its list of such documents.
fn is_bound<'a>(state: &'a Value, document: &str) -> &'a str {
    let standings = state["partyTo"].as_array().unwrap().iter();
    let mut of_this = standings.filter(|standing| standing["document"]["slug"] == document);
    of_this.next().map_or("EXCLUDED", |standing| word(&standing["certainty"]))
}

#[actix_web::test]
async fn memberships_by_whether_they_ended() {
    let app = TestApp::holding(&register()).await;
    let table: [(&str, &[&str]); 5] = [
        ("{ ended: [YES] }", &["arland 1995-12-31"]),
        ("{ ended: [NO] }", &["arland -", "borland -"]),
        ("{ ended: [YES, NO] }", &["arland -", "arland 1995-12-31", "borland -"]),
        ("{ ended: [NOT_STATED] }", &[]),
        ("{ not: { ended: [YES] } }", &["arland -", "borland -"]),
    ];
    for (filter, expected) in table {
        let query = format!(
            "{{ organization(slug: \"league\") {{ members(filter: {filter}) {{ nodes {{ state {{ slug }} to {{ edtf }} }} }} }} }}"
        );
        let answer = app.ask(&query, json!({})).await;
        let found = answer.data()["organization"]["members"]["nodes"].as_array().unwrap().iter();
        let end = |row: &Value| row["to"]["edtf"].as_str().unwrap_or("-").to_owned();
        let mut found: Vec<_> = found.map(|row| format!("{} {}", word(&row["state"]["slug"]), end(row))).collect();
        found.sort();
        assert_eq!(found, expected, "{filter}");
    }
}
