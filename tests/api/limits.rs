//! Limits of a request, each at its edge: the most that is taken, and one more, which is refused with its code.
//!
//! Others stand where they are kept: those of documents in `crates/prepare/src/tests/limits.rs`, of computed fields in
//! `expensive.rs`, of points and of lists in filters in `cost.rs`, of connections in `connections.rs`, of sessions in
//! `fairness.rs` and `crates/engine/src/session/queue/tests.rs`.

use crate::{
    app::{Answer, TestApp},
    postgres, wait,
};
use serde_json::{Value, json};
use std::fmt::Write as _;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// Sends this much and one more: the first is answered with data, the second refused with the code, before PostgreSQL
/// is asked anything.
async fn edge(app: &TestApp, most: usize, code: &str, request: impl Fn(usize) -> (String, Value)) {
    for (size, expected) in [(most, None), (most + 1, Some(code))] {
        let (document, variables) = request(size);
        let answer = app.ask(&document, variables).await;
        assert_eq!(first_code(&answer), expected, "{code} at {size}: {:.300}", answer.text);
        if expected.is_some() {
            assert_eq!(answer.commands, Vec::<String>::new(), "{code} at {size}");
        }
    }
}

fn first_code(answer: &Answer) -> Option<&str> {
    answer.codes().into_iter().next()
}

