//! Figures for whoever operates the server, at `/metrics`, in the text form of Prometheus (`OpenMetrics` 1.0).
//!
//! **Invariant:** clients cannot make the figures grow. *Why:* each label is a series that the server and whoever collects
//! them keep. *Enforced by:* [`Names`], which knows [`NAMES`] names of operations at most; every other label is one of a
//! closed list.

use super::{connection::Registry as Connections, graphql::Service};
use actix_web::{
    HttpResponse,
    http::header::{CACHE_CONTROL, CONTENT_TYPE},
    web::Data,
};
use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{
        counter::Counter,
        family::Family,
        gauge::Gauge,
        histogram::{Histogram, exponential_buckets},
    },
    registry::{Registry, Unit},
};
use std::{
    collections::HashSet,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

/// Most names of operations that are told apart; further ones count as [`OTHER`].
const NAMES: usize = 200;
/// Most bytes of a name.
const NAME: usize = 64;
/// No operation has this name.
const OTHER: &str = "(other)";
/// Media type of the text.
const MEDIA: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// What became of requests, and how the server stands. Clones count together.
#[derive(Clone, Debug)]
pub struct Metrics(Arc<Figures>);

#[derive(Debug)]
struct Figures {
    registry: Registry,
    names: Names,
    requests: Family<Request, Counter>,
    seconds: Family<Outcome, Histogram>,
    statements: Histogram,
    revision: Gauge,
    cached_bytes: Gauge,
    connections: Gauge,
}

/// The series of a request.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Request {
    operation: Arc<str>,
    outcome: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Outcome {
    outcome: &'static str,
}

/// Times from 0.1 ms to 6.5 s.
fn times() -> Histogram {
    Histogram::new(exponential_buckets(0.0001, 2.0, 17))
}

/// The names of operations that are told apart.
#[derive(Debug, Default)]
struct Names(RwLock<HashSet<Arc<str>>>);

impl Names {
    /// A name as it is told.
    fn told(&self, name: &str) -> Arc<str> {
        if let Some(known) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(name) {
            return Arc::clone(known);
        }
        let mut names = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if name.len() > NAME || names.len() >= NAMES {
            return OTHER.into();
        }
        let name: Arc<str> = name.into();
        names.insert(Arc::clone(&name));
        name
    }
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("depositary");
        let requests = Family::default();
        let help = "GraphQL requests, by the name of their operation and by outcome: MADE, CACHED, UNCHANGED, or the code of the refusal";
        registry.register("requests", help, requests.clone());
        let seconds = Family::new_with_constructor(times as fn() -> Histogram);
        let help = "Time from the head of a GraphQL request to its answer";
        registry.register_with_unit("request_duration", help, Unit::Seconds, seconds.clone());
        let statements = Histogram::new([0.0, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0]);
        registry.register("request_statements", "SQL statements of an answer that was made", statements.clone());
        let revision = Gauge::default();
        registry.register("revision", "Revision of the register; -1 while it is unknown", revision.clone());
        let cached_bytes = Gauge::default();
        registry.register_with_unit("cached_answers", "Size of the cached answers", Unit::Bytes, cached_bytes.clone());
        let connections = Gauge::default();
        registry.register("connections", "Connections of clients", connections.clone());
        let names = Names::default();
        Self(Arc::new(Figures { registry, names, requests, seconds, statements, revision, cached_bytes, connections }))
    }
}

impl Metrics {
    /// Counts an answer that was made with so many statements.
    pub fn made(&self, statements: u32) {
        self.0.statements.observe(statements.into());
    }

    /// Counts a request with the name of its operation.
    pub fn answered(&self, operation: &str, outcome: &'static str, time: Duration) {
        let operation = self.0.names.told(operation);
        self.0.requests.get_or_create(&Request { operation, outcome }).inc();
        self.0.seconds.get_or_create(&Outcome { outcome }).observe(time.as_secs_f64());
    }

    /// All figures, as text.
    fn text(&self) -> String {
        let mut text = String::new();
        // Writing to a text does not fail.
        let _ = encode(&mut text, &self.0.registry);
        text
    }
}

/// The figures as they stand.
pub async fn metrics(service: Data<Service>, connections: Data<Connections>) -> HttpResponse {
    let figures = &service.metrics.0;
    figures.revision.set(service.watch.revision().unwrap_or(-1));
    figures.cached_bytes.set(i64::try_from(service.answers.bytes().await).unwrap_or(i64::MAX));
    figures.connections.set(i64::try_from(connections.len()).unwrap_or(i64::MAX));
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, MEDIA))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(service.metrics.text())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_a_bound_in_number_and_length() {
        let metrics = Metrics::default();
        for number in 0..1_000 {
            metrics.answered(&format!("Name{number}"), "MADE", Duration::from_millis(1));
        }
        metrics.answered(&"n".repeat(65), "MADE", Duration::from_millis(1));
        let text = metrics.text();
        let series = text.lines().filter(|line| line.starts_with("depositary_requests_total{")).count();
        assert_eq!(series, NAMES + 1);
        assert!(text.contains(r#"depositary_requests_total{operation="(other)",outcome="MADE"} 801"#), "{text}");
        assert!(text.ends_with("# EOF\n"));
    }
}
