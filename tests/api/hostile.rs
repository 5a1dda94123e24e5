//! Requests made to harm: each is refused with a code, before any statement, and the next request is answered.

use crate::{
    app::{Answer, TestApp},
    postgres, wait,
};
use serde_json::{Value, json};
use std::fmt::Write as _;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpSocket, TcpStream},
};

/// A server that any visit leaves in good health.
struct Victim {
    app: TestApp,
}

impl Victim {
    async fn new() -> Self {
        Self { app: TestApp::empty().await }
    }

    /// Sends a document: it is refused with this code, without data and without a statement, and the server goes on.
    async fn refuses(&self, document: &str, variables: Value, code: &str) {
        let answer = self.app.ask(document, variables).await;
        self.refused(&answer, code).await;
    }

    async fn refused(&self, answer: &Answer, code: &str) {
        assert_eq!(answer.codes(), [code], "{}", cut(&answer.text));
        assert_eq!(answer.commands, Vec::<String>::new(), "{code}");
        assert_eq!(answer.body.get("data"), None, "{code}: refused before execution");
        let message = answer.error().1;
        assert!(message.len() < 500 && message.ends_with('.'), "{message}");
        self.is_well().await;
    }

    /// Sends a query of which a field is refused when its arguments are looked at.
    async fn refuses_field(&self, document: &str, variables: Value) {
        let answer = self.app.ask(document, variables).await;
        assert_eq!((answer.error().0, answer.commands.len()), ("BAD_USER_INPUT", 0), "{}", cut(&answer.text));
        self.is_well().await;
    }

    async fn is_well(&self) {
        let answer = self.app.ask("{ revision { number } }", json!({})).await;
        assert_eq!(answer.data(), &json!({ "revision": { "number": 0 } }));
    }
}

fn cut(text: &str) -> &str {
    text.get(..1_000).unwrap_or(text)
}

fn numbered(times: usize, text: impl Fn(usize) -> String) -> String {
    (0..times).map(text).collect()
}

#[actix_web::test]
async fn a_chain_of_thirty_doubling_fragments() {
    let victim = Victim::new().await;
    for links in [30, 60, 100] {
        let chain = numbered(links, |at| format!("fragment F{at} on Organization {{ ...F{0} ...F{0} }} ", at + 1));
        let bomb = format!(
            "{{ organization(slug: \"cis\") {{ ...F0 }} }} {chain} fragment F{links} on Organization {{ name }}"
        );
        assert!(bomb.len() < 8_000);
        victim.refuses(&bomb, json!({}), "TOO_MANY_SELECTIONS").await;
        // The same by inline fragments in fragments, and by fields.
        let chain = numbered(links, |at| {
            format!("fragment F{at} on Organ {{ a: parentOrgan {{ ...F{0} }} b: parentOrgan {{ ...F{0} }} }} ", at + 1)
        });
        let bomb = format!("{{ organ(slug: \"a\") {{ ...F0 }} }} {chain} fragment F{links} on Organ {{ name }}");
        let answer = victim.app.ask(&bomb, json!({})).await;
        assert!(["TOO_MANY_SELECTIONS", "DOCUMENT_TOO_DEEP"].contains(&answer.error().0), "{}", cut(&answer.text));
        assert!(answer.commands.is_empty());
        victim.is_well().await;
    }
}

#[actix_web::test]
async fn fragments_that_spread_themselves() {
    let victim = Victim::new().await;
    let rings = [
        "{ ...A } fragment A on Query { ...A }".to_owned(),
        "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }".to_owned(),
        "{ organ(slug: \"a\") { ...A } } fragment A on Organ { parentOrgan { ...A } }".to_owned(),
        format!("{{ ...F0 }} {}", numbered(200, |at| format!("fragment F{at} on Query {{ ...F{} }} ", (at + 1) % 200))),
    ];
    for ring in rings {
        let answer = victim.app.ask(&ring, json!({})).await;
        assert!(!answer.codes().is_empty() && answer.body.get("data").is_none(), "{}", cut(&answer.text));
        assert!(
            answer.codes().iter().all(|code| ["GRAPHQL_VALIDATION_FAILED", "DOCUMENT_TOO_DEEP"].contains(code)),
            "{}",
            cut(&answer.text)
        );
        assert!(answer.commands.is_empty());
        victim.is_well().await;
    }
}

