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
use tokio::{sync::Mutex, time::timeout};

/// One session for all, made when it is needed.
#[derive(Clone)]
pub struct Common {
    maker: Maker,
    /// How long it may take to make it.
    patience: Duration,
    present: Arc<Mutex<Option<Arc<Line>>>>,
}

/// A session and the answers that wait in it.
pub struct Line {
    connection: Box<Connection>,
    /// That wait in it.
    answers: AtomicUsize,
    /// That have waited in it.
    answered: AtomicUsize,
    /// Whether nobody joins any more.
    is_given_up: AtomicBool,
}

/// The place of one answer in the line.
pub struct Place(Arc<Line>);

impl Common {
    /// None made yet.
    pub fn new(maker: Maker, patience: Duration) -> Self {
        Self { maker, patience, present: Arc::default() }
    }

    /// The line as it is at present; none while somebody else makes one, or where none can be made.
    pub async fn line(&self) -> Option<Arc<Line>> {
        let mut present = self.present.try_lock().ok()?;
        if let Some(line) = present.as_ref().filter(|line| line.is_open()) {
            return Some(Arc::clone(line));
        }
        *present = None;
        let connection = timeout(self.patience, self.maker.create()).await.ok()?.ok()?;
        let line = Line {
            connection,
            answers: AtomicUsize::default(),
            answered: AtomicUsize::default(),
            is_given_up: AtomicBool::default(),
        };
        Some(Arc::clone(present.insert(Arc::new(line))))
    }
}

impl Line {
    /// Whether more answers may join.
    fn is_open(&self) -> bool {
        !self.is_given_up.load(Relaxed) && !self.connection.client.is_closed()
    }

    /// Takes a place.
    pub fn join(self: &Arc<Self>) -> Place {
        self.answers.fetch_add(1, Relaxed);
        Place(Arc::clone(self))
    }

    /// Whether several wait in it.
    pub fn has_several(&self) -> bool {
        self.answers.load(Relaxed) > 1
    }

    /// Does work in it as long as it moves on; none where it stands still while that matters, and it is given up.
    pub async fn moving<T>(&self, work: impl Future<Output = T>, matters: impl Fn(&Self) -> bool) -> Option<T> {
        let mut work = pin!(work);
        let mut is_suspect = false;
        loop {
            let answered = self.answered.load(Relaxed);
            if let Ok(done) = timeout(LONG, &mut work).await {
                return Some(done);
            }
            let is_still = self.answered.load(Relaxed) == answered && matters(self);
            let is_held_up = is_still || self.is_given_up.load(Relaxed);
            if is_held_up && is_suspect {
                self.is_given_up.store(true, Relaxed);
                return None;
            }
            // A worker that has much to do may not have seen yet what PostgreSQL has sent: it looks twice.
            is_suspect = is_held_up;
        }
    }
}

impl Place {
    /// The connection.
    pub fn connection(&self) -> &Connection {
        &self.0.connection
    }

    /// Leaves once all that was sent is answered, or once the line stands still.
    pub async fn leave(self, last: &str) {
        self.0.moving(self.0.connection.client.batch_execute(last), |_| true).await;
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.answered.fetch_add(1, Relaxed);
        let is_last = self.0.answers.fetch_sub(1, Relaxed) == 1;
        if is_last && self.0.is_given_up.load(Relaxed) {
            self.0.connection.cancel();
        }
    }
}
