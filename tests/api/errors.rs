//! When the database is away or answers nonsense: coded errors, soon, that tell nothing of the inside, and recovery.

use crate::{
    app::{Answer, TestApp},
    postgres,
};
use reqwest::header::HeaderValue;
use sea_orm::{ConnectionTrait as _, TransactionTrait as _};
use serde_json::{Value, json};
use std::{
    net::SocketAddr,
    path::PathBuf,
    sync::LazyLock,
    time::{Duration, Instant},
};
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream, UnixStream},
    runtime::Runtime,
    sync::watch,
    task::JoinHandle,
};

/// How soon an error must come; what is waited for inside is shorter, and this machine may be busy.
const SOON: Duration = Duration::from_secs(4);

const NESTED: &str = "{ organizations { nodes { name members { nodes { state { name } } } } } revision { number } }";

/// Carries what goes over lines; the thread of a test blocks while its server starts.
static CARRIER: LazyLock<Runtime> = LazyLock::new(|| {
    let mut carrier = tokio::runtime::Builder::new_multi_thread();
    carrier.worker_threads(1).enable_all().build().expect("a runtime")
});

/// Something between server and database that can fail.
struct Line {
    address: SocketAddr,
    socket: PathBuf,
    does: watch::Sender<Does>,
    running: Option<JoinHandle<()>>,
}

/// What a line does with what it carries.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Does {
    Carry,
    /// Takes connections and bytes, and passes nothing on.
    Hang,
}

impl Line {
    /// A line to the cluster of the tests.
    async fn new() -> Self {
        let url = postgres::cluster().await.url("postgres");
        let (_, folder) = url.split_once("?host=").unwrap();
        let (folder, _) = folder.split_once('&').unwrap();
        let socket = PathBuf::from(decoded(folder)).join(".s.PGSQL.5432");
        let does = watch::Sender::new(Does::Carry);
        let mut line = Self { address: ([127, 0, 0, 1], 0).into(), socket, does, running: None };
        line.restore().await;
        line
    }

    fn url(&self, database: &str) -> String {
        format!("postgres://depositary@{}/{database}?sslmode=disable", self.address)
    }

    /// Ends all connections and takes no more.
    async fn cut(&mut self) {
        if let Some(running) = self.running.take() {
            running.abort();
            let _ = running.await;
        }
    }

    /// Hangs from now on: connections that are there, and new ones.
    fn hang(&self) {
        self.does.send_replace(Does::Hang);
    }

    /// Takes connections again, at the same address.
    async fn restore(&mut self) {
        self.cut().await;
        self.does.send_replace(Does::Carry);
        let address = self.address;
        let listener = CARRIER.spawn(TcpListener::bind(address)).await.unwrap().unwrap();
        self.address = listener.local_addr().unwrap();
        let (socket, does) = (self.socket.clone(), self.does.subscribe());
        self.running = Some(CARRIER.spawn(async move {
            // Ends with this task, which ends when the line is cut.
            let mut connections = tokio::task::JoinSet::new();
            while let Ok((client, _)) = listener.accept().await {
                connections.spawn(carry(client, socket.clone(), does.clone()));
            }
        }));
    }
}

async fn carry(mut client: TcpStream, socket: PathBuf, mut does: watch::Receiver<Does>) {
    let carried = async {
        let Ok(mut server) = UnixStream::connect(socket).await else { return };
        let _ = copy_bidirectional(&mut client, &mut server).await;
    };
    tokio::select! {
        biased;
        _ = does.wait_for(|does| *does == Does::Hang) => {}
        () = carried => return,
    }
    std::future::pending::<()>().await;
}

/// Undoes percent-encoding.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        if first == b'%' {
            bytes.push(u8::from_str_radix(std::str::from_utf8(&after[..2]).unwrap(), 16).unwrap());
            rest = &after[2..];
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// The one error is coded, has no data, and tells nothing of the inside.
fn is_away(answer: &Answer) {
    assert_eq!(
        answer.error(),
        ("DATABASE_UNAVAILABLE", "The register cannot be read at present. Try again in a moment."),
        "{}",
        answer.text
    );
    assert_eq!((answer.status, answer.body.get("data")), (503, None));
}

