//! Lists of spells are asked about a day: which hold then, and how sure that is.

mod paging;

use crate::app::TestApp;
use serde_json::{Value, json};

/// Founded on a known day; its page covers the years to 2005.
const REGISTER: &str = r#"
[[source]]
slug = "page"
name = "Page"
kind = "WEB_PAGE"
covered = "1991-12-08/2005-12-31"
cite = ["page"]

[[organization]]
slug = "union"
name = "Union"
kind = "OTHER"
cite = ["page"]

[[organization.milestone]]
step = "FOUNDATION"
date = "1991-12-08"
cite = ["page"]

[[state]]
slug = "left"
name = "Left"
cite = ["page"]

[[state]]
slug = "stayed"
name = "Stayed"
cite = ["page"]

[[state]]
slug = "seen"
name = "Seen"
cite = ["page"]

[[state]]
slug = "planned"
name = "Planned"
cite = ["page"]

[[state]]
slug = "refused"
name = "Refused"
cite = ["page"]

[[membership]]
body = "union"
member = "left"
status = "FULL"
label = "left"
from = "1993"
to = "2000-06"
cite = ["page"]

[[membership]]
body = "union"
member = "stayed"
status = "FULL"
label = "stayed"
from = "1995-03-01"
cite = ["page"]

[[membership]]
body = "union"
member = "seen"
status = "OBSERVER"
label = "seen"
attested_on = "2001-05-05"
cite = ["page"]

[[membership]]
body = "union"
member = "planned"
status = "CANDIDATE"
label = "planned"
from = "1996-01-01"
modality = "PLANNED"
cite = ["page"]

[[membership]]
body = "union"
member = "refused"
status = "CANDIDATE"
label = "refused"
from = "1996-01-01"
modality = "DECLINED"
cite = ["page"]

[[person]]
slug = "first"
name = "First"
cite = ["page"]

[[person]]
slug = "second"
name = "Second"
cite = ["page"]

[[office]]
slug = "secretary"
name = "Secretary"
body = "union"
is_single_holder = true
cite = ["page"]

[[tenure]]
office = "secretary"
person = "first"
from = "2000-01-01"
cite = ["page"]

[[tenure]]
office = "secretary"
person = "second"
from = "2004-06-01"
cite = ["page"]

[[name]]
subject = "union"
text = "Old Union"
kind = "FORMER"
from = "1991-12-08"
to = "1999-12-31"
cite = ["page"]

[[name]]
subject = "union"
text = "Union"
kind = "OFFICIAL"
from = "2000-01-01"
cite = ["page"]

[[contact_point]]
subject = "union"
kind = "PHONE"
value = "1 23"
to = "2001"
cite = ["page"]

[[contact_point]]
subject = "union"
kind = "WEBSITE"
value = "union.example"
attested_on = "2005-01-01"
cite = ["page"]

[[provision]]
key = "aim"
subject = "union"
kind = "OBJECTIVE"
text = "Trade."
from = "1992"
to = "1997"
cite = ["page"]

[[provision]]
key = "plan"
subject = "union"
kind = "MECHANISM"
text = "Arbitration."
from = "1998-01-01"
modality = "PROPOSED"
cite = ["page"]
"#;

/// The lists, each with a path to the leaf that tells its rows apart.
const LISTS: [(&str, &str, &str); 9] = [
    ("organization(slug: \"union\")", "affiliations", "/label"),
    ("state(slug: \"left\")", "memberships", "/label"),
    ("state(slug: \"refused\")", "memberships", "/label"),
    ("office(slug: \"secretary\")", "tenures", "/person/slug"),
    ("person(slug: \"first\")", "tenures", "/person/slug"),
    ("organization(slug: \"union\")", "names", "/text"),
    ("organization(slug: \"union\")", "contactPoints", "/value"),
    ("organization(slug: \"union\")", "provisions", "/text"),
    ("state(slug: \"left\")", "names", "/text"),
];

