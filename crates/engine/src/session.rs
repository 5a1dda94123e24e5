//! Connections to PostgreSQL for reads: one for each answer, which pipelines its statements.
//!
//! An answer takes one connection, however many steps it has, so that it cannot take the connections of others;
//! [`queue`] says which answer is next. Its statements are sent as soon as their parameters are known, without waiting
//! for the results of others (PostgreSQL documentation, "Pipeline Mode"). A few busy sessions have a higher throughput
//! than many, since PostgreSQL's processes share the processors and their caches. So a worker adds sessions only while
//! those in use are slow.
//!
//! If the client leaves or a statement fails, the connection is used again once PostgreSQL has finished. If that takes
//! long, the statement is cancelled and the connection closed.
//!
//! Single-statement queries share one connection ([`pipeline`]).

mod connection;
mod finishing;
mod pipeline;
mod prepared;
mod queue;
mod refusal;
mod request;
mod rows;
mod shapes;
mod sql;
mod value;

pub use queue::{Class, Client};
pub use rows::Rows;
pub use sql::{Sql, sql};
pub use value::Bound;

use super::{catalog::SnapshotVersion, scalar::Scalar as _, statement};
use connection::{Connection, Maker};
use deadpool::{
    Runtime,
    managed::{Object, Pool, QueueMode, Timeouts},
};
use fault::Fault;
use futures_util::TryFutureExt as _;
use pipeline::{Pipeline, SharedConnection, Slot};
use postgres_connect::Address;
use queue::{PerClass, Permit, Queue, QueueLimits};
use refusal::{fault, is_in_failed_snapshot};
use request::send;
use shapes::Shapes;
use std::{
    future::pending,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering::Relaxed},
    },
    time::Duration,
};
use tokio::{runtime::Handle, time::timeout};

/// Sessions that inexpensive answers of a worker use at the same time, as long as none of them is slow.
const BUSY_SESSIONS: usize = 3;
/// The part of the sessions that expensive answers may hold: one of so many, and at least one.
const EXPENSIVE_PART: usize = 3;
/// Answers of one client that may wait for a session of a worker.
const WAITING_OF_CLIENT: PerClass<usize> = PerClass { inexpensive: 128, expensive: 32 };
/// Answers of all clients that may wait for a session of a worker.
const WAITING: PerClass<usize> = PerClass { inexpensive: 512, expensive: 256 };
/// How long an answer waits for one of these sessions, or for progress on the shared connection, before it takes
/// another session. Also how long an abandoned session may keep running.
const STALL_TIMEOUT: Duration = Duration::from_millis(50);

/// Settings of the sessions.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Name of the sessions in PostgreSQL (`application_name`).
    pub application: &'static str,
    /// Maximum number of sessions: the shared connection, and at least one more.
    pub sessions: usize,
    /// Timeout of a statement in seconds.
    pub statement_timeout: u32,
    /// Timeout for a free session, and for opening one. An expensive answer waits for a free session as long as a
    /// statement may take.
    pub acquire_timeout: Duration,
}

/// Sessions of one worker, opened on demand.
#[derive(Clone)]
pub struct Sessions {
    pool: Pool<Maker>,
    queue: Queue,
    shared: SharedConnection,
}

/// A session of one answer. When it is dropped, unfinished work ends soon or is cancelled.
pub struct Session {
    held: Option<Held>,
    is_begun: AtomicBool,
    is_finished: bool,
    statements: AtomicU32,
}

/// How an answer uses a connection.
enum Held {
    /// Exclusively.
    Own {
        connection: Object<Maker>,
        /// Given back after the connection.
        _permit: Permit,
    },
    /// Together with other single-statement queries.
    Shared(Slot),
}

impl Sessions {
    /// Sessions at an address. None is opened yet.
    ///
    /// # Errors
    /// If the pool cannot be built from the settings.
    pub fn new(address: &Address, settings: Settings) -> anyhow::Result<Self> {
        // Statements differ only in their parameters, and planning one takes as long as running it. No answer is large
        // enough for JIT compilation to pay off. Frequently read pages are in memory, where reading a page by index
        // costs hardly more than reading the next page of a table. A statement has one process: with more, a few
        // requests would take all processors.
        let address = address
            .clone()
            .with_application(settings.application)
            .with("statement_timeout", format!("{}s", settings.statement_timeout))
            .with("plan_cache_mode", "force_generic_plan")
            .with("jit", "off")
            .with("random_page_cost", "1.1")
            .with("max_parallel_workers_per_gather", "0")
            .with("work_mem", "4MB");
        let maker = Maker { address: Arc::new(address), shapes: Shapes::default() };
        let wait = Some(settings.acquire_timeout);
        let sessions = settings.sessions.saturating_sub(1).max(1);
        let queue = Queue::new(QueueLimits {
            sessions,
            at_work: BUSY_SESSIONS,
            expensive: (sessions / EXPENSIVE_PART).max(1),
            waiting_of_client: WAITING_OF_CLIENT,
            waiting: WAITING,
            timeouts: PerClass {
                inexpensive: settings.acquire_timeout,
                expensive: Duration::from_secs(settings.statement_timeout.into()),
            },
        });
        let shared = SharedConnection::new(maker.clone(), settings.acquire_timeout);
        let pool = Pool::builder(maker)
            .max_size(sessions)
            .timeouts(Timeouts { wait, create: wait, recycle: wait })
            .queue_mode(QueueMode::Lifo)
            .runtime(Runtime::Tokio1)
            .build()?;
        Ok(Self { pool, queue, shared })
    }

