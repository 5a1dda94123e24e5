//! Small registers whose answers claimed too much, each in a folder of its own: `data.toml` and `query.graphql`. Each stands
//! for its kind; the test has the right answer and says by which rule of `docs/rules.md`.

use crate::app::TestApp;
use serde_json::{Value, json};

/// The answer to the query of a case.
macro_rules! case {
    ($name:literal) => {{
        let app = TestApp::holding(include_str!(concat!($name, "/data.toml"))).await;
        let answer = app.ask(include_str!(concat!($name, "/query.graphql")), json!({})).await;
        assert!(answer.body["errors"].is_null(), "{}", answer.text);
        answer.body["data"].clone()
    }};
}

/// What stands at a path, as words: `name CERTAINTY` of each edge, `STATUS CERTAINTY` of each standing.
fn words(data: &Value, path: &str) -> Vec<String> {
    let list = data.pointer(path).unwrap_or_else(|| panic!("nothing stands at {path} in {data}"));
    let list = if list["edges"].is_array() { &list["edges"] } else { list };
    let said = |entry: &Value| {
        let word = |pointer: &str| entry.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
        let names = ["/node/member/name", "/node/person/name", "/party/name", "/status", "/rule", "/certainty"];
        names.iter().filter_map(|pointer| word(pointer)).collect::<Vec<_>>().join(" ")
    };
    list.as_array().unwrap().iter().map(said).collect()
}

/// Rules that a standing rests on.
fn rules(data: &Value, path: &str) -> Vec<String> {
    words(data, &format!("{path}/because"))
}

/// Somebody stands in because the office is vacant, or because its holder is away.
#[actix_web::test]
async fn acting_holder_ends_the_holder() {
    let data = case!("acting-holder-ends-the-holder");
    assert_eq!(words(&data, "/office/whileActing"), ["Minister POSSIBLE", "Deputy CERTAIN"]);
    assert_eq!(words(&data, "/office/after"), ["Minister POSSIBLE", "Deputy EXCLUDED"]);
}

/// "About 1992" may turn out to be 1991 or 1993.
#[actix_web::test]
async fn approximate_and_uncertain_dates() {
    let data = case!("approximate-and-uncertain-dates");
    for day in ["a", "b", "c"] {
        let found = words(&data, &format!("/organization/{day}"));
        assert_eq!(found, ["Egypt POSSIBLE", "Libya POSSIBLE"], "{day}");
    }
    for day in ["d", "e"] {
        let found = words(&data, &format!("/document/{day}"));
        assert_eq!(found, ["Egypt PARTY POSSIBLE", "Libya PARTY POSSIBLE"], "{day}");
    }
    assert_eq!(words(&data, "/document/f"), ["PARTY POSSIBLE"]);
    assert_eq!(words(&data, "/s/conflicts/nodes"), [""; 0], "about 1992 and 1993 do not contradict each other");
}

/// Articles 24, 54 and 56; Convention of 1978, articles 22 and 23.
#[actix_web::test]
async fn day_of_effect_not_recorded() {
    let data = case!("day-of-effect-not-recorded");
    let statuses = |path: &str| words(&data, &format!("{path}/0/statuses"));
    assert_eq!(statuses("/g/canadaAWeekLater"), ["PARTY POSSIBLE", "CONTRACTING_STATE POSSIBLE"]);
    assert_eq!(statuses("/g/sloveniaBeforeNotice"), ["PARTY POSSIBLE", "NOT_PARTY POSSIBLE"]);
    assert_eq!(statuses("/r/philippinesAfterNotice"), ["PARTY POSSIBLE", "FORMER_PARTY POSSIBLE"]);
    for path in ["/g/canadaAWeekLater/0", "/g/sloveniaBeforeNotice/0", "/r/philippinesAfterNotice/0"] {
        assert!(rules(&data, path).contains(&"DAY_OF_EFFECT_NOT_RECORDED".to_owned()), "{path}: {data}");
    }
}

