//! What computed fields may compute and read, and what answers may hold of memory: just as much, and a little more.

use crate::{
    app::{Answer, TestApp, usual},
    postgres,
    wait::until,
};
use depositary::config::Listen;
use serde_json::{Value, json};
use std::{
    fmt::Write as _,
    io::Write as _,
    net::{SocketAddr, TcpStream},
};

fn numbered(times: usize, text: impl Fn(usize) -> String) -> String {
    (0..times).map(text).collect()
}

/// Slugs that no record has.
fn slugs(count: usize) -> Vec<String> {
    (0..count).map(|at| format!("slug-{at}")).collect()
}

/// Checks that an operation is refused before any statement, and gives the message.
fn refused(answer: &Answer) -> String {
    let (code, message) = answer.error();
    assert_eq!(code, "TOO_MANY_NODES", "{message}");
    assert_eq!(answer.body.get("data"), None, "refused before execution");
    assert_eq!(answer.commands, Vec::<String>::new());
    assert!(message.len() < 500 && message.ends_with('.'), "{message}");
    message.to_owned()
}

/// Sends a query with a number of slugs; it is answered with one less.
async fn edge(app: &TestApp, query: &str, most: usize) -> String {
    app.ask(query, json!({ "slugs": slugs(most) })).await.data();
    refused(&app.ask(query, json!({ "slugs": slugs(most + 1) })).await)
}

#[actix_web::test]
async fn pages_times_values_of_arguments_are_counted() {
    let app = TestApp::empty().await;
    let query = "query ($slugs: [String!]) {\n  documents(first: 100) { nodes { partyStatuses(asOf: \"2000\", among: $slugs) { status } } }\n}";
    let message = edge(&app, query, 200).await;
    assert!(message.contains("20100 records"), "{message}");
    assert!(message.contains("`documents.nodes.partyStatuses`"), "{message}");
    assert!(message.contains("documents 100 × partyStatuses 201 by `among`"), "{message}");
    assert!(message.contains("at most 20000 are allowed"), "{message}");
    // The error says where the field stands.
    let answer = app.ask(query, json!({ "slugs": slugs(201) })).await;
    assert_eq!(answer.body["errors"][0]["locations"], json!([{ "line": 2, "column": 35 }]));
}

#[actix_web::test]
async fn every_alias_counts() {
    let app = TestApp::empty().await;
    let fields =
        numbered(10, |at| format!("a{at}: partyStatuses(asOf: \"{}\", among: $slugs) {{ status }} ", 1990 + at));
    let query =
        |fields: &str| format!("query ($slugs: [String!]) {{ documents(first: 10) {{ nodes {{ {fields} }} }} }}");
    let message = edge(&app, &query(&fields), 200).await;
    assert!(message.contains("documents 10 × partyStatuses 201 by `among` × 10 such fields"), "{message}");
    // Merged fields are one.
    let merged = "partyStatuses(asOf: \"2000\", among: $slugs) { status } ".repeat(10);
    app.ask(&query(&merged), json!({ "slugs": slugs(201) })).await.data();
}

#[actix_web::test]
async fn fields_in_fragments_and_at_the_root_count() {
    let app = TestApp::empty().await;
    let spread = "query ($slugs: [String!]) { a: documents(first: 50) { nodes { ...F } } b: documents(last: 50) { edges { node { ... on Document { ...F } } } } } \
        fragment F on Document { partyStatuses(asOf: \"2000\", among: $slugs) { status } }";
    edge(&app, spread, 200).await;
    let each = numbered(10, |at| {
        format!(
            "d{at}: documents(first: 2) {{ nodes {{ partyStatuses(asOf: \"2000\", among: $slugs) {{ status }} }} }} "
        )
    });
    edge(&app, &format!("query ($slugs: [String!]) {{ {each} }}"), 1_000).await;
}

#[actix_web::test]
async fn repeated_values_are_one_value() {
    let app = TestApp::demonstration().await;
    let query = "query ($slugs: [String!]) { documents(first: 100) { nodes { partyStatuses(asOf: \"2000\", among: $slugs) { party { ... on State { slug } } status } } } }";
    let once = app.ask(query, json!({ "slugs": ["armenia", "georgia"] })).await;
    let repeated = [vec!["georgia"; 700], vec!["armenia"; 700]].concat();
    let many = app.ask(query, json!({ "slugs": repeated })).await;
    assert_eq!(many.data(), once.data());
    let states = vec!["armenia"; 21].into_iter().chain(["georgia"]).collect::<Vec<_>>();
    let compare = "query ($states: [String!]!) { compareStates(states: $states, asOf: \"2000\") { organizationsOfAll { certainty } } }";
    let once = app.ask(compare, json!({ "states": ["armenia", "georgia"] })).await;
    assert_eq!(app.ask(compare, json!({ "states": states })).await.data(), once.data());
}

#[actix_web::test]
async fn members_are_counted_as_a_page_of_each_body() {
    let app = TestApp::empty().await;
    let query = "query ($slugs: [String!]) { documents(first: 100) { nodes { missing(membersOf: $slugs, asOf: \"2000\") { status } } } }";
    let message = edge(&app, query, 10).await;
    assert!(message.contains("missing 220 by `membersOf`"), "{message}");
    // Those of `among` come on top.
    let query = "query ($slugs: [String!]) { documents(first: 100) { nodes { missing(membersOf: [\"a\", \"b\"], among: $slugs, asOf: \"2000\") { status } } } }";
    edge(&app, query, 160).await;
}

