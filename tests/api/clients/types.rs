//! The schema as generated clients see it: names that shadow nothing, interfaces that say what can stand where.

use crate::app::TestApp;
use serde_json::{Value, json};

/// Names that mean something else where generated code uses them unqualified.
const TAKEN: [&str; 40] = [
    // TypeScript, and what graphql-codegen declares beside the types.
    "Record",
    "Partial",
    "Required",
    "Readonly",
    "Pick",
    "Omit",
    "Exclude",
    "Extract",
    "Array",
    "Object",
    "Promise",
    "Map",
    "Set",
    "Symbol",
    "Function",
    "Error",
    "Date",
    "Number",
    "Exact",
    "Maybe",
    "InputMaybe",
    "Scalars",
    "Incremental",
    // Kotlin, Swift, Python's typing.
    "Any",
    "Unit",
    "Nothing",
    "Result",
    "List",
    "Pair",
    "Data",
    "Character",
    "Double",
    "Optional",
    "Union",
    "Text",
    "Type",
    "Tuple",
    "Dict",
    "Literal",
    "Protocol",
];

#[actix_web::test]
async fn no_type_shadows_one_of_the_languages_of_clients() {
    let app = TestApp::empty().await;
    let answer = app.post(&json!({ "query": "{ __schema { types { name kind } } }" })).await;
    let types = answer.data()["__schema"]["types"].as_array().unwrap();
    // A scalar has no type of its own in generated code.
    let types = types.iter().filter(|ty| ty["kind"] != "SCALAR");
    let names: Vec<_> = types.map(|ty| ty["name"].as_str().unwrap()).collect();
    assert!(names.contains(&"RegisterRecord"));
    let shadowing: Vec<_> = names.iter().filter(|name| TAKEN.contains(name)).collect();
    assert!(shadowing.is_empty(), "{shadowing:?}");
}

#[actix_web::test]
async fn a_reference_is_of_an_interface_of_what_can_stand_there() {
    let app = TestApp::empty().await;
    let query = "query($name: String!) { __type(name: $name) { fields { name type { name ofType { name } } } } }";
    for (ty, field, interface) in [
        ("Membership", "member", "Party"),
        ("Membership", "body", "Body"),
        ("TreatyAction", "party", "Party"),
        ("Participation", "gathering", "Gathering"),
        ("AgendaItem", "gathering", "Gathering"),
    ] {
        let answer = app.post(&json!({ "query": query, "variables": { "name": ty } })).await;
        let fields = answer.data()["__type"]["fields"].as_array().unwrap();
        let found = &fields.iter().find(|known| known["name"] == field).unwrap()["type"];
        let name = if found["name"].is_null() { &found["ofType"]["name"] } else { &found["name"] };
        assert_eq!(name, interface, "{ty}.{field}");
    }
    let answer = app
        .post(&json!({ "query": "{ __type(name: \"Party\") { possibleTypes { name } interfaces { name } } }" }))
        .await;
    let names = |list: &Value| -> Vec<String> {
        list.as_array().unwrap().iter().map(|ty| ty["name"].as_str().unwrap().to_owned()).collect()
    };
    let party = &answer.data()["__type"];
    let mut possible = names(&party["possibleTypes"]);
    possible.sort_unstable();
    assert_eq!(possible, ["Organization", "State"]);
    assert_eq!(names(&party["interfaces"]), ["Node", "RegisterRecord"]);
}

#[actix_web::test]
async fn the_schema_says_what_it_is_and_where_to_begin() {
    let app = TestApp::demonstration().await;
    let answer = app.post(&json!({ "query": "{ __schema { description types { name } } }" })).await;
    let about = answer.data()["__schema"]["description"].as_str().unwrap().to_owned();
    let queries: Vec<_> = about.lines().map(str::trim).filter(|line| line.starts_with("{ ")).collect();
    assert_eq!(queries.len(), 3, "{about}");
    for query in queries {
        assert!(app.ask(query, json!({})).await.data().is_object(), "{query}");
    }
    let sdl = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/schema.graphql")).unwrap();
    let first: Vec<_> =
        sdl.lines().filter(|line| line.starts_with("type ") || line.starts_with("interface ")).take(3).collect();
    assert!(first[0].starts_with("type Query") && first[1].starts_with("interface RegisterRecord"), "{first:?}");
}
