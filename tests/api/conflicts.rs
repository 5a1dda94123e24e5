//! Where the register contradicts itself: which claims exclude each other, and which are only more precise.

use crate::app::TestApp;
use serde_json::{Value, json};

const BASE: &str = r#"
[[source]]
slug = "page"
name = "A page"
kind = "WEB_PAGE"
cite = ["page"]

[[state]]
slug = "arland"
name = "Arland"
cite = ["page"]

[[state]]
slug = "borland"
name = "Borland"
cite = ["page"]

[[person]]
slug = "doe"
name = "Doe"
cite = ["page"]

[[person]]
slug = "roe"
name = "Roe"
cite = ["page"]

[[organization]]
slug = "union"
name = "Union"
kind = "OTHER"
cite = ["page"]

[[organization]]
slug = "league"
name = "League"
kind = "OTHER"
cite = ["page"]

[[document]]
slug = "treaty"
name = "Treaty"
kind = "TREATY"
cite = ["page"]

[[office]]
slug = "secretary"
name = "Secretary"
body = "union"
is_single_holder = true
cite = ["page"]

[[office]]
slug = "judge"
name = "Judge"
body = "union"
is_single_holder = false
cite = ["page"]
"#;

/// A statement of a kind with some fields.
fn statement(kind: &str, fields: &str) -> String {
    format!("\n[[{kind}]]\n{}\ncite = [\"page\"]\n", fields.replace(", ", "\n"))
}

/// Two claims of one set.
fn claims(kind: &str, shared: &str, one: &str, other: &str) -> String {
    statement(kind, &format!("key = \"one\", {shared}, {one}"))
        + &statement(kind, &format!("key = \"other\", claim_of = \"one\", {shared}, {other}"))
}

const CONFLICTS: &str =
    "{ conflicts(first: 100) { totalCount nodes { rule text about { slug } claims { totalCount } remark { kind } } } }";

/// All contradictions of a register, each as `RULE of record (claims): text`.
async fn conflicts(app: &TestApp) -> Vec<String> {
    let answer = app.ask(CONFLICTS, json!({})).await;
    let page = &answer.data()["conflicts"];
    let nodes = page["nodes"].as_array().unwrap();
    assert_eq!(page["totalCount"], nodes.len());
    let text = |value: &Value| value.as_str().unwrap_or("nothing").to_owned();
    nodes
        .iter()
        .map(|node| {
            format!(
                "{} of {} ({}): {}",
                text(&node["rule"]),
                text(&node["about"]["slug"]),
                node["claims"]["totalCount"],
                text(&node["text"])
            )
        })
        .collect()
}

const FOUNDATION: &str = "subject = \"union\", step = \"FOUNDATION\"";
const MEMBER: &str = "body = \"union\", member = \"arland\"";
const FULL: &str = "body = \"union\", member = \"arland\", status = \"FULL\"";
const STAFF: &str = "subject = \"union\", measure = \"personnel\"";
const SIX: &str = "qualifier = \"EXACT\", value = 6";
const PHONE: &str = "subject = \"union\", kind = \"PHONE\"";