/// Sends a request as it is, and gives the answer up to the end of the connection.
async fn raw(app: &TestApp, request: &str) -> String {
    let mut stream = TcpStream::connect(app.address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    wait::within("the end of an answer", stream.read_to_end(&mut answer)).await.unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[actix_web::test]
async fn parts_of_filters() {
    let app = TestApp::empty().await;
    let meetings = "query ($filter: MeetingFilter) { meetings(filter: $filter) { nodes { slug } } }";
    let levels = |levels: usize| (1..levels).fold(json!({ "slug": ["a"] }), |inner, _| json!({ "not": inner }));
    let parts = |count: usize| json!({ "and": vec![json!({ "slug": ["a"] }); count - 1] });
    let ask = |filter: Value| (meetings.to_owned(), json!({ "filter": filter }));
    edge(&app, 20, "BAD_USER_INPUT", |count| ask(levels(count))).await;
    edge(&app, 200, "BAD_USER_INPUT", |count| ask(parts(count))).await;
}

#[actix_web::test]
async fn arguments_of_fields() {
    let app = TestApp::empty().await;
    let code = "BAD_USER_INPUT";
    for way in ["first", "last"] {
        let page = |size: usize| (format!("{{ organizations({way}: {size}) {{ nodes {{ slug }} }} }}"), json!({}));
        edge(&app, 100, code, page).await;
        assert_eq!(first_code(&app.ask(&page(1).0, json!({})).await), None);
        assert_eq!(first_code(&app.ask(&page(0).0, json!({})).await), Some(code));
    }
    let search = |words: usize| format!("{{ search(query: {:?}) {{ nodes {{ slug }} }} }}", "word ".repeat(words));
    edge(&app, 32, code, |words| (search(words), json!({}))).await;
    let nodes = "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on State { slug } } }";
    edge(&app, 100, code, |count| (nodes.to_owned(), json!({ "ids": vec!["U1RBVEU6MQ"; count] }))).await;
}

#[actix_web::test]
async fn states_to_compare() {
    let mut register =
        "[[source]]\nslug = \"page\"\nname = \"Page\"\nkind = \"WEB_PAGE\"\ncite = [\"page\"]\n".to_owned();
    for at in 0..21 {
        let _ = write!(register, "\n[[state]]\nslug = \"s{at}\"\nname = \"S{at}\"\ncite = [\"page\"]\n");
    }
    let app = TestApp::holding(&register).await;
    let query = "query ($slugs: [String!]!) { compareStates(states: $slugs, asOf: \"2000\") { organizationsOfAll { certainty } } }";
    for (count, code) in [(1, Some("BAD_USER_INPUT")), (2, None), (20, None), (21, Some("BAD_USER_INPUT"))] {
        let slugs: Vec<_> = (0..count).map(|at| format!("s{at}")).collect();
        let answer = app.ask(query, json!({ "slugs": slugs })).await;
        assert_eq!(first_code(&answer), code, "{count} states");
    }
}

#[actix_web::test]
async fn values_in_json() {
    let app = TestApp::empty().await;
    // The request, its text, its variables and the list are four values.
    edge(&app, 32_768, "ARGUMENTS_TOO_LARGE", |count| {
        ("{ __typename }".to_owned(), json!({ "unused": vec![1; count - 4] }))
    })
    .await;
}

#[actix_web::test]
async fn bytes_of_a_body() {
    const MOST: usize = 1 << 20;
    let app = TestApp::empty().await;
    for (size, code) in [(MOST, None), (MOST + 1, Some("PAYLOAD_TOO_LARGE"))] {
        let query = r#"{"query":"{__typename}""#;
        let body = format!("{query}{}}}", " ".repeat(size - query.len() - 1));
        assert_eq!(body.len(), size);
        let chunked = format!("{size:x}\r\n{body}\r\n0\r\n\r\n");
        let request = app.client().post(app.url("/graphql")).header("Content-Type", "application/json").body(body);
        let answer = app.send(request).await;
        assert_eq!(first_code(&answer), code, "{size}: {:.300}", answer.text);
        let head = "POST /graphql HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
        let answer = raw(&app, &format!("{head}{chunked}")).await;
        let status = if code.is_some() { 413 } else { 200 };
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{size} in chunks: {answer:.300}");
    }
}

#[actix_web::test]
async fn bytes_of_a_head() {
    const MOST: usize = 16 << 10;
    let app = TestApp::empty().await;
    let url = "/graphql?query=%7B__typename%7D";
    let headers = "Host: a\r\nConnection: close\r\n";
    // The URL, and names and values of the headers.
    let counted = url.len() + "Hosta".len() + "Connectionclose".len();
    for (size, status) in [(MOST, 200), (MOST + 1, 431)] {
        let value = "x".repeat(size - counted - "X".len());
        let answer = raw(&app, &format!("GET {url} HTTP/1.1\r\n{headers}X: {value}\r\n\r\n")).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{size}: {answer:.300}");
        assert_eq!(answer.contains("HEADERS_TOO_LARGE"), status == 431, "{answer:.300}");
    }
    // A URL has as much by itself as with its headers, so one that is as long as it may be is refused for these.
    for (size, status, code) in [(MOST, 431, "HEADERS_TOO_LARGE"), (MOST + 1, 414, "URL_TOO_LONG")] {
        let long = format!("{url}&a={}", "x".repeat(size - url.len() - "&a=".len()));
        let answer = raw(&app, &format!("GET {long} HTTP/1.1\r\n{headers}\r\n")).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")) && answer.contains(code), "{size}: {answer:.300}");
    }
}

#[actix_web::test]
async fn headers() {
    let app = TestApp::empty().await;
    for (count, status) in [(96, 200), (97, 431)] {
        let further = (2..count).fold(String::new(), |text, at| text + &format!("X-{at}: a\r\n"));
        let request = format!("GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{further}\r\n");
        let answer = raw(&app, &request).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{count}: {answer:.300}");
    }
}

/// Thirty members of an organization with a long name: asked for within each other, they make an answer of any size.
async fn members() -> TestApp {
    let mut register = format!(
        "[[source]]\nslug = \"page\"\nname = \"Page\"\nkind = \"WEB_PAGE\"\ncite = [\"page\"]\n\n\
         [[organization]]\nslug = \"union\"\nname = \"{}\"\nkind = \"OTHER\"\ncite = [\"page\"]\n",
        "Union ".repeat(160).trim_end()
    );
    for at in 0..30 {
        let _ = write!(
            register,
            "\n[[state]]\nslug = \"s{at}\"\nname = \"S{at}\"\ncite = [\"page\"]\n\
             \n[[membership]]\nbody = \"union\"\nmember = \"s{at}\"\nstatus = \"FULL\"\ncite = [\"page\"]\n"
        );
    }
    TestApp::over(postgres::holding(&register).await).await
}

#[actix_web::test]
async fn bytes_of_an_answer() {
    const MOST: usize = 16 << 20;
    let app = members().await;
    // Each byte more in the alias of the name is one in each of 690 records; each in that of the root is one.
    let query = |name: usize, root: usize| {
        let names: String = (0..24).fold(String::new(), |text, at| text + &format!("a{at}: name "));
        let last = format!("{}: name", "n".repeat(name));
        let inner = format!("members(first: 23) {{ nodes {{ organization {{ {names}{last} }} }} }}");
        let root: String = (0..5).fold(String::new(), |text, at| {
            let length = root.saturating_sub(at * 190).min(190);
            text + &format!("r{at}{}: __typename ", "r".repeat(length))
        });
        format!(
            "{{ organization(slug: \"union\") {{ members(first: 30) {{ nodes {{ organization {{ {inner} }} }} }} }} {root} }}"
        )
    };
    let ask = async |name: usize, root: usize| app.ask(&query(name, root), json!({})).await;
    let length = ask(1, 0).await.text.len();
    let missing = MOST - length;
    let (name, root) = (1 + missing / 690, missing % 690);
    let whole = ask(name, root).await;
    assert_eq!((whole.text.len(), first_code(&whole)), (MOST, None), "{length} bytes at first");
    assert_eq!(first_code(&ask(name, root + 1).await), Some("ANSWER_TOO_LARGE"));
}