#[actix_web::test]
async fn ten_thousand_levels() {
    let victim = Victim::new().await;
    let levels = |open: &str, close: &str, times| format!("{}{}", open.repeat(times), close.repeat(times));
    for times in [100, 2_000, 10_000] {
        let document =
            format!("{{ organ(slug: \"a\") {{ {}name{} }} }}", "parentOrgan{".repeat(times), "}".repeat(times));
        let answer = victim.app.ask(&document, json!({})).await;
        assert!(["DOCUMENT_TOO_DEEP", "DOCUMENT_TOO_LARGE"].contains(&answer.error().0), "{}", cut(&answer.text));
        assert!(answer.commands.is_empty());
        victim.is_well().await;
    }
    for (open, close) in [("{ a ", "}"), ("[", "]"), ("{ ... ", "}"), ("(", ")")] {
        let answer = victim.app.ask(&levels(open, close, 10_000), json!({})).await;
        let code = answer.error().0;
        assert!(
            ["DOCUMENT_TOO_LARGE", "DOCUMENT_TOO_DEEP", "GRAPHQL_PARSE_FAILED"].contains(&code),
            "{}",
            cut(&answer.text)
        );
        assert!(answer.commands.is_empty());
        victim.is_well().await;
    }
    let list = format!("{{ nodes(ids: {}) {{ id }} }}", levels("[", "]", 6_000));
    victim.refuses(&list, json!({}), "DOCUMENT_TOO_DEEP").await;
    let list = format!("query ($x: {}) {{ revision {{ number }} }}", levels("[", "]", 6_000).replacen("[]", "[ID]", 1));
    victim.refuses(&list, json!({}), "DOCUMENT_TOO_DEEP").await;
}

#[actix_web::test]
async fn a_thousand_aliases_fields_directives_and_operations() {
    let victim = Victim::new().await;
    let aliases = numbered(1_000, |at| format!("a{at}: __typename "));
    victim.refuses(&format!("{{ {aliases} }}"), json!({}), "TOO_MANY_ALIASES").await;
    let aliases = numbered(1_000, |at| format!("a{at}: name "));
    victim.refuses(&format!("{{ organization(slug: \"cis\") {{ {aliases} }} }}"), json!({}), "TOO_MANY_ALIASES").await;
    let roots = numbered(101, |at| format!("a{at}: organizations {{ totalCount }} "));
    victim.refuses(&format!("{{ {roots} }}"), json!({}), "TOO_MANY_ROOT_FIELDS").await;
    let directives = "@include(if: true) ".repeat(1_000);
    victim.refuses(&format!("{{ __typename {directives} }}"), json!({}), "TOO_MANY_DIRECTIVES").await;
    let operations = numbered(1_000, |at| format!("query Q{at} {{ __typename }} "));
    victim.refuses(&operations, json!({}), "TOO_MANY_OPERATIONS").await;
    let selections = "name ".repeat(6_000);
    victim
        .refuses(&format!("{{ organization(slug: \"a\") {{ {selections} }} }}"), json!({}), "TOO_MANY_SELECTIONS")
        .await;
    victim.refuses(&format!("{{ {} }}", "name ".repeat(100_000)), json!({}), "DOCUMENT_TOO_LARGE").await;
}