fn tells_nothing(text: &str) {
    for inside in [
        "SELECT ",
        "FROM \"",
        "sqlx",
        "sea_",
        "postgres",
        "PostgreSQL",
        "constraint",
        "socket",
        "/tmp",
        "panicked",
        ".rs",
        "refused",
    ] {
        assert!(!text.contains(inside), "{inside}: {text}");
    }
}

/// Status and body of a page of health.
async fn health(app: &TestApp, page: &str) -> (u16, Value) {
    let response = app.client().get(app.url(&format!("/health/{page}"))).send().await.unwrap();
    assert_eq!(response.headers()["cache-control"], "no-store");
    (response.status().as_u16(), response.json().await.unwrap())
}

async fn is_well(app: &TestApp, revision: u64) {
    assert_eq!(health(app, "live").await, (200, json!({ "status": "live" })));
    let (status, ready) = health(app, "ready").await;
    assert_eq!((status, &ready["status"], &ready["revision"]), (200, &json!("ready"), &json!(revision)));
    let answer = app.ask(NESTED, json!({})).await;
    assert_eq!(answer.data()["revision"]["number"], revision);
}

/// Asks until an answer comes: at once where no connection is left over, else after at most one error for each.
async fn recovers(app: &TestApp) {
    let begun = Instant::now();
    loop {
        let answer = app.ask(NESTED, json!({})).await;
        if answer.body.get("errors").is_none() {
            break;
        }
        is_away(&answer);
        assert!(begun.elapsed() < SOON, "still away after {:?}", begun.elapsed());
    }
    is_well(app, 1).await;
}

/// Asks more often than there are connections: those that are there, and those that are to be made.
async fn stays_away(app: &TestApp) {
    for query in [NESTED, "{ revision { number } }", NESTED, NESTED, NESTED, "{ revision { number } }"] {
        let begun = Instant::now();
        is_away(&app.ask(query, json!({})).await);
        assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
    }
    let refused = app.client().post(app.url("/graphql")).json(&json!({ "query": NESTED })).send().await.unwrap();
    assert_eq!((refused.status().as_u16(), &refused.headers()["retry-after"]), (503, &HeaderValue::from_static("1")));
    let away = json!({ "status": "not ready", "code": "DATABASE_UNAVAILABLE" });
    assert_eq!(health(app, "ready").await, (503, away));
    assert_eq!(health(app, "live").await, (200, json!({ "status": "live" })));
    // What needs no database is answered.
    let answer = app.ask("{ __typename __type(name: \"State\") { kind } }", json!({})).await;
    assert_eq!(answer.data()["__type"]["kind"], "OBJECT");
}

#[actix_web::test]
async fn a_database_that_refuses_connections() {
    let mut line = Line::new().await;
    let database = postgres::clone_of(postgres::DEMONSTRATION).await;
    let app = TestApp::reaching(&line.url(&database), database, 8).await;
    is_well(&app, 1).await;
    line.cut().await;
    stays_away(&app).await;
    line.restore().await;
    // No dead connection is left, so the next answer is right.
    is_well(&app, 1).await;
}

#[actix_web::test]
async fn a_database_that_was_away_while_nobody_asked() {
    let mut line = Line::new().await;
    let database = postgres::clone_of(postgres::DEMONSTRATION).await;
    let app = TestApp::reaching(&line.url(&database), database, 8).await;
    is_well(&app, 1).await;
    line.cut().await;
    line.restore().await;
    // Long enough for a connection to count as idle, and to be looked at before it is used.
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    is_well(&app, 1).await;
}

#[actix_web::test]
async fn a_database_that_does_not_answer() {
    let mut line = Line::new().await;
    let database = postgres::clone_of(postgres::DEMONSTRATION).await;
    let app = TestApp::reaching(&line.url(&database), database, 1).await;
    is_well(&app, 1).await;
    line.hang();
    // A statement on its way gets no answer, nor do new connections; both waits end.
    for _ in 0..3 {
        let begun = Instant::now();
        let answer = app.ask(NESTED, json!({})).await;
        assert!(["TIMEOUT", "DATABASE_UNAVAILABLE"].contains(&answer.error().0), "{}", answer.text);
        assert!(begun.elapsed() < Duration::from_secs(3) + SOON, "{:?}", begun.elapsed());
    }
    assert_eq!(health(&app, "live").await.0, 200);
    assert_eq!(health(&app, "ready").await.0, 503);
    line.restore().await;
    recovers(&app).await;
}

