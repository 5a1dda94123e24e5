//! One response key is one field: asked once, written once, in the place where it was first named.

use crate::app::{Answer, TestApp};
use serde_json::json;

/// Asks a query twice written: the answer is this text to the byte, at the cost of this many statements.
async fn says(app: &TestApp, query: &str, text: &str, statements: usize) -> Answer {
    let answer = app.ask(query, json!({})).await;
    assert_eq!(answer.text, format!("{{\"data\":{text}}}"), "{query}");
    assert_eq!(answer.statements.len(), statements, "{query}: {answer}");
    answer
}

#[actix_web::test]
async fn a_key_that_is_named_twice_is_fetched_once() {
    let app = TestApp::demonstration().await;
    let treaty = r#"{"document":{"name":"Collective Security Treaty","kind":"TREATY"}}"#;
    let of = "document(slug: \"collective-security-treaty\")";
    let table = [
        format!("{{ {of} {{ name }} {of} {{ kind }} }}"),
        format!("{{ {of} {{ name name }} {of} {{ name kind kind }} {of} {{ kind name }} }}"),
        format!("{{ ... {{ {of} {{ name }} }} ... on Query {{ {of} {{ kind }} }} }}"),
        format!("{{ ...A ...B }} fragment A on Query {{ {of} {{ name }} }} fragment B on Query {{ {of} {{ kind }} }}"),
        format!(
            "{{ {of} {{ ...A ...B ...A }} }} fragment A on Document {{ name }} fragment B on Document {{ kind ...A }}"
        ),
        format!(
            "{{ {of} {{ ...A ... on Document {{ kind }} ... on Organ {{ kind }} }} }} fragment A on RegisterRecord {{ name }}"
        ),
    ];
    for query in table {
        if query.contains("on Organ ") {
            // An object is of one type, so a fragment on another can never apply, and is refused.
            assert_eq!(app.ask(&query, json!({})).await.codes(), ["GRAPHQL_VALIDATION_FAILED"]);
        } else {
            says(&app, &query, treaty, 1).await;
        }
    }
}

#[actix_web::test]
async fn nested_selections_are_merged_on_every_level() {
    let app = TestApp::demonstration().await;
    let query = "
        { organization(slug: \"economic-union\") { ...A ...B } organization(slug: \"economic-union\") { citations { nodes { section } } } }
        fragment A on Organization { citations { nodes { source { slug } } } name }
        fragment B on Organization { citations { nodes { source { kind } paragraph } totalCount } }";
    let text = r#"{"organization":{"citations":{"nodes":[{"source":{"slug":"cis-page","kind":"WEB_PAGE"},"paragraph":1,"section":"block-16"},{"source":{"slug":"cis-page","kind":"WEB_PAGE"},"paragraph":5,"section":"overview"}],"totalCount":2},"name":"Economic Union"}}"#;
    says(&app, query, text, 4).await;
}

#[actix_web::test]
async fn nodes_and_edges_of_one_list_are_one_statement() {
    let app = TestApp::demonstration().await;
    let query = "{ forces(first: 1) { edges { node { slug body { slug } } } nodes { kind body { __typename } } edges { node { name } } } }";
    let answer = app.ask(query, json!({})).await;
    // The list, and the bodies, whether asked of `nodes` or of `edges`.
    assert_eq!(answer.statements.len(), 2, "{answer}");
    let list = |sql: &&String| sql.contains("FROM \"force\"");
    assert_eq!(answer.statements.iter().filter(list).count(), 1, "{answer}");
    let forces = &answer.data()["forces"];
    assert_eq!(forces["nodes"][0]["kind"], "SECTOR");
    assert_eq!(forces["edges"][0]["node"]["slug"], "collective-security-central-asia-sector");
    assert_eq!(forces["edges"][0]["node"].as_object().unwrap().len(), 3);
}

#[actix_web::test]
async fn keys_stand_in_the_order_of_the_document() {
    let app = TestApp::demonstration().await;
    says(
        &app,
        "{ __typename z: __typename nato: organization(slug: \"nato\") { kind slug a: slug name __typename } a: __typename }",
        r#"{"__typename":"Query","z":"Query","nato":{"kind":"ALLIANCE","slug":"nato","a":"nato","name":"NATO","__typename":"Organization"},"a":"Query"}"#,
        1,
    )
    .await;
    // A field of a fragment stands where the fragment is spread, unless its key stood before.
    says(
        &app,
        "{ organization(slug: \"nato\") { slug ...F kind } } fragment F on Organization { name slug }",
        r#"{"organization":{"slug":"nato","name":"NATO","kind":"ALLIANCE"}}"#,
        1,
    )
    .await;
    says(
        &app,
        "{ organizations(filter: { slug: [\"nato\"] }) { totalCount pageInfo { endCursor: __typename hasNextPage } nodes { n: name } __typename } }",
        r#"{"organizations":{"totalCount":1,"pageInfo":{"endCursor":"PageInfo","hasNextPage":false},"nodes":[{"n":"NATO"}],"__typename":"OrganizationConnection"}}"#,
        2,
    )
    .await;
}

#[actix_web::test]
async fn aliases_ask_the_same_field_more_than_once() {
    let app = TestApp::demonstration().await;
    says(
        &app,
        "{ a: organization(slug: \"nato\") { name } b: organization(slug: \"un\") { name } c: organization(slug: \"nato\") { name } }",
        r#"{"a":{"name":"NATO"},"b":{"name":"UN"},"c":{"name":"NATO"}}"#,
        3,
    )
    .await;
    let query = "{ organization(slug: \"csto\") {
        full: members(filter: { status: [FULL] }) { totalCount }
        observers { totalCount nodes { who: state { name } since: from { edtf } } }
    } }";
    says(
        &app,
        query,
        r#"{"organization":{"full":{"totalCount":6},"observers":{"totalCount":2,"nodes":[{"who":{"name":"Afghanistan"},"since":null},{"who":{"name":"Serbia"},"since":null}]}}}"#,
        5,
    )
    .await;
    // One key cannot be two things.
    let clash =
        "{ organization(slug: \"csto\") { members(first: 1) { totalCount } members(first: 2) { totalCount } } }";
    let answer = app.ask(clash, json!({})).await;
    assert_eq!((answer.codes(), answer.commands.len()), (vec!["GRAPHQL_VALIDATION_FAILED"], 0), "{}", answer.text);
}

