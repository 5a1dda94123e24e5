//! What can be asked from the other side, and filters that reach through relations.

mod dates;

use crate::app::TestApp;
use serde_json::{Value, json};

const REGISTER: &str = include_str!("register.toml");

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
        // Names that may be unknown are looked up by one statement more, and what may have been meant by another.
        let checks = answer.statements.iter().filter(|statement| statement.contains("AS \"given\"")).count();
        assert_eq!(
            (found.iter().map(String::as_str).collect::<Vec<_>>(), answer.statements.len() - checks),
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
            ("{ document(slug: \"pact\") { claims { nodes { field value subject { ... on RegisterRecord { slug } } } } } }", 3, &["kind", "pact", "AGREEMENT"]),
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
