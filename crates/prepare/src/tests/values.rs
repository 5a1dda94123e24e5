//! Arguments and variables.

use super::{ask, ask_with, code, refusal};
use fault::Code;

/// Arguments of the first field as JSON.
fn args(text: &str, variables: &str) -> String {
    let operation = ask_with(text, variables).unwrap_or_else(|errors| panic!("{text}: {errors:?}"));
    let args = operation.selections[0].args.iter().map(|(name, value)| format!("{name}={value}"));
    args.collect::<Vec<_>>().join(" ")
}

#[test]
fn defaults_are_filled_in() {
    assert_eq!(args("{ number }", "{}"), "first=3");
    assert_eq!(args("query($x: Int) { number(first: $x) }", "{}"), "first=3");
    assert_eq!(args("query($x: Int! = 5) { number(first: $x) }", "{}"), "first=5");
    assert_eq!(args("query($x: Int! = 5) { number(first: $x) }", r#"{"x": 7}"#), "first=7");
    assert_eq!(args("query($x: String) { organ(slug: $x) { id } }", r#"{"x": null}"#), "slug=null");
    assert_eq!(args("query($x: Int) { organs(first: $x) { totalCount } }", "{}"), "");
    let filter = "filter={certainty: CERTAIN, order: {field: \"a\", descending: false}}";
    assert_eq!(args(r#"{ organs(filter: {order: {field: "a"}}) { totalCount } }"#, "{}"), filter);
    let text = "query($f: Filter) { organs(filter: $f) { totalCount } }";
    assert_eq!(args(text, r#"{"f": {"order": {"field": "a"}}}"#), filter);
    assert_eq!(
        args("query($f: Filter = {}) { organs(filter: $f) { totalCount } }", "{}"),
        "filter={certainty: CERTAIN}"
    );
}

#[test]
fn values_take_the_form_of_their_type() {
    assert_eq!(args("{ nodes(ids: 1) { id } }", "{}"), r#"ids=["1"]"#);
    assert_eq!(args("query($x: [ID!]!) { nodes(ids: $x) { id } }", r#"{"x": [1, "b"]}"#), r#"ids=["1", "b"]"#);
    assert_eq!(args("query($x: [ID!]!) { nodes(ids: $x) { id } }", r#"{"x": 1}"#), r#"ids=["1"]"#);
    assert_eq!(args("query($x: ID!) { nodes(ids: [$x, 2]) { id } }", r#"{"x": 1}"#), r#"ids=["1", "2"]"#);
    assert_eq!(args("{ number(ratio: 1) }", "{}"), "first=3 ratio=1");
    let text = "query($c: Certainty, $n: String) { organs(filter: {certainty: $c, name: $n, grid: 1, at: {a: [$n]}}) { totalCount } }";
    assert_eq!(args(text, r#"{"c": "POSSIBLE"}"#), "filter={certainty: POSSIBLE, at: {a: [null]}, grid: [[1]]}");
}

#[test]
fn a_text_that_no_database_keeps_is_refused() {
    assert_eq!(code(ask(r#"{ organ(slug: "a\u0000b") { id } }"#)), Some(Code::BadUserInput));
    let text = "query($x: [ID!]!) { nodes(ids: $x) { id } }";
    assert_eq!(code(ask_with(text, r#"{"x": ["a", "\u0000"]}"#)), Some(Code::BadUserInput));
}

#[test]
fn variables_have_their_types() {
    for (ty, value, fits) in [
        ("Int!", "1", true),
        ("Int!", "null", false),
        ("Int!", r#""1""#, false),
        ("Int!", "1.5", false),
        ("Int!", "2147483648", false),
        ("String", "1", false),
        ("Boolean", "0", false),
        ("ID", "1", true),
        ("ID", "true", false),
        ("Certainty", r#""CERTAIN""#, true),
        ("Certainty", r#""NOPE""#, false),
        ("[Int!]", "[1, null]", false),
        ("[Int!]", "1", true),
        ("Filter", r#"{"name": "a"}"#, true),
        ("Filter", r#"{"nope": 1}"#, false),
        ("Filter", r#"{"order": {}}"#, false),
        ("EDTF", "[1, {}]", true),
        ("Key", r#"{"id": 1}"#, true),
        ("Key", r#"{"id": 1, "slug": "a"}"#, false),
        ("Key", "{}", false),
        ("Key", r#"{"id": null}"#, false),
    ] {
        let field = match ty {
            "Key" => "record(key: $x) { id }",
            "Certainty" => "organ { members(certainty: $x) { totalCount } }",
            "Filter" => "organs(filter: $x) { totalCount }",
            "Int!" => "number(first: $x)",
            _ => "organs(filter: {at: {x: $x}}) { totalCount }",
        };
        let ty = if ty == "Key" { "Key!" } else { ty };
        let text = format!("query($x: {ty}) {{ {field} }}");
        let found = code(ask_with(&text, &format!(r#"{{"x": {value}}}"#)));
        assert_eq!(found, (!fits).then_some(Code::BadUserInput), "{ty} {value}");
    }
    assert_eq!(code(ask("query($x: Int!) { number(first: $x) }")), Some(Code::BadUserInput));
}

#[test]
fn null_refuses_the_field_where_the_type_has_none() {
    for (text, nullable) in [
        ("query($x: Int) { number(first: $x) }", true),
        ("query($x: ID = 1) { nodes(ids: [$x]) { id } }", false),
        ("query($x: Boolean) { organs(filter: {order: {field: \"a\", descending: $x}}) { totalCount } }", false),
        ("query($x: ID) { record(key: {id: $x}) { id } }", true),
    ] {
        let selections = ask_with(text, r#"{"x": null}"#).expect("an operation").selections;
        let refused = selections[0].refused.as_ref().expect("refused");
        assert_eq!((refused.fault.code, refused.nullable), (Code::BadUserInput, nullable), "{text}");
    }
}

#[test]
fn exactly_one_of_one_of() {
    assert_eq!(code(ask("{ record(key: {id: 1}) { id } }")), None);
    assert_eq!(code(ask("{ record(key: {}) { id } }")), Some(Code::GraphqlValidationFailed));
    assert_eq!(code(ask("{ record(key: {id: null}) { id } }")), Some(Code::GraphqlValidationFailed));
    assert_eq!(code(ask_with("query($x: ID!) { record(key: {id: $x}) { id } }", r#"{"x": 1}"#)), None);
    assert_eq!(code(ask(r#"{ record(key: {id: 1, slug: "a"}) { id } }"#)), Some(Code::GraphqlValidationFailed));
}

#[test]
fn a_long_value_is_not_quoted_back() {
    let variables = format!(r#"{{"x": "{}"}}"#, "y".repeat(100_000));
    let (code, message) = refusal(ask_with("query($x: Int!) { number(first: $x) }", &variables)).expect("refused");
    assert_eq!(code, Code::BadUserInput);
    assert!(message.len() < 600);
}
