//! Clients that read slowly or not at all, and those beside them.

use crate::{
    app::{TestApp, usual},
    postgres,
    wait::{DEADLINE, until},
};
use depositary::config::Listen;
use reqwest::RequestBuilder;
use serde_json::json;
use socket2::{Domain, Socket, Type};
use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    time::{Duration, Instant},
};

/// A query whose answer is larger than what sockets hold.
const LARGE: &str = "GET /graphql?query=%7B__schema%7Btypes%7Bname%20description%20fields%7Bname%20description%20args%7Bname%20description%7D%7D%7D%7D%7D HTTP/1.1\r\nHost: localhost\r\n\r\n";

async fn app(listen: Listen) -> TestApp {
    let database = postgres::clone_of(postgres::EMPTY).await;
    let url = postgres::cluster().await.url(&database);
    TestApp::listening_as(&url, database, listen).await
}

/// A client that has asked `times` in a row for a large answer, and reads nothing.
fn asking(address: SocketAddr, times: usize) -> TcpStream {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    socket.set_recv_buffer_size(4096).unwrap();
    socket.connect(&address.into()).unwrap();
    let mut stream = TcpStream::from(socket);
    stream.write_all(LARGE.repeat(times).as_bytes()).unwrap();
    stream
}

/// Reads answers to their end on a thread of its own, so many bytes after each pause.
async fn read(stream: TcpStream, answers: usize, piece: usize, pause: Duration) -> Vec<usize> {
    tokio::task::spawn_blocking(move || reading(stream, answers, piece, pause)).await.unwrap()
}

/// Lengths of the bodies.
fn reading(mut stream: TcpStream, answers: usize, piece: usize, pause: Duration) -> Vec<usize> {
    stream.set_read_timeout(Some(DEADLINE)).unwrap();
    let (mut text, mut bodies, mut buffer) = (Vec::new(), Vec::new(), vec![0; piece]);
    while bodies.len() < answers {
        let count = stream.read(&mut buffer).unwrap();
        assert!(count > 0, "the server ended the connection after {} answers", bodies.len());
        text.extend_from_slice(&buffer[..count]);
        while let Some(end) = text.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8(text[..end].to_vec()).unwrap().to_ascii_lowercase();
            assert!(head.starts_with("http/1.1 200 "), "{head}");
            let (_, length) = head.split_once("content-length: ").unwrap();
            let length: usize = length.split("\r\n").next().unwrap().parse().unwrap();
            if text.len() < end + 4 + length {
                break;
            }
            text.drain(..end + 4 + length);
            bodies.push(length);
        }
        std::thread::sleep(pause);
    }
    bodies
}

#[actix_web::test]
async fn a_client_that_takes_nothing_is_cut_off() {
    let app = app(Listen { write_timeout: 1, ..usual() }).await;
    let stream = asking(app.address, 1);
    // The connection is reset, so that the client learns of it without reading.
    until("a reset connection", async || stream.take_error().unwrap()).await;
}

#[actix_web::test]
async fn a_slow_client_gets_the_whole_answer() {
    let app = app(Listen { write_timeout: 1, ..usual() }).await;
    let stream = asking(app.address, 1);
    // Slower than the timeout as a whole, never so long without taking anything.
    let began = Instant::now();
    let bodies = read(stream, 1, 16 << 10, Duration::from_millis(60)).await;
    assert!(began.elapsed() > Duration::from_secs(1), "that was not slow");
    assert!(bodies[0] > 256 << 10, "that was not large");
}

#[actix_web::test]
async fn requests_sent_ahead_are_answered_once_the_client_reads() {
    let app = app(usual()).await;
    let mut stream = asking(app.address, 3);
    // The window of the client is a hundredth of an answer, so these come while the first is stuck.
    stream.write_all(LARGE.repeat(3).as_bytes()).unwrap();
    let bodies = read(stream, 6, 64 << 10, Duration::ZERO).await;
    assert_eq!(bodies.len(), 6);
    assert!(bodies.iter().all(|length| *length == bodies[0]));
}

/// A connection takes sixteen requests ahead. Further ones wait in the network, and are answered too.
#[actix_web::test]
async fn as_many_requests_as_one_likes_can_be_sent_ahead() {
    let app = app(usual()).await;
    for count in [16, 17, 200] {
        let mut stream = TcpStream::connect(app.address).unwrap();
        let request = "GET /graphql?query=%7B__typename%7D HTTP/1.1\r\nHost: localhost\r\n\r\n";
        stream.write_all(request.repeat(count).as_bytes()).unwrap();
        assert_eq!(read(stream, count, 64 << 10, Duration::ZERO).await.len(), count);
    }
}