/// The same, with the clauses of the two treaties recorded.
#[actix_web::test]
async fn day_of_effect_by_final_clauses() {
    let data = include_str!("day-of-effect-not-recorded/data.toml");
    let with = |data: &str, slug: &str, clauses: &str| {
        data.replace(&format!("slug = \"{slug}\"\n"), &format!("slug = \"{slug}\"\n{clauses}\n"))
    };
    let data = with(data, "genocide-convention", "consent_delay = \"P90D\"\nsuccession_from = \"SUCCESSION\"");
    let data = with(
        &data,
        "rome-statute",
        "consent_delay = \"P60D\"\nconsent_delay_end = \"FIRST_OF_NEXT_MONTH\"\nleaving_delay = \"P1Y\"",
    );
    let app = TestApp::holding(&data).await;
    for (document, party, day, expected) in [
        ("genocide-convention", "canada", "1952-12-01", "CONTRACTING_STATE CERTAIN"),
        ("genocide-convention", "canada", "1952-12-02", "PARTY CERTAIN"),
        ("genocide-convention", "slovenia", "1991-06-24", "NOT_PARTY CERTAIN"),
        ("genocide-convention", "slovenia", "1991-06-25", "PARTY CERTAIN"),
        ("rome-statute", "philippines", "2011-10-31", "CONTRACTING_STATE CERTAIN"),
        ("rome-statute", "philippines", "2011-11-01", "PARTY CERTAIN"),
        ("rome-statute", "philippines", "2019-03-16", "PARTY CERTAIN"),
        ("rome-statute", "philippines", "2019-03-17", "FORMER_PARTY CERTAIN"),
    ] {
        let ask = format!(
            "{{ document(slug: \"{document}\") {{ found: partyStatuses(asOf: \"{day}\", among: [\"{party}\"]) {{ status certainty }} }} }}"
        );
        let answer = app.ask(&ask, json!({})).await;
        assert_eq!(words(&answer.body["data"], "/document/found"), [expected], "{party} on {day}");
    }
}

/// Foundation and dissolution bound whatever is derived, also of what stands above.
#[actix_web::test]
async fn lifetime_of_member_party_and_parent() {
    let data = case!("lifetime-of-member-party-and-parent");
    let members = |at: &str| words(&data, &format!("/organization/{at}"));
    assert_eq!(
        members("in2000"),
        ["Yugoslavia EXCLUDED", "Soviet Union EXCLUDED", "Russia CERTAIN", "South Sudan EXCLUDED"]
    );
    assert_eq!(members("in2020")[..3], ["Yugoslavia EXCLUDED", "Soviet Union EXCLUDED", "Russia CERTAIN"]);
    assert_eq!(words(&data, "/document/in2005"), ["Yugoslavia FORMER_PARTY CERTAIN", "South Sudan NOT_PARTY CERTAIN"]);
    let parties = words(&data, "/document/in2020");
    assert!(!parties.iter().any(|party| party.starts_with("Yugoslavia")), "{parties:?}");
    assert_eq!(words(&data, "/organ/members"), ["Egypt EXCLUDED"]);
    assert_eq!(
        (words(&data, "/a/tenures"), words(&data, "/b/tenures")),
        (vec!["EXCLUDED".to_owned()], vec!["EXCLUDED".to_owned()])
    );
}

/// What only some sources say is possible.
#[actix_web::test]
async fn sources_disagree_about_a_spell() {
    let data = case!("sources-disagree-about-a-spell");
    for list in ["/organization/in1997", "/organization/in2007", "/office/inJune2001", "/office/inDecember2003"] {
        assert_eq!(words(&data, list), ["POSSIBLE"], "{list}");
    }
    let mut conflicts = words(&data, "/organization/conflicts/nodes");
    conflicts.sort();
    assert_eq!(conflicts, ["DATES", "ENDS"]);
    assert_eq!(words(&data, "/document/in1997")[0].split(' ').next_back(), Some("POSSIBLE"));
}

