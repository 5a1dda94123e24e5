//! Whether the server lives, and whether it can answer.

use super::graphql::Service;
use crate::address::Address;
use actix_web::{HttpResponse, http::header::CACHE_CONTROL, web::Data};
use anyhow::{Context as _, bail};
use engine::Engine;
use std::time::Duration;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::timeout,
};

/// The process runs.
pub async fn live() -> HttpResponse {
    HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).json(serde_json::json!({ "status": "live" }))
}

/// The register can be read; says at which revision it stands, and whether news of the next one will come.
pub async fn ready(engine: Data<Engine>, service: Data<Service>) -> HttpResponse {
    match engine.version().await {
        Ok(revision) => HttpResponse::Ok()
            .insert_header((CACHE_CONTROL, "no-store"))
            .json(serde_json::json!({ "status": "ready", "revision": revision, "listens": service.watch.revision().is_some() })),
        Err(fault) => HttpResponse::ServiceUnavailable()
            .insert_header((CACHE_CONTROL, "no-store"))
            .json(serde_json::json!({ "status": "not ready", "code": fault.code.as_str() })),
    }
}

/// Asks a server whether it is ready, and prints its answer.
///
/// # Errors
/// Where it is not, or cannot be reached within five seconds.
pub async fn ask(server: &Address) -> anyhow::Result<()> {
    let answer = timeout(Duration::from_secs(5), exchange(server))
        .await
        .with_context(|| format!("{server} did not answer within five seconds"))??;
    let (head, body) = answer.split_once("\r\n\r\n").context("the answer is no HTTP")?;
    println!("{body}");
    if head.starts_with("HTTP/1.1 200 ") {
        return Ok(());
    }
    bail!("{server} is not ready")
}

async fn exchange(server: &Address) -> anyhow::Result<String> {
    let mut stream = TcpStream::connect(server.resolve()?).await.with_context(|| {
        format!("no server answers at {server}; where it listens elsewhere, name its address with --server (or DEPOSITARY_LISTEN)")
    })?;
    let request = format!("GET /health/ready HTTP/1.1\r\nHost: {server}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    Ok(answer)
}
