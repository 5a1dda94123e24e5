//! The server: bind, serve, stop. Tests start it the same way.

use crate::{
    address::refused,
    config::Listen,
    http::{
        self,
        connection::{ConnectionLimits, Registry, Timeouts, bind, most_connections},
        graphql::{Answers, Intake, RequestCache, Service},
        metrics::{self, FiguresAt, Metrics},
    },
    schema,
    watch::Watch,
    worker::{work_in_background, work_in_batches},
};
use actix_web::{App as Actix, dev::Server, middleware::from_fn, web};
use engine::{Background, Engine, Memory, Resources, Sessions, Settings};
use postgres_connect::Address;
use prepare::{Limits, Prepare};
use std::{net::SocketAddr, time::Duration};
use tokio::task::JoinHandle;

/// How long a request waits for a connection to the database; then it is told that there is none at present.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(1);
/// The same before anything listens, when a machine may be busy with starting.
const ACQUIRE_TIMEOUT_AT_START: Duration = Duration::from_secs(10);
/// How long a client may take to send the head of a request.
const HEAD_TIMEOUT: Duration = Duration::from_secs(5);
/// How much longer than one statement an operation may take. PostgreSQL ends a slow statement; only this ends the wait
/// for a silently dropped connection.
const GRACE: Duration = Duration::from_secs(2);

/// What a client is told for whose answer there is no memory.
const NO_ROOM_FOR_ANSWERS: &str = "The server is making so many large answers, for you or for others, that there is no memory for this one. Try again in a \
                                   moment, with shorter pages or fewer fields.";
/// What a client is told for whose request there is no memory.
const NO_ROOM_FOR_BODIES: &str = "The server is taking so many large requests, from you or from others, that there is no memory for this one. Try again in \
                                  a moment, with a shorter document or fewer values.";
/// Sessions that each worker has at least: the shared one, and three for the classes and clients to divide.
const SESSIONS_OF_WORKER: usize = 4;

/// A server that is bound to its address.
pub struct App {
    address: SocketAddr,
    server: Server,
    follower: JoinHandle<()>,
    /// Where the figures are served, if they have an address of their own.
    figures: Option<(SocketAddr, JoinHandle<std::io::Result<()>>)>,
}

