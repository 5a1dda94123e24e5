//! Every limit at its boundary: the largest accepted size, and the smallest refused size.

use super::{
    super::{JsonMap, Limits, Prepare},
    SDL, ask, ask_with, code, refusal,
};
use fault::Code;

/// Checks that this size is accepted, and that the next is refused with the code and both numbers.
fn edge(code: Code, limit: usize, text: impl Fn(usize) -> String) {
    assert_eq!(refusal(ask(&text(limit))), None, "at the limit");
    let (found, message) = refusal(ask(&text(limit + 1))).expect("refused above the limit");
    assert_eq!(found, code, "{message}");
    assert!(message.contains(&limit.to_string()), "{message}");
}

/// `open` and `close` nested around a core.
fn nested(open: &str, core: &str, close: &str, times: usize) -> String {
    format!("{}{core}{}", open.repeat(times), close.repeat(times))
}

/// Repeats a text, with the number of the repetition in place of `@`.
fn numbered(times: usize, text: &str) -> String {
    (0..times).flat_map(|at| [text.replace('@', &at.to_string())]).collect()
}

#[test]
fn tokens() {
    // `{`, `number`, `}` and the end of input are four tokens. Every comma is one more.
    edge(Code::DocumentTooLarge, 15_000, |tokens| format!("{{number{}}}", ",".repeat(tokens - 4)));
}

#[test]
fn brackets() {
    let filter = |times| nested("{and:", "{}", "}", times);
    edge(Code::DocumentTooDeep, 64, |depth| format!("{{organs(filter:{}){{totalCount}}}}", filter(depth - 1)));
    assert_eq!(code(ask(&nested("{node", "", "}", 10_000))), Some(Code::DocumentTooLarge));
    assert_eq!(
        code(ask(&format!("{{nodes(ids:{}){{id}}}}", nested("[", "", "]", 5_000)))),
        Some(Code::DocumentTooDeep)
    );
    assert_eq!(
        code(ask(&format!("query($x:{}){{number}}", nested("[", "Int", "]", 5_000)))),
        Some(Code::DocumentTooDeep)
    );
}

#[test]
fn depth() {
    let text = |depth: usize| format!("{{organ{{{}}}}}", nested("home{...on Organ{", "id", "}}", depth - 2));
    edge(Code::DocumentTooDeep, 15, text);
    let spread = |depth: usize| {
        format!("{{organ{{...F}}}} fragment F on Organ{{{}}}", nested("home{...on Organ{", "id", "}}", depth - 2))
    };
    edge(Code::DocumentTooDeep, 15, spread);
}

/// Through fragments, since brackets within brackets have a lower limit.
#[test]
fn selections_within_each_other() {
    let inlines = |core: &str, times| nested("...on Query{", core, "}", times);
    let text = |levels: usize| {
        // The operation, and three fragments of 31 inline fragments and a spread; the rest is in the fourth.
        let link = |at: usize| format!("fragment F{at} on Query{{{}}}", inlines(&format!("...F{}", at + 1), 31));
        let last = inlines("number", levels - 1 - 3 * 32 - 1);
        format!("{{...F1}}{}{}{}fragment F4 on Query{{{last}}}", link(1), link(2), link(3))
    };
    edge(Code::DocumentTooDeep, 128, text);
}

#[test]
fn aliases_fields_directives_operations() {
    let many = |count: usize, field: &str| field.repeat(count);
    let twice = |aliases| format!("{{organ{{...F home{{...F}}}}}} fragment F on Organ{{{}}}", many(aliases, "a:id "));
    assert_eq!(code(ask(&twice(100))), None);
    assert_eq!(code(ask(&twice(101))), Some(Code::TooManyAliases));
    edge(Code::TooManyAliases, 200, |count| format!("{{organ{{{}}}}}", numbered(count, "a@:id ")));
    edge(Code::TooManyRootFields, 100, |count| format!("{{{}}}", many(count, "number ")));
    edge(Code::TooManyDirectives, 50, |count| format!("{{organ{{{}}}}}", many(count, "id@include(if:true)")));
    let operations = |count: usize| numbered(count, "query Q@{number}");
    assert_eq!(code(super::prepare().document(&operations(10))), None);
    assert_eq!(code(super::prepare().document(&operations(11))), Some(Code::TooManyOperations));
}