    /// A session for one answer to a client.
    ///
    /// # Errors
    /// `DATABASE_UNAVAILABLE` if no session is free in time, or PostgreSQL cannot be reached; `TOO_MANY_REQUESTS` if
    /// the client has too many requests that wait.
    pub async fn session(&self, client: Client, class: Class) -> Result<Session, Fault> {
        let permit = self.queue.permit(client, class).await?;
        let connection = self.pool.get().await.map_err(Fault::unavailable)?;
        Ok(Session::holding(Held::Own { connection, _permit: permit }))
    }

    /// Runs a single-statement query on the shared connection, or on a session of its own if that is better.
    ///
    /// # Errors
    /// The errors of the query; `DATABASE_UNAVAILABLE` if no session is free in time, or PostgreSQL cannot be reached.
    pub async fn run_shared<T, W>(&self, client: Client, work: impl Fn(Session) -> W) -> Result<T, Fault>
    where
        W: Future<Output = Result<T, Fault>>,
    {
        match self.on_shared_connection(&work).await {
            Some(done) => done,
            None => work(self.session(client, Class::Inexpensive).await?).await,
        }
    }

    /// Runs a single-statement query on the shared connection. Returns none if the query needs a session of its own:
    /// there is no shared connection at present, or other queries block it.
    async fn on_shared_connection<T, W: Future<Output = T>>(&self, work: impl FnOnce(Session) -> W) -> Option<T> {
        let pipeline = self.shared.pipeline().await?;
        // A lone request cannot be blocked by another.
        let work = work(Session::holding(Held::Shared(pipeline.join())));
        pipeline.while_advancing(work, Pipeline::has_several).await
    }
}

impl Session {
    fn holding(held: Held) -> Self {
        Self { held: Some(held), is_begun: AtomicBool::new(false), is_finished: false, statements: AtomicU32::new(0) }
    }

    /// Whether others use the connection at the same time.
    pub fn is_shared(&self) -> bool {
        matches!(self.held, Some(Held::Shared(_)))
    }

    fn connection(&self) -> Result<&Connection, Fault> {
        self.held.as_ref().map(Held::connection).ok_or_else(|| Fault::internal("a session without a connection"))
    }

    /// All rows of a statement.
    ///
    /// # Errors
    /// If PostgreSQL cannot be reached, or refuses the statement.
    pub async fn rows(&self, sql: &Sql) -> Result<Rows, Fault> {
        self.statements.fetch_add(1, Relaxed);
        match self.connection()?.rows(sql).await {
            // An earlier statement of the snapshot failed. Its error ends the answer, so this one only waits for that.
            Err(error) if is_in_failed_snapshot(&error) => pending().await,
            read => read.map_err(fault),
        }
    }

    /// How many statements were sent.
    pub fn statements(&self) -> u32 {
        self.statements.load(Relaxed)
    }

    /// The version of the data.
    ///
    /// # Errors
    /// If PostgreSQL cannot be reached.
    pub async fn version(&self, snapshot: &SnapshotVersion) -> Result<i64, Fault> {
        i64::read(self.rows(&sql(&statement::version(snapshot))).await?.cell(0, 0))
    }

    /// Begins a snapshot, which all later statements see until the session is finished. The request is sent at once;
    /// the result says only whether it succeeded.
    ///
    /// # Errors
    /// If PostgreSQL cannot be reached: immediately if there is no connection, otherwise in the result.
    pub fn begin(&self) -> Result<impl Future<Output = Result<(), Fault>>, Fault> {
        self.is_begun.store(true, Relaxed);
        let begin = "begin isolation level repeatable read read only";
        Ok(send(self.connection()?.client.batch_execute(begin).map_err(fault)))
    }

    /// Ends the snapshot and gives the connection back. The commit is sent first, so the next user's statements follow
    /// it in the same pipeline and nobody has to wait for it.
    pub fn end(mut self) {
        if let Ok(connection) = self.connection() {
            drop(send(connection.client.batch_execute("commit")));
        }
        self.is_finished = true;
    }

    /// Gives the connection back, if no snapshot was begun.
    pub fn finish(mut self) {
        self.is_finished = true;
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if let (false, Some(held), Ok(runtime)) = (self.is_finished, self.held.take(), Handle::try_current()) {
            // Sent after all earlier requests.
            let last = if self.is_begun.load(Relaxed) { "rollback" } else { "" };
            runtime.spawn(held.leave(last));
        }
    }
}

impl Held {
    fn connection(&self) -> &Connection {
        match self {
            Self::Own { connection, .. } => connection,
            Self::Shared(slot) => slot.connection(),
        }
    }

    /// Gives the connection back once all requests are answered; cancels them if that takes long.
    async fn leave(self, last: &'static str) {
        match self {
            Self::Own { connection, .. } => {
                let ended = timeout(STALL_TIMEOUT, connection.client.batch_execute(last)).await;
                if !ended.is_ok_and(|ended| ended.is_ok()) {
                    Object::take(connection).cancel();
                }
            }
            Self::Shared(slot) => slot.leave(last).await,
        }
    }
}
