//! The demonstration register answers what the README promises, at the cost that the snapshot shows:
//! one statement for each relation and level.

use crate::{
    app::{Answer, TestApp},
    postgres,
};
use sea_orm::ConnectionTrait as _;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Asks a query of the demonstration register; `levels` are the relations it walks, each for all parents at once.
async fn walk(name: &str, levels: &[&str]) -> Answer {
    let answer = TestApp::demonstration().await.query(name, json!({})).await;
    answer.data();
    assert_eq!(answer.statements.len(), levels.len(), "{levels:?} {answer}");
    // One snapshot for all of them, and nothing else.
    let others: Vec<_> = answer.commands.iter().filter(|command| !answer.statements.contains(command)).collect();
    assert_eq!(others, [postgres::BEGIN]);
    answer
}

#[actix_web::test]
async fn from_organization_to_members_and_to_the_documents_of_meetings() {
    let levels = ["organization", "members", "state", "organs", "meetings", "place", "documents"];
    insta::assert_snapshot!(walk("members_to_documents", &levels).await);
}

#[actix_web::test]
async fn from_a_treaty_by_its_actions_to_states_and_their_bodies() {
    let levels = ["document", "actions", "state", "memberships", "body: organizations", "body: organs", "body: forces"];
    insta::assert_snapshot!(walk("treaty_to_bodies", &levels).await);
}

#[actix_web::test]
async fn from_a_meeting_up_to_its_bodies_and_down_to_its_parties() {
    let levels = [
        "meeting",
        "place",
        "organization",
        "organs",
        "partOf",
        "parts",
        "participations",
        "party: persons",
        "office",
        "body: states",
        "agenda",
        "topics",
        "documents",
    ];
    insta::assert_snapshot!(walk("meeting_to_parties", &levels).await);
}

#[actix_web::test]
async fn from_citations_to_their_sources_and_back() {
    let levels = [
        "organization",
        "its citations",
        "source",
        "supports",
        "supports: source",
        "person",
        "its citations",
        "their source",
    ];
    insta::assert_snapshot!(walk("citations_to_sources", &levels).await);
}

#[actix_web::test]
async fn the_life_of_the_collective_security_treaty() {
    let levels = [
        "document",
        "milestones",
        "place",
        "meeting",
        "instrument",
        "actions",
        "actions: total",
        "state",
        "relatedBy",
        "subject: documents",
        "organs",
        "meetings",
        "topics",
        "broader",
    ];
    insta::assert_snapshot!(walk("life_of_a_treaty", &levels).await);
}

#[actix_web::test]
async fn meetings_of_2003_with_their_chairs() {
    let levels = [
        "organization",
        "meetings",
        "meetings: total",
        "place",
        "organs",
        "participations",
        "party: persons",
        "office",
        "citations",
    ];
    insta::assert_snapshot!(walk("meetings_of_2003", &levels).await);
}

#[actix_web::test]
async fn from_a_place_to_its_state_and_back() {
    insta::assert_snapshot!(
        walk("places_and_back", &["place", "state", "places", "their meetings", "meetings", "place of these"]).await
    );
}

#[actix_web::test]
async fn holders_of_offices() {
    let levels = ["organization", "offices", "tenures", "person", "tenures of the person", "office", "replaces"];
    insta::assert_snapshot!(walk("holders_of_offices", &levels).await);
}

#[actix_web::test]
async fn from_a_topic_to_all_that_is_about_it() {
    insta::assert_snapshot!(
        walk("topic_to_everything", &["topic", "broader", "meetings", "documents", "their meetings", "events"]).await
    );
}

#[actix_web::test]
async fn dates_as_objects() {
    let roots = 8;
    let lists = 6;
    let answer = TestApp::demonstration().await.query("dates", json!({})).await;
    assert_eq!(answer.statements.len(), roots + lists, "{answer}");
    insta::assert_snapshot!(answer);
}