#[test]
fn selections_with_fragments_opened() {
    edge(Code::TooManySelections, 5_000, |count| format!("{{organ{{{}}}}}", "id ".repeat(count - 1)));
    // 50 × (1 spread + 1 field with 97 below) and organ with its 50th of a hundred make 5,000 - 1; `id` fills up.
    let text = |count: usize| {
        let rest = "id ".repeat(count - 4_951);
        let fields = "id ".repeat(97);
        format!("{{organ{{{}{rest}}}}} fragment F on Organ{{home{{{fields}}}}}", "...F ".repeat(50))
    };
    edge(Code::TooManySelections, 5_000, text);
}

#[test]
fn a_chain_of_doubling_fragments_costs_nothing() {
    for links in [12, 30, 64, 100] {
        let link = |at: usize| format!(" fragment F{at} on Organ{{...F{next} ...F{next}}}", next = at + 1);
        let chain: String = (0..links).map(link).collect();
        let text = format!("{{organ{{...F0}}}}{chain} fragment F{links} on Organ{{id}}");
        assert_eq!(code(ask(&text)), Some(Code::TooManySelections), "{links}");
    }
}

#[test]
fn fields_merged_under_many_types() {
    fn level(depth: usize) -> String {
        let inner = nested("relations{nodes{", "id", "}}", depth);
        let deeper = if depth > 1 { level(depth - 1) } else { "id".to_owned() };
        format!("...on State{{{inner}}}...on Organ{{{inner}}}relations{{nodes{{{deeper}}}}}")
    }
    let prepare = Prepare::new(SDL, Limits { depth: 60, ..Limits::default() });
    let verdict = |depth| code(prepare.document(&format!("{{organs{{nodes{{{}}}}}}}", level(depth))));
    assert_eq!(verdict(5), None);
    assert_eq!(verdict(20), Some(Code::TooManySelections));
}

#[test]
fn records_by_page_sizes_multiplied() {
    let text = |last: usize| {
        format!(
            "{{organs(first:100){{nodes{{relations(last:100){{edges{{node{{relations(first:{last}){{nodes{{id}}}}}}}}}}}}}}}}"
        )
    };
    assert_eq!(refusal(ask(&text(5))), None);
    let (code, message) = refusal(ask(&text(6))).expect("refused");
    assert_eq!(code, Code::TooManyNodes);
    assert!(message.contains("60000") && message.contains("55000"), "{message}");
    let exact = |more: usize| {
        let rest = if more > 0 { format!("b:organs(first:{more}){{nodes{{id}}}}") } else { String::new() };
        format!(
            "{{organs(first:100){{nodes{{relations(first:50){{nodes{{relations(first:11){{nodes{{id}}}}}}}}}}}}{rest}}}"
        )
    };
    edge(Code::TooManyNodes, 55_000, |records| exact(records - 55_000));
    assert_eq!(refusal(ask("{organs(first:100){totalCount nodes{relations(first:100){totalCount}}}}")), None);
    // `pageInfo` needs the rows of the page too.
    let pages = "{organs(first:100){nodes{relations(first:100){nodes{relations(first:100){pageInfo{endCursor}}}}}}}";
    assert_eq!(refusal(ask(pages)).map(|(code, _)| code), Some(Code::TooManyNodes));
    // The field itself refuses a page that is too large. It counts as the largest page allowed.
    assert_eq!(refusal(ask("{organs(first:1000000){nodes{id}}}")), None);
}

#[test]
fn records_of_lists_without_pages() {
    let text = |times| format!("{{organ{{{}}}}}", nested("parties{...on Organ{", "id", "}}", times));
    // The first counts as 20, those below it as 5 for each record.
    assert_eq!(code(ask(&text(5))), None);
    let (code, message) = refusal(ask(&text(6))).expect("refused");
    assert_eq!(code, Code::TooManyNodes);
    assert!(message.contains("62500") && message.contains("55000"), "{message}");
}