#[actix_web::test]
async fn pages_that_multiply() {
    let victim = Victim::new().await;
    let document = "{ organizations(first: 100) { nodes { meetings(first: 100) { nodes { documents(first: 100) { nodes { name } } } } } } }";
    victim.refuses(document, json!({}), "TOO_MANY_NODES").await;
    let message = victim.app.ask(document, json!({})).await.body["errors"][0]["message"].to_string();
    assert!(message.contains("1000000") && message.contains("55000"), "{message}");
    victim.refuses_field("{ organizations(first: 2147483647) { nodes { name } } }", json!({})).await;
    // Interfaces: every field counts for every type that it may be.
    let level = "relations(first: 1) { nodes { subject { ";
    let fields = "slug name citations(first: 1) { totalCount } ".repeat(5);
    let deep = format!("{{ record(slug: \"a\") {{ {}{fields}{} }} }}", level.repeat(4), "} } } ".repeat(4));
    victim.refuses(&deep, json!({}), "TOO_MANY_SELECTIONS").await;
}

/// Lists that have no pages multiply too, and few records may say much.
#[actix_web::test]
async fn answers_that_grow() {
    let victim = Victim::new().await;
    let level =
        "partyTo(asOf: \"2003\", certainty: EXCLUDED) { document { parties(asOf: \"2003\") { party { ... on State { ";
    for levels in [2, 3] {
        let document =
            format!("{{ state(slug: \"a\") {{ {} slug {} }} }}", level.repeat(levels), "} } } } } ".repeat(levels));
        victim.refuses(&document, json!({}), "TOO_MANY_NODES").await;
    }
    let name =
        |length: usize| format!("{{ changes(first: 100) {{ nodes {{ {}: __typename }} }} }}", "a".repeat(length));
    victim.refuses(&name(1_000_000), json!({}), "DOCUMENT_TOO_LARGE").await;

    let member = |at| {
        format!(
            "[[state]]\nslug = \"land-{at}\"\nname = \"Land {at}\"\ncite = [\"page\"]\n\n\
         [[membership]]\nbody = \"union\"\nmember = \"land-{at}\"\nstatus = \"FULL\"\ncite = [\"page\"]\n\n"
        )
    };
    let register = format!(
        "[[source]]\nslug = \"page\"\nname = \"Page\"\nkind = \"WEB_PAGE\"\ncite = [\"page\"]\n\n\
         [[organization]]\nslug = \"union\"\nname = \"{}\"\nkind = \"OTHER\"\ncite = [\"page\"]\n\n{}",
        "Union ".repeat(150).trim_end(),
        numbered(30, member)
    );
    let app = TestApp::holding(&register).await;
    let names = numbered(30, |at| format!("a{at}: name "));
    let members = "members(first: 100) { nodes { organization { ";
    let document =
        format!("{{ organization(slug: \"union\") {{ {}{names}{} }} }}", members.repeat(2), "} } } ".repeat(2));
    let answer = app.post(&json!({ "query": document })).await;
    assert_eq!((answer.error().0, answer.body.get("data")), ("ANSWER_TOO_LARGE", None), "{}", cut(&answer.text));
    assert_eq!(answer.status, 200);
}

#[actix_web::test]
async fn variables_that_are_deep_or_many() {
    let victim = Victim::new().await;
    let document = "query ($filter: MeetingFilter, $ids: [ID!]!) { meetings(filter: $filter) { totalCount } nodes(ids: $ids) { id } }";
    let deep = |times: usize| {
        let text = format!("{}{}{}", "{\"not\":".repeat(times), "{}", "}".repeat(times));
        format!("{{\"query\":{},\"variables\":{{\"ids\":[],\"filter\":{text}}}}}", Value::from(document))
    };
    for times in [200, 10_000, 100_000] {
        let answer = victim.app.send(json_request(&victim.app, deep(times))).await;
        assert_eq!(answer.status, 400);
        victim.refused(&answer, "BAD_REQUEST").await;
    }
    // As deep as JSON is read, and as deep as a filter may be.
    let answer = victim.app.send(json_request(&victim.app, deep(60))).await;
    assert_eq!(answer.error().0, "BAD_USER_INPUT");
    let answer = victim.app.send(json_request(&victim.app, deep(19))).await;
    assert_eq!(answer.data()["meetings"]["totalCount"], 0);

    victim.refuses(document, json!({ "ids": vec!["x"; 40_000] }), "ARGUMENTS_TOO_LARGE").await;
    let nodes = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }";
    victim.refuses_field(nodes, json!({ "ids": vec!["x"; 10_000] })).await;
    victim.refuses_field(nodes, json!({ "ids": vec!["U1RBVEU6MQ"; 10_000] })).await;
    let wide = json!({ "ids": [], "filter": { "or": vec![json!({ "slug": ["a"] }); 20_000] } });
    victim.refuses(document, wide, "ARGUMENTS_TOO_LARGE").await;
    let wide = json!({ "ids": [], "filter": { "slug": vec!["a"; 10_000] } });
    let answer = victim.app.ask(document, wide).await;
    assert_eq!(answer.data()["meetings"]["totalCount"], 0, "many values are one parameter");
    let undeclared = |values| {
        let nested = format!("[{}[]]", "[],".repeat(values));
        json_request(&victim.app, format!("{{\"query\":\"{{__typename}}\",\"variables\":{{\"x\":{nested}}}}}"))
    };
    let answer = victim.app.send(undeclared(30_000)).await;
    assert_eq!(answer.data()["__typename"], "Query", "a variable that nobody declared is not looked at");
    victim.refused(&victim.app.send(undeclared(40_000)).await, "ARGUMENTS_TOO_LARGE").await;
}