/// What a list selects of its nodes.
fn leaf(path: &str) -> String {
    let mut names: Vec<_> = path.trim_start_matches('/').split('/').collect();
    let last = names.pop().expect("a name");
    names.iter().rev().fold(last.to_owned(), |inner, name| format!("{name} {{ {inner} }}"))
}

/// Asks a list with arguments; says rows with their certainty, and the total.
async fn ask(
    app: &TestApp,
    (parent, list, path): (&str, &str, &str),
    arguments: &str,
) -> (Vec<(String, Value)>, Value) {
    let query = format!(
        "{{ parent: {parent} {{ list: {list}{arguments} {{ totalCount edges {{ certainty node {{ {} }} }} }} }} }}",
        leaf(path)
    );
    let answer = app.ask(&query, json!({})).await;
    let list = &answer.data()["parent"]["list"];
    let row =
        |edge: &Value| (edge["node"].pointer(path).unwrap().as_str().unwrap().to_owned(), edge["certainty"].clone());
    (list["edges"].as_array().unwrap().iter().map(row).collect(), list["totalCount"].clone())
}

/// Rows of a list on a day, in its order, with their certainty: C, P or E.
type Case = (usize, &'static str, &'static [(&'static str, char)]);

const CASES: &[Case] = &[
    // The usual order of spells is by their start, those without one last: "planned" and "refused" begin on one day.
    (0, "1991-12-07", &[("left", 'E'), ("stayed", 'E'), ("planned", 'E'), ("refused", 'E'), ("seen", 'E')]),
    (0, "1993-01-01", &[("left", 'P'), ("stayed", 'E'), ("planned", 'E'), ("refused", 'E'), ("seen", 'P')]),
    (0, "1993-12-31", &[("left", 'C'), ("stayed", 'E'), ("planned", 'E'), ("refused", 'E'), ("seen", 'P')]),
    (0, "1996", &[("left", 'C'), ("stayed", 'C'), ("planned", 'P'), ("refused", 'E'), ("seen", 'P')]),
    // Each day of a vague day has to be covered for certainty: "left" left in June.
    (0, "2000", &[("left", 'P'), ("stayed", 'C'), ("planned", 'P'), ("refused", 'E'), ("seen", 'P')]),
    (0, "2000-06-01", &[("left", 'C'), ("stayed", 'C'), ("planned", 'P'), ("refused", 'E'), ("seen", 'P')]),
    (0, "2000-06-02", &[("left", 'P'), ("stayed", 'C'), ("planned", 'P'), ("refused", 'E'), ("seen", 'P')]),
    (0, "2000-07-01", &[("left", 'E'), ("stayed", 'C'), ("planned", 'P'), ("refused", 'E'), ("seen", 'P')]),
    (0, "2001-05-05", &[("left", 'E'), ("stayed", 'C'), ("planned", 'P'), ("refused", 'E'), ("seen", 'C')]),
    (0, "2005-12-31", &[("left", 'E'), ("stayed", 'C'), ("planned", 'P'), ("refused", 'E'), ("seen", 'C')]),
    // Nothing covers the day after.
    (0, "2006-01-01", &[("left", 'E'), ("stayed", 'P'), ("planned", 'P'), ("refused", 'E'), ("seen", 'P')]),
    (0, "2005/2006", &[("left", 'E'), ("stayed", 'P'), ("planned", 'P'), ("refused", 'E'), ("seen", 'P')]),
    (0, "XXXX", &[("left", 'P'), ("stayed", 'P'), ("planned", 'P'), ("refused", 'E'), ("seen", 'P')]),
    (1, "1996", &[("left", 'C')]),
    (1, "2000-07-01", &[("left", 'E')]),
    (2, "1996", &[("refused", 'E')]),
    // In an office with a single holder, a successor's start ends a spell; the day of change is possible for who leaves.
    (3, "1999", &[("first", 'E'), ("second", 'E')]),
    (3, "2003-01-01", &[("first", 'C'), ("second", 'E')]),
    (3, "2004-05-31", &[("first", 'C'), ("second", 'E')]),
    (3, "2004-06-01", &[("first", 'P'), ("second", 'C')]),
    (3, "2004-06-02", &[("first", 'E'), ("second", 'C')]),
    (3, "2010", &[("first", 'E'), ("second", 'P')]),
    (4, "2004-06-02", &[("first", 'E')]),
    (5, "1995", &[("Old Union", 'C'), ("Union", 'E')]),
    (5, "1999-12/2000-01", &[("Old Union", 'P'), ("Union", 'P')]),
    (5, "2000-01-01", &[("Old Union", 'E'), ("Union", 'C')]),
    // No source says since when; nothing is certain but the attested day and what is covered after it.
    (6, "1990", &[("1 23", 'E'), ("union.example", 'E')]),
    (6, "2001-01-01", &[("1 23", 'P'), ("union.example", 'P')]),
    (6, "2002", &[("1 23", 'E'), ("union.example", 'P')]),
    (6, "2005-06", &[("1 23", 'E'), ("union.example", 'C')]),
    (7, "1995", &[("Trade.", 'C'), ("Arbitration.", 'E')]),
    (7, "1997", &[("Trade.", 'P'), ("Arbitration.", 'E')]),
    (7, "1998", &[("Trade.", 'E'), ("Arbitration.", 'P')]),
    (8, "1995", &[]),
];

fn word(letter: char) -> &'static str {
    match letter {
        'C' => "CERTAIN",
        'P' => "POSSIBLE",
        _ => "EXCLUDED",
    }
}

#[actix_web::test]
async fn a_list_shows_what_holds_on_a_day_with_at_least_the_certainty_asked_for() {
    let app = TestApp::holding(REGISTER).await;
    for (list, day, rows) in CASES {
        for (least, passing) in [("CERTAIN", "C"), ("POSSIBLE", "CP"), ("EXCLUDED", "CPE")] {
            let expected: Vec<_> = rows
                .iter()
                .filter(|(_, letter)| passing.contains(*letter))
                .map(|(row, letter)| ((*row).to_owned(), json!(word(*letter))))
                .collect();
            let arguments = format!("(asOf: \"{day}\", certainty: {least})");
            let (found, total) = ask(&app, LISTS[*list], &arguments).await;
            assert_eq!(found, expected, "{} {arguments}", LISTS[*list].1);
            assert_eq!(total, expected.len(), "{} {arguments}", LISTS[*list].1);
        }
        let usual = ask(&app, LISTS[*list], &format!("(asOf: \"{day}\")")).await;
        assert_eq!(usual, ask(&app, LISTS[*list], &format!("(asOf: \"{day}\", certainty: POSSIBLE)")).await);
    }
}

#[actix_web::test]
async fn without_a_day_nothing_is_filtered_by_time_and_nothing_is_said_of_certainty() {
    let app = TestApp::holding(REGISTER).await;
    for list in LISTS {
        let (all, total) = ask(&app, list, "(asOf: \"2000\", certainty: EXCLUDED)").await;
        for arguments in ["", "(certainty: CERTAIN)", "(asOf: null, certainty: CERTAIN)"] {
            let (found, found_total) = ask(&app, list, arguments).await;
            let rows: Vec<_> = all.iter().map(|(row, _)| (row.clone(), Value::Null)).collect();
            assert_eq!((found, found_total), (rows, total.clone()), "{list:?} {arguments}");
        }
    }
}

#[actix_web::test]
async fn a_day_goes_together_with_filters_orders_and_variables() {
    let app = TestApp::holding(REGISTER).await;
    let query = "query ($day: EDTF!, $least: Certainty!, $filter: MembershipFilter, $order: MembershipOrder) {
        organization(slug: \"union\") { members: affiliations(asOf: $day, certainty: $least, filter: $filter, orderBy: $order) {
            totalCount nodes { label } } } }";
    let found = async |least: &str, filter: Value, direction: &str| {
        let order = json!({ "field": "FROM", "direction": direction });
        let variables = json!({ "day": "1996", "least": least, "filter": filter, "order": order });
        let answer = app.ask(query, variables).await;
        let members = &answer.data()["organization"]["members"];
        let labels = members["nodes"].as_array().unwrap().iter().map(|node| node["label"].as_str().unwrap().to_owned());
        let labels = labels.collect::<Vec<_>>();
        assert_eq!(members["totalCount"], labels.len());
        labels
    };
    let full = json!({ "status": ["FULL"] });
    assert_eq!(found("POSSIBLE", full.clone(), "ASC").await, ["left", "stayed"]);
    assert_eq!(found("POSSIBLE", json!({ "not": full }), "ASC").await, ["planned", "seen"]);
    assert_eq!(
        found("EXCLUDED", json!({ "not": { "status": ["FULL"] } }), "DESC").await,
        ["refused", "planned", "seen"]
    );
    assert_eq!(found("CERTAIN", json!({}), "DESC").await, ["stayed", "left"]);
}

