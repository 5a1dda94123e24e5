//! What can be asked from the other side, and filters that reach through relations.

use crate::{app::TestApp, postgres};
use depositary::edtf::{Edtf, Precision};
use entity::vocabulary::Vocabulary as _;
use serde_json::{Value, json};
use std::{collections::BTreeSet, fmt::Write as _};

const REGISTER: &str = r#"
[[source]]
slug = "page"
name = "Page"
kind = "WEB_PAGE"
cite = ["page"]

[[organization]]
slug = "union"
name = "Union"
kind = "OTHER"
cite = ["page"]

[[organ]]
slug = "council"
name = "Council"
kind = "COUNCIL"
organization = "union"
cite = ["page"]

[[state]]
slug = "land"
name = "Land"
cite = ["page"]

[[state]]
slug = "isle"
name = "Isle"
cite = ["page"]

[[person]]
slug = "ada"
name = "Ada"
cite = ["page"]

[[person]]
slug = "bob"
name = "Bob"
cite = ["page"]

[[office]]
slug = "secretary"
name = "Secretary"
body = "union"
cite = ["page"]

[[office]]
slug = "chair"
name = "Chair"
body = "council"
cite = ["page"]

[[office]]
slug = "minister"
name = "Minister"
body = "land"
cite = ["page"]

[[tenure]]
office = "secretary"
person = "ada"
from = "1999-01-01"
to = "2001-12-31"
cite = ["page"]

[[tenure]]
office = "chair"
person = "bob"
from = "2001-06-01"
to = "2005-12-31"
chosen_at = "talk"
cite = ["page"]

[[tenure]]
office = "minister"
person = "bob"
is_acting = true
cite = ["page"]

[[place]]
slug = "port"
name = "Port"
locality = "Port"
state = "land"
cite = ["page"]

[[topic]]
slug = "security"
name = "Security"
cite = ["page"]

[[topic]]
slug = "terrorism"
name = "Terrorism"
broader = "security"
cite = ["page"]

[[topic]]
slug = "bombs"
name = "Bombs"
broader = "terrorism"
cite = ["page"]

[[meeting]]
slug = "talk"
name = "Talk"
kind = "SESSION"
organs = ["council"]
place = "port"
date = "2001-05"
cite = ["page"]

[[meeting.participation]]
party = "bob"
role = "CHAIRED"
represents = "land"
office = "minister"
cite = ["page"]

[[meeting.participation]]
party = "isle"
role = "ATTENDED"
cite = ["page"]

[[meeting.agenda_item]]
title = "The pact"
records = ["pact", "isle"]
cite = ["page"]

[[meeting.agenda_item]]
title = "Bombs"
organ = "council"
topics = ["bombs"]
cite = ["page"]

[[meeting]]
slug = "second"
name = "Second"
kind = "SESSION"
organization = "union"
date = "2002"
cite = ["page"]

[[meeting]]
slug = "third"
name = "Third"
kind = "SESSION"
organization = "union"
cite = ["page"]

[[event]]
slug = "drill"
name = "Drill"
kind = "EXERCISE"
place = "port"
modality = "PLANNED"
topics = ["terrorism"]
cite = ["page"]

[[document]]
slug = "pact"
name = "Pact"
kind = "TREATY"
term_until = "2010"
depositaries = ["land", { record = "isle", label = "the island" }, { label = "somebody" }]
cite = ["page"]

[[document]]
slug = "plan"
name = "Plan"
kind = "PLAN"
topics = ["bombs"]
cite = ["page"]

[[treaty_action]]
document = "pact"
party = "isle"
action = "SIGNATURE"
date = "2001-05-02"
meeting = "talk"
cite = ["page"]

[[treaty_action]]
document = "pact"
party = "land"
action = "RATIFICATION"
date = "2003"
cite = ["page"]

[[milestone]]
subject = "pact"
step = "ADOPTION"
by = "council"
meeting = "talk"
place = "port"
date = "2001-05-02"
cite = ["page"]

[[milestone]]
subject = "pact"
step = "ENTRY_INTO_FORCE"
date = "2004"
cite = ["page"]

[[milestone]]
subject = "plan"
step = "SUPPORT"
by = "isle"
meeting = "second"
cite = ["page"]

[[milestone]]
subject = "council"
step = "FOUNDATION"
instrument = "pact"
event = "drill"
cite = ["page"]

[[provision]]
key = "duty"
subject = "pact"
kind = "OBLIGATION"
text = "No bombs."
topics = ["bombs"]
parties = [{ role = "ADDRESSEE", label = "the parties", count = 2 }, { role = "EXAMINER", record = "council" }]
cite = ["page"]

[[figure]]
key = "members"
subject = "union"
measure = "members"
qualifier = "EXACT"
value = 2
topics = ["security"]
cite = ["page"]

[[remark]]
key = "doubt"
kind = "CONTRADICTION"
about = ["figure:members", "union"]
text = "Or three?"
voice = "isle"
meeting = "third"
topics = ["terrorism"]
cite = ["page"]

