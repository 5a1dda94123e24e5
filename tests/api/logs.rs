//! What a stranger can have written into the logs: the server's, and that of its private PostgreSQL.
//!
//! `docs/operations.md` names the bounds.

use crate::{
    start::{Running, depositary, open},
    wait::{DEADLINE, until},
};
use private_postgres::{Cluster, LOG_BYTES};
use sea_orm::{ConnectOptions, ConnectionTrait as _, Database, TransactionTrait as _};
use serde_json::json;
use socket2::{Domain, Socket, Type};
use std::{
    fs::{self, File},
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

const MALFORMED: usize = 20_000;
/// Statements that are cancelled, and the bytes of the text that is in each.
const CANCELLED: usize = 60;
const LONG: usize = 20_000;
/// Most bytes of the server's own log, for all of it.
const SERVER: u64 = 40_000;

struct Server {
    running: Running,
    address: SocketAddr,
    folder: tempfile::TempDir,
}

/// A server over a private PostgreSQL of its own, whose log goes to a file.
fn server() -> Server {
    let folder = tempfile::tempdir().expect("a folder");
    open(folder.path());
    let log = File::create(folder.path().join("server.log")).expect("a file");
    let mut serve = depositary(&["serve", "--listen", "127.0.0.1:0", "--workers", "1", "--statement-timeout", "1"]);
    serve.arg("--data-dir").arg(folder.path().join("data")).stdout(Stdio::piped()).stderr(log);
    let mut running = Running(serve.spawn().expect("the program runs"));
    let said = BufReader::new(running.0.stdout.take().expect("its output")).lines().next();
    let said = said.unwrap_or_else(|| panic!("{}", server_log(folder.path()))).expect("a line");
    let address = said.strip_prefix("Listening on http://").expect("an address").parse().expect("an address");
    Server { running, address, folder }
}

fn server_log(folder: &Path) -> String {
    fs::read_to_string(folder.join("server.log")).expect("a log")
}

/// The log of PostgreSQL and the one before it.
fn postgres_log(folder: &Path) -> String {
    let entries = fs::read_dir(folder.join("data")).expect("the data folder").flatten();
    let logs = entries.filter(|entry| entry.file_name().to_string_lossy().contains(".log"));
    logs.map(|entry| fs::read_to_string(entry.path()).expect("a log")).collect()
}

/// Five bytes that are no request; reads what comes of them.
fn nonsense(address: SocketAddr) {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).expect("a socket");
    socket.connect(&address.into()).expect("a connection");
    // Closed without a trace, so that thousands do not use up the ports.
    socket.set_linger(Some(Duration::ZERO)).expect("an option");
    socket.set_read_timeout(Some(DEADLINE)).expect("an option");
    let mut stream = TcpStream::from(socket);
    stream.write_all(b"\x01 \r\n\r").expect("sent");
    let mut answer = [0; 512];
    let count = stream.read(&mut answer).expect("an answer");
    assert!(answer[..count].starts_with(b"HTTP/1.1 400 "), "{:?}", String::from_utf8_lossy(&answer[..count]));
}

/// The answer to a request whose body comes in two parts, with a pause between them.
fn in_parts(address: SocketAddr, body: &str, pause: Duration) -> String {
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.set_read_timeout(Some(DEADLINE)).expect("an option");
    let head = "POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nConnection: close\r\n";
    let (first, last) = body.split_at(body.len() - 5);
    stream.write_all(format!("{head}Content-Length: {}\r\n\r\n{first}", body.len()).as_bytes()).expect("sent");
    std::thread::sleep(pause);
    stream.write_all(last.as_bytes()).expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

/// A client would otherwise decide what is logged as slow.
#[actix_web::test]
async fn a_body_that_comes_slowly_makes_no_request_slow() {
    let mut server = server();
    let body = json!({ "query": "query Named { __typename }" }).to_string();
    let address = server.address;
    let sent = tokio::task::spawn_blocking(move || in_parts(address, &body, Duration::from_millis(1_300)));
    let answer = sent.await.expect("sent");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    ended(&mut server).await;
    let log = server_log(server.folder.path());
    assert!(!log.contains("a slow request"), "{log}");
}

/// Waits until it has ended by itself.
async fn ended(server: &mut Server) {
    let pid = server.running.0.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &pid]).status().expect("kill").success());
    until("the end of the server", async || server.running.0.try_wait().expect("its state")).await;
}

