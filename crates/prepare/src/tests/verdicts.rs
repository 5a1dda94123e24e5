//! Validation, above all the checks that apollo-compiler omits.

use super::super::{JsonMap, Limits, Prepare};
use super::{SDL, ask, code, prepare};
use fault::{Code, Location};

#[test]
fn what_graphql_accepts_is_accepted() {
    let prepare = prepare();
    for text in [
        "{ a: number(ratio: 1) a: number(ratio: 1) }",
        "{ organs(filter: {name: \"a\", kind: []}) { totalCount } organs(filter: {kind: [], name: \"a\"}) { totalCount } }",
        "{ node(id: 1) { ... on State { x: name } ... on Organ { x: name } } }",
        "{ node(id: 1) { ... on State { x: code } ... on Organ { x: kind } } }",
        "{ node(id: 1) { ... on State { relations(first: 1) { totalCount } } ... on Organ { relations(first: 2) { totalCount } } } }",
        "query($x: Int = 3) { number(first: $x) }",
        "query($x: String!) { organs(filter: {kind: [$x]}) { totalCount } }",
        "mutation { rename(input: {id: 1, name: \"a\"}) { id } }",
        "subscription { changed { id } }",
        "{ node(id: \"\\u{1F600}\") { id } }",
    ] {
        assert_eq!(code(prepare.document(text)), None, "{text}");
    }
}

#[test]
fn what_graphql_refuses_is_refused() {
    let prepare = prepare();
    for text in [
        "{ nope }",
        "{ organ }",
        "{ number { id } }",
        "{ node { id } }",
        "{ number @nope }",
        "query($x: Int) { number }",
        "{ a: number a: __typename }",
        "{ number(ratio: 1) number }",
        "{ nodes(ids: [1]) { id } nodes(ids: [1, 2]) { id } }",
        "{ node(id: 1) { ... on State { x: name } ... on Organ { x: kind } } }",
        "{ node(id: 1) { ... on State { x: name } ... on State { x: code } } }",
        "{ node(id: 1) { ... on State { x: name } ... on Figure { x: value } } }",
        "{ node(id: 1) { ... on State { x: relations { totalCount } } ... on Figure { x: value } } }",
        "{ node(id: 1) { ... on Record { relations(first: 1) { totalCount } } ... on Organ { relations(first: 2) { totalCount } } } }",
        "{ organs(filter: {name: \"a\", name: \"b\"}) { totalCount } }",
        "{ organs(filter: {at: {a: $x}}) { totalCount } }",
        "query($x: String = null) { organs(filter: {order: {field: $x}}) { totalCount } }",
        "query($x: ID) { nodes(ids: [$x]) { id } }",
        "query($x: [String]) { organs(filter: {kind: $x}) { totalCount } }",
        "query($x: [Int]) { organs(filter: {grid: [[$x]]}) { totalCount } }",
        "query($x: String) { organs(filter: {order: {field: $x}}) { totalCount } }",
        "{ ...F } fragment F on Query { ...F }",
        "{ ...F } fragment F on Query { number } fragment F on Query { number }",
        "subscription { a: changed { id } b: changed { id } }",
    ] {
        assert_eq!(code(prepare.document(text)), Some(Code::GraphqlValidationFailed), "{text}");
    }
    for text in [
        "",
        "{",
        "{}",
        "query A() { number }",
        "{ number(ratio: ) }",
        "{ number(ratio) }",
        "{ number(nonsense first: 1) }",
        "{ organs(filter: {name}) { totalCount } }",
        "{ organs(filter: {and: [{name kind: []}]}) { totalCount } }",
        "{ number @include(if: true unless) }",
        "query($x: Filter = {name}) { organs(filter: $x) { totalCount } }",
        "{ node(id: \"\\u{110000}\") { id } }",
    ] {
        assert_eq!(code(prepare.document(text)), Some(Code::GraphqlParseFailed), "{text}");
    }
}

#[test]
fn an_error_says_where() {
    let errors = ask("{\n  nope\n  number(x: 1)\n}").expect_err("invalid");
    let places: Vec<_> = errors.iter().flat_map(|error| error.locations.clone()).collect();
    assert_eq!(places, [Location { line: 2, column: 3 }, Location { line: 3, column: 10 }]);
    let errors = ask("{ a: number\n a: __typename }").expect_err("invalid");
    assert_eq!(errors[0].locations.len(), 2);
    assert!(errors[0].fault.message.contains("`a`"));
    let errors = ask("{\n  number(ratio first: 1)\n}").expect_err("invalid");
    assert_eq!(errors[0].locations, [Location { line: 2, column: 10 }]);
}

#[test]
fn introspection_can_be_switched_off() {
    let prepare = Prepare::new(SDL, Limits { introspection: false, ..Limits::default() });
    let run = |text| code(prepare.document(text).and_then(|document| document.operation(None, &JsonMap::new())));
    assert_eq!(run("{ __schema { queryType { name } } }"), Some(Code::IntrospectionDisabled));
    assert_eq!(run("{ __typename }"), None);
}
