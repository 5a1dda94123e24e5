//! Nothing is guessed: definitions and selections that name what is not there are refused.

use super::{
    ANYBODY, operation,
    schema::{Author, Book, Library, author, catalog, node},
};
use async_graphql::{Name, Value, indexmap::IndexMap};
use engine::{
    Found, Plan,
    define::{Described as _, Object, OrderBy},
    publish::Publication as _,
    relation::{Facets, Reading, Relation},
    selection::{Below, Selection},
    write,
};
use fault::Fault;

/// What is wrong in a catalog that has this object type besides.
fn wrong(define: impl FnOnce(&mut Object)) -> String {
    let mut object = Object::over::<author::Entity>("Another", "Another view of authors.");
    define(&mut object);
    let objects = vec![Author::object(), Book::object(), Box::leak(Box::new(object))];
    catalog(objects).check().err().unwrap_or_default()
}

#[test]
fn definitions_that_name_what_is_not_there_are_refused() {
    assert_eq!(wrong(|_| ()), "");
    let column = wrong(|object| object.relation_column::<String, _>("title", "A column of another table."));
    assert_eq!(column, "Another: the field title uses the column title, which author does not have.");
    let order = wrong(|object| object.order("YEAR", "By year.", "year", OrderBy::Number));
    assert_eq!(order, "Another: the order YEAR uses the column year, which author does not have.");
    let listed = wrong(|object| object.listed = Some("is_shown"));
    assert_eq!(listed, "Another: what lists show uses the column is_shown, which author does not have.");
    let field = wrong(|object| object.implements_too(node));
    assert_eq!(field, "Another: it implements Node but has no field id.");
    let tag = wrong(|object| object.tag("BOOK"));
    assert_eq!(tag, "Global ids: the tag BOOK is defined twice.");
    let name = wrong(|object| object.name = "Book");
    assert_eq!(name, "Book: two object types have this name but different fields.");
    let twice = wrong(|object| {
        object.relation_column::<String, _>("name", "Name.");
        object.relation_column::<String, _>("name", "Name.");
    });
    assert_eq!(twice, "Another: the field name is defined twice.");
}

/// A search for authors that ranks them, and counts them by initial.
fn search(object: &mut Object, columns: Vec<&'static str>, by: &'static str, groups: fn() -> &'static Object) {
    let facets = Facets { about: "How many there are.", column: by, target: groups };
    let bind = |_: &Selection| Err(Fault::internal("nothing is searched"));
    let arguments = Vec::new();
    object.order("RANK", "The best first.", "rank", OrderBy::Number);
    object.to::<Author>("author", "Author that was found.", "id");
    let reading =
        Reading { name: "read", about: "How it was read.", columns: &["id", "word"], target: || self::groups("word") };
    let about = "What was found.";
    object.relation = Some(Relation { about, columns, arguments, bind, node: "author", facets, reading });
}

/// Groups with a field over this column.
fn groups(column: &'static str) -> &'static Object {
    let mut object = Object::new("Groups", "How many there are.", "");
    object.relation_column::<String, _>(column, "What they have in common.");
    Box::leak(Box::new(object))
}

#[test]
fn a_search_whose_rows_have_no_such_column_is_refused() {
    let by_initial = || groups("initial");
    let all = || vec!["id", "rank", "initial"];
    assert_eq!(wrong(|object| search(object, all(), "initial", by_initial)), "");
    let order = wrong(|object| search(object, vec!["id", "initial"], "initial", by_initial));
    assert_eq!(order, "Another: the order RANK uses the column rank, which author does not have.");
    let column = wrong(|object| search(object, all(), "country", || groups("country")));
    assert_eq!(column, "Another: what its groups are counted by uses the column country, which author does not have.");
    let group = wrong(|object| search(object, all(), "initial", || groups("country")));
    assert_eq!(group, "Groups: a field uses the column country, which is not among those of the groups of Another.");
}

/// The message and code of the only error of an answer without rows, and its data.
fn answered(selections: &[Selection]) -> serde_json::Value {
    let plan = Plan::of_query(Library::catalog(), selections, ANYBODY, &|_: &str| None);
    let answer = write(&plan, &Found::default(), |_| Vec::new());
    serde_json::from_slice(&answer.expect("an answer").body).expect("JSON")
}

fn leaf(name: &str) -> Selection {
    Selection { key: name.into(), name: name.into(), args: Vec::new(), below: Below::Leaf, refused: None }
}

#[test]
fn a_field_without_a_definition_is_an_error_and_no_type_name() {
    assert_eq!(answered(&[leaf("__typename")]), serde_json::json!({ "data": { "__typename": "Query" } }));
    let unknown = answered(&[leaf("librarians")]);
    assert_eq!(
        (&unknown["data"], &unknown["errors"][0]["path"]),
        (&serde_json::Value::Null, &serde_json::json!(["librarians"]))
    );
    assert_eq!(unknown["errors"][0]["extensions"]["code"], "INTERNAL");
    // Of a record, a page, an edge, the information of a page: whatever stands there is refused before it is read.
    let of = |name: &str, below: Vec<Selection>| Selection { below: Below::Object(below), ..leaf(name) };
    let unknown = || vec![leaf("shelf")];
    for (below, path) in [
        (of("nodes", unknown()), "authors.nodes.shelf: refused with INTERNAL"),
        (leaf("shelf"), "authors.shelf: refused with INTERNAL"),
        (of("edges", unknown()), "authors.edges.shelf: refused with INTERNAL"),
        (of("edges", vec![of("node", unknown())]), "authors.edges.node.shelf: refused with INTERNAL"),
        (of("pageInfo", unknown()), "authors.pageInfo.shelf: refused with INTERNAL"),
    ] {
        let selections = [of("authors", vec![below])];
        let plan = Plan::of_query(Library::catalog(), &selections, ANYBODY, &|_: &str| None).to_string();
        assert!(plan.contains(path), "{path} is not in\n{plan}");
    }
}

#[test]
fn an_order_that_a_list_has_not_is_an_error() {
    let mut selections = operation("{ authors { totalCount } }").selections;
    let order = |field: &str, direction: &str| {
        let word = |word: &str| Value::Enum(Name::new(word));
        Value::Object(IndexMap::from_iter([
            (Name::new("field"), word(field)),
            (Name::new("direction"), word(direction)),
        ]))
    };
    for (order, is_known) in [(order("NAME", "DESC"), true), (order("AGE", "ASC"), false), (order("NAME", "UP"), false)]
    {
        selections[0].args = vec![("orderBy".to_owned(), order.clone())];
        let plan = Plan::of_query(Library::catalog(), &selections, ANYBODY, &|_: &str| None).to_string();
        assert_eq!(!plan.contains("refused with INTERNAL"), is_known, "{order:?}\n{plan}");
    }
}
