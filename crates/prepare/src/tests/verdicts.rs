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
fn a_syntax_error_says_in_plain_words_what_stands_where() {
    for (text, message, (line, column)) in [
        ("{\u{a0}number }", "unexpected character U+00A0 no-break space; write an ordinary blank", (1, 2)),
        ("{ number\u{200b} }", "unexpected character U+200B zero width space; write an ordinary blank", (1, 9)),
        (
            "{ node(id: “x”) { id } }",
            "unexpected character U+201C left double quotation mark; texts stand between straight double quotes (\")",
            (1, 12),
        ),
        (
            "{ node(id: 'x') { id } }",
            "unexpected character U+0027 apostrophe; texts stand between straight double quotes (\")",
            (1, 12),
        ),
        ("{ organs {\n  totalCount\n}", "the document ends, and `{` of line 1, column 1 is not closed", (3, 2)),
        ("{ node(id: \"x\"", "the document ends, and `(` of line 1, column 7 is not closed", (1, 15)),
        ("{ organs(filter: {kind: [\"a\"", "the document ends, and `[` of line 1, column 25 is not closed", (1, 29)),
        ("", "the document is empty; a query begins with `{`", (1, 1)),
        (" # nothing\n", "the document is empty; a query begins with `{`", (1, 11)),
        ("{ }", "expected at least one field between `{` and `}`, found `}`", (1, 3)),
        ("{ number } }", "expected `{`, `query`, `mutation`, `subscription` or `fragment`, found `}`", (1, 12)),
        ("query(x: Int) { number }", "expected a variable with its type, such as `$slug: String!`, found `x`", (1, 7)),
        ("query($x) { number }", "expected `:` and a type, found `)`", (1, 9)),
        ("query($x: ) { number }", "expected a type, such as `String!`, found `)`", (1, 11)),
        ("{ number() }", "expected at least one argument between `(` and `)`, such as `first: 10`, found `)`", (1, 10)),
        ("{ number(first: ) }", "expected a value, found `)`", (1, 17)),
        ("{ ... }", "expected after `...` the name of a fragment, or `on` and a type, found `...`", (1, 3)),
        ("{ number(first: 1 }", "expected `)`, found `}`", (1, 19)),
        ("fragment on on Query { number }", "no fragment can have the name `on`, found `on`", (1, 10)),
        ("quer { number }", "expected `{`, `query`, `mutation`, `subscription` or `fragment`, found `quer`", (1, 1)),
        ("query A", "expected `{` and the fields that are requested, and the document ends", (1, 8)),
        ("{ a: }", "expected a name, found `}`", (1, 6)),
        ("{ node(id: \"x) }", "unterminated string value", (1, 12)),
        ("{ number(first: 1x) }", "unexpected character `x` as integer suffix", (1, 17)),
    ] {
        let errors = ask(text).expect_err("unparsable");
        assert_eq!(errors[0].fault.message, format!("syntax error: {message}"), "{text}");
        assert_eq!(errors[0].locations, [Location { line, column }], "{text}");
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
