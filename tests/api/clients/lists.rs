//! What a list counts is what its name says; rows say how sure they are; every statement is found from the root, and
//! from its citation.

use crate::app::TestApp;
use serde_json::{Value, json};

#[actix_web::test]
async fn members_are_members_and_others_are_asked_for_by_name() {
    let app = TestApp::demonstration().await;
    let query = "{ organizations(first: 100) { nodes { slug members(first: 100) { totalCount nodes { status modality } } observers { totalCount nodes { status } }
        affiliations(first: 100) { totalCount nodes { status modality } } } } }";
    let answer = app.ask(query, json!({})).await;
    let organizations = answer.data()["organizations"]["nodes"].as_array().unwrap();
    let of = |slug: &str| organizations.iter().find(|node| node["slug"] == slug).unwrap();
    let count = |slug: &str, list: &str| of(slug)[list]["totalCount"].as_u64().unwrap();
    assert_eq!((count("csto", "members"), count("csto", "observers"), count("csto", "affiliations")), (6, 2, 8));
    // A state that takes no part, and three that were planned.
    let union = "customs-union-of-russia-kazakhstan-and-belarus";
    assert_eq!((count(union, "members"), count(union, "affiliations")), (0, 4));
    for organization in organizations {
        for row in organization["members"]["nodes"].as_array().unwrap() {
            assert_eq!(row["modality"], "OCCURRED", "{organization}");
            assert!(["FULL", "ASSOCIATE", "UNKNOWN"].contains(&row["status"].as_str().unwrap()), "{organization}");
        }
    }
}

#[actix_web::test]
async fn a_row_says_how_sure_it_is_on_the_day_of_its_list() {
    let app = TestApp::demonstration().await;
    let query = "{ organization(slug: \"cis\") { members(asOf: \"2000-01-01\") { nodes { certainty state { name } } edges { certainty } } always: members(first: 1) { nodes { certainty } }
        officeHolders(asOf: \"2007-11-01\") { nodes { certainty } edges { certainty } } } }";
    let answer = app.ask(query, json!({})).await;
    let organization = &answer.data()["organization"];
    for list in ["members", "officeHolders"] {
        let certainties = |part: &str| -> Vec<Value> {
            organization[list][part].as_array().unwrap().iter().map(|row| row["certainty"].clone()).collect()
        };
        assert_eq!(certainties("nodes"), certainties("edges"), "{list}");
        assert!(!certainties("nodes").is_empty() && certainties("nodes").iter().all(Value::is_string), "{list}");
    }
    assert_eq!(organization["always"]["nodes"][0]["certainty"], Value::Null);
}

#[actix_web::test]
async fn statements_are_found_from_the_root() {
    let app = TestApp::demonstration().await;
    for (list, filter) in [
        ("provisions", "{ kind: [OBLIGATION] }"),
        ("memberships", "{ status: [NON_PARTICIPANT] }"),
        ("treatyActions", "{ action: [SIGNATURE] }"),
        ("milestones", "{ step: [FOUNDATION] }"),
        ("relations", "{ modality: [OCCURRED] }"),
        ("figures", "{ measure: [\"members\"] }"),
        ("remarks", "{ kind: [POSITION] }"),
        ("tenures", "{ from: { isKnown: true } }"),
        ("participations", "{ role: [CHAIRED] }"),
        ("agendaItems", "{ topic: [\"terrorism\"] }"),
    ] {
        let query = format!(
            "{{ some: {list}(filter: {filter}, first: 3) {{ totalCount nodes {{ id }} }} all: {list} {{ totalCount }} }}"
        );
        let answer = app.ask(&query, json!({})).await;
        let data = answer.data();
        let (some, all) = (data["some"]["totalCount"].as_u64().unwrap(), data["all"]["totalCount"].as_u64().unwrap());
        assert!(0 < some && some <= all, "{list}: {some} of {all}");
        assert_eq!(data["some"]["nodes"].as_array().unwrap().len() as u64, some.min(3), "{list}");
    }
}

#[actix_web::test]
async fn a_citation_leads_to_what_it_supports() {
    let app = TestApp::demonstration().await;
    let query = "{ sources { nodes { slug supports(first: 25) { nodes { field supports { record { __typename slug citations { nodes { section paragraph sentence } } } statement { __typename id citations { nodes { section paragraph sentence } } } } section paragraph sentence } } } } }";
    let answer = app.ask(query, json!({})).await;
    let (mut records, mut statements) = (0, 0);
    for source in answer.data()["sources"]["nodes"].as_array().unwrap() {
        for citation in source["supports"]["nodes"].as_array().unwrap() {
            let supported = &citation["supports"];
            let what = if supported["record"].is_null() { &supported["statement"] } else { &supported["record"] };
            *(if supported["record"].is_null() { &mut statements } else { &mut records }) += 1;
            let place = json!({ "section": citation["section"], "paragraph": citation["paragraph"], "sentence": citation["sentence"] });
            assert!(what["citations"]["nodes"].as_array().unwrap().contains(&place), "{citation}");
        }
    }
    assert!(records > 0 && statements > 0, "{records}, {statements}");
}