#[actix_web::test]
async fn one_list_by_two_days_is_two_statements_and_many_parents_are_one() {
    let app = TestApp::holding(REGISTER).await;
    let query = "{ organization(slug: \"union\") {
        early: affiliations(asOf: \"1993-12-31\") { nodes { label } } late: affiliations(asOf: \"2001\") { nodes { label } } } }";
    let answer = app.ask(query, json!({})).await;
    let labels =
        |nodes: &[&str]| json!({ "nodes": nodes.iter().map(|label| json!({ "label": label })).collect::<Vec<_>>() });
    assert_eq!(
        answer.data()["organization"],
        json!({ "early": labels(&["left", "seen"]), "late": labels(&["stayed", "planned", "seen"]) })
    );
    assert_eq!(answer.statements.len(), 3, "{answer}");
    let query = "{ states { nodes { slug memberships(asOf: \"1996\", certainty: CERTAIN) { edges { certainty } } } } }";
    let answer = app.ask(query, json!({})).await;
    let members: Vec<_> = answer.data()["states"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|state| (state["slug"].as_str().unwrap(), state["memberships"]["edges"].as_array().unwrap().len()))
        .collect();
    assert_eq!(members, [("left", 1), ("planned", 0), ("refused", 0), ("seen", 0), ("stayed", 1)]);
    assert_eq!(answer.statements.len(), 2, "{answer}");
}

#[actix_web::test]
async fn a_day_that_is_no_date_is_refused_with_a_code_and_a_sentence() {
    let app = TestApp::holding(REGISTER).await;
    for day in ["yesterday", "", "2000-13", "2000-02-30", "2004/2003", "2000-01-01T00:00:00Z"] {
        for (parent, list, _) in LISTS {
            let query =
                format!("query ($day: EDTF) {{ {parent} {{ slug list: {list}(asOf: $day) {{ totalCount }} }} }}");
            let answer = app.ask(&query, json!({ "day": day })).await;
            let (code, message) = answer.error();
            // The parent may be null, and then there is no error: it is read, and nothing below.
            assert_eq!((code, answer.statements.len()), ("BAD_USER_INPUT", 1), "{day}: {answer}");
            assert!(message.starts_with("`asOf`: ") && message.ends_with('.') && !message.contains('\n'), "{message}");
        }
    }
    for arguments in [
        "certainty: CERTAIN, asOf: \"2000\", asOf: \"2001\"",
        "asOf: \"2000\", certainty: SURE",
        "asOf: \"2000\", certainty: null",
    ] {
        let query = format!("{{ organization(slug: \"union\") {{ members({arguments}) {{ totalCount }} }} }}");
        let answer = app.ask(&query, json!({})).await;
        assert_eq!((answer.codes(), answer.commands.len()), (vec!["GRAPHQL_VALIDATION_FAILED"], 0), "{}", answer.text);
    }
    // A number is no date, and is not passed over.
    let answer = app.ask("{ organization(slug: \"union\") { members(asOf: 2000) { totalCount } } }", json!({})).await;
    assert_eq!(answer.error(), ("BAD_USER_INPUT", "`asOf`: A date is written as a text, such as \"2003-09\"."));
}
