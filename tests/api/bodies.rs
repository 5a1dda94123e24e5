//! Clients that begin large bodies and do not finish them, and the requests of others beside those.

use crate::{
    app::{TestApp, usual},
    postgres,
    wait::{until, within},
};
use depositary::config::Listen;
use serde_json::json;
use std::net::SocketAddr;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpSocket, TcpStream},
};

/// The largest body that is taken.
const LARGEST: usize = 1 << 20;
const ATTACKER: &str = "127.0.0.2";
const OTHER: &str = "127.0.0.3";

/// A body of this size that asks for the name of the root.
fn body(size: usize) -> String {
    let query = r#"{"query":"{ __typename }"}"#;
    format!("{query}{}", " ".repeat(size - query.len()))
}

async fn connect(address: SocketAddr, from: &str) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(SocketAddr::new(from.parse().unwrap(), 0)).unwrap();
    socket.connect(address).await.unwrap()
}

/// Begins a request from an address of this machine and sends its body, but for its last bytes.
async fn begin(address: SocketAddr, from: &str, size: usize, missing: usize) -> TcpStream {
    let mut stream = connect(address, from).await;
    let head = "POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nConnection: close\r\n";
    let request = format!("{head}Content-Length: {size}\r\n\r\n{}", &body(size)[missing..]);
    // A server that refuses it closes the connection, perhaps before all is sent.
    let _ = stream.write_all(request.as_bytes()).await;
    stream
}

/// The answer up to the end of the connection.
async fn rest(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    let _ = within("the end of an answer", stream.read_to_end(&mut answer)).await;
    String::from_utf8_lossy(&answer).into_owned()
}

async fn with_memory(megabytes: u64) -> TestApp {
    let database = postgres::clone_of(postgres::EMPTY).await;
    let url = postgres::cluster().await.url(&database);
    TestApp::listening_as(&url, database, Listen { max_answer_memory: megabytes, ..usual() }).await
}

/// Introspection with an answer of about a megabyte.
fn large() -> String {
    let field = |at| format!("a{at}: __schema {{ types {{ name description fields {{ name description }} }} }} ");
    format!("{{ {} }}", (0..6).map(field).collect::<String>())
}

/// Begins a body again and again, which is never finished, until it is stopped.
async fn besiege(address: SocketAddr) {
    loop {
        let stream = begin(address, ATTACKER, LARGEST, 1).await;
        rest(stream).await;
    }
}

#[actix_web::test]
async fn unfinished_bodies_of_one_client_leave_room_for_others() {
    let app = with_memory(16).await;
    let siege: Vec<_> = (0..32).map(|_| actix_web::rt::spawn(besiege(app.address))).collect();
    // Its own further bodies find no room.
    until("a refusal", async || {
        rest(begin(app.address, ATTACKER, LARGEST, 0).await).await.contains("OVERLOADED").then_some(())
    })
    .await;
    for _ in 0..5 {
        let answer = rest(begin(app.address, OTHER, 300_000, 0).await).await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer:.300}");
        let answer = app.ask(&large(), json!({})).await;
        assert_eq!(answer.status, 200, "{:.300}", answer.text);
    }
    siege.iter().for_each(actix_web::rt::task::JoinHandle::abort);
}

#[actix_web::test]
async fn memory_of_unfinished_bodies_is_free_once_their_clients_leave() {
    let app = with_memory(16).await;
    for _ in 0..3 {
        let mut unfinished = Vec::new();
        for _ in 0..8 {
            unfinished.push(begin(app.address, ATTACKER, LARGEST, 1).await);
        }
        drop(unfinished);
        until("room", async || {
            rest(begin(app.address, ATTACKER, LARGEST, 0).await).await.starts_with("HTTP/1.1 200").then_some(())
        })
        .await;
    }
}