#[actix_web::test]
async fn what_is_computed_below_computed_records_is_multiplied() {
    let app = TestApp::empty().await;
    // A list whose arguments do not tell counts as a page of twenty.
    let query = "query ($slugs: [String!]) { states(first: 9) { nodes { partyTo(asOf: \"2000\") { document { partyStatuses(asOf: \"2000\", among: $slugs) { status } } } } } }";
    let message = edge(&app, query, 110).await;
    assert!(message.contains("states 9 × partyTo 20 × partyStatuses 111 by `among`"), "{message}");
}

/// Members of one organization, and documents of which nothing is known.
fn members(members: usize, documents: usize) -> String {
    let mut toml = "[[source]]\nslug = \"page\"\nname = \"Page\"\nkind = \"WEB_PAGE\"\ncite = [\"page\"]\n
[[organization]]\nslug = \"union\"\nname = \"Union\"\nkind = \"OTHER\"\ncite = [\"page\"]\n"
        .to_owned();
    for at in 0..members {
        let _ = write!(
            toml,
            "\n[[state]]\nslug = \"s{at}\"\nname = \"S{at}\"\ncite = [\"page\"]\n
[[membership]]\nbody = \"union\"\nmember = \"s{at}\"\nstatus = \"FULL\"\nfrom = \"1990-01-01\"\nended = \"NO\"\ncite = [\"page\"]\n"
        );
    }
    for at in 0..documents {
        let _ =
            write!(toml, "\n[[document]]\nslug = \"d{at}\"\nname = \"D{at}\"\nkind = \"TREATY\"\ncite = [\"page\"]\n");
    }
    toml
}

/// What depends on the data is counted when these are read, over all fields of the request.
#[actix_web::test]
async fn records_are_counted_as_they_are_computed() {
    let fields =
        numbered(20, |at| format!("a{at}: missing(membersOf: [\"union\"], asOf: \"{}\") {{ status }} ", 1990 + at));
    let query = format!("{{ documents(first: 50) {{ totalCount nodes {{ {fields} }} }} }}");
    for (states, is_answered) in [(20, true), (21, false)] {
        let app = TestApp::over(postgres::holding(&members(states, 50)).await).await;
        let answer = app.ask(&query, json!({})).await;
        if is_answered {
            assert_eq!(answer.data()["documents"]["totalCount"], 50);
        } else {
            let (code, message) = answer.error();
            assert_eq!((code, answer.body.get("data")), ("TOO_MANY_NODES", None), "{message}");
            assert!(message.contains("more than 20000 records"), "{message}");
        }
        // The connection that the answer used goes on to serve.
        app.ask("{ documents(first: 1) { nodes { statusOn(date: \"2000\") { status } } } }", json!({})).await.data();
    }
}

/// Introspection, of which an answer of any size can be made.
fn schema(times: usize) -> String {
    let fields = numbered(times, |at| {
        format!("a{at}: __schema {{ types {{ name description fields {{ name description args {{ name }} }} }} }} ")
    });
    format!("{{ {fields} }}")
}

async fn with_memory(megabytes: u64) -> TestApp {
    let database = postgres::clone_of(postgres::EMPTY).await;
    let url = postgres::cluster().await.url(&database);
    TestApp::listening_as(&url, database, Listen { max_answer_memory: megabytes, ..usual() }).await
}

#[actix_web::test]
async fn an_answer_larger_than_the_part_of_a_client_is_refused() {
    let app = with_memory(2).await;
    let one = app.ask(&schema(1), json!({})).await.text.len();
    // Three quarters are for answers, and three quarters of these for one client.
    let fitting = (9 << 17) / one;
    assert!(fitting >= 2, "an answer of {one} bytes");
    app.ask(&schema(fitting), json!({})).await.data();
    let response =
        app.client().post(app.url("/graphql")).json(&json!({ "query": schema(fitting + 1) })).send().await.unwrap();
    assert_eq!(response.status(), 503);
    assert_eq!(response.headers()["retry-after"], "1");
    let body: Value = response.json().await.unwrap();
    assert_eq!(body["errors"][0]["extensions"]["code"], "OVERLOADED");
    // What the refused answer held is free again.
    app.ask(&schema(fitting), json!({})).await.data();
}

/// A client that asks and reads nothing.
fn stalled(address: SocketAddr, query: &str) -> TcpStream {
    let socket = socket2::Socket::new(socket2::Domain::IPV4, socket2::Type::STREAM, None).unwrap();
    socket.set_recv_buffer_size(4096).unwrap();
    socket.connect(&address.into()).unwrap();
    let mut stream = TcpStream::from(socket);
    let body = json!({ "query": query }).to_string();
    let head = format!(
        "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all((head + &body).as_bytes()).unwrap();
    stream
}

#[actix_web::test]
async fn clients_that_take_nothing_give_their_memory_to_others() {
    let app = with_memory(2).await;
    let one = app.ask(&schema(1), json!({})).await.text.len();
    let large = schema((1 << 20) / one);
    let stuck: Vec<_> = (0..4).map(|_| stalled(app.address, &large)).collect();
    // Small answers wait for nobody.
    app.ask("{ revision { number } }", json!({})).await.data();
    until("a large answer beside those", async || {
        let answer = app.ask(&large, json!({})).await;
        (answer.status == 200).then_some(())
    })
    .await;
    until("the end of a client that takes nothing", async || {
        stuck.iter().find_map(|stream| stream.take_error().unwrap())
    })
    .await;
}