impl App {
    /// Prepares everything and binds. Each worker has connections of its own, so that an answer never waits
    /// for another thread.
    ///
    /// # Errors
    /// Where the database cannot be reached or the address is taken.
    pub async fn build(database: &Address, connections: u32, listen: &Listen) -> anyhow::Result<Self> {
        let address = listen.listen.resolve()?;
        let connections = usize::try_from(connections)?;
        let usual = || processors().min(connections / SESSIONS_OF_WORKER).max(1);
        let workers = listen.workers.map_or_else(usual, usize::from);
        let settings = Settings {
            application: "depositary",
            sessions: (connections / workers).max(SESSIONS_OF_WORKER),
            statement_timeout: listen.statement_timeout,
            acquire_timeout: ACQUIRE_TIMEOUT,
        };
        let time = Duration::from_secs(listen.statement_timeout.into()) + GRACE;
        // One connection now tells of a wrong address before anything listens.
        database.reach(ACQUIRE_TIMEOUT_AT_START).await?;
        let registry = Registry::new(limits(listen)?);
        let resources = resources(listen, &registry)?;
        let watch = Watch::default();
        let service = web::Data::new(Service {
            prepare: Prepare::computing(
                &schema::sdl(),
                Limits { suggestions: listen.suggestions, ..Limits::default() },
                schema::catalog().computed(),
            ),
            answers: Answers::new(listen.cache_megabytes << 20),
            watch: watch.clone(),
            request_cache: RequestCache::default(),
            intake: Intake::default(),
            bodies: Some(Memory::new(of_bodies(listen), NO_ROOM_FOR_BODIES, || {})),
            caching: listen.cache_control.clone(),
            resources: resources.clone(),
            metrics: Metrics::default(),
            slow: (listen.slow_request > 0).then(|| Duration::from_millis(listen.slow_request.into())),
        });
        let connections = web::Data::new(registry.clone());
        let figures = match &listen.metrics_listen {
            FiguresAt::Elsewhere(address) => {
                Some(metrics::bind(address.resolve()?, service.clone(), connections.clone())?)
            }
            FiguresAt::Here | FiguresAt::Nowhere => None,
        };
        let has_figures = matches!(listen.metrics_listen, FiguresAt::Here);
        let (database, watched, origins) = (database.clone(), database.clone(), listen.cors_origins.clone());
        let application = move || {
            let (database, resources) = (database.clone(), resources.clone());
            Actix::new()
                .data_factory(move || {
                    let (database, resources) = (database.clone(), resources.clone());
                    async move {
                        if !work_in_batches() {
                            tracing::debug!("a worker does not work in batches");
                        }
                        let sessions = Sessions::new(&database, settings)?;
                        anyhow::Ok(Engine::new(sessions, schema::catalog(), time).with(resources))
                    }
                })
                .app_data(service.clone())
                .app_data(connections.clone())
                .configure(|config| http::routes(config, has_figures))
                .app_data(web::Data::new(origins.clone()))
                .wrap(from_fn(http::head::limited))
                .wrap(http::cors::granted(&origins))
                .wrap(from_fn(http::cors::everywhere))
                .wrap(http::headers())
                .wrap(from_fn(http::observed::observed))
        };
        // As long as the longest operation under way.
        let timeouts = Timeouts { head: HEAD_TIMEOUT, shutdown: time };
        let (address, server) =
            bind(address, workers, timeouts, &registry, application).map_err(|error| refused(address, error))?;
        let follower = tokio::spawn(watch.follow(watched));
        let figures = figures.map(|(address, server)| (address, tokio::spawn(server)));
        Ok(Self { address, server, follower, figures })
    }

    /// The address that is listened on.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address of the figures, if they have one of their own.
    #[must_use]
    pub fn figures(&self) -> Option<SocketAddr> {
        self.figures.as_ref().map(|(address, _)| *address)
    }

    /// Serves until SIGTERM, and finishes requests under way first, or until SIGINT, and stops at once.
    ///
    /// # Errors
    /// Where the server fails.
    pub async fn run(self) -> std::io::Result<()> {
        let served = self.server.await;
        self.follower.abort();
        if let Some((_, server)) = self.figures {
            server.abort();
        }
        served
    }
}

/// How many connections clients may have.
fn limits(listen: &Listen) -> anyhow::Result<ConnectionLimits> {
    let (wanted, allowed) = (usize::try_from(listen.max_connections)?, most_connections());
    if allowed < wanted {
        tracing::warn!(wanted, allowed, "the system allows too few open files for so many connections");
    }
    Ok(ConnectionLimits {
        total: wanted.min(allowed),
        per_network: usize::try_from(listen.max_connections_per_client)?,
        write_timeout: Duration::from_secs(listen.write_timeout.into()),
    })
}

/// What all answers share: memory, which a client that takes nothing of its answer gives back when others need it, and
/// as many threads for long computing as there are processors, which leave the processors to those that serve.
fn resources(listen: &Listen, registry: &Registry) -> anyhow::Result<Resources> {
    let background = Background::new(processors(), || {
        if !work_in_background() {
            tracing::debug!("a thread for long computing is as urgent as one that serves");
        }
    })?;
    let bytes = (listen.max_answer_memory << 20) - of_bodies(listen);
    let registry = registry.clone();
    let memory = Memory::new(bytes, NO_ROOM_FOR_ANSWERS, move || _ = registry.evict_stalled());
    Ok(Resources { background, memory: Some(memory) })
}

/// Bytes for all bodies that clients send: a quarter of the memory of answers.
fn of_bodies(listen: &Listen) -> u64 {
    (listen.max_answer_memory << 20) / 4
}

fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
