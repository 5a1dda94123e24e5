//! Pages of lists: every row once and in order, whichever way a client walks.

use crate::{
    app::{Answer, TestApp},
    postgres,
};
use edtf::Edtf;
use sea_orm::ConnectionTrait as _;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Rows of every list of [`register`].
const ROWS: usize = 13;

/// Dates of the rows, in turn: vague, equal and missing ones.
const DATES: [Option<&str>; 8] = [
    Some("2003-05-01"),
    Some("2003"),
    None,
    Some("[..2003-05-01]"),
    Some("2003-05-01/.."),
    Some("2003-05"),
    Some("1999~"),
    Some("2003-05-01"),
];

/// Names of the rows, in turn: equal ones, and ones that only code points order.
const NAMES: [&str; 5] = ["Session", "session", "Séance", "Session", "Sessions"];

/// What is known of one row.
struct Row {
    key: String,
    name: &'static str,
    date: Option<&'static str>,
}

fn rows() -> Vec<Row> {
    let row =
        |at: usize| Row { key: format!("row-{at:02}"), name: NAMES[at % NAMES.len()], date: DATES[at % DATES.len()] };
    (0..ROWS).map(row).collect()
}

/// A register with lists of [`ROWS`] rows, one for each kind of link.
fn register() -> String {
    let mut toml = r#"
[[source]]
slug = "page"
name = "A page"
kind = "WEB_PAGE"
cite = ["page"]

[[organ]]
slug = "council"
name = "Council"
kind = "COUNCIL"
organization = "union"
cite = ["page"]

[[organ]]
slug = "idle-committee"
name = "Committee that never met"
kind = "COMMITTEE"
organization = "union"
cite = ["page"]
"#
    .to_owned();
    let citations: Vec<_> = rows().iter().map(|row| format!("\"page {}\"", row.key)).collect();
    let _ = write!(
        toml,
        "\n[[organization]]\nslug = \"union\"\nname = \"Union\"\nkind = \"OTHER\"\ncite = [{}]\n",
        citations.join(", ")
    );
    for Row { key, name, date } in rows() {
        let dated = |field: &str| date.map_or_else(String::new, |date| format!("{field} = \"{date}\"\n"));
        let (date, from) = (dated("date"), dated("from"));
        let _ = write!(
            toml,
            "
[[meeting]]
slug = \"{key}\"
name = \"{name}\"
kind = \"SESSION\"
organs = [\"council\"]
{date}cite = [\"page\"]

[[document]]
slug = \"document-{key}\"
name = \"{name}\"
kind = \"DECISION\"
cite = [\"page\"]

[[document.milestone]]
step = \"SIGNING\"
meeting = \"row-00\"
cite = [\"page\"]

[[document.milestone]]
step = \"ADOPTION\"
meeting = \"row-00\"
cite = [\"page\"]

[[state]]
slug = \"state-{key}\"
name = \"{name}\"
cite = [\"page\"]

[[membership]]
body = \"union\"
member = \"state-{key}\"
status = \"FULL\"
label = \"{key}\"
{from}cite = [\"page\"]

[[participation]]
gathering = \"row-00\"
party = {{ label = \"{key}\" }}
role = \"ATTENDED\"
cite = [\"page\"]

[[figure]]
key = \"figure-{key}\"
claim_of = \"figure-leading\"
subject = \"union\"
measure = \"members\"
qualifier = \"EXACT\"
value = 1
label = \"{key}\"
rank = \"DEPRECATED\"
{date}cite = [\"page\"]
"
        );
    }
    toml + r#"
[[figure]]
key = "figure-leading"
subject = "union"
measure = "members"
qualifier = "EXACT"
value = 2
cite = ["page"]
"#
}

/// Orders that lists have.
#[derive(Clone, Copy, PartialEq)]
enum By {
    Entered,
    Date,
    Name,
}

/// A list of [`register`], and by what it can be ordered; the first is the usual order.
struct List {
    query: &'static str,
    prefix: &'static str,
    orders: &'static [(&'static str, By)],
}

const LISTS: [List; 7] = [
    List { query: "page_of_meetings", prefix: "", orders: &[("DATE", By::Date), ("NAME", By::Name)] },
    List { query: "page_of_meetings_of_organ", prefix: "", orders: &[("DATE", By::Date), ("NAME", By::Name)] },
    List { query: "page_of_members", prefix: "", orders: &[("FROM", By::Date)] },
    List { query: "page_of_documents_of_meeting", prefix: "document-", orders: &[("NAME", By::Name)] },
    List { query: "page_of_alternatives", prefix: "", orders: &[("DATE", By::Date)] },
    List { query: "page_of_citations", prefix: "", orders: &[("NOTED", By::Entered)] },
    List { query: "page_of_participations", prefix: "", orders: &[] },
];

impl List {
    /// The keys of the whole list in an order.
    fn keys(&self, by: By) -> Vec<String> {
        let mut rows = rows();
        match by {
            By::Entered => {}
            By::Date => {
                // Undated rows come last.
                rows.sort_by_key(|row| row.date.map_or(i32::MAX, |date| Edtf::parse(date).unwrap().order()));
            }
            By::Name => rows.sort_by_key(|row| row.name),
        }
        rows.into_iter().map(|row| format!("{}{}", self.prefix, row.key)).collect()
    }

    /// The arguments for every order, with the keys that it gives.
    fn ordered(&self) -> Vec<(Value, Vec<String>)> {
        let usual = self.keys(self.orders.first().map_or(By::Entered, |(_, by)| *by));
        let mut all = vec![(json!({}), usual)];
        for (field, by) in self.orders {
            let ascending = self.keys(*by);
            let mut descending: Vec<_> = ascending.iter().rev().cloned().collect();
            if *by == By::Date {
                // Undated rows come last in this direction too.
                let rows = rows();
                let has_date = |key: &String| rows.iter().any(|row| key.ends_with(&row.key) && row.date.is_some());
                descending.sort_by_key(|key| !has_date(key));
            }
            all.push((json!({ "orderBy": { "field": field, "direction": "ASC" } }), ascending));
            all.push((json!({ "orderBy": { "field": field, "direction": "DESC" } }), descending));
        }
        all
    }
}

/// A page as a client sees it.
#[derive(Debug)]
struct Page {
    keys: Vec<String>,
    cursors: Vec<String>,
    has_next: bool,
    has_previous: bool,
    total: usize,
}

/// Finds the connection in an answer.
fn connection(value: &Value) -> &Value {
    if let Some(page) = value.get("page") {
        return page;
    }
    match value {
        Value::Object(members) => connection(members.values().next().unwrap()),
        Value::Array(items) => connection(&items[0]),
        _ => panic!("no page in {value}"),
    }
}

fn texts(list: &Value, pointer: &str) -> Vec<String> {
    let text = |item: &Value| item.pointer(pointer).unwrap().as_str().unwrap().to_owned();
    list.as_array().unwrap().iter().map(text).collect()
}

impl Page {
    fn of(answer: &Answer) -> Self {
        let page = connection(answer.data());
        let keys = texts(&page["nodes"], "/key");
        assert_eq!(texts(&page["edges"], "/node/key"), keys, "nodes and edges are the same records");
        let cursors = texts(&page["edges"], "/cursor");
        let info = &page["pageInfo"];
        assert_eq!(info["startCursor"], json!(cursors.first()));
        assert_eq!(info["endCursor"], json!(cursors.last()));
        Self {
            keys,
            cursors,
            has_next: info["hasNextPage"].as_bool().unwrap(),
            has_previous: info["hasPreviousPage"].as_bool().unwrap(),
            total: usize::try_from(page["totalCount"].as_u64().unwrap()).unwrap(),
        }
    }
}

fn with(arguments: &Value, more: &Value) -> Value {
    let mut all = arguments.clone();
    let more = more.as_object().unwrap().clone();
    all.as_object_mut().unwrap().extend(more);
    all
}

async fn page(app: &TestApp, list: &List, arguments: &Value, more: Value) -> Page {
    Page::of(&app.query(list.query, with(arguments, &more)).await)
}

/// Walks a whole list in pages of a size, and checks each page.
async fn walk(app: &TestApp, list: &List, arguments: &Value, size: usize, forwards: bool) -> Vec<String> {
    let (length, from) = if forwards { ("first", "after") } else { ("last", "before") };
    let mut keys: Vec<String> = Vec::new();
    let mut cursor: Option<String> = None;
    loop {
        let page = page(app, list, arguments, json!({ length: size, from: cursor })).await;
        assert_eq!(page.total, ROWS, "the total is that of the whole list");
        let (goes_on, came_from) =
            if forwards { (page.has_next, page.has_previous) } else { (page.has_previous, page.has_next) };
        assert_eq!(came_from, cursor.is_some());
        cursor = if forwards { page.cursors.last() } else { page.cursors.first() }.cloned();
        let keep = if forwards { keys.len() } else { 0 };
        keys.splice(keep..keep, page.keys.iter().cloned());
        assert_eq!(goes_on, keys.len() < ROWS, "{} by {size}: {keys:?}", list.query);
        if !goes_on {
            return keys;
        }
        assert_eq!(page.keys.len(), size);
    }
}

#[actix_web::test]
async fn every_row_comes_once_and_in_order_at_any_size_and_both_ways() {
    let app = TestApp::holding(&register()).await;
    for list in &LISTS {
        for (arguments, keys) in list.ordered() {
            for size in [1, 2, 5, ROWS - 1, ROWS, ROWS + 1, 100] {
                for forwards in [true, false] {
                    let found = walk(&app, list, &arguments, size, forwards).await;
                    assert_eq!(found, keys, "{} {arguments} by {size}, forwards: {forwards}", list.query);
                }
            }
        }
    }
}

#[actix_web::test]
async fn a_page_between_two_cursors() {
    let app = TestApp::holding(&register()).await;
    for list in &LISTS {
        for (arguments, keys) in list.ordered() {
            let cursors = page(&app, list, &arguments, json!({ "first": 100 })).await.cursors;
            let between = |more: Value| {
                page(&app, list, &arguments, with(&json!({ "after": cursors[1], "before": cursors[7] }), &more))
            };
            assert_eq!(between(json!({})).await.keys, keys[2..7]);
            assert_eq!(between(json!({ "first": 2 })).await.keys, keys[2..4]);
            assert_eq!(between(json!({ "last": 2 })).await.keys, keys[5..7]);
            let crossed = json!({ "first": 5, "after": cursors[7], "before": cursors[1] });
            let crossed = page(&app, list, &arguments, crossed).await;
            assert_eq!((crossed.keys.len(), crossed.total), (0, ROWS));
        }
    }
}

#[actix_web::test]
async fn a_list_without_length_has_twenty_and_one_of_null_too() {
    let app = TestApp::demonstration().await;
    let ask = async |arguments: &str| {
        let query = format!("{{ page: organs{arguments} {{ nodes {{ slug }} pageInfo {{ hasNextPage }} }} }}");
        let answer = app.ask(&query, json!({})).await;
        let page = &answer.data()["page"];
        (page["nodes"].as_array().unwrap().len(), page["pageInfo"]["hasNextPage"].clone())
    };
    let nulls = "(first: null, last: null, after: null, before: null, orderBy: null, filter: null)";
    assert_eq!(ask("").await, (20, json!(true)));
    assert_eq!(ask(nulls).await, (20, json!(true)));
}

#[actix_web::test]
async fn an_empty_list_has_no_cursors() {
    let app = TestApp::holding(&register()).await;
    let query = "{ page: organ(slug: \"idle-committee\") { meetings { nodes { slug } edges { cursor } totalCount
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }";
    let empty = json!({
        "nodes": [],
        "edges": [],
        "totalCount": 0,
        "pageInfo": { "hasNextPage": false, "hasPreviousPage": false, "startCursor": null, "endCursor": null },
    });
    assert_eq!(app.ask(query, json!({})).await.data()["page"]["meetings"], empty);
    let nothing = json!({ "filter": { "slug": [] } });
    for list in &LISTS[..2] {
        let page = page(&app, list, &nothing, json!({})).await;
        assert_eq!((page.keys.len(), page.cursors.len(), page.total), (0, 0, 0));
        assert!(!page.has_next && !page.has_previous);
    }
}

#[actix_web::test]
async fn a_filter_is_of_the_whole_list_and_of_its_total() {
    let app = TestApp::holding(&register()).await;
    let dated = json!({ "filter": { "date": { "isKnown": true } } });
    let known = rows().iter().filter(|row| row.date.is_some()).count();
    for list in &LISTS[..2] {
        let first = page(&app, list, &dated, json!({ "first": 4 })).await;
        assert_eq!((first.keys.len(), first.total, first.has_next), (4, known, true));
        let rest = page(&app, list, &dated, json!({ "first": 100, "after": first.cursors[3] })).await;
        assert_eq!((rest.keys.len(), rest.total, rest.has_next), (known - 4, known, false));
        assert_eq!(page(&app, list, &json!({}), json!({ "first": 4 })).await.total, ROWS);
        assert_eq!(page(&app, list, &json!({ "filter": null }), json!({})).await.total, ROWS);
    }
}

#[actix_web::test]
async fn lengths_and_cursors_that_cannot_be_are_refused_before_any_statement() {
    let app = TestApp::holding(&register()).await;
    let list = &LISTS[0];
    let by = |field: &str, direction: &str| json!({ "orderBy": { "field": field, "direction": direction } });
    let cursor = page(&app, list, &by("DATE", "ASC"), json!({ "first": 1 })).await.cursors.remove(0);
    let no_cursor = "is not a valid cursor for this list and order";
    let table = [
        (json!({ "first": 0 }), "not 0"),
        (json!({ "first": -1 }), "not -1"),
        (json!({ "last": 0 }), "not 0"),
        (json!({ "first": 101 }), "1 to 100 records, not 101"),
        (json!({ "last": 2_147_483_647 }), "not 2147483647"),
        (json!({ "first": 1, "last": 1 }), "not both"),
        (json!({ "after": "" }), no_cursor),
        (json!({ "after": "garbage" }), no_cursor),
        (json!({ "before": "Ä" }), no_cursor),
        (json!({ "before": format!("{cursor}A") }), no_cursor),
        (with(&by("NAME", "ASC"), &json!({ "after": cursor })), no_cursor),
        (with(&by("DATE", "DESC"), &json!({ "after": cursor })), no_cursor),
        (with(&by("NAME", "DESC"), &json!({ "before": cursor })), no_cursor),
    ];
    for (arguments, message) in table {
        let answer = app.query(list.query, arguments.clone()).await;
        let (code, found) = answer.error();
        assert_eq!(code, "BAD_USER_INPUT", "{arguments}");
        assert!(found.contains(message) && found.ends_with('.'), "{arguments}: {found}");
        assert_eq!((&answer.body["errors"][0]["path"], answer.commands.len()), (&json!(["page"]), 0), "{answer}");
        // The list alone is null.
        assert_eq!(answer.body["data"], json!({ "page": null }));
        let nested = app.query(LISTS[1].query, arguments).await;
        assert_eq!(nested.body["data"], json!({ "parent": { "page": null } }));
        assert_eq!(nested.body["errors"][0]["path"], json!(["parent", "page"]));
    }
    // The cursor was good in the order that gave it, with and without naming that order.
    assert_eq!(page(&app, list, &by("DATE", "ASC"), json!({ "after": cursor })).await.keys.len(), ROWS - 1);
    assert_eq!(page(&app, list, &json!({}), json!({ "after": cursor })).await.keys.len(), ROWS - 1);
}

#[actix_web::test]
async fn a_cursor_keeps_its_place_while_rows_come_and_go() {
    let app = TestApp::holding(&register()).await;
    let list = &LISTS[1];
    let keys = list.keys(By::Date);
    let first = page(&app, list, &json!({}), json!({ "first": 6 })).await;
    let meeting = |slug: &str, date: &str| {
        format!(
            "[[meeting]]\nslug = \"{slug}\"\nname = \"New\"\nkind = \"SESSION\"\norgans = [\"council\"]\ndate = \"{date}\"\ncite = [\"page\"]\n"
        )
    };
    postgres::add(&app.database, &(meeting("earliest", "1900") + &meeting("latest", "2100"))).await;
    // Even the row that the cursor names may go.
    let gone =
        format!("delete from meeting_organ where meeting_id = (select id from meeting where slug = '{}')", keys[5]);
    app.db().await.execute_unprepared(&gone).await.unwrap();
    let rest = page(&app, list, &json!({}), json!({ "first": 100, "after": first.cursors[5] })).await;
    let dated = keys.iter().filter(|key| rows().iter().any(|row| row.key == **key && row.date.is_some())).count();
    let mut expected = keys[6..].to_vec();
    expected.insert(dated - 6, "latest".to_owned());
    assert_eq!(rest.keys, expected);
}

/// A list with an argument that cannot be is not read, and what stands beside it is.
#[actix_web::test]
async fn what_cannot_be_shown_is_not_read() {
    let app = TestApp::holding(&register()).await;
    for (query, statements, path) in [
        ("{ organs { nodes { name } } wrong: meetings(first: 1000) { totalCount } }", 1, json!(["wrong"])),
        ("{ wrong: meetings(first: 1000) { totalCount nodes { organs { nodes { name } } } } }", 0, json!(["wrong"])),
        (
            "{ organ(slug: \"council\") { meetings { nodes { name } } wrong: names(first: 1000) { totalCount } } }",
            2,
            json!(["organ", "wrong"]),
        ),
    ] {
        let answer = app.ask(query, json!({})).await;
        assert_eq!((answer.error().0, answer.statements.len()), ("BAD_USER_INPUT", statements), "{answer}");
        assert_eq!(answer.body["errors"][0]["path"], path, "{answer}");
    }
    // What is not there has no members that could be wrong.
    let nobody = app.ask("{ organ(slug: \"nobody\") { names(first: 1000) { totalCount } } }", json!({})).await;
    assert_eq!(nobody.data(), &json!({ "organ": null }));
}

#[actix_web::test]
async fn a_total_alone_is_one_statement() {
    let app = TestApp::holding(&register()).await;
    let answer = app.ask("{ meetings(first: 1) { __typename totalCount } }", json!({})).await;
    assert_eq!(answer.data()["meetings"], json!({ "__typename": "MeetingConnection", "totalCount": ROWS }));
    assert_eq!(answer.statements.len(), 1, "{answer}");
    let answer = app.ask("{ organs { nodes { meetings { totalCount } } } }", json!({})).await;
    assert_eq!(answer.data()["organs"]["nodes"][1]["meetings"]["totalCount"], ROWS);
    assert_eq!(answer.statements.len(), 2, "{answer}");
    assert_eq!(app.ask("{ meetings { __typename } }", json!({})).await.commands.len(), 0);
}

#[actix_web::test]
async fn nothing_is_fetched_below_the_row_that_only_tells_that_a_list_goes_on() {
    let here = "[[place]]\nslug = \"here\"\nname = \"Here\"\ncite = [\"page\"]\n";
    let app = TestApp::holding(&format!("{}{here}", register())).await;
    // Of the meetings by date, only the second has a place.
    let second = &LISTS[0].keys(By::Date)[1];
    let update = format!("update meeting set place_id = (select id from place) where slug = '{second}'");
    app.db().await.execute_unprepared(&update).await.unwrap();
    for (parent, one, two) in [("meetings", 1, 2), ("organ(slug: \"council\") { meetings", 2, 3)] {
        let close = if parent.contains('{') { "}" } else { "" };
        for (first, statements) in [(1, one), (2, two)] {
            let query = format!(
                "{{ {parent}(first: {first}) {{ nodes {{ place {{ slug }} }} pageInfo {{ hasNextPage }} }} {close} }}"
            );
            let answer = app.ask(&query, json!({})).await;
            answer.data();
            assert_eq!(answer.statements.len(), statements, "{answer}");
        }
    }
}
