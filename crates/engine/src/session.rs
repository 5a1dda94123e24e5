//! Connections to PostgreSQL for reads: one for each answer, with its statements in a pipeline.
//!
//! An answer takes one connection, so that sixteen clients cannot starve each other, and its statements go
//! out as soon as their parameters are known, without waiting for the answers to others
//! (PostgreSQL documentation, "Pipeline Mode"). A few sessions at work get more done than many, since the processes
//! of PostgreSQL share the processors and their caches: further ones join in only where those at work take long.
//! A connection whose answer was not finished, because the client has left or a statement failed, is used again once
//! PostgreSQL has done with it; what takes long is cancelled, and the connection closed.
//!
//! Brief answers have one session in common ([`common`]).

mod common;
mod connection;
mod finishing;
mod prepared;
mod refusal;
mod request;
mod rows;
mod sql;
mod value;

pub use rows::Rows;
pub use sql::{Sql, sql};
pub use value::Bound;

use super::{catalog::SnapshotVersion, scalar::Scalar as _, statement};
use common::{Pipeline, SharedConnection, Slot};
use connection::{Connection, Maker};
use deadpool::{
    Runtime,
    managed::{Object, Pool, QueueMode, Timeouts},
};
use fault::Fault;
use futures_util::TryFutureExt as _;
use postgres_connect::Address;
use refusal::{fault, is_of_another};
use request::send;
use std::{
    future::pending,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    time::Duration,
};
use tokio::{
    runtime::Handle,
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

/// Sessions of a worker that are at work together while none of them takes long.
const AT_WORK: usize = 3;
/// How long an answer waits for one of them, or for others on a session in common, before it takes a further session;
/// and how long one that nobody waits for may go on.
const LONG: Duration = Duration::from_millis(50);

/// How sessions are made.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Name under which PostgreSQL knows the sessions.
    pub application: &'static str,
    /// Sessions at most: the one that brief answers have in common, and at least one besides.
    pub sessions: usize,
    /// Seconds a statement may take.
    pub statement_timeout: u32,
    /// How long a free session is waited for, and one that is being made.
    pub patience: Duration,
}

/// Sessions of one worker, made when they are needed.
#[derive(Clone)]
pub struct Sessions {
    pool: Pool<Maker>,
    at_work: Arc<Semaphore>,
    common: SharedConnection,
}

/// A session of one answer. What was not finished when this is dropped ends soon, or is cancelled.
pub struct Session {
    held: Option<Held>,
    is_begun: AtomicBool,
    is_finished: bool,
}

/// How an answer holds a connection.
enum Held {
    /// Alone.
    Own {
        connection: Object<Maker>,
        /// None for one that joined in because others took long.
        _place: Option<OwnedSemaphorePermit>,
    },
    /// Together with other brief answers.
    Shared(Slot),
}

impl Sessions {
    /// Sessions at an address, none of them made yet.
    ///
    /// # Errors
    /// Where the settings make no pool.
    pub fn new(address: &Address, settings: Settings) -> anyhow::Result<Self> {
        // Statements differ in their parameters only, and planning one takes as long as running it. No answer is
        // large enough to be worth compiling. What is asked often is in memory, where a page by index costs hardly
        // more than the next page of a table.
        let address = address
            .clone()
            .named(settings.application)
            .with("statement_timeout", format!("{}s", settings.statement_timeout))
            .with("plan_cache_mode", "force_generic_plan")
            .with("jit", "off")
            .with("random_page_cost", "1.1");
        let maker = Maker { address: Arc::new(address) };
        let patience = Some(settings.patience);
        let common = SharedConnection::new(maker.clone(), settings.patience);
        let pool = Pool::builder(maker)
            .max_size(settings.sessions.saturating_sub(1).max(1))
            .timeouts(Timeouts { wait: patience, create: patience, recycle: patience })
            .queue_mode(QueueMode::Lifo)
            .runtime(Runtime::Tokio1)
            .build()?;
        Ok(Self { pool, at_work: Arc::new(Semaphore::new(AT_WORK)), common })
    }