/// Beyond the sources nothing is certain, and nothing is by a presumption.
#[actix_web::test]
async fn treaty_status_beyond_its_sources() {
    let data = case!("treaty-status-beyond-its-sources");
    assert_eq!(data["document"]["statusOn"]["status"], "IN_FORCE");
    assert_eq!(data["document"]["statusOn"]["certainty"], "POSSIBLE");
    assert!(rules(&data, "/document/statusOn").contains(&"BEYOND_SOURCES".to_owned()), "{data}");
    assert_eq!(words(&data, "/document/parties"), ["Armenia POSSIBLE", "Georgia POSSIBLE"]);
    assert_eq!(words(&data, "/organization/members"), ["Armenia POSSIBLE"]);
}

/// A member whose rights are suspended stays a member; a suspended treaty is resumed (articles 57, 58 and 72).
#[actix_web::test]
async fn suspended_and_resumed() {
    let data = case!("suspended-and-resumed");
    let standings = |at: &str| {
        let edges = data.pointer(&format!("/organization/{at}/edges")).unwrap().as_array().unwrap();
        let mut found = edges
            .iter()
            .map(|edge| format!("{} {}", edge["node"]["status"].as_str().unwrap(), edge["certainty"].as_str().unwrap()))
            .collect::<Vec<_>>();
        found.sort();
        found
    };
    assert_eq!(standings("while"), ["FULL CERTAIN", "SUSPENDED CERTAIN"]);
    assert_eq!(standings("after"), ["FULL CERTAIN"]);
    assert_eq!(words(&data, "/organization/conflicts/nodes"), [""; 0]);
    assert!(data.to_string().contains("Unconstitutional change of government"));
    assert_eq!(words(&data, "/pact/missing"), ["Mali POSSIBLE"], "who is suspended is a member");
    assert_eq!(words(&data, "/pact/while"), ["France SUSPENDED CERTAIN"]);
    assert_eq!(words(&data, "/pact/after"), ["France PARTY CERTAIN"]);
    assert!(rules(&data, "/pact/after/0").contains(&"OPERATION_RESUMED".to_owned()), "{data}");
    assert_eq!(words(&data, "/again/statusOn/statuses"), ["IN_FORCE POSSIBLE", "SUSPENDED POSSIBLE"]);
    assert_eq!(data["three"]["while"]["status"], "SUSPENDED");
    assert_eq!(
        (&data["three"]["after"]["status"], &data["three"]["after"]["certainty"]),
        (&json!("IN_FORCE"), &json!("CERTAIN"))
    );
}

/// Separation, union and continuation are told apart (Convention of 1978, articles 31, 34 and 35).
#[actix_web::test]
async fn states_that_split_or_unite() {
    let data = case!("states-that-split-or-unite");
    let relation = |state: &str| {
        let relation = &data[state]["relations"]["nodes"][0];
        format!("{} {}", relation["relation"].as_str().unwrap(), relation["object"]["name"].as_str().unwrap())
    };
    assert_eq!(relation("separated"), "SEPARATED_FROM Sudan");
    assert_eq!(relation("united"), "MERGED_FROM German Democratic Republic");
    assert_eq!(relation("continues"), "CONTINUES Soviet Union");
}

/// What was put off is told from what was called off. Several organizations convene a meeting, with an organ or without one.
#[actix_web::test]
async fn meeting_moved_or_of_two_organizations() {
    let data = case!("meeting-moved-or-of-two-organizations");
    let planned = &data["meetings"]["nodes"][0];
    assert_eq!(planned["modality"], "POSTPONED");
    assert_eq!(
        planned["relatedBy"]["nodes"][0],
        json!({ "relation": "REPLACES", "subject": { "name": "Meeting as held in 2022" } })
    );
    for organization in ["commonwealth", "other"] {
        assert!(data[organization].to_string().contains("Meeting as held in 2022"), "{data}");
    }
}

/// A title in a script without blanks is found by any piece of it.
#[actix_web::test]
async fn search_in_chinese() {
    let data = case!("search-in-chinese");
    for (piece, name) in [
        ("beginning", "国际刑事法院罗马规约"),
        ("middle", "国际刑事法院罗马规约"),
        ("arabic", "نظام روما الأساسي للمحكمة الجنائية الدولية"),
    ] {
        assert_eq!(data[piece]["edges"], json!([{ "viaName": name }]), "{piece}");
    }
}