#[actix_web::test]
async fn filters_that_are_wide_and_deep() {
    let victim = Victim::new().await;
    let document = "query ($filter: MeetingFilter) { meetings(filter: $filter) { totalCount } }";
    let part = json!({
        "slug": ["a"], "kind": ["SUMMIT"], "modality": ["OCCURRED"], "organization": ["a"], "organ": ["a"], "place": ["a"],
        "date": { "within": "2003", "overlaps": "2003", "before": "2003", "after": "2003", "isKnown": true },
    });
    // As much as is let through must overflow neither a stack nor a list of parameters, here or in PostgreSQL.
    for way in ["and", "or"] {
        for parts in [vec![&part; 40], vec![&json!({ "place": ["a"] }); 199]] {
            let answer = victim.app.ask(document, json!({ "filter": { way: parts } })).await;
            assert_eq!(answer.data()["meetings"]["totalCount"], 0);
        }
        victim.refuses(document, json!({ "filter": { way: vec![&part; 199] } }), "COST_TOO_HIGH").await;
        for parts in [200, 4_000] {
            victim.refuses_field(document, json!({ "filter": { way: vec![json!({ "slug": ["a"] }); parts] } })).await;
        }
        let many_empty = json!({ "filter": { way: vec![json!({}); 30_000] } });
        victim.refuses_field(document, many_empty).await;
    }
    let mut deep = part.clone();
    for _ in 0..6 {
        let mut or = part.clone();
        or["or"] = json!([{ "and": [deep] }]);
        deep = json!({ "not": or });
    }
    assert_eq!(victim.app.ask(document, json!({ "filter": deep })).await.data()["meetings"]["totalCount"], 0);
    victim.is_well().await;
}

fn json_request(app: &TestApp, body: impl Into<reqwest::Body>) -> reqwest::RequestBuilder {
    app.client().post(app.url("/graphql")).header("Content-Type", "application/json").body(body)
}

