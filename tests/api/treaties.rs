//! Who is a party to a treaty on a day, and whether it is in force: derived, with reasons, at a fixed cost.

mod deposited;
mod groups;

use crate::{
    app::{Answer, TestApp},
    postgres,
};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// A treaty of five years, extended by a protocol of which a complete list says who ratified it. Acts have effect at once by its clauses, and
/// its own list is complete too.
fn register() -> String {
    let mut toml = "
[[source]]
slug = \"page\"
name = \"Page\"
kind = \"WEB_PAGE\"
covered = \"1900/2012\"
cite = [\"page\"]

[[organization]]
slug = \"union\"
name = \"Union\"
kind = \"OTHER\"
cite = [\"page\"]

[[document]]
slug = \"pact\"
name = \"Pact\"
kind = \"TREATY\"
term_duration = \"P5Y\"
complete_until = \"2012-12-31\"
consent_delay = \"P0D\"
leaving_delay = \"P0D\"
cite = [\"page\"]

[[document]]
slug = \"protocol\"
name = \"Protocol\"
kind = \"PROTOCOL\"
complete_until = \"2012-12-31\"
cite = [\"page\"]

[[document]]
slug = \"speech\"
name = \"Speech\"
kind = \"STATEMENT\"
cite = [\"page\"]
"
    .to_owned();
    for state in ["always", "alone", "short", "later", "leaver", "nobody"] {
        let _ = write!(toml, "\n[[state]]\nslug = \"{state}\"\nname = \"{state}\"\ncite = [\"page\"]\n");
    }
    for (step, date, more) in [
        ("SIGNING", "1992-05-15", ""),
        ("ENTRY_INTO_FORCE", "1994-04-20", ""),
        ("EXTENSION", "1999-04-02", "period = \"P5Y\"\ninstrument = \"protocol\"\n"),
    ] {
        let _ = write!(
            toml,
            "\n[[milestone]]\nsubject = \"pact\"\nstep = \"{step}\"\ndate = \"{date}\"\n{more}cite = [\"page\"]\n"
        );
    }
    for (document, party, action, date) in [
        ("pact", "always", "SIGNATURE", "1992-05-15"),
        ("pact", "always", "RATIFICATION", "1993-01-01"),
        ("pact", "alone", "SIGNATURE", "1992-05-15"),
        ("pact", "short", "SIGNATURE", "1992-05-15"),
        ("pact", "short", "RATIFICATION", "1994-01-01"),
        ("pact", "later", "ACCESSION", "1996"),
        ("pact", "leaver", "SIGNATURE", "1992-05-15"),
        ("pact", "leaver", "RATIFICATION", "1993-06-01"),
        ("pact", "leaver", "DENUNCIATION", "1998-03-01"),
        ("pact", "union", "SIGNATURE", "1992-05-15"),
        ("pact", "union", "FORMAL_CONFIRMATION", "1995-01-01"),
        ("protocol", "always", "RATIFICATION", "1999-04-02"),
        ("protocol", "later", "RATIFICATION", "1999-04-02"),
    ] {
        let _ = write!(
            toml,
            "\n[[treaty_action]]\ndocument = \"{document}\"\nparty = \"{party}\"\naction = \"{action}\"\ndate = \"{date}\"\ncite = [\"page\"]\n"
        );
    }
    toml
}

/// What is selected of a standing.
const STANDING: &str = "party { slug } status certainty";

/// Standings as `party STATUS CERTAINTY`, in their order.
fn standings(list: &Value) -> Vec<String> {
    let words = |standing: &Value| {
        [&standing["party"]["slug"], &standing["status"], &standing["certainty"]]
            .map(|word| word.as_str().unwrap().to_owned())
            .join(" ")
    };
    list.as_array().unwrap().iter().map(words).collect()
}

async fn of_pact(app: &TestApp, field: &str) -> Answer {
    app.ask(&format!("{{ document(slug: \"pact\") {{ found: {field} {{ {STANDING} }} }} }}"), json!({})).await
}

#[actix_web::test]
async fn each_list_of_parties_on_each_day() {
    let app = TestApp::holding(&register()).await;
    let table: [(&str, &[&str]); 17] = [
        ("parties(asOf: \"1994-04-19\")", &[]),
        ("parties(asOf: \"1994-04-20\")", &["always PARTY CERTAIN", "short PARTY CERTAIN", "leaver PARTY CERTAIN"]),
        (
            "parties(asOf: \"1996-06-01\")",
            &[
                "always PARTY CERTAIN",
                "short PARTY CERTAIN",
                // Acceded on some day of the year.
                "later PARTY POSSIBLE",
                "leaver PARTY CERTAIN",
                "union PARTY CERTAIN",
            ],
        ),
        (
            "parties(asOf: \"1996-06-01\", certainty: CERTAIN)",
            &["always PARTY CERTAIN", "short PARTY CERTAIN", "leaver PARTY CERTAIN", "union PARTY CERTAIN"],
        ),
        (
            "parties(asOf: \"1998-03-02\")",
            &["always PARTY CERTAIN", "short PARTY CERTAIN", "later PARTY CERTAIN", "union PARTY CERTAIN"],
        ),
        // On some days of that year it was a party, on others no more.
        (
            "parties(asOf: \"1998\", certainty: POSSIBLE)",
            &[
                "always PARTY CERTAIN",
                "short PARTY CERTAIN",
                "later PARTY CERTAIN",
                "leaver PARTY POSSIBLE",
                "union PARTY CERTAIN",
            ],
        ),
        // The extension binds those who ratified it (article 40, paragraph 4).
        ("parties(asOf: \"2000-01-01\")", &["always PARTY CERTAIN", "later PARTY CERTAIN"]),
        ("parties(asOf: \"2004-05-01\")", &[]),
        (
            "signatories(asOf: \"1993\")",
            &[
                "always CONTRACTING_STATE CERTAIN",
                "alone SIGNATORY CERTAIN",
                "short SIGNATORY CERTAIN",
                "leaver CONTRACTING_STATE CERTAIN",
                "union SIGNATORY CERTAIN",
            ],
        ),
        ("signatories(asOf: \"1992-05-14\")", &[]),
        (
            "signedNotRatified(asOf: \"1993-12-31\")",
            &["alone SIGNATORY CERTAIN", "short SIGNATORY CERTAIN", "union SIGNATORY CERTAIN"],
        ),
        ("signedNotRatified(asOf: \"1995-01-01\")", &["alone SIGNATORY CERTAIN"]),
        (
            "partyStatuses(asOf: \"2000-01-01\")",
            &[
                "always PARTY CERTAIN",
                "alone SIGNATORY CERTAIN",
                "short FORMER_PARTY CERTAIN",
                "later PARTY CERTAIN",
                "leaver FORMER_PARTY CERTAIN",
                "union FORMER_PARTY CERTAIN",
            ],
        ),
        (
            "partyStatuses(asOf: \"2000-01-01\", among: [\"nobody\", \"always\", \"no-such\", \"always\"])",
            &["always PARTY CERTAIN", "nobody NOT_PARTY CERTAIN"],
        ),
        // Who is asked about and is not there is no reason to speak of all.
        ("partyStatuses(asOf: \"2000-01-01\", among: [\"no-such\", \"pact\"])", &[]),
        ("partyStatuses(asOf: \"2000-01-01\", among: [])", &[]),
        (
            "missing(among: [\"nobody\", \"alone\", \"always\", \"leaver\"], asOf: \"2000-01-01\")",
            &["leaver FORMER_PARTY CERTAIN", "nobody NOT_PARTY CERTAIN"],
        ),
    ];
    for (field, expected) in table {
        let answer = of_pact(&app, field).await;
        let mut found = standings(&answer.data()["document"]["found"]);
        if field.contains("among") {
            // Those of `among` come in the order in which the register knows them.
            found.sort();
        }
        assert_eq!(found, expected, "{field}");
    }
    for among in ["[]", "[\"no-such\"]"] {
        let answer = of_pact(&app, &format!("missing(among: {among}, asOf: \"2000-01-01\")")).await;
        assert_eq!(answer.data()["document"]["found"], json!([]), "{among}");
    }
}

/// Neither one name on the protocol nor a complete list that has a group says who else joined it.
#[actix_web::test]
async fn only_a_complete_list_of_the_protocol_keeps_others_out() {
    let closed = "kind = \"PROTOCOL\"\ncomplete_until = \"2012-12-31\"";
    let group = "\n[[treaty_action]]\ndocument = \"protocol\"\nparty = { label = \"five other states\", count = 5 }\naction = \"RATIFICATION\"\ndate = \"1999-04-02\"\ncite = [\"page\"]\n";
    for register in [register().replace(closed, "kind = \"PROTOCOL\""), register() + group] {
        let app = TestApp::holding(&register).await;
        let answer = of_pact(&app, "parties(asOf: \"2000-01-01\")").await;
        assert_eq!(
            standings(&answer.data()["document"]["found"]),
            ["always PARTY CERTAIN", "short PARTY POSSIBLE", "later PARTY CERTAIN", "union PARTY POSSIBLE"]
        );
    }
}

#[actix_web::test]
async fn a_document_is_in_force_on_some_days_and_for_some_terms() {
    let app = TestApp::holding(&register()).await;
    for (day, status, certainty) in [
        ("1990", "NOT_IN_FORCE", "CERTAIN"),
        ("1994-04-20", "IN_FORCE", "CERTAIN"),
        ("1994", "IN_FORCE", "POSSIBLE"),
        ("2000-01-01", "IN_FORCE", "CERTAIN"),
        ("2004-04-21", "TERMINATED", "CERTAIN"),
    ] {
        let query = format!("{{ document(slug: \"pact\") {{ statusOn(date: \"{day}\") {{ status certainty }} }} }}");
        let answer = app.ask(&query, json!({})).await;
        assert_eq!(answer.data()["document"]["statusOn"], json!({ "status": status, "certainty": certainty }), "{day}");
    }
    let query =
        "{ document(slug: \"pact\") { terms(until: \"2010\") { kind certainty from { edtf basis } to { edtf } } } }";
    let answer = app.ask(query, json!({})).await;
    assert_eq!(
        answer.data()["document"]["terms"],
        json!([
            {
                "kind": "INITIAL",
                "certainty": "CERTAIN",
                "from": { "edtf": "1994-04-20", "basis": "DERIVED" },
                "to": { "edtf": "[1999-04-19..1999-04-20]" },
            },
            {
                "kind": "EXTENDED",
                "certainty": "CERTAIN",
                "from": { "edtf": "[1999-04-20..1999-04-21]", "basis": "DERIVED" },
                "to": { "edtf": "[2004-04-19..2004-04-20]" },
            },
        ])
    );
}

#[actix_web::test]
async fn what_a_state_or_organization_is_a_party_to() {
    let app = TestApp::holding(&register()).await;
    let query = "query ($day: EDTF!) {
        states { nodes { slug partyTo(asOf: $day) { document { slug } certainty } } }
        organization(slug: \"union\") { partyTo(asOf: $day) { document { slug } certainty party { slug } } }
    }";
    let answer = app.ask(query, json!({ "day": "1996-06-01" })).await;
    let pact = |certainty: &str| json!([{ "document": { "slug": "pact" }, "certainty": certainty }]);
    assert_eq!(
        answer.data(),
        &json!({
            "states": { "nodes": [
                { "slug": "alone", "partyTo": [] },
                { "slug": "always", "partyTo": pact("CERTAIN") },
                { "slug": "later", "partyTo": pact("POSSIBLE") },
                { "slug": "leaver", "partyTo": pact("CERTAIN") },
                { "slug": "nobody", "partyTo": [] },
                { "slug": "short", "partyTo": pact("CERTAIN") },
            ] },
            "organization": { "partyTo": [
                { "document": { "slug": "pact" }, "certainty": "CERTAIN", "party": { "slug": "union" } },
            ] },
        })
    );
}

#[actix_web::test]
async fn because_names_the_rules_with_the_acts_and_steps_they_were_applied_to() {
    let app = TestApp::holding(&register()).await;
    let query = "query ($among: [String!]) { document(slug: \"pact\") {
        partyStatuses(asOf: \"2000-01-01\", among: $among) {
            status
            because { rule statement { __typename
                ... on TreatyAction { action document { slug } date { edtf } }
                ... on Milestone { step subject { slug } date { edtf } }
            } }
        } } }";
    let reasons = async |state: &str| {
        let answer = app.ask(query, json!({ "among": [state] })).await;
        let standings = answer.data()["document"]["partyStatuses"].as_array().unwrap().clone();
        assert_eq!(standings.len(), 1, "{answer}");
        let reason = |reason: &Value| {
            let statement = &reason["statement"];
            let words = ["action", "step"].iter().filter_map(|name| statement[name].as_str());
            let about = ["document", "subject"].iter().filter_map(|name| statement[name]["slug"].as_str());
            let all = reason["rule"].as_str().into_iter().chain(words).chain(about).collect::<Vec<_>>();
            all.join(" ")
        };
        standings[0]["because"].as_array().unwrap().iter().map(reason).collect::<Vec<_>>()
    };
    assert_eq!(
        reasons("always").await,
        [
            "SIGNATURE_DOES_NOT_BIND SIGNATURE pact",
            "CONSENT_BINDS RATIFICATION pact",
            "ENTRY_INTO_FORCE ENTRY_INTO_FORCE pact",
            "EXTENSION_BINDS_ITS_PARTIES EXTENSION pact",
            "EXTENSION_BINDS_ITS_PARTIES RATIFICATION protocol",
        ]
    );
    let left = reasons("leaver").await;
    assert!(left.contains(&"LEAVING_ENDS_BOND DENUNCIATION pact".to_owned()), "{left:?}");
    assert_eq!(reasons("nobody").await, ["NO_ACT"]);
}

#[actix_web::test]
async fn many_documents_by_many_names_cost_as_much_as_one() {
    let app = TestApp::holding(&register()).await;
    let cost = async |query: &str| {
        let answer = app.ask(query, json!({})).await;
        answer.data();
        (answer.statements.len(), answer)
    };
    let one = cost("{ document(slug: \"pact\") { parties(asOf: \"1996\") { status } } }").await;
    let many = cost("{ documents { nodes { parties(asOf: \"1996\") { status } } } }").await;
    assert_eq!((one.0, many.0), (1 + 4, 1 + 4), "{}{}", one.1, many.1);
    for more in 0..3 {
        let toml =
            format!("[[document]]\nslug = \"more-{more}\"\nname = \"More\"\nkind = \"TREATY\"\ncite = [\"page\"]\n");
        postgres::add(&app.database, &toml).await;
    }
    let more = cost("{ documents { nodes { slug parties(asOf: \"1996\") { status } } } }").await;
    assert_eq!(more.0, many.0);
    assert_eq!(more.1.data()["documents"]["nodes"].as_array().unwrap().len(), 6);
    // `among` and what a standing leads to cost a statement each.
    let among = cost("{ documents { nodes { missing(among: [\"nobody\"], asOf: \"1996\") { status } } } }").await;
    assert_eq!(among.0, 1 + 5, "{}", among.1);
    let of_states = cost("{ states { nodes { partyTo(asOf: \"1996\") { status } } } }").await;
    assert_eq!(of_states.0, 1 + 5, "{}", of_states.1);
}

#[actix_web::test]
async fn what_several_derivations_need_is_read_once() {
    let app = TestApp::holding(&register()).await;
    let cost = async |below: &str| {
        let answer = app.ask(&format!("{{ documents {{ nodes {{ slug {below} }} }} }}"), json!({})).await;
        answer.data();
        answer.statements.len()
    };
    // The documents; acts, steps, terms and acts on instruments.
    let one = cost("on: statusOn(date: \"1990\") { status }").await;
    assert_eq!(one, 1 + 4);
    let days = "on: statusOn(date: \"1990\") { status } then: statusOn(date: \"1995\") { status }
        late: statusOn(date: \"2000\") { status }";
    assert_eq!(cost(days).await, one);
    let others = "parties(asOf: \"1996\") { status } signatories(asOf: \"1996\") { status }
        terms(until: \"2000\") { kind }";
    assert_eq!(cost(&format!("{days} {others}")).await, one);
    // The same states, and others.
    let among = "early: missing(among: [\"nobody\"], asOf: \"1994\") { status }
        late: missing(among: [\"nobody\"], asOf: \"2000\") { status }";
    assert_eq!(cost(among).await, one + 1);
    let more = "always: missing(among: [\"always\"], asOf: \"2000\") { status }";
    assert_eq!(cost(&format!("{among} {more}")).await, one + 2);
    // Depositaries stand in a table of their own.
    assert_eq!(cost("depositaries { partyLabel } on: statusOn(date: \"1990\") { status }").await, one + 1);
}

#[actix_web::test]
async fn one_field_by_two_names_has_an_answer_for_each() {
    let app = TestApp::holding(&register()).await;
    let query = "{ document(slug: \"pact\") {
        early: parties(asOf: \"1994-04-20\", certainty: CERTAIN) { party { slug } because { rule } }
        late: parties(asOf: \"2000-01-01\") { party { ... on State { name } } }
        on: statusOn(date: \"1990\") { status }
        then: statusOn(date: \"1995\") { status statuses { status certainty } because { rule statement { __typename } } }
    } }";
    let answer = app.ask(query, json!({})).await;
    let pact = &answer.data()["document"];
    assert_eq!(pact["early"].as_array().unwrap().len(), 3);
    assert_eq!(pact["late"], json!([{ "party": { "name": "always" } }, { "party": { "name": "later" } }]));
    assert_eq!((&pact["on"]["status"], &pact["then"]["status"]), (&json!("NOT_IN_FORCE"), &json!("IN_FORCE")));
    assert_eq!(pact["then"]["statuses"], json!([{ "status": "IN_FORCE", "certainty": "CERTAIN" }]));
    assert_eq!(
        pact["then"]["because"][0],
        json!({ "rule": "ENTRY_INTO_FORCE", "statement": { "__typename": "Milestone" } })
    );
}

#[actix_web::test]
async fn a_document_on_which_nobody_acted_has_no_parties_and_may_be_in_force() {
    let app = TestApp::holding(&register()).await;
    let query = "{ document(slug: \"speech\") {
        parties(asOf: \"2000\") { status } partyStatuses(asOf: \"2000\") { status } terms(until: \"2010\") { kind }
        missing(among: [\"nobody\"], asOf: \"2000\") { status because { rule statement { __typename } } } } }";
    let answer = app.ask(query, json!({})).await;
    assert_eq!(
        answer.data()["document"],
        json!({
            "parties": [],
            "partyStatuses": [],
            "terms": [],
            "missing": [{ "status": "NOT_PARTY", "because": [{ "rule": "NO_ACT", "statement": null }] }],
        })
    );
}

#[actix_web::test]
async fn a_day_that_is_no_date_or_has_no_end_is_refused() {
    let app = TestApp::holding(&register()).await;
    for field in [
        "parties(asOf: $day)",
        "signatories(asOf: $day)",
        "signedNotRatified(asOf: $day)",
        "partyStatuses(asOf: $day)",
        "missing(among: [], asOf: $day)",
        "statusOn(date: $day)",
        "terms(until: $day)",
    ] {
        let query =
            format!("query ($day: EDTF!) {{ document(slug: \"pact\") {{ slug found: {field} {{ __typename }} }} }}");
        let answer = app.ask(&query, json!({ "day": "never" })).await;
        assert_eq!((answer.error().0, answer.statements.len()), ("BAD_USER_INPUT", 1), "{field}: {answer}");
        assert_eq!(answer.body["errors"][0]["path"], json!(["document", "found"]));
    }
    let query = "{ document(slug: \"pact\") { terms(until: \"2000/..\") { kind } } }";
    assert_eq!(app.ask(query, json!({})).await.error(), ("BAD_USER_INPUT", "`until` has to have a last day."));
    let without = app.ask("{ document(slug: \"pact\") { parties { status } } }", json!({})).await;
    assert_eq!(without.codes(), ["GRAPHQL_VALIDATION_FAILED"]);
}
