//! Each error stands at its line and says what may stand there.

use crate::{expand::expand, parse::Definition};

/// The errors of a definition with these lines, each with its line; the first of these is line 1.
fn errors(lines: &str) -> Vec<(usize, String)> {
    let text = format!("support; /// About.\npub Meeting: meeting {{ {lines} }}");
    match syn::parse_str::<Definition>(&text) {
        Ok(_) => Vec::new(),
        Err(errors) => errors.into_iter().map(|error| (error.span().start().line - 1, error.to_string())).collect(),
    }
}

/// The only error of a definition with these lines.
fn error(lines: &str) -> (usize, String) {
    let mut errors = errors(lines);
    assert_eq!(errors.len(), 1, "{errors:?}");
    errors.remove(0)
}

fn refuses(lines: &str, line: usize, message: &str) {
    let (at, found) = error(lines);
    assert!(found.contains(message), "{found}");
    assert_eq!(at, line, "{found}");
}

#[test]
fn every_line_of_the_table_is_read_in_any_order() {
    let lines = [
        "is record;",
        "in treaty_fact;",
        "with treaty::of_document;",
        "filter MeetingFilter;",
        "/// By name.\norder NAME by name;",
        "unpublished set_id, node_kind;",
        "formerly title as name;",
        "formerly gone;",
        "/// A.\nname;",
        "/// B.\nlong = |name, kind| name.len() > kind.len();",
        "/// C.\ndate as Date in date;",
        "/// D.\nplace -> Place by place_id;",
        "/// E.\nstate -> State? by place_id;",
        "/// F.\nmember -> any record in member;",
        "/// G.\norgans -> [Organ] by organ.organization_id;",
        "/// H.\nheld -> [Organ] through meeting_organ(meeting_id, organ_id) denormalized date_order as date_order, a as b;",
        "/// I.\ntopics -> [Topic] through node_topic(node_id, topic_id);",
        "/// J.\ndocuments -> [Document] where reach;",
        "/// M.\nseat -> super::Place by seat_id;",
        "/// K.\norder;",
        "/// L.\nfilter -> [super::Organ] by organ.filter_id;",
    ];
    assert_eq!(errors(&lines.join("\n")), []);
    let reversed: Vec<_> = lines.iter().rev().copied().collect();
    assert_eq!(errors(&reversed.join("\n")), []);
}

#[test]
fn a_field_or_order_without_a_description_is_refused_at_its_line() {
    refuses("is record;\nname;", 2, "`name` has no description: write a `///` line above it");
    refuses("is record;\norder NAME by name;", 2, "`NAME` has no description");
    refuses("/// A.\nname;\nplace -> Place by place_id;", 3, "`place` has no description");
}

#[test]
fn a_line_that_is_none_is_refused_with_what_may_stand_there() {
    refuses("is record;\n-> Place;", 2, "expected a field, or a line that begins with `is`, `in`");
    refuses("/// A.\nname: String;", 2, "expected `;` for a column");
    refuses("/// A.\nplace -> by;", 2, "expected `by`");
    refuses("/// A.\nplace -> ;", 2, "expected `Type by column`, `any interface in prefix` or `[Type]`");
    refuses("/// A.\norgans -> [Organ];", 2, "expected `by table.column`, `through table(parent, child)` or `where");
    refuses("/// A.\norgans -> [Organ] of organ.id;", 2, "expected `by table.column`");
    refuses("/// A.\norgans -> [Organ] through meeting_organ(a, b, c);", 2, "expected two columns");
    refuses("/// A.\nlong = |name|;", 2, "expected `|columns| expression`");
    refuses("/// A.\norder NAME of name;", 2, "expected `by`");
    refuses("/// A.\nname\n/// B.\nkind;", 3, "expected `;` for a column");
}

#[test]
fn a_description_that_is_not_published_is_refused() {
    refuses("/// A.\nname;\n/// What?\nis record;", 3, "this line publishes no text of its own");
    refuses("#[cfg(test)]\nname;", 1, "expected `///` lines only");
}

#[test]
fn what_stands_there_twice_is_refused_at_the_second() {
    refuses("/// A.\nname;\n/// B.\nname = |kind| kind;", 4, "the field `name` stands above already");
    refuses("filter A;\nfilter B;", 2, "the filter stands above already");
    refuses("formerly title as name;\nformerly title;", 2, "the former column `title` stands above already");
    refuses("is record;\nis record;", 2, "the line `is record` stands above already");
}

#[test]
fn all_wrong_lines_are_told_at_once() {
    let found = errors("is record;\nname;\n/// A.\nkind;\nplace -> Place by place_id;\n/// B.\nx: y;");
    assert_eq!(found.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 5, 7]);
}

#[test]
fn a_type_without_a_description_is_refused() {
    let error = syn::parse_str::<Definition>("support; pub Meeting: meeting { is record; }").map(drop).unwrap_err();
    assert!(error.to_string().contains("`Meeting` has no description"), "{error}");
}

#[test]
fn two_tables_make_two_types_of_one_published_name() {
    let text = "support; /// About.\npub Change: change, NodeChange: node_history { /// A.\nname; }";
    let expanded = expand(&syn::parse_str(text).expect("a definition")).to_string();
    for part in ["pub struct Change ;", "pub struct NodeChange ;", "entity :: node_history :: Entity"] {
        assert!(expanded.contains(part), "{expanded}");
    }
    assert_eq!(expanded.matches("\"Change\"").count(), 2, "{expanded}");
}

#[test]
fn an_expansion_names_the_module_that_it_is_given_and_no_crate() {
    let text =
        "support; /// About.\npub Meeting: meeting { is record; /// A.\nname; /// B.\nplace -> Place by place_id; }";
    let expanded = expand(&syn::parse_str(text).expect("a definition")).to_string();
    assert!(!expanded.contains("crate"), "{expanded}");
    assert!(expanded.contains("support :: is :: record :: < Meeting >"), "{expanded}");
}