#[actix_web::test]
async fn requests_of_another_form() {
    let victim = Victim::new().await;
    let app = &victim.app;
    let post = |media: &str, body: &str| {
        app.client().post(app.url("/graphql")).header("Content-Type", media).body(body.to_owned())
    };
    let query = r#"{"query":"{__typename}"}"#;
    let table = [
        (post("application/json", &format!("[{query},{query}]")), 400, "BAD_REQUEST"),
        (post("application/json", &format!("{query}{query}")), 400, "BAD_REQUEST"),
        (post("application/json", "\"{__typename}\""), 400, "BAD_REQUEST"),
        (post("application/json", "{\"query\":1}"), 400, "BAD_REQUEST"),
        (post("application/json", "\u{feff}{"), 400, "BAD_REQUEST"),
        (post("application/json", ""), 400, "BAD_REQUEST"),
        (post("application/json", "{\"variables\":{}}"), 400, "BAD_REQUEST"),
        (post("text/plain", query), 415, "UNSUPPORTED_MEDIA_TYPE"),
        (post("application/graphql", "{__typename}"), 415, "UNSUPPORTED_MEDIA_TYPE"),
        (post("application/x-www-form-urlencoded", "query=%7B__typename%7D"), 415, "UNSUPPORTED_MEDIA_TYPE"),
        (post("multipart/form-data; boundary=a", query), 415, "UNSUPPORTED_MEDIA_TYPE"),
        (post("application/json; charset=utf-16", query), 415, "UNSUPPORTED_MEDIA_TYPE"),
        (post("application/json", query).header("Accept", "text/html"), 406, "NOT_ACCEPTABLE"),
        (app.client().put(app.url("/graphql")), 405, "METHOD_NOT_ALLOWED"),
        (app.client().delete(app.url("/graphql")), 405, "METHOD_NOT_ALLOWED"),
        (app.client().get(app.url("/graphql")), 400, "BAD_REQUEST"),
        (app.client().get(app.url("/graphql?query=%7B__typename%7D&query=%7B__typename%7D")), 400, "BAD_REQUEST"),
        (app.client().get(app.url("/graphql?query=%7B__typename%7D&variables=%5B%5D")), 400, "BAD_REQUEST"),
        (app.client().get(app.url("/graphql?query=mutation%7BdeleteEverything%7D")), 405, "METHOD_NOT_ALLOWED"),
    ];
    for (request, status, code) in table {
        let shown = format!("{request:?}");
        let answer = app.send(request).await;
        assert_eq!(answer.status, status, "{shown}: {}", cut(&answer.text));
        victim.refused(&answer, code).await;
    }
    // The schema has no mutation, so one is not valid.
    let mutation = app.ask("mutation { deleteEverything { number } }", json!({})).await;
    assert_eq!(mutation.codes(), ["GRAPHQL_VALIDATION_FAILED"], "{}", mutation.text);
    assert!(mutation.commands.is_empty() && mutation.body.get("data").is_none());
    let subscription = app.ask("subscription { changed }", json!({})).await;
    assert!(subscription.commands.is_empty() && subscription.body.get("data").is_none(), "{}", subscription.text);
    victim.is_well().await;
}

/// Sends a POST whose body goes on and on, and says how many bytes of it the server took before it answered,
/// and what it answered.
async fn pour(app: &TestApp, head: &str, chunk: &[u8], most: usize) -> (usize, String) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_send_buffer_size(32 << 10).unwrap();
    let (mut read, mut write) = socket.connect(app.address).await.unwrap().into_split();
    let listen = actix_web::rt::spawn(async move {
        let mut answer = Vec::new();
        // A server that closes while bytes are under way may reset the connection; what it said before counts.
        let _ = read.read_to_end(&mut answer).await;
        String::from_utf8_lossy(&answer).into_owned()
    });
    let head = format!("POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n{head}\r\n\r\n");
    write.write_all(head.as_bytes()).await.unwrap();
    let mut taken = 0;
    while taken < most && !listen.is_finished() {
        // Small enough to notice the answer, whatever the buffers of the two sockets hold.
        if write.write_all(chunk).await.is_err() {
            break;
        }
        taken += chunk.len();
        tokio::task::yield_now().await;
    }
    (taken, wait::within("an answer to what was poured", listen).await.unwrap())
}

