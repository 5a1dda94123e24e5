//! The session that brief answers have in common.
//!
//! To wake a process of PostgreSQL, and to be woken by it, is a good part of what a brief answer costs. Where several
//! are under way they go out in one pipeline, and the process answers one after the other without going to sleep.
//!
//! One that is held up, by a lock for instance, holds up those behind it. They leave after a while for sessions of
//! their own, and nobody joins this one any more: what still runs there is cancelled when the last has left.

use super::{
    LONG,
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

/// One session for all, made when it is needed.
#[derive(Clone)]
pub struct SharedConnection {
    maker: Maker,
    /// How long it may take to make it.
    timeout: Duration,
    present: Arc<Mutex<Option<Arc<Pipeline>>>>,
}

/// A session and the requests that share it.
pub struct Pipeline {
    connection: Box<Connection>,
    /// Requests in flight.
    in_flight: AtomicUsize,
    /// Requests completed, or left.
    completed: AtomicUsize,
    /// Whether no request joins any more.
    is_abandoned: AtomicBool,
}

/// The slot of one request in the pipeline.
pub struct Slot(Arc<Pipeline>);

impl SharedConnection {
    /// None made yet.
    pub fn new(maker: Maker, timeout: Duration) -> Self {
        Self { maker, timeout, present: Arc::default() }
    }

    /// The pipeline as it is at present; none while somebody else makes one, or where none can be made.
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
    /// Whether more requests may join.
    fn is_open(&self) -> bool {
        !self.is_abandoned.load(Relaxed) && !self.connection.client.is_closed()
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

    /// Does work as long as the pipeline advances; none where it is stalled and that matters, or is abandoned already.
    ///
    /// A stalled pipeline is one that completes no request in two intervals in a row. One is not enough: a worker that
    /// has much to do may not have seen yet what PostgreSQL has sent.
    pub async fn while_advancing<T>(
        &self,
        work: impl Future<Output = T>,
        matters: impl Fn(&Self) -> bool,
    ) -> Option<T> {
        let mut work = pin!(work);
        let mut stalled_intervals = 0;
        while stalled_intervals < 2 {
            let completed = self.completed.load(Relaxed);
            if let Ok(done) = time::timeout(LONG, &mut work).await {
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

    /// Leaves once all that was sent is answered, or once the pipeline is stalled.
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