#[actix_web::test]
async fn who_reads_finds_a_place_beside_many_who_do_not() {
    let app = app(Listen { max_connections: 8, max_connections_per_client: 8, ..usual() }).await;
    let _stuck: Vec<_> = (0..8).map(|_| asking(app.address, 1)).collect();
    let asked = || app.client().post(app.url("/graphql")).json(&json!({ "query": "{ revision { number } }" }));
    // Refused for a moment only, while none of the others has been stuck for long.
    until("an answer beside those", async || is_answered(asked()).await.then_some(())).await;
    for _ in 0..20 {
        until("a further answer", async || is_answered(asked()).await.then_some(())).await;
        let health = || app.client().get(app.url("/health/ready"));
        until("the health of the server", async || is_answered(health()).await.then_some(())).await;
    }
}

async fn is_answered(request: RequestBuilder) -> bool {
    request.send().await.is_ok_and(|answer| answer.status() == 200)
}

#[actix_web::test]
async fn a_connection_too_many_is_told_so() {
    let app = app(Listen { max_connections: 8, max_connections_per_client: 4, ..usual() }).await;
    // Each has begun a request, so none of them gives way.
    let begun = |_| {
        let mut stream = TcpStream::connect(app.address).unwrap();
        stream.write_all(b"GET /graphql HTTP/1.1\r\n").unwrap();
        stream
    };
    let streams: Vec<_> = (0..4).map(begun).collect();
    let mut refused = TcpStream::connect(app.address).unwrap();
    let answer = tokio::task::spawn_blocking(move || {
        refused.set_read_timeout(Some(DEADLINE)).unwrap();
        let mut answer = String::new();
        refused.read_to_string(&mut answer).unwrap();
        answer
    });
    let answer = answer.await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 503 ") && answer.contains("Retry-After"), "{answer:?}");
    drop(streams);
}

/// A client that sends all it has before it reads, as simple ones do.
async fn conversation(app: &TestApp, sent: Vec<u8>) -> String {
    let address = app.address;
    let talk = move || {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(DEADLINE)).unwrap();
        stream.write_all(&sent).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    tokio::task::spawn_blocking(talk).await.unwrap()
}

#[actix_web::test]
async fn who_sends_too_much_before_reading_is_told_so_all_the_same() {
    const TEN_MB: usize = 10 << 20;
    let app = app(usual()).await;
    let head = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    let stated = [format!("{head}Content-Length: {TEN_MB}\r\n\r\n").into_bytes(), vec![b' '; TEN_MB]].concat();
    let chunks = format!("{head}Transfer-Encoding: chunked\r\n\r\n{TEN_MB:x}\r\n{}\r\n0\r\n\r\n", " ".repeat(TEN_MB));
    for sent in [stated, chunks.into_bytes()] {
        let answer = conversation(&app, sent).await;
        assert!(answer.starts_with("HTTP/1.1 413 ") && answer.contains("PAYLOAD_TOO_LARGE"), "{answer}");
    }
}

#[actix_web::test]
async fn a_request_names_one_valid_host() {
    let app = app(usual()).await;
    for (version, host, status) in [
        ("1.1", "Host: localhost", 200),
        ("1.1", "Host: 127.0.0.1:8080", 200),
        ("1.1", "Host: [::1]:8080", 200),
        ("1.1", "Host:", 200),
        ("1.0", "Accept: */*", 200),
        ("1.1", "Accept: */*", 400),
        ("1.1", "Host: a b", 400),
        ("1.1", "Host: a/b", 400),
        ("1.1", "Host: somebody@localhost", 400),
        ("1.1", "Host: localhost:port", 400),
        ("1.1", "Host: a\r\nHost: a", 400),
        ("1.1", "Host: a\r\nHost: b", 400),
    ] {
        let sent = format!("GET /health/live HTTP/{version}\r\n{host}\r\nConnection: close\r\n\r\n");
        let answer = conversation(&app, sent.into_bytes()).await;
        assert!(answer.starts_with(&format!("HTTP/{version} {status} ")), "{host}: {answer}");
        // actix-web refuses some of them itself, with an empty body.
        let is_told = answer.contains("Send one header `Host`") || answer.contains("content-length: 0");
        assert_eq!(status == 400, is_told, "{host}: {answer}");
    }
}

#[actix_web::test]
async fn a_name_given_twice_is_refused() {
    let app = app(usual()).await;
    for body in [
        r#"{"query":"{__typename}","query":"{ revision { number } }"}"#,
        r#"{"query":"{__typename}","variables":{"a":1,"a":2}}"#,
        r#"{"query":"{__typename}","extensions":{"b":{"c":1,"c":1}}}"#,
    ] {
        let sent = app.client().post(app.url("/graphql")).header("content-type", "application/json").body(body);
        let answer = app.send(sent).await;
        assert_eq!(answer.status, 400, "{body}: {}", answer.text);
        assert!(answer.text.contains("twice") && answer.text.contains("BAD_REQUEST"), "{}", answer.text);
    }
}