#[actix_web::test]
async fn ten_megabytes_are_not_read() {
    const TEN_MB: usize = 10 << 20;
    /// The limit, and what the sockets may hold unread.
    const ENOUGH: usize = 5 << 20;
    let victim = Victim::new().await;
    let app = &victim.app;
    let since = postgres::log_length().await;

    let blanks = vec![b' '; 16 << 10];
    let (taken, answer) = pour(app, &format!("Content-Length: {TEN_MB}"), &blanks, TEN_MB).await;
    assert!(answer.starts_with("HTTP/1.1 413 ") && answer.contains("PAYLOAD_TOO_LARGE"), "{answer}");
    assert!(answer.to_lowercase().contains("connection: close"), "{answer}");
    assert!(taken < ENOUGH, "{taken} bytes were taken");

    // Without a length: refused as soon as the limit is passed.
    let mut chunk = format!("{:x}\r\n", blanks.len()).into_bytes();
    chunk.extend_from_slice(&blanks);
    chunk.extend_from_slice(b"\r\n");
    let (taken, answer) = pour(app, "Transfer-Encoding: chunked", &chunk, TEN_MB).await;
    assert!(answer.starts_with("HTTP/1.1 413 ") && answer.contains("1048576"), "{answer}");
    assert!((1 << 20..ENOUGH).contains(&taken), "{taken} bytes were taken");

    // A stated length alone is enough; not one byte of the body has to come.
    let (taken, answer) = pour(app, "Content-Length: 10485760", b"", 0).await;
    assert!(answer.starts_with("HTTP/1.1 413 ") && taken == 0, "{answer}");

    assert_eq!(postgres::commands(&app.database, since).await, Vec::<String>::new());
    victim.is_well().await;
    let whole = app.send(json_request(app, format!("{{\"query\":\"{{__typename}}\"{}}}", " ".repeat(1_000_000)))).await;
    assert_eq!(whole.data()["__typename"], "Query", "almost as much as is allowed");
}

#[actix_web::test]
async fn heads_of_more_than_sixteen_kilobytes() {
    let victim = Victim::new().await;
    let app = &victim.app;
    let headed = |name: &str, length: usize| {
        app.client().get(app.url("/graphql?query=%7B__typename%7D")).header(name, "x".repeat(length))
    };
    let many = (0..85).fold(headed("x-first", 1), |request, at| request.header(format!("x-{at}"), "x".repeat(200)));
    let long = app.client().get(app.url(&format!("/graphql?query=%7B__typename%7D&other={}", "x".repeat(16_384))));
    for (request, status, code) in [
        (headed("x-other", 16_384), 431, "HEADERS_TOO_LARGE"),
        (headed("cookie", 100_000), 431, "HEADERS_TOO_LARGE"),
        (many, 431, "HEADERS_TOO_LARGE"),
        (long, 414, "URL_TOO_LONG"),
    ] {
        let answer = app.send(request).await;
        assert_eq!(answer.status, status, "{}", cut(&answer.text));
        victim.refused(&answer, code).await;
    }
    // Whatever is asked for, and whether or not a body follows.
    for path in ["/", "/health/live", "/nothing"] {
        let response = app.client().get(app.url(path)).header("x-other", "x".repeat(16_384)).send().await.unwrap();
        assert_eq!(response.status().as_u16(), 431, "{path}");
    }
    let body = json_request(app, r#"{"query":"{__typename}"}"#).header("x-other", "x".repeat(16_384));
    victim.refused(&app.send(body).await, "HEADERS_TOO_LARGE").await;
    let almost = app.send(headed("x-other", 16_000)).await;
    assert_eq!(almost.data()["__typename"], "Query");
}

#[actix_web::test]
async fn heads_that_are_too_long_or_no_http() {
    let victim = Victim::new().await;
    let mut long = "GET /graphql HTTP/1.1\r\nHost: a\r\n".to_owned();
    for at in 0..3_000 {
        let _ = write!(long, "X-{at}: {}\r\n", "x".repeat(100));
    }
    let gibberish = ["\u{0}\u{1}\u{2}\r\n\r\n", "GET\r\n\r\n", "POST /graphql HTTP/1.1\r\nContent-Length: -1\r\n\r\n"];
    for bytes in gibberish.into_iter().chain([long.as_str()]) {
        let mut stream = TcpStream::connect(victim.app.address).await.unwrap();
        // It may close before it has read everything.
        let _ = stream.write_all(bytes.as_bytes()).await;
        let mut answer = Vec::new();
        let _ = wait::within("the end of an answer", stream.read_to_end(&mut answer)).await;
        let answer = String::from_utf8_lossy(&answer).into_owned();
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{}", cut(&answer));
        victim.is_well().await;
    }
}