/// Two claims of one set, and what follows.
#[expect(clippy::too_many_lines, reason = "a table")]
fn pairs() -> Vec<(String, Option<&'static str>)> {
    let founded = |one: &str, other: &str| claims("milestone", FOUNDATION, one, other);
    let staff = |one: &str, other: &str| claims("figure", STAFF, one, other);
    vec![
        (
            founded("date = \"1991\"", "date = \"1992\""),
            Some("DATES of union (2): Sources date its foundation differently: 1991; 1992."),
        ),
        // More precise, not contrary.
        (founded("date = \"1991\"", "date = \"1991-12-08\""), None),
        (founded("date = \"1991~\"", "date = \"1991-12\""), None),
        (founded("date = \"1991\"", "modality = \"OCCURRED\""), None),
        (founded("date = \"1991/..\"", "date = \"1993\""), None),
        (
            founded("date = \"1991-12-31\"", "date = \"1992-01-01/..\""),
            Some("DATES of union (2): Sources date its foundation differently: 1991-12-31; 1992-01-01/..."),
        ),
        (
            founded("date = \"[..1991-12-31]\"", "date = \"1992\""),
            Some("DATES of union (2): Sources date its foundation differently: 1992; [..1991-12-31]."),
        ),
        (
            founded("date = \"1991\"", "modality = \"CANCELLED\""),
            Some("MODALITIES of union (2): Sources disagree whether something about it happened: cancelled; occurred."),
        ),
        (founded("date = \"1991\"", "modality = \"PLANNED\""), None),
        (
            claims(
                "treaty_action",
                "document = \"treaty\", party = \"arland\", action = \"SIGNATURE\"",
                "date = \"1999\"",
                "date = \"2000\"",
            ),
            Some("DATES of treaty (2): Sources date an act on it differently: 1999; 2000."),
        ),
        (
            claims(
                "relation",
                "subject = \"treaty\", relation = \"CONSTITUTES\", object = \"union\"",
                "date = \"1999\"",
                "date = \"2000\"",
            ),
            Some("DATES of treaty (2): Sources date its relation “constitutes” differently: 1999; 2000."),
        ),
        (
            claims("membership", FULL, "from = \"1993\"", "from = \"1994\""),
            Some("DATES of union (2): Sources let a membership in it begin at different times: 1993; 1994."),
        ),
        (
            claims("membership", FULL, "to = \"1993\", ended = \"YES\"", "to = \"1994\", ended = \"YES\""),
            Some("ENDS of union (2): Sources let a membership in it end at different times: 1993; 1994."),
        ),
        (claims("membership", FULL, "to = \"1993\", ended = \"YES\"", "ended = \"YES\""), None),
        (
            claims("membership", MEMBER, "status = \"FULL\"", "status = \"OBSERVER\""),
            Some(
                "STANDINGS of union (2): Sources give a member of it different standings at one time: full; observer.",
            ),
        ),
        (claims("membership", MEMBER, "status = \"FULL\"", "status = \"UNKNOWN\""), None),
        (
            claims("tenure", "person = \"doe\", office = \"judge\"", "from = \"1999\"", "from = \"2001\""),
            Some("DATES of judge (2): Sources let a tenure of it begin at different times: 1999; 2001."),
        ),
        (
            staff(SIX, "qualifier = \"EXACT\", value = 7"),
            Some("VALUES of union (2): Sources give different numbers of personnel: 6; 7."),
        ),
        (staff(SIX, "qualifier = \"ABOUT\", value = 7"), None),
        (staff(SIX, "qualifier = \"UNSPECIFIED\""), None),
        (staff(SIX, "qualifier = \"AT_LEAST\", value = 6"), None),
        (staff(SIX, "qualifier = \"AT_MOST\", value = 6"), None),
        (
            staff(SIX, "qualifier = \"MORE_THAN\", value = 6"),
            Some("VALUES of union (2): Sources give different numbers of personnel: 6; more than 6."),
        ),
        (
            staff(SIX, "qualifier = \"LESS_THAN\", value = 6"),
            Some("VALUES of union (2): Sources give different numbers of personnel: 6; less than 6."),
        ),
        (staff(SIX, "qualifier = \"RANGE\", value = 5, value_to = 8"), None),
        (
            staff(SIX, "qualifier = \"RANGE\", value = 7, value_to = 8"),
            Some("VALUES of union (2): Sources give different numbers of personnel: 6; 7 to 8."),
        ),
        // At different times both may hold; at times that may be the same they may not.
        (
            staff(
                "date = \"1999\", qualifier = \"EXACT\", value = 6",
                "date = \"2000\", qualifier = \"EXACT\", value = 7",
            ),
            None,
        ),
        (
            staff(
                "date = \"1999\", qualifier = \"EXACT\", value = 6",
                "date = \"1999-05\", qualifier = \"EXACT\", value = 7",
            ),
            Some("VALUES of union (2): Sources give different numbers of personnel: 6; 7."),
        ),
        (
            staff("unit = \"km\", qualifier = \"EXACT\", value = 6", "unit = \"mi\", qualifier = \"EXACT\", value = 7"),
            None,
        ),
        (
            claims("contact_point", PHONE, "value = \"1\"", "value = \"2\""),
            Some("VALUES of union (2): Sources give different values for its phone: 1; 2."),
        ),
        (
            claims(
                "contact_point",
                PHONE,
                "value = \"1\", to = \"1999\", ended = \"YES\"",
                "value = \"2\", from = \"2000\"",
            ),
            None,
        ),
    ]
}

#[actix_web::test]
async fn claims_contradict_where_their_bounds_exclude_each_other() {
    for (claims, expected) in pairs() {
        let app = TestApp::holding(&format!("{BASE}{claims}")).await;
        let expected: Vec<String> = expected.into_iter().map(str::to_owned).collect();
        assert_eq!(conflicts(&app).await, expected, "{claims}");
    }
}