#[test]
fn names() {
    let name = |length| "a".repeat(length);
    edge(Code::DocumentTooLarge, 200, |length| format!("{{{}:number}}", name(length)));
    edge(Code::DocumentTooLarge, 200, |length| format!("query {}{{number}}", name(length)));
    edge(Code::DocumentTooLarge, 200, |length| format!("query(${0}:Float){{number(ratio:${0})}}", name(length)));
    edge(Code::DocumentTooLarge, 200, |length| format!("{{...{0}}} fragment {0} on Query{{number}}", name(length)));
    let unknown = |length| format!("{{...{}}}", name(length));
    assert_eq!(code(ask(&unknown(201))), Some(Code::DocumentTooLarge));
    assert_eq!(code(ask(&unknown(200))), Some(Code::GraphqlValidationFailed));
}

#[test]
fn selections_within_many_types() {
    // Every fragment is visited for both possible types of a record, at each level.
    let spreads = "...F ".repeat(1_200);
    let text = |times| {
        format!(
            "{{record(key:{{id:1}}){{{}}}}} fragment F on State{{id}}",
            nested("relations{nodes{", &spreads, "}}", times)
        )
    };
    let prepare = Prepare::new(SDL, Limits { looks: 8_000, ..Limits::default() });
    let verdict = |times| {
        let prepared = prepare.document(&text(times)).expect("valid");
        code(prepared.operation(None, &JsonMap::new()))
    };
    assert_eq!(verdict(1), None);
    assert_eq!(verdict(2), Some(Code::TooManySelections));
}

#[test]
fn fields_of_all_possible_types() {
    // `node`, and `id` of three types.
    let verdict = |fields| {
        let prepare = Prepare::new(SDL, Limits { fields, ..Limits::default() });
        let prepared = prepare.document("{node(id:1){id}}").expect("valid");
        code(prepared.operation(None, &JsonMap::new()))
    };
    assert_eq!(verdict(4), None);
    assert_eq!(verdict(3), Some(Code::TooManySelections));
}

#[test]
fn arguments_with_variables_in_place() {
    let text = |fields: usize| {
        let fields = numbered(fields, "a@:organ(slug:$x){id}");
        format!("query($x:String){{{fields}}}")
    };
    let variables = |length: usize| format!(r#"{{"x":"{}"}}"#, "y".repeat(length));
    // The variable where it stands, the variable and its text cost 32 each, and the text its bytes besides.
    assert_eq!(code(ask_with(&text(1), &variables((1 << 20) - 96))), None);
    assert_eq!(code(ask_with(&text(1), &variables((1 << 20) - 95))), Some(Code::ArgumentsTooLarge));
    assert_eq!(code(ask_with(&text(10), &variables(100_000))), None);
    assert_eq!(code(ask_with(&text(11), &variables(100_000))), Some(Code::ArgumentsTooLarge));
    let list = format!(r#"{{"x":[{}1]}}"#, "1,".repeat(40_000));
    assert_eq!(code(ask_with("query($x:[ID!]!){nodes(ids:$x){id}}", &list)), Some(Code::ArgumentsTooLarge));
}

#[test]
fn introspection() {
    let lists = |times| format!("{{__type(name:\"Query\"){{{}}}}}", nested("fields{type{", "name", "}}", times));
    assert_eq!(code(ask(&lists(2))), None);
    assert_eq!(code(ask(&lists(3))), Some(Code::IntrospectionTooLarge));
    let wide = format!("{{{}}}", numbered(20, "a@:__schema{types{...T}}"))
        + " fragment T on __Type{fields{...F} inputFields{...I} interfaces{fields{args{name type{name}}}}}"
        + " fragment F on __Field{args{...I} type{fields{name description args{...I}}}}"
        + " fragment I on __InputValue{name description type{name kind fields{name}}}";
    assert_eq!(code(ask(&wide)), Some(Code::IntrospectionTooLarge));
}
