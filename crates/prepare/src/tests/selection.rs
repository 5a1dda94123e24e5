//! Fragments, conditions, merging and interfaces.

use super::{
    super::{Limits, OperationKind, Prepare},
    SDL, ask, ask_with, code, prepare, selections, short,
};
use fault::Code;
use std::sync::Arc;

#[test]
fn fields_with_one_key_are_merged_where_the_key_is_met_first() {
    let text = "{ organ { id } x: organ { id } ...F organ { kind id } } fragment F on Query { x: organ { name } organ { name } }";
    assert_eq!(short(&selections(text)), "organ{id name kind} x:organ{id name}");
}

#[test]
fn the_order_is_that_of_collect_fields() {
    let text = "{ organ { ...B kind ... on Organ { id } ...A } } fragment A on Organ { kind name } fragment B on Organ { __typename ...A }";
    assert_eq!(short(&selections(text)), "organ{__typename kind name id}");
}

#[test]
fn conditions_decide() {
    let text = "query($no: Boolean!, $yes: Boolean = true) { a: number @skip(if: $yes) b: number @include(if: $no) c: number @include(if: $yes) @skip(if: $no) ... @include(if: $no) { d: number } ...E @skip(if: $yes) ...E } fragment E on Query { e: number }";
    let operation = ask_with(text, r#"{"no": false}"#).expect("valid");
    assert_eq!(short(&operation.selections), "c:number e:number");
}

#[test]
fn a_condition_is_not_null() {
    let text = "query($x: Boolean = true) { number @skip(if: $x) }";
    assert_eq!(code(ask_with(text, r#"{"x": null}"#)), Some(Code::BadUserInput));
}

#[test]
fn an_interface_is_asked_for_every_possible_type() {
    let text = "{ node(id: 1) { id ... on Record { name } ... on State { code } ...O id } } fragment O on Organ { kind home { id } }";
    assert_eq!(
        short(&selections(text)),
        "node<State[id name code] Organ[id name kind home<State[id] Organ[id]>] Figure[id]>"
    );
}

#[test]
fn a_union_is_asked_for_every_member() {
    let text = r#"{ party(slug: "a") { __typename ... on Organ { kind } ... on Node { id } } }"#;
    assert_eq!(short(&selections(text)), "party<State[__typename id] Organ[__typename kind id]>");
}

#[test]
fn merging_goes_through_types() {
    let text = "{ node(id: 1) { ... on Organ { home { id } } ... on Record { ... on Organ { home { name } } } } }";
    assert_eq!(short(&selections(text)), "node<State[] Organ[home<State[id name] Organ[id name]>] Figure[]>");
}

#[test]
fn introspection_is_answered_and_keeps_its_place() {
    let text =
        r#"{ number s: __schema { queryType { name } } __typename __type(name: "Key") { isOneOf fields { name } } }"#;
    let operation = ask(text).expect("valid");
    assert_eq!(short(&operation.selections), "number s:__schema __typename __type");
    let answer: Vec<_> = operation
        .introspection
        .iter()
        .map(|(key, json)| format!("{key:?}:{}", String::from_utf8_lossy(json)))
        .collect();
    let answer = format!("{{{}}}", answer.join(","));
    assert!(answer.contains(r#""s":{"queryType":{"name":"Query"}}"#), "{answer}");
    assert!(answer.contains(r#""__type":{"isOneOf":true,"fields":null}"#), "{answer}");
    assert!(ask("{ number }").expect("valid").introspection.is_empty());
}

#[test]
fn the_operation_is_found_by_its_name() {
    let prepared = prepare().document("query A { number } mutation B { __typename }").expect("valid");
    assert_eq!(prepared.kind(Some("A")), Ok(OperationKind::Query));
    assert_eq!(prepared.kind(Some("B")), Ok(OperationKind::Mutation));
    assert_eq!(code(prepared.kind(None)), Some(Code::OperationResolutionFailed));
    assert_eq!(code(prepared.kind(Some("C"))), Some(Code::OperationResolutionFailed));
}

#[test]
fn a_text_is_prepared_once() {
    let prepare = prepare();
    let first = prepare.document("{ number }").expect("valid");
    assert!(Arc::ptr_eq(&first, &prepare.document("{ number }").expect("valid")));
    assert!(!Arc::ptr_eq(&first, &prepare.document("{ number  }").expect("valid")));
}

#[test]
fn the_cache_forgets_what_was_used_longest_ago() {
    let prepare = Prepare::new(SDL, Limits { cache_documents: 4, ..Limits::default() });
    let document = |at: usize| prepare.document(&format!("{{ a{at}: number }}")).expect("valid");
    let first: Vec<_> = (0..4).map(document).collect();
    let same = |at: usize| Arc::ptr_eq(&first[at], &document(at));
    assert!((0..4).all(same));
    document(4);
    assert!(same(3));
    assert!(!same(0));
}

/// By what it holds, not by its text: variables and fragments stand in many places.
#[test]
fn an_operation_that_holds_much_is_large() {
    let is_large = |text: &str, variables: &str| ask_with(text, variables).expect("an operation").is_large;
    let fields = (0..20).fold(String::new(), |text, at| text + &format!("a{at}:organ(slug:$x){{id}}"));
    let text = format!("query($x:String){{{fields}}}");
    let variables = |length: usize| format!(r#"{{"x":"{}"}}"#, "y".repeat(length));
    assert!(!is_large(&text, &variables(100)));
    assert!(is_large(&text, &variables(1_000)));
    // Each level has both kinds of records, and each of these the next level.
    let levels = |count: usize| {
        let level = "relations(first:1){nodes{id name a:id b:id c:id ".repeat(count);
        format!("{{record(key:{{id:1}}){{{level}{}}}}}", "}}".repeat(count))
    };
    assert!(!is_large(&levels(3), "{}"));
    assert!(is_large(&levels(6), "{}"));
}