/// Claims that exclude nothing are no part of the contradiction of their set.
#[actix_web::test]
async fn only_those_that_exclude_another_take_part() {
    let third =
        statement("milestone", &format!("key = \"third\", claim_of = \"one\", {FOUNDATION}, date = \"1990/1993\""));
    let pair = claims("milestone", FOUNDATION, "date = \"1991\"", "date = \"1992\"");
    let app = TestApp::holding(&format!("{BASE}{pair}{third}")).await;
    let query = "{ organization(slug: \"union\") {
        conflicts { nodes { claims { nodes { rule what { ... on Milestone { date { edtf } } } } } } }
        milestones { nodes { date { edtf } contradictedBy { ...By } alternatives { nodes { date { edtf } contradictedBy { ...By } } } } }
      } }
      fragment By on ContradictingClaimConnection { totalCount nodes { rule what { ... on Milestone { date { edtf } } } } }";
    insta::assert_snapshot!(app.ask(query, json!({})).await);
}

fn of_two(figure: &str, one: &str, other: &str) -> String {
    let member = |state: &str, fields: &str| {
        statement("membership", &format!("body = \"union\", member = \"{state}\", {fields}"))
    };
    format!(
        "{BASE}{}{}{}",
        statement("figure", &format!("key = \"count\", subject = \"union\", measure = \"members\", {figure}")),
        member("arland", one),
        member("borland", other)
    )
}

#[actix_web::test]
async fn a_number_of_members_is_compared_with_the_memberships_of_its_days() {
    let long = "status = \"FULL\", from = \"1991\", to = \"2010\", ended = \"YES\"";
    let three = "date = \"2000\", qualifier = \"EXACT\", value = 3";
    let one = "date = \"2000\", qualifier = \"EXACT\", value = 1";
    let two = "date = \"2000\", qualifier = \"EXACT\", value = 2";
    let said = |said: &str, counted: &str| {
        Some(format!("COUNT of union (1): It is said to have {said} members; the register has {counted} at that time."))
    };
    let table = [
        (of_two(two, long, long), None),
        (of_two(three, long, long), said("3", "2")),
        (of_two(one, long, long), said("1", "2")),
        (of_two("date = \"2000\", qualifier = \"AT_LEAST\", value = 3", long, long), said("at least 3", "2")),
        (of_two("date = \"2000\", qualifier = \"ABOUT\", value = 3", long, long), None),
        // Nobody knows since when the second is a member.
        (of_two(one, long, "status = \"FULL\""), None),
        (of_two(two, long, "status = \"FULL\""), None),
        (of_two(three, long, "status = \"FULL\""), said("3", "1 to 2")),
        // Observers are no members, and who has left is none any more.
        (of_two(two, long, "status = \"OBSERVER\", from = \"1991\""), said("2", "1")),
        (of_two(two, long, "status = \"FULL\", from = \"1991\", to = \"1999\", ended = \"YES\""), said("2", "1")),
        (of_two(two, long, "status = \"FULL\", from = \"2001\""), said("2", "1")),
        // On a day that a source vouches for it is certain.
        (
            of_two(
                "date = \"2000-05-01\", qualifier = \"EXACT\", value = 1",
                long,
                "status = \"FULL\", attested_on = \"2000-05-01\"",
            ),
            said("1", "2"),
        ),
        // Without a date a number says nothing of a day.
        (of_two("qualifier = \"EXACT\", value = 3", long, long), None),
        (of_two("date = \"2000\", modality = \"PLANNED\", qualifier = \"EXACT\", value = 3", long, long), None),
    ];
    for (register, expected) in table {
        let app = TestApp::holding(&register).await;
        assert_eq!(conflicts(&app).await, expected.into_iter().collect::<Vec<_>>(), "{register}");
    }
}

