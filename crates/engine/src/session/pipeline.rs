//! The connection that single-statement queries share.
//!
//! Waking a process of PostgreSQL, and being woken by it, is a large part of the cost of such a query. Concurrent
//! queries go out in one pipeline, and the process answers them one after another without going to sleep.
//!
//! A query that is blocked, by a lock for instance, blocks those behind it. After a while they leave for sessions of
//! their own, and no query joins this connection any more. When the last query has left, statements that still run
//! there are cancelled.

use super::{
    STALL_TIMEOUT,
    connection::{Connection, Maker},
};
use deadpool::managed::Manager as _;
use std::{
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
    },
    time::Duration,
};
use tokio::{sync::Mutex, time};

/// The shared connection, opened on demand.
#[derive(Clone)]
pub struct SharedConnection {
    maker: Maker,
    /// Timeout for opening it.
    timeout: Duration,
    present: Arc<Mutex<Option<Arc<Pipeline>>>>,
}

/// A connection and the requests that share it.
pub struct Pipeline {
    connection: Box<Connection>,
    /// Requests in flight.
    in_flight: AtomicUsize,
    /// Requests completed or left.
    completed: AtomicUsize,
    /// Whether it is closed to further requests.
    is_abandoned: AtomicBool,
}

/// The slot of one request in the pipeline.
pub struct Slot(Arc<Pipeline>);

impl SharedConnection {
    /// No connection is opened yet.
    pub fn new(maker: Maker, timeout: Duration) -> Self {
        Self { maker, timeout, present: Arc::default() }
    }

    /// The current pipeline; none while another request opens one, or if none can be opened.
    pub async fn pipeline(&self) -> Option<Arc<Pipeline>> {
        let mut present = self.present.try_lock().ok()?;
        if let Some(pipeline) = present.as_ref().filter(|pipeline| pipeline.is_open()) {
            return Some(Arc::clone(pipeline));
        }
        *present = None;
        let connection = time::timeout(self.timeout, self.maker.create()).await.ok()?.ok()?;
        let pipeline = Pipeline {
            connection,
            in_flight: AtomicUsize::default(),
            completed: AtomicUsize::default(),
            is_abandoned: AtomicBool::default(),
        };
        Some(Arc::clone(present.insert(Arc::new(pipeline))))
    }
}

impl Pipeline {
    /// Whether further requests may join.
    fn is_open(&self) -> bool {
        !self.is_abandoned.load(Relaxed) && !self.connection.client.is_closed() && !self.connection.is_worn()
    }

    /// Takes a slot.
    pub fn join(self: &Arc<Self>) -> Slot {
        self.in_flight.fetch_add(1, Relaxed);
        Slot(Arc::clone(self))
    }

    /// Whether several requests are in flight.
    pub fn has_several(&self) -> bool {
        self.in_flight.load(Relaxed) > 1
    }

    /// Runs work as long as the pipeline advances. Returns none if the pipeline is stalled and `matters` is true, or if
    /// it was abandoned before.
    ///
    /// A stalled pipeline completes no request in two consecutive intervals. One interval is not enough: a busy worker
    /// may not have read yet what PostgreSQL has sent.
    pub async fn while_advancing<T>(
        &self,
        work: impl Future<Output = T>,
        matters: impl Fn(&Self) -> bool,
    ) -> Option<T> {
        let mut work = pin!(work);
        let mut stalled_intervals = 0;
        while stalled_intervals < 2 {
            let completed = self.completed.load(Relaxed);
            if let Ok(done) = time::timeout(STALL_TIMEOUT, &mut work).await {
                return Some(done);
            }
            let is_stalled = self.completed.load(Relaxed) == completed && matters(self);
            let is_blocked = is_stalled || self.is_abandoned.load(Relaxed);
            stalled_intervals = if is_blocked { stalled_intervals + 1 } else { 0 };
        }
        self.is_abandoned.store(true, Relaxed);
        None
    }
}

impl Slot {
    /// The connection.
    pub fn connection(&self) -> &Connection {
        &self.0.connection
    }

    /// Leaves once all requests are answered, or once the pipeline is stalled.
    pub async fn leave(self, last: &str) {
        self.0.while_advancing(self.0.connection.client.batch_execute(last), |_| true).await;
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.0.completed.fetch_add(1, Relaxed);
        let is_last = self.0.in_flight.fetch_sub(1, Relaxed) == 1;
        if is_last && self.0.is_abandoned.load(Relaxed) {
            self.0.connection.cancel();
        }
    }
}