[[claim]]
subject = "pact"
field = "kind"
value = "AGREEMENT"
cite = ["page"]
"#;

/// The leaves of an answer, members in the order of their names.
fn leaves(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Number(number) => found.push(number.to_string()),
        Value::Object(members) => members.values().for_each(|member| leaves(member, found)),
        Value::Array(items) => items.iter().for_each(|item| leaves(item, found)),
        Value::Null => found.push("-".to_owned()),
        Value::Bool(is) => found.push(is.to_string()),
    }
}

/// Asks each query; says what differs from the leaves that it has to have, and at how many statements.
async fn compare(app: &TestApp, table: &[(&str, usize, &[&str])]) {
    for (query, statements, expected) in table {
        let answer = app.ask(query, json!({})).await;
        let mut found = Vec::new();
        leaves(answer.data(), &mut found);
        assert_eq!(
            (found.iter().map(String::as_str).collect::<Vec<_>>(), answer.statements.len()),
            (expected.to_vec(), *statements),
            "{query}\n{answer}"
        );
    }
}

#[actix_web::test]
async fn what_belongs_to_a_record_is_found_from_it() {
    let app = TestApp::holding(REGISTER).await;
    // A relation to a state costs nothing from the second answer on.
    app.ask("{ organ(slug: \"council\") { state { name } } document(slug: \"pact\") { actions { nodes { state { name } } } } }", json!({})).await.data();
    compare(
        &app,
        &[
            ("{ document(slug: \"pact\") { depositaries { party { slug } partyLabel } } }", 2, &["land", "-", "isle", "the island", "-", "somebody"]),
            ("{ document(slug: \"pact\") { instrumentOf { nodes { step subject { slug } } } } }", 3, &["FOUNDATION", "council"]),
            ("{ document(slug: \"pact\") { provisions { nodes { parties { role party { slug } partyLabel partyCount } } } } }", 4, &["-", "2", "the parties", "ADDRESSEE", "council", "-", "-", "EXAMINER"]),
            ("{ meeting(slug: \"talk\") { agenda { nodes { records { record { slug } statement { id } } } } } }", 4, &["isle", "-", "pact", "-"]),
            ("{ meeting(slug: \"talk\") { actions { nodes { action document { slug } } } tenures { nodes { person { slug } } } } }", 5, &["SIGNATURE", "pact", "bob"]),
            ("{ event(slug: \"drill\") { milestones { nodes { step } } } }", 2, &["FOUNDATION"]),
            ("{ place(slug: \"port\") { milestones { nodes { step } } } }", 2, &["ADOPTION"]),
            ("{ organ(slug: \"council\") { stepsTaken { nodes { step } } involvedIn { nodes { text } } } }", 3, &["No bombs.", "ADOPTION"]),
            ("{ state(slug: \"isle\") { stepsTaken { nodes { step } } remarksMade { nodes { text } } participations { nodes { role } } agendaItems { nodes { title } } } }", 5, &["The pact", "ATTENDED", "Or three?", "SUPPORT"]),
            ("{ state(slug: \"land\") { representations { nodes { role party { slug } } } } office(slug: \"minister\") { participations { nodes { role } } } }", 5, &["CHAIRED", "bob", "CHAIRED"]),
            ("{ document(slug: \"pact\") { claims { nodes { field value subject { ... on Record { slug } } } } } }", 3, &["kind", "pact", "AGREEMENT"]),
            ("{ organization(slug: \"union\") { remarks { nodes { about { record { slug } statement { ... on Figure { measure } } } } } } }", 5, &["union", "-", "-", "members"]),
            ("{ organization(slug: \"union\") { figures { nodes { remarks { nodes { text } } topics { nodes { slug } } } } } }", 4, &["Or three?", "security"]),
            ("{ topic(slug: \"bombs\") { provisionsOn { nodes { text } } agendaItemsOn { nodes { title } } remarksOn { totalCount } figuresOn { totalCount } } }", 5, &["Bombs", "0", "No bombs.", "0"]),
        ],
    )
    .await;
}

#[actix_web::test]
async fn holders_of_offices_are_those_of_a_body_and_of_its_organs() {
    let app = TestApp::holding(REGISTER).await;
    compare(
        &app,
        &[
            ("{ organization(slug: \"union\") { officeHolders { nodes { person { slug } } } } }", 3, &["ada", "bob"]),
            ("{ organization(slug: \"union\") { officeHolders(asOf: \"2000\") { totalCount edges { certainty node { person { slug } } } } } }", 4, &["CERTAIN", "ada", "1"]),
            ("{ organization(slug: \"union\") { officeHolders(asOf: \"2001\") { edges { certainty node { person { slug } } } } } }", 3, &["CERTAIN", "ada", "POSSIBLE", "bob"]),
            ("{ organ(slug: \"council\") { officeHolders { nodes { person { slug } } } } }", 3, &["bob"]),
            ("{ state(slug: \"land\") { officeHolders(filter: { isActing: true }) { nodes { office { slug } } } } }", 3, &["minister"]),
            ("{ states { nodes { officeHolders { totalCount } } } }", 2, &["0", "1"]),
        ],
    )
    .await;
}