#[actix_web::test]
async fn an_office_for_one_has_one_holder_at_a_time() {
    let pair = |office: &str, one: &str, other: &str| {
        let tenure = |person: &str, fields: &str| {
            statement("tenure", &format!("person = \"{person}\", office = \"{office}\", {fields}"))
        };
        format!("{BASE}{}{}", tenure("doe", one), tenure("roe", other))
    };
    let first = "from = \"1999\", to = \"2003\", ended = \"YES\"";
    let table = [
        (pair("secretary", first, "from = \"2001\", to = \"2005\", ended = \"YES\""), true),
        // Certainty counts: one may have followed the other within 2003.
        (pair("secretary", first, "from = \"2003\", to = \"2005\", ended = \"YES\""), false),
        // A successor ends a tenure whose end nobody noted.
        (pair("secretary", "from = \"1999\"", "from = \"2001\", to = \"2005\", ended = \"YES\""), false),
        (pair("secretary", first, "is_acting = true, from = \"2001\", to = \"2005\", ended = \"YES\""), false),
        (pair("secretary", first, "modality = \"PLANNED\", from = \"2001\", to = \"2005\", ended = \"YES\""), false),
        (pair("judge", first, "from = \"2001\", to = \"2005\", ended = \"YES\""), false),
    ];
    for (register, overlaps) in table {
        let app = TestApp::holding(&register).await;
        let expected =
            "HOLDERS of secretary (2): It is for one person at a time, and these held it at one time: Doe; Roe.";
        assert_eq!(conflicts(&app).await, if overlaps { vec![expected] } else { vec![] }, "{register}");
        let query = "{ person(slug: \"doe\") { conflicts { nodes { rule } } tenures { nodes { contradictedBy { nodes { rule what { ... on Tenure { person { slug } } } } } } } } }";
        let answer = app.ask(query, json!({})).await;
        let by =
            if overlaps { json!([{ "rule": "HOLDERS", "what": { "person": { "slug": "roe" } } }]) } else { json!([]) };
        assert_eq!(answer.data()["person"]["tenures"]["nodes"][0]["contradictedBy"]["nodes"], by);
        assert_eq!(answer.data()["person"]["conflicts"]["nodes"].as_array().unwrap().len(), usize::from(overlaps));
    }
}

#[actix_web::test]
async fn what_an_editor_noted_stands_with_what_rules_find() {
    let noted = statement("figure", &format!("key = \"six\", {STAFF}, {SIX}"))
        + &statement("figure", "key = \"seven\", subject = \"league\", measure = \"personnel\", qualifier = \"EXACT\", value = 7")
        + &statement("remark", "key = \"noted\", kind = \"CONTRADICTION\", about = [\"union\"~ \"figure:six\"~ \"figure:seven\"], text = \"Six here and seven there.\"")
            .replace('~', ",")
        + &statement("remark", "key = \"said\", kind = \"POSITION\", about = [\"union\"], text = \"It is of use.\"");
    let app = TestApp::holding(&format!("{BASE}{noted}")).await;
    assert_eq!(conflicts(&app).await, ["NOTED of union (3): Six here and seven there."]);
    // It concerns the records of the statements too, and each statement is contradicted by the other.
    for slug in ["union", "league"] {
        let query = "query ($slug: String!) { organization(slug: $slug) { conflicts { totalCount nodes { rule remark { kind } } }
            figures { nodes { value contradictedBy { nodes { rule what { ... on Figure { value } } } } } } } }";
        let answer = app.ask(query, json!({ "slug": slug })).await;
        let organization = &answer.data()["organization"];
        assert_eq!(
            organization["conflicts"]["nodes"],
            json!([{ "rule": "NOTED", "remark": { "kind": "CONTRADICTION" } }])
        );
        let other = if slug == "union" { 7 } else { 6 };
        assert_eq!(
            organization["figures"]["nodes"][0]["contradictedBy"]["nodes"],
            json!([{ "rule": "NOTED", "what": { "value": other } }])
        );
    }
    let rules = "{ conflicts(filter: { rule: [DATES, VALUES] }) { totalCount } }";
    assert_eq!(app.ask(rules, json!({})).await.data()["conflicts"]["totalCount"], 0);
}

#[actix_web::test]
async fn the_conflicts_of_records_are_those_of_the_register() {
    let app = TestApp::demonstration().await;
    let query = "{ conflicts(first: 100) { totalCount nodes { rule text about { slug } } } }";
    let answer = app.ask(query, json!({})).await;
    for conflict in answer.data()["conflicts"]["nodes"].as_array().unwrap() {
        let Some(slug) = conflict["about"]["slug"].as_str() else { continue };
        let query = "query ($slug: String!) { record(slug: $slug) { conflicts(first: 100) { nodes { rule text about { slug } } } } }";
        let answer = app.ask(query, json!({ "slug": slug })).await;
        let own = answer.data()["record"]["conflicts"]["nodes"].as_array().unwrap();
        assert_eq!(own.iter().filter(|other| *other == conflict).count(), 1, "{conflict}");
    }
}

#[actix_web::test]
async fn where_the_sources_contradict_one_another() {
    insta::assert_snapshot!(TestApp::demonstration().await.query("contradictions", json!({})).await);
}