#[actix_web::test]
async fn what_is_skipped_costs_nothing() {
    let app = TestApp::demonstration().await;
    let query = "query ($yes: Boolean!, $no: Boolean!) {
        organization(slug: \"nato\") @include(if: $yes) {
            slug @skip(if: $no)
            name @skip(if: $yes)
            ...F @include(if: $no)
            ... @include(if: $yes) { kind }
            members @include(if: $no) { totalCount nodes { state { name } } }
            slug @include(if: $no)
        }
        states @skip(if: $yes) { nodes { name } }
    }
    fragment F on Organization { abbreviation citations { nodes { note } } }";
    let ask = async |yes: bool, no: bool| app.ask(query, json!({ "yes": yes, "no": no })).await;
    let answer = ask(true, false).await;
    assert_eq!(answer.text, r#"{"data":{"organization":{"slug":"nato","kind":"ALLIANCE"}}}"#);
    assert_eq!(answer.statements.len(), 1, "{answer}");
    let answer = ask(true, true).await;
    assert_eq!(
        answer.text,
        r#"{"data":{"organization":{"abbreviation":null,"citations":{"nodes":[{"note":"An example of other military alliances."},{"note":null}]},"kind":"ALLIANCE","members":{"totalCount":0,"nodes":[]},"slug":"nato"}}}"#
    );
    assert_eq!(answer.statements.len(), 4, "no member, so no state: {answer}");
    let answer = ask(false, true).await;
    assert_eq!((answer.statements.len(), answer.data().as_object().unwrap().len()), (1, 1), "{answer}");
    says(&app, "{ states @skip(if: true) { totalCount } }", "{}", 0).await;
    says(&app, "{ organization(slug: \"nato\") { name @skip(if: true) } }", r#"{"organization":{}}"#, 1).await;
}

#[actix_web::test]
async fn every_object_says_its_type() {
    let app = TestApp::demonstration().await;
    says(
        &app,
        "{
            __typename
            meetings(first: 1, filter: { slug: [\"cis-heads-of-state-yalta-2003-09-19\"] }) {
                __typename
                pageInfo { __typename }
                edges { __typename node { __typename date { __typename } place { __typename } participations { __typename nodes { __typename party { __typename } } } } }
            }
            revision { __typename }
            node(id: \"nonsense\") @skip(if: true) { __typename }
        }",
        r#"{"__typename":"Query","meetings":{"__typename":"MeetingConnection","pageInfo":{"__typename":"PageInfo"},"edges":[{"__typename":"MeetingEdge","node":{"__typename":"Meeting","date":{"__typename":"HistoricalDate"},"place":{"__typename":"Place"},"participations":{"__typename":"ParticipationConnection","nodes":[{"__typename":"Participation","party":{"__typename":"Person"}}]}}}]},"revision":{"__typename":"Revision"}}"#,
        5,
    )
    .await;
}

#[actix_web::test]
async fn fragments_on_interfaces_apply_to_what_implements_them() {
    let app = TestApp::demonstration().await;
    let query = "
        { record(slug: \"cis-informal-summit-sochi-2001-07\") {
            ... on Organization { name abbreviation }
            ... on Dated { date { edtf } }
            ... on Node { __typename }
            ...R
            ... on Meeting { slug kind place { slug ... on RegisterRecord { name } ... on Node { slug } } }
        } }
        fragment R on RegisterRecord { slug ... on Dated { date { text } } ... on Statement { rank } }";
    let text = r#"{"record":{"date":{"edtf":"2001-07","text":"July 2001"},"__typename":"Meeting","slug":"cis-informal-summit-sochi-2001-07","kind":"INFORMAL_SUMMIT","place":{"slug":"sochi","name":"Sochi"}}}"#;
    let answer = app.ask(query, json!({})).await;
    // `slug` is no field of Node, and nothing is both a record and a statement.
    assert!(answer.codes().iter().all(|code| *code == "GRAPHQL_VALIDATION_FAILED") && !answer.codes().is_empty());
    let query = query.replace(" ... on Node { slug } }", " }").replace(" ... on Statement { rank }", "");
    says(&app, &query, text, 3).await;
}

#[actix_web::test]
async fn kinds_with_the_same_key_for_different_fields() {
    let app = TestApp::demonstration().await;
    // `kind` is of another type for each kind of record, so it needs a key of its own.
    let query = "{ document(slug: \"collective-security-treaty\") { relatedBy { nodes { subject {
        ... on Document { documentKind: kind } ... on Organ { organKind: kind } } } } } }";
    says(
        &app,
        query,
        r#"{"document":{"relatedBy":{"nodes":[{"subject":{"documentKind":"PROTOCOL"}},{"subject":{"documentKind":"PROTOCOL"}},{"subject":{"documentKind":"MEMORANDUM"}}]}}}"#,
        3,
    )
    .await;
    let clash = query.replace("documentKind: ", "").replace("organKind: ", "");
    assert_eq!(app.ask(&clash, json!({})).await.codes(), ["GRAPHQL_VALIDATION_FAILED"]);
}