#[actix_web::test]
async fn filters_reach_further() {
    let app = TestApp::holding(REGISTER).await;
    let slugs = |list: &str, filter: &str| format!("{{ {list}(filter: {filter}) {{ nodes {{ slug }} }} }}");
    let table: &[(&str, &str, &[&str])] = &[
        ("documents", "{ by: [\"council\"] }", &["pact"]),
        ("documents", "{ by: [\"isle\", \"nobody\"] }", &["plan"]),
        ("documents", "{ termUntil: { within: \"2010\" } }", &["pact"]),
        ("documents", "{ termUntil: { isKnown: false } }", &["plan"]),
        ("documents", "{ meeting: [\"talk\"] }", &["pact"]),
        ("documents", "{ topic: [\"security\"] }", &["plan"]),
        ("documents", "{ topic: [\"bombs\"] }", &["plan"]),
        // One step is an adoption and another was in 2004; no step is both.
        ("documents", "{ steps: [ADOPTION], date: { within: \"2004\" } }", &["pact"]),
        ("documents", "{ milestone: { step: [ADOPTION], date: { within: \"2004\" } } }", &[]),
        ("documents", "{ milestone: { step: [ADOPTION], date: { within: \"2001\" }, by: [\"council\"] } }", &["pact"]),
        ("documents", "{ not: { milestone: { step: [ADOPTION] } } }", &["plan"]),
        ("documents", "{ action: { action: [SIGNATURE], party: [\"land\"] } }", &[]),
        ("documents", "{ action: { action: [SIGNATURE], party: [\"isle\"], meeting: [\"talk\"] } }", &["pact"]),
        ("meetings", "{ at: { locality: [\"Port\"] } }", &["talk"]),
        ("meetings", "{ at: { state: [\"land\"] } }", &["talk"]),
        ("meetings", "{ at: { state: [\"isle\"] } }", &[]),
        ("meetings", "{ isPlaceKnown: false }", &["second", "third"]),
        ("meetings", "{ isPlaceKnown: true }", &["talk"]),
        ("meetings", "{ participation: { role: [CHAIRED], party: [\"bob\"] } }", &["talk"]),
        ("meetings", "{ participation: { role: [CHAIRED], party: [\"isle\"] } }", &[]),
        ("meetings", "{ topic: [\"security\"] }", &["talk"]),
        // By a matter, by a document that was supported at it, by a remark made at it.
        ("meetings", "{ concerns: [\"security\"] }", &["talk", "second", "third"]),
        ("meetings", "{ concerns: [\"bombs\"] }", &["talk", "second"]),
        ("events", "{ topic: [\"security\"], modality: [PLANNED], place: [\"port\"] }", &["drill"]),
        ("events", "{ at: { locality: [\"Elsewhere\"] } }", &[]),
        ("persons", "{ office: [\"chair\"] }", &["bob"]),
        ("persons", "{ participatedIn: [\"talk\"] }", &["bob"]),
        ("places", "{ state: [\"land\"] }", &["port"]),
        ("topics", "{ within: [\"terrorism\"] }", &["bombs", "terrorism"]),
    ];
    for (list, filter, expected) in table {
        compare(&app, &[(&slugs(list, filter), 1, expected)]).await;
    }
    compare(
        &app,
        &[
            ("{ organization(slug: \"union\") { figures(filter: { measure: [\"members\"], topic: [\"security\"] }) { totalCount } } }", 2, &["1"]),
            ("{ document(slug: \"pact\") { provisions(filter: { party: [\"council\"], topic: [\"terrorism\"] }) { totalCount } } }", 2, &["1"]),
            ("{ meeting(slug: \"talk\") { agenda(filter: { topic: [\"terrorism\"] }) { nodes { title } } } }", 2, &["Bombs"]),
            ("{ meeting(slug: \"talk\") { agenda(filter: { record: [\"pact\"] }) { nodes { title } } } }", 2, &["The pact"]),
            ("{ meeting(slug: \"third\") { remarksMade(filter: { voice: [\"isle\"], topic: [\"security\"] }) { nodes { text } } } }", 2, &["Or three?"]),
            ("{ document(slug: \"pact\") { milestones(filter: { meeting: [\"talk\"] }) { nodes { step } } } }", 2, &["ADOPTION"]),
        ],
    )
    .await;
}

#[actix_web::test]
async fn filters_within_filters_count_as_filters() {
    let app = TestApp::holding(REGISTER).await;
    let deep = (0..30).fold(json!({ "step": ["ADOPTION"] }), |filter, _| json!({ "and": [filter] }));
    let query = "query ($filter: DocumentFilter) { documents(filter: $filter) { totalCount } }";
    let answer = app.ask(query, json!({ "filter": { "milestone": deep } })).await;
    assert_eq!((answer.error().0, answer.commands.len()), ("BAD_USER_INPUT", 0), "{answer}");
}

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
    for term in Precision::TERMS {
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
            .filter(|date| Edtf::parse(date).unwrap().precision().name() == term.name)
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