#[actix_web::test]
async fn a_database_that_ends_its_sessions() {
    let app = TestApp::demonstration().await;
    let db = postgres::session("postgres").await;
    let end = format!("select pg_terminate_backend(pid) from pg_stat_activity where datname = '{}'", app.database);
    is_well(&app, 1).await;
    for _ in 0..3 {
        db.execute_unprepared(&end).await.unwrap();
        recovers(&app).await;
    }
}

#[actix_web::test]
async fn a_database_that_is_dropped_and_made_again() {
    let app = TestApp::demonstration().await;
    is_well(&app, 1).await;
    let db = postgres::session("postgres").await;
    db.execute_unprepared(&format!("drop database {} with (force)", app.database)).await.unwrap();
    for _ in 0..6 {
        let begun = Instant::now();
        let answer = app.ask(NESTED, json!({})).await;
        is_away(&answer);
        tells_nothing(&answer.text);
        assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
    }
    assert_eq!(health(&app, "ready").await.0, 503);
    let again = format!("create database {} template {}", app.database, postgres::DEMONSTRATION);
    db.execute_unprepared(&again).await.unwrap();
    recovers(&app).await;
}

#[actix_web::test]
async fn a_statement_that_takes_too_long() {
    let database = postgres::clone_of(postgres::DEMONSTRATION).await;
    let app =
        TestApp::reaching(&postgres::url_for(depositary::database::roles::Access::Read, &database).await, database, 1)
            .await;
    let db = app.db().await;
    let lock = db.begin().await.unwrap();
    lock.execute_unprepared("lock table membership in access exclusive mode").await.unwrap();
    let begun = Instant::now();
    let answer = app.ask(NESTED, json!({})).await;
    assert_eq!(
        answer.error(),
        ("TIMEOUT", "The operation took too long. Request fewer fields or shorter pages, or try again later.")
    );
    assert!(begun.elapsed() < Duration::from_secs(1) + SOON);
    lock.rollback().await.unwrap();
    is_well(&app, 1).await;
}

#[actix_web::test]
async fn a_failure_inside_shows_a_number_and_nothing_else() {
    let app = TestApp::demonstration().await;
    let db = app.db().await;
    let fails = async |query: &str| {
        let answer = app.ask(query, json!({})).await;
        let (code, message) = answer.error();
        assert_eq!(code, "INTERNAL");
        let number = message.strip_prefix("internal error ").and_then(|rest| rest.split_once(':')).unwrap().0;
        assert!(number.len() == 16 && number.chars().all(|digit| digit.is_ascii_hexdigit()), "{message}");
        tells_nothing(&message.replace(number, ""));
        answer
    };
    db.execute_unprepared("alter table state rename name to title").await.unwrap();
    let answer = fails("{ states { nodes { name } } }").await;
    assert_eq!((answer.status, answer.body.get("data")), (500, None));
    db.execute_unprepared("alter table state rename title to name").await.unwrap();
    is_well(&app, 1).await;

    // Where a value cannot be written, the nearest field above that may be null is, and its error has the path.
    db.execute_unprepared("update figure set date_edtf = 'nonsense' where measure = 'regional groups'").await.unwrap();
    let figures = "{ organization(slug: \"csto\") { name figures { nodes { measure value date { precision } } } } }";
    let answer = fails(figures).await;
    let path = json!(["organization", "figures", "nodes", 1, "date", "precision"]);
    assert_eq!((answer.status, &answer.body["errors"][0]["path"]), (200, &path));
    let nodes = &answer.body["data"]["organization"]["figures"]["nodes"];
    assert_eq!(nodes[1], json!({ "measure": "regional groups", "value": 2, "date": null }), "{answer}");
    assert_eq!(nodes[2], json!({ "measure": "members", "value": 6, "date": { "precision": "DAY" } }), "{answer}");

    // That is the list at the latest.
    db.execute_unprepared("update provision set items = '[1]'").await.unwrap();
    let provisions = "{ nato: organization(slug: \"nato\") { name } organization(slug: \"csto\") { name provisions { nodes { items } } } }";
    let answer = fails(provisions).await;
    assert_eq!(
        answer.body["data"],
        json!({ "nato": { "name": "NATO" }, "organization": { "name": "Collective Security Treaty Organization", "provisions": null } })
    );
    assert_eq!(answer.body["errors"][0]["path"], json!(["organization", "provisions", "nodes", 0, "items"]));
}

