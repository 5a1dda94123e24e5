//! Figures for whoever operates the server, at `/metrics`, in the text form of Prometheus (`OpenMetrics` 1.0).
//!
//! **Invariant:** clients cannot make the figures grow without end. *Why:* each label is a series that the server and
//! whoever collects them keep. *Enforced by:* [`Names`], which knows [`NAMES`] names of operations at most at a time; every
//! other label is one of a closed list. So there are some thousand series at most: each name with each outcome.
//!
//! **Invariant:** nobody takes all names for good. *Why:* a flood of names would hide those of the operator until the next
//! start. *Enforced by:* [`Names::told`], which forgets the name with the fewest requests for a new one, once a second at
//! most, so that a flood of names does not keep the lock.

use super::{connection::Registry as Connections, graphql::Service};
use crate::address::Address;
use actix_web::{
    App, HttpResponse, HttpServer,
    dev::Server,
    http::header::{CACHE_CONTROL, CONTENT_TYPE},
    web::{Data, ServiceConfig, get, resource},
};
use fault::Code;
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
    collections::HashMap,
    io,
    net::SocketAddr,
    str::FromStr,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};

/// Path of the figures.
pub const PATH: &str = "/metrics";
/// How long a name stays at least once all places are taken.
const STAYS: Duration = Duration::from_secs(1);

/// Most names of operations that are told apart; further ones count as [`OTHER`].
const NAMES: usize = 200;
/// Most bytes of a name.
const NAME: usize = 64;
/// Outcomes of requests that are not refused.
const OUTCOMES: [&str; 4] = ["MADE", "CACHED", "UNCHANGED", LEFT];
/// The outcome of a request whose client left before it was answered.
pub const LEFT: &str = "LEFT";
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

/// Where the figures are served.
#[derive(Clone, Debug)]
pub enum FiguresAt {
    /// At the address of the server.
    Here,
    /// Nowhere.
    Nowhere,
    /// At an address of their own.
    Elsewhere(Address),
}

impl FromStr for FiguresAt {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "same" => Ok(Self::Here),
            "none" => Ok(Self::Nowhere),
            address => address.parse().map(Self::Elsewhere).map_err(|error: <Address as FromStr>::Err| {
                format!("write `same`, `none`, or an address such as `127.0.0.1:9090`: {error}")
            }),
        }
    }
}

/// The names of operations that are told apart.
#[derive(Debug)]
struct Names {
    known: RwLock<HashMap<Arc<str>, Known>>,
    began: Instant,
    /// Milliseconds after the beginning at which a name was last forgotten.
    forgot: AtomicU64,
}

/// What is known of a name.
#[derive(Debug)]
struct Known {
    requests: AtomicU64,
    /// Milliseconds after the beginning at which it was last told.
    told: AtomicU64,
}

impl Default for Names {
    fn default() -> Self {
        Self { known: RwLock::default(), began: Instant::now(), forgot: AtomicU64::default() }
    }
}

impl Names {
    /// A name as it is told, and the name that was forgotten for it.
    fn told(&self, name: &str) -> (Arc<str>, Option<Arc<str>>) {
        let now = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        if let Some((name, known)) = known.get_key_value(name) {
            known.requests.fetch_add(1, Relaxed);
            known.told.store(now, Relaxed);
            return (Arc::clone(name), None);
        }
        let is_full = known.len() >= NAMES;
        drop(known);
        if name.len() > NAME || (is_full && !self.may_forget(now)) {
            return (OTHER.into(), None);
        }
        let name: Arc<str> = name.into();
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        let mut forgotten = None;
        // Others may have come meanwhile.
        if known.len() >= NAMES && !known.contains_key(&name) {
            let use_of = |known: &Known| (known.requests.load(Relaxed), known.told.load(Relaxed));
            forgotten = known.iter().min_by_key(|(_, known)| use_of(known)).map(|(name, _)| Arc::clone(name));
            if let Some(name) = &forgotten {
                known.remove(name);
            }
        }
        known.insert(Arc::clone(&name), Known { requests: 1.into(), told: now.into() });
        (name, forgotten)
    }

    /// Whether a name may be forgotten now; says so to one who asks.
    fn may_forget(&self, now: u64) -> bool {
        let last = self.forgot.load(Relaxed);
        let stays = u64::try_from(STAYS.as_millis()).unwrap_or(u64::MAX);
        now >= last.saturating_add(stays) && self.forgot.compare_exchange(last, now, Relaxed, Relaxed).is_ok()
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
        let (operation, forgotten) = self.0.names.told(operation);
        if let Some(operation) = forgotten {
            for outcome in outcomes() {
                self.0.requests.remove(&Request { operation: Arc::clone(&operation), outcome });
            }
        }
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

/// Every outcome of a request.
fn outcomes() -> impl Iterator<Item = &'static str> {
    OUTCOMES.into_iter().chain(Code::ALL.iter().map(|code| code.as_str()))
}

/// Serves the figures at an address of their own, and nothing else; gives the address that was bound.
///
/// # Errors
/// If the address cannot be bound.
pub fn bind(
    address: SocketAddr,
    service: Data<Service>,
    connections: Data<Connections>,
) -> io::Result<(SocketAddr, Server)> {
    let app = move || App::new().app_data(service.clone()).app_data(connections.clone()).configure(route);
    let server = HttpServer::new(app).workers(1).disable_signals().bind(address)?;
    let bound = server.addrs().first().copied().unwrap_or(address);
    Ok((bound, server.run()))
}

/// The route of the figures. The application holds `web::Data<Service>` and `web::Data<Connections>`.
pub fn route(config: &mut ServiceConfig) {
    config.service(resource(PATH).route(get().to(metrics)));
}

/// The figures as they stand.
async fn metrics(service: Data<Service>, connections: Data<Connections>) -> HttpResponse {
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