#[actix_web::test]
async fn six_or_seven_members_are_one_set_of_two_claims() {
    let levels =
        ["organization", "figures", "total", "citations", "alternatives", "their total", "citations", "alternatives"];
    let answer = walk("six_or_seven", &levels).await;
    let figures = &answer.data()["organization"]["figures"];
    let leading: Vec<_> = figures["nodes"].as_array().unwrap().iter().map(|figure| &figure["isLeading"]).collect();
    assert!(leading.iter().all(|leads| **leads == true), "{leading:?}");
    insta::assert_snapshot!(answer);
}

#[actix_web::test]
async fn records_of_many_kinds_by_slug() {
    let app = TestApp::demonstration().await;
    let answer = app.query("records_of_many_kinds", json!({})).await;
    let (slugs, found, citations) = (13, 12, 12);
    // One slug names nothing: one statement finds that, and one finds what may have been meant.
    let unknown = 2;
    // States and topics are read once, whoever names them.
    let beside = ["organization of the organ", "body of the force"];
    assert_eq!(answer.statements.len(), slugs + found + citations + unknown + beside.len(), "{answer}");
    insta::assert_snapshot!(serde_json::to_string_pretty(answer.data()).unwrap());
}

/// Every `{ __typename, id }` in an answer.
fn ids(value: &Value, found: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(members) => {
            if let (Some(kind), Some(id)) = (members.get("__typename"), members.get("id")) {
                found.insert(id.as_str().unwrap().to_owned(), kind.as_str().unwrap().to_owned());
            }
            members.values().for_each(|member| ids(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| ids(item, found)),
        _ => {}
    }
}

/// Kinds of which no list leads to a record that the demonstration register holds.
const UNREACHED: [&str; 1] = ["Remark"];

#[actix_web::test]
async fn ids_lead_back_to_what_had_them() {
    let app = TestApp::demonstration().await;
    let mut known = BTreeMap::new();
    ids(app.query("ids_of_every_kind", json!({})).await.data(), &mut known);
    let kinds: BTreeSet<_> = known.values().map(String::as_str).collect();
    let expected: BTreeSet<_> = [
        "AgendaItem",
        "ContactPoint",
        "Document",
        "Event",
        "Figure",
        "Force",
        "Meeting",
        "Membership",
        "Milestone",
        "Name",
        "Office",
        "Organ",
        "Organization",
        "Participation",
        "Person",
        "Place",
        "Provision",
        "Relation",
        "Source",
        "State",
        "Tenure",
        "Topic",
        "TreatyAction",
    ]
    .into();
    assert_eq!(kinds, expected, "and not {UNREACHED:?}");

    // All at once, a hundred at a time, each kind by one statement, in the order asked.
    let all: Vec<_> = known.keys().rev().cloned().collect();
    for some in all.chunks(100) {
        let answer = app.query("nodes_by_id", json!({ "ids": some })).await;
        let kinds: BTreeSet<_> = some.iter().map(|id| &known[id]).collect();
        assert_eq!(answer.statements.len(), kinds.len(), "{answer}");
        let expected: Vec<_> = some.iter().map(|id| json!({ "__typename": known[id], "id": id })).collect();
        assert_eq!(answer.data()["nodes"], Value::from(expected));
    }

    // One by one, one of each kind.
    let mut one_of_each: BTreeMap<_, _> = known.iter().map(|(id, kind)| (kind.clone(), id.clone())).collect();
    one_of_each.insert("Remark".to_owned(), a_remark(&app).await);
    for (kind, id) in one_of_each {
        let answer = app.query("node_by_id", json!({ "id": id })).await;
        assert_eq!((&answer.data()["node"]["__typename"], &answer.data()["node"]["id"]), (&json!(kind), &json!(id)));
        assert_eq!(answer.statements.len(), 2, "the node and the number of its citations: {answer}");
    }
}

/// The id of a remark, made as the server makes ids, since no list holds remarks yet.
async fn a_remark(app: &TestApp) -> String {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    let first = sea_orm::Statement::from_string(sea_orm::DbBackend::Postgres, "select min(id) from remark");
    let row = app.db().await.query_one_raw(first).await.unwrap().unwrap();
    let id: i64 = row.try_get_by_index(0).unwrap();
    URL_SAFE_NO_PAD.encode(format!("REMARK:{id}"))
}

#[actix_web::test]
async fn an_id_of_nothing_is_null_and_an_id_of_nobody_is_refused() {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    let app = TestApp::demonstration().await;
    let state = app.ask("{ state(slug: \"armenia\") { id } }", json!({})).await.data()["state"]["id"].clone();
    let gone = URL_SAFE_NO_PAD.encode("STATE:999999999");
    let as_meeting = String::from_utf8(URL_SAFE_NO_PAD.decode(state.as_str().unwrap()).unwrap()).unwrap();
    let as_meeting = URL_SAFE_NO_PAD.encode(as_meeting.replace("STATE", "MEETING"));
    let answer = app.query("nodes_by_id", json!({ "ids": [gone, state, as_meeting, state] })).await;
    let found = json!({ "__typename": "State", "id": state });
    assert_eq!(answer.data()["nodes"], json!([null, found, null, found]));
    assert_eq!(app.query("nodes_by_id", json!({ "ids": [] })).await.data()["nodes"], json!([]));
    for id in ["", "cis", "4711", &URL_SAFE_NO_PAD.encode("STATE:"), &URL_SAFE_NO_PAD.encode("STATE:1 or true")] {
        let answer = app.query("node_by_id", json!({ "id": id })).await;
        assert_eq!((answer.error().0, answer.statements.len()), ("BAD_USER_INPUT", 0), "{answer}");
        assert_eq!(answer.body["data"], json!({ "node": null }));
    }
    let too_many = vec![state; 101];
    let answer = app.query("nodes_by_id", json!({ "ids": too_many })).await;
    assert_eq!(answer.error(), ("BAD_USER_INPUT", "At most 100 ids at once, not 101."));
    assert_eq!((&answer.body["data"], answer.statements.len()), (&json!({ "nodes": null }), 0));
}

#[actix_web::test]
async fn a_state_by_slug_and_by_iso_code() {
    let app = TestApp::demonstration().await;
    let found = async |key: &str| app.query("states_by_code", json!({ "key": key })).await.data()["state"].clone();
    let armenia = json!({ "slug": "armenia", "iso2": "AM", "iso3": "ARM", "isoNumeric": "051" });
    for key in ["armenia", "Armenia", "AM", "am", "ARM", "051"] {
        assert_eq!(found(key).await, armenia, "{key}");
    }
    // ISO 3166-1 gives none to a state that is gone.
    let union = json!({ "slug": "soviet-union", "iso2": null, "iso3": null, "isoNumeric": null });
    assert_eq!(found("soviet-union").await, union);
    for code in ["SU", "SUN", "810", "", "nowhere"] {
        assert_eq!(found(code).await, Value::Null, "{code}");
    }
}

/// What two small data files share.
const SOURCES: &str = r#"
[[source]]
slug = "yearbook"
name = "A yearbook"
kind = "BOOK"
cite = ["yearbook"]

[[source]]
slug = "page"
name = "A page"
kind = "WEB_PAGE"
cite = ["page"]

[[state]]
slug = "armenia"
name = "Armenia"
cite = ["page"]

[[organization]]
slug = "csto"
name = "Collective Security Treaty Organization"
kind = "ALLIANCE"
former_slugs = ["cst-organization"]
cite = ["page"]
"#;

#[actix_web::test]
async fn a_former_slug_goes_on_resolving() {
    let answer = TestApp::holding(SOURCES).await.query("changed_slug", json!({})).await;
    assert_eq!(
        answer.statements.len(),
        6,
        "three finds, the slug and the record of it, and the one that is unknown: {answer}"
    );
    insta::assert_snapshot!(answer);
}

const SPELL: &str = r#"
[[membership]]
key = "armenia"
body = "csto"
member = "armenia"
status = "FULL"
from = "2002"
cite = ["page one 1.1", "yearbook members 3"]
"#;

#[actix_web::test]
async fn one_fact_in_two_sources_is_one_node_with_two_citations() {
    let app = TestApp::holding(&format!("{SOURCES}{SPELL}")).await;
    let answer = app.query("one_fact_two_sources", json!({})).await;
    let members = &answer.data()["organization"]["members"];
    assert_eq!((&members["totalCount"], members["nodes"].as_array().unwrap().len()), (&json!(1), 1));
    insta::assert_snapshot!(answer);
}

#[actix_web::test]
async fn two_accounts_of_one_fact_are_one_node_with_an_alternative() {
    let other = r#"
[[membership]]
key = "armenia-by-the-yearbook"
claim_of = "armenia"
body = "csto"
member = "armenia"
status = "FULL"
from = "1992-05-15"
rank = "DEPRECATED"
cite = ["yearbook members 3"]
"#;
    let app = TestApp::holding(&format!("{SOURCES}{}{other}", SPELL.replace(", \"yearbook members 3\"", ""))).await;
    let answer = app.query("one_fact_two_sources", json!({})).await;
    let members = &answer.data()["organization"]["members"];
    assert_eq!((&members["totalCount"], members["nodes"].as_array().unwrap().len()), (&json!(1), 1));
    assert_eq!(answer.data()["state"]["memberships"]["totalCount"], 1);
    insta::assert_snapshot!(answer);
}

fn slugs(connection: &Value) -> Vec<&str> {
    connection["nodes"].as_array().unwrap().iter().map(|node| node["slug"].as_str().unwrap()).collect()
}

#[actix_web::test]
async fn every_meeting_is_listed_once_under_its_organization_and_under_each_of_its_organs() {
    let answer = walk(
        "meetings_and_their_bodies",
        &["organization", "meetings", "total", "organs", "organizations", "parts", "all organs", "their meetings"],
    )
    .await;
    let cis = &answer.data()["organization"];
    let meetings = slugs(&cis["meetings"]);
    assert_eq!(meetings.len(), meetings.iter().collect::<BTreeSet<_>>().len(), "{meetings:?}");
    assert_eq!(cis["meetings"]["totalCount"], meetings.len());
    let under: BTreeMap<&str, Vec<&str>> = cis["organs"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|organ| (organ["slug"].as_str().unwrap(), slugs(&organ["meetings"])))
        .collect();
    for (organ, meetings) in &under {
        assert_eq!(meetings.len(), meetings.iter().collect::<BTreeSet<_>>().len(), "{organ}: {meetings:?}");
    }
    // Up and down agree: a meeting is under exactly the organs it names.
    for meeting in cis["meetings"]["nodes"].as_array().unwrap() {
        let slug = meeting["slug"].as_str().unwrap();
        let organs: BTreeSet<_> = slugs(&meeting["organs"]).into_iter().collect();
        let listing: BTreeSet<_> =
            under.iter().filter(|(_, meetings)| meetings.contains(&slug)).map(|(organ, _)| *organ).collect();
        assert_eq!(organs, listing, "{slug}");
        assert_eq!(slugs(&meeting["organizations"]), ["cis"], "{slug}");
    }
    let organs_of = |wanted: &str| -> Vec<&str> {
        under.iter().filter(|(_, meetings)| meetings.contains(&wanted)).map(|(organ, _)| *organ).collect()
    };
    // A joint meeting of three organs.
    assert_eq!(
        organs_of("cis-councils-2001-05-31"),
        ["council-of-heads-of-foreign-policy", "council-of-heads-of-government", "council-of-heads-of-state"]
    );
    // A meeting without an organ, and a gathering whose parts have one each.
    for meeting in ["cis-jubilee-summit-moscow-2001-11", "cis-councils-yalta-2003-09"] {
        assert!(meetings.contains(&meeting), "{meeting}");
        assert!(organs_of(meeting).is_empty(), "{meeting}");
    }
    let gathering = cis["meetings"]["nodes"].as_array().unwrap().iter();
    let gathering = gathering.into_iter().find(|meeting| meeting["slug"] == "cis-councils-yalta-2003-09").unwrap();
    assert_eq!(slugs(&gathering["parts"]).len(), 3);
    for part in slugs(&gathering["parts"]) {
        assert_eq!((organs_of(part).len(), meetings.iter().filter(|slug| **slug == part).count()), (1, 1), "{part}");
    }
}