#[actix_web::test]
async fn an_error_of_a_field_says_where_the_field_is_asked() {
    let app = TestApp::holding(postgres::UNION).await;
    let organization = "organization(slug: \"union\")";
    let query = format!(
        "{{\n  {organization} {{\n    slug ...F\n    ... {{ page: meetings(first: 0) {{ totalCount }} }}\n  }}\n}}\n\
         fragment F on Organization {{ page: meetings(first: 0) {{ nodes {{ name }} }} meetings {{ totalCount }} }}"
    );
    let error = &app.ask(&query, json!({})).await.body["errors"][0];
    assert_eq!(error["path"], json!(["organization", "page"]));
    let places = json!([{ "line": 7, "column": 30 }, { "line": 4, "column": 11 }]);
    assert_eq!(error["locations"], places);

    // Of several operations, and once for each item of a list.
    let query =
        "query A { __typename } query B { organizations { nodes { bookkeeping { version } } states: __typename } }";
    let answer = app.post(&json!({ "query": query, "operationName": "B" })).await;
    assert_eq!(answer.codes(), ["FORBIDDEN"], "{answer}");
    assert_eq!(answer.body["errors"][0]["locations"], json!([{ "line": 1, "column": 58 }]));
}

/// Specification, section 6.4.1 “Coercing Field Arguments”: the rest is answered. async-graphql takes such a null for
/// an absent argument, so the executors are not compared.
#[actix_web::test]
async fn null_for_an_argument_that_has_none_is_an_error_of_its_field() {
    let app = TestApp::holding(postgres::UNION).await;
    let query = "query ($slug: String = \"union\", $id: ID = \"x\") { one: organization(slug: $slug) { name } revision { number } \
                 organizations { nodes { slug } } ...F } fragment F on Query { node(id: $id) { id } }";
    let answer = app.post(&json!({ "query": query, "variables": { "slug": null, "id": null } })).await;
    let data = json!({
        "one": null, "revision": { "number": 1 }, "organizations": { "nodes": [{ "slug": "union" }] }, "node": null,
    });
    assert_eq!((answer.status, &answer.body["data"]), (200, &data), "{answer}");
    assert_eq!(answer.codes(), ["BAD_USER_INPUT", "BAD_USER_INPUT"]);
    let error = &answer.body["errors"][0];
    assert_eq!((&error["path"], &error["locations"]), (&json!(["one"]), &json!([{ "line": 1, "column": 50 }])));
    // A list that cannot be made is null.
    let query = "query ($id: ID = 1) { revision { number } nodes(ids: [$id]) { id } }";
    let answer = app.post(&json!({ "query": query, "variables": { "id": null } })).await;
    let data = json!({ "revision": { "number": 1 }, "nodes": null });
    assert_eq!((answer.body["data"].clone(), answer.codes()), (data, vec!["BAD_USER_INPUT"]));
}

#[actix_web::test]
async fn every_error_of_a_client_has_a_code_and_tells_nothing_of_the_inside() {
    let app = TestApp::empty().await;
    for query in [
        "",
        "{",
        "{ nothing }",
        "{ organization }",
        "{ organization(slug: 1) { name } }",
        "query A { __typename } query B { __typename }",
        "query ($x: Int!) { organizations(first: $x) { totalCount } }",
        "{ organizations(first: 0) { totalCount } }",
        "{ node(id: \"x\") { id } }",
        "{ states(filter: { slug: 1 }) { totalCount } }",
        "\u{0}",
        "{ organizations(after: \"x\") { totalCount } }",
        "fragment A on State { name }",
        "{ ...A }",
        "{ states @nothing { totalCount } }",
        "{ __type(name: 1) { name } }",
    ] {
        let answer = app.ask(query, json!({})).await;
        let errors = answer.body["errors"].as_array().unwrap();
        assert!(!errors.is_empty() && answer.commands.is_empty(), "{query}: {answer}");
        for error in errors {
            let (code, message) = (error["extensions"]["code"].as_str().unwrap(), error["message"].as_str().unwrap());
            assert!(fault::Code::ALL.iter().any(|known| known.as_str() == code), "{code}");
            assert!(!message.is_empty() && !message.contains('\n'), "{query}: {message}");
            tells_nothing(message);
        }
    }
}