#[actix_web::test]
async fn malformed_requests_are_counted() {
    let mut server = server();
    let address = server.address;
    let senders =
        (0..4).map(|_| tokio::task::spawn_blocking(move || (0..MALFORMED / 4).for_each(|_| nonsense(address))));
    for sent in futures_util::future::join_all(senders).await {
        sent.expect("sent");
    }
    let url = |path: &str| format!("http://{address}{path}");
    let client = reqwest::Client::new();
    for number in 0..200 {
        let path = format!("/{}{number}", "x".repeat(5_000));
        assert_eq!(client.get(url(&path)).send().await.expect("an answer").status(), 404);
        let query = json!({ "query": format!("{{ {}{number}", "x".repeat(5_000)) });
        client.post(url("/graphql")).json(&query).send().await.expect("an answer");
    }
    ended(&mut server).await;
    let log = server_log(server.folder.path());
    assert!(log.len() < 20_000, "{} bytes: {}", log.len(), &log[..20_000]);
    assert!(!log.contains("xxx"), "{log}");
    let counts = [format!(": {MALFORMED}"), "NOT_FOUND: 200".to_owned(), "GRAPHQL_PARSE_FAILED: 200".to_owned()];
    for count in counts {
        assert!(log.contains(&count), "{count} is not in {log}");
    }
}

/// A lock makes every statement wait until it is cancelled.
#[actix_web::test]
async fn cancelled_statements_are_not_logged() {
    let mut server = server();
    let url = Cluster::url_of_running(&server.folder.path().join("data"), "depositary").expect("a folder");
    let db = Database::connect(ConnectOptions::new(url.expect("a cluster"))).await.expect("a connection");
    let locked = db.begin().await.expect("a transaction");
    locked.execute_unprepared("lock table organization in access exclusive mode").await.expect("a lock");
    let client = reqwest::Client::new();
    for number in 0..CANCELLED / 20 {
        let asked = (0..20).map(|at| {
            let long = format!("{}{number}-{at}", "x".repeat(LONG));
            let query = "query($n: [String!]) { organizations(filter: { slug: $n }) { nodes { name } } }";
            let body = json!({ "query": query, "variables": { "n": [long] } });
            client.post(format!("http://{}/graphql", server.address)).json(&body).send()
        });
        for answer in futures_util::future::join_all(asked).await {
            let text = answer.expect("an answer").text().await.expect("a text");
            assert!(text.contains("TIMEOUT") || text.contains("DATABASE_UNAVAILABLE"), "{text}");
        }
    }
    let cancelled = postgres_log(server.folder.path());
    assert!(cancelled.contains("canceling statement"), "nothing was cancelled: {cancelled}");
    assert!(!cancelled.to_ascii_lowercase().contains("select") && !cancelled.contains("xxx"), "{cancelled}");
    assert!(cancelled.len() as u64 <= 2 * LOG_BYTES && cancelled.len() < 40_000, "{} bytes", cancelled.len());
    locked.rollback().await.expect("the end of the lock");
    db.close().await.expect("closed");
    ended(&mut server).await;
    let log = server_log(server.folder.path());
    assert!(log.len() as u64 <= SERVER, "{log}");
    assert!(log.contains("a slow request") && log.contains(r#"outcome="TIMEOUT""#), "{log}");
    assert!(!log.contains("xxx"), "{log}");
}