    /// A session for one answer.
    ///
    /// # Errors
    /// `DATABASE_UNAVAILABLE` where none is free in time, or PostgreSQL cannot be reached.
    pub async fn session(&self) -> Result<Session, Fault> {
        let place = timeout(LONG, Arc::clone(&self.at_work).acquire_owned()).await;
        let connection = self.pool.get().await.map_err(Fault::unavailable)?;
        let held = Held::Own { connection, _place: place.ok().and_then(Result::ok) };
        Ok(Session::holding(held))
    }

    /// Does brief work: on the session that all have in common, or on one of its own where that is better.
    ///
    /// # Errors
    /// Those of the work; `DATABASE_UNAVAILABLE` where no session is free in time, or PostgreSQL cannot be reached.
    pub async fn briefly<T, W>(&self, work: impl Fn(Session) -> W) -> Result<T, Fault>
    where
        W: Future<Output = Result<T, Fault>>,
    {
        match self.in_common(&work).await {
            Some(done) => done,
            None => work(self.session().await?).await,
        }
    }

    /// Does brief work on the session that all have in common; none where it is better done on one of its own: where
    /// there is no common session at present, or others hold it up.
    async fn in_common<T, W: Future<Output = T>>(&self, work: impl FnOnce(Session) -> W) -> Option<T> {
        let pipeline = self.common.pipeline().await?;
        // A lone request cannot be blocked by another.
        let work = work(Session::holding(Held::Shared(pipeline.join())));
        pipeline.while_advancing(work, Pipeline::has_several).await
    }
}

impl Session {
    fn holding(held: Held) -> Self {
        Self { held: Some(held), is_begun: AtomicBool::new(false), is_finished: false }
    }

    fn connection(&self) -> Result<&Connection, Fault> {
        self.held.as_ref().map(Held::connection).ok_or_else(|| Fault::internal("a session without a connection"))
    }

    /// All rows of a statement.
    ///
    /// # Errors
    /// Where PostgreSQL cannot be reached or refuses.
    pub async fn rows(&self, sql: &Sql) -> Result<Rows, Fault> {
        match self.connection()?.rows(sql).await {
            // That one says why, and ends the answer.
            Err(error) if is_of_another(&error) => pending().await,
            read => read.map_err(fault),
        }
    }

    /// At which version the data stand.
    ///
    /// # Errors
    /// Where PostgreSQL cannot be reached.
    pub async fn version(&self, snapshot: &SnapshotVersion) -> Result<i64, Fault> {
        i64::read(self.rows(&sql(&statement::version(snapshot))).await?.cell(0, 0))
    }

    /// Begins a snapshot, which all statements from here on see until the session is finished. That is sent at once:
    /// the result says only whether it came to pass.
    ///
    /// # Errors
    /// Where PostgreSQL cannot be reached; at once where there is no connection, else in the result.
    pub fn begin(&self) -> Result<impl Future<Output = Result<(), Fault>>, Fault> {
        self.is_begun.store(true, Relaxed);
        let begin = "begin isolation level repeatable read read only";
        Ok(send(self.connection()?.client.batch_execute(begin).map_err(fault)))
    }

    /// Ends the snapshot and gives the connection back. The end is sent before, so the next user's statements come
    /// after it in the same pipeline, and nobody has to wait for it.
    pub fn end(mut self) {
        if let Ok(connection) = self.connection() {
            drop(send(connection.client.batch_execute("commit")));
        }
        self.is_finished = true;
    }

    /// Gives the connection back, where no snapshot was begun.
    pub fn finish(mut self) {
        self.is_finished = true;
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if let (false, Some(held), Ok(runtime)) = (self.is_finished, self.held.take(), Handle::try_current()) {
            // After all that was sent.
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

    /// Gives the connection back once all that was sent is answered; cancels what takes long.
    async fn leave(self, last: &'static str) {
        match self {
            Self::Own { connection, .. } => {
                let ended = timeout(LONG, connection.client.batch_execute(last)).await;
                if !ended.is_ok_and(|ended| ended.is_ok()) {
                    Object::take(connection).cancel();
                }
            }
            Self::Shared(slot) => slot.leave(last).await,
        }
    }
}
