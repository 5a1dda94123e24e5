//! Which request gets a session next.
//!
//! Requests are of two classes, by the points that they cost. Expensive ones have a part of the sessions at most. Where
//! both wait, they take turns while no expensive one is at work, so that neither keeps the other out.
//!
//! Within a class, a free session goes to the client that holds the fewest; among equals to the one whose answers have
//! held sessions for the shortest time of late, whatever points they cost; then in turn. A client's own requests come
//! first in, first out. The last free session goes to an inexpensive request of a client that holds none.
//!
//! Of inexpensive requests few are at work at a time; one that has waited for long takes a further session.
//!
//! **Invariant:** a session that becomes free goes to a waiting client that holds no more sessions of its class than
//! any other client with a waiting request that may take it. *Why:* no number of requests gives a client more than its
//! part while others wait. *Enforced by:* `ClassQueue::next`, the only place that chooses; its tests.
//!
//! **Invariant:** one client never holds all sessions, and expensive requests hold no more than their part of them; but
//! for fewer than three sessions. *Why:* a short request of another client must not wait for long ones, even where
//! points are wrong. *Enforced by:* `State::next`; its tests.

use super::STALL_TIMEOUT;
use fault::{Code, Fault};
use std::{
    collections::{HashMap, VecDeque},
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{
    sync::oneshot,
    time::{Instant, timeout, timeout_at},
};

/// The time for which a client held sessions counts half as much after so long.
const HALF_LIFE: Duration = Duration::from_secs(10);
/// The least number of sessions with which the last free one is reserved for a client that holds none.
const RESERVES_ONE: usize = 3;

/// Who sends a request: a network address, or none where there is no network between.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Client(pub Option<IpAddr>);

/// How much a request takes of PostgreSQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Fewer points than `cost::EXPENSIVE`.
    Inexpensive,
    /// `cost::EXPENSIVE` points or more, up to `cost::MOST`.
    Expensive,
}

/// A value for each class.
#[derive(Clone, Copy, Debug, Default)]
pub struct PerClass<T> {
    pub inexpensive: T,
    pub expensive: T,
}

impl<T> PerClass<T> {
    fn of(&self, class: Class) -> &T {
        match class {
            Class::Inexpensive => &self.inexpensive,
            Class::Expensive => &self.expensive,
        }
    }

    fn of_mut(&mut self, class: Class) -> &mut T {
        match class {
            Class::Inexpensive => &mut self.inexpensive,
            Class::Expensive => &mut self.expensive,
        }
    }
}

/// How many requests may hold sessions, and wait for them.
#[derive(Clone, Copy, Debug)]
pub struct QueueLimits {
    /// Sessions.
    pub sessions: usize,
    /// Sessions that inexpensive requests use at a time, as long as none of them is slow.
    pub at_work: usize,
    /// Sessions that expensive requests may hold.
    pub expensive: usize,
    /// Requests of one client that may wait.
    pub waiting_of_client: PerClass<usize>,
    /// Requests of all clients that may wait.
    pub waiting: PerClass<usize>,
    /// How long a request waits.
    pub timeouts: PerClass<Duration>,
}

/// The queue of a worker for its sessions.
#[derive(Clone)]
pub struct Queue(Arc<Mutex<State>>);

/// The right to hold a session. When it is dropped, the next request gets it.
pub struct Permit {
    queue: Option<Queue>,
    client: Client,
    class: Class,
    /// Whether it counts among those at work: one that took a further session does not.
    counts_as_busy: bool,
    /// When it was given.
    since: Instant,
}

struct State {
    limits: QueueLimits,
    queues: PerClass<ClassQueue>,
    /// Inexpensive requests at work, without those that took a further session.
    at_work: usize,
    /// The class of the request that got a session last.
    granted_last: Class,
    used: Used,
    last: u64,
}

/// For how long the answers of each client held sessions of late. That time counts half as much after every
/// [`HALF_LIFE`], and is forgotten once it is short.
struct Used {
    of: HashMap<Client, Duration>,
    halved: Instant,
}

/// The requests of one class.
#[derive(Default)]
struct ClassQueue {
    /// Sessions held, by client.
    held: HashMap<Client, usize>,
    /// Clients with waiting requests, the one whose turn is next first.
    waiting: VecDeque<(Client, VecDeque<Waiter>)>,
}

struct Waiter {
    id: u64,
    /// Whether it has waited so long that it may take a further session.
    is_late: bool,
    granted: oneshot::Sender<Permit>,
}

/// A request in the queue. When it is dropped, it leaves the queue.
struct Ticket<'a> {
    queue: &'a Queue,
    class: Class,
    id: u64,
}

impl Queue {
    /// A queue in which no request waits.
    pub fn new(limits: QueueLimits) -> Self {
        let used = Used { of: HashMap::new(), halved: Instant::now() };
        let queues = PerClass::default();
        let state = State { limits, queues, at_work: 0, granted_last: Class::Inexpensive, used, last: 0 };
        Self(Arc::new(Mutex::new(state)))
    }

    /// Waits for the right to hold a session.
    ///
    /// # Errors
    /// `TOO_MANY_REQUESTS` if the client has as many waiting requests as it may; `DATABASE_UNAVAILABLE` if too many
    /// wait in all and no other client has more waiting requests, or none becomes free in time.
    pub async fn permit(&self, client: Client, class: Class) -> Result<Permit, Fault> {
        let began = Instant::now();
        let (ticket, mut granted, limit) = {
            let mut state = self.state();
            state.admit(client, class)?;
            let (id, granted) = state.enter(client, class);
            let limit = *state.limits.timeouts.of(class);
            state.grant(self);
            (Ticket { queue: self, class, id }, granted, limit)
        };
        if let Ok(permit) = timeout(STALL_TIMEOUT, &mut granted).await {
            return permit.map_err(|_| all_in_use());
        }
        self.state().be_late(&ticket, self);
        match timeout_at(began + limit, &mut granted).await {
            Ok(permit) => permit.map_err(|_| all_in_use()),
            Err(_) => Err(all_in_use()),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing panics while it is held.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn all_in_use() -> Fault {
    Fault::new(
        Code::DatabaseUnavailable,
        "All sessions of the database are in use by other requests. Try again in a moment.",
    )
}

impl State {
    /// Lets one more wait, if need be in place of the last request of the client that has most.
    fn admit(&mut self, client: Client, class: Class) -> Result<(), Fault> {
        let most = *self.limits.waiting_of_client.of(class);
        let most_in_all = *self.limits.waiting.of(class);
        let queue = self.queues.of_mut(class);
        let own = queue.waiting.iter().find(|(other, _)| *other == client).map_or(0, |(_, waiters)| waiters.len());
        if own >= most {
            return Err(Fault::new(
                Code::TooManyRequests,
                format!(
                    "This client has {own} requests that wait for a session of the database, and {most} may wait. Send the next when some are answered."
                ),
            ));
        }
        if queue.len() < most_in_all {
            return Ok(());
        }
        let greediest = queue.waiting.iter_mut().map(|(_, waiters)| waiters).max_by_key(|waiters| waiters.len());
        match greediest {
            // That client's place is never left empty: it had at least two more than this one.
            Some(waiters) if waiters.len() > own + 1 => {
                // The request that waits for it is refused.
                drop(waiters.pop_back());
                Ok(())
            }
            _ => Err(all_in_use()),
        }
    }

    fn enter(&mut self, client: Client, class: Class) -> (u64, oneshot::Receiver<Permit>) {
        self.last += 1;
        let (granted, receiver) = oneshot::channel();
        let waiter = Waiter { id: self.last, is_late: false, granted };
        let waiting = &mut self.queues.of_mut(class).waiting;
        match waiting.iter_mut().find(|(other, _)| *other == client) {
            Some((_, waiters)) => waiters.push_back(waiter),
            None => waiting.push_back((client, VecDeque::from([waiter]))),
        }
        (self.last, receiver)
    }

    /// Lets a request that has waited for long take a further session.
    fn be_late(&mut self, ticket: &Ticket<'_>, queue: &Queue) {
        let waiters = self.queues.of_mut(ticket.class).waiting.iter_mut().flat_map(|(_, waiters)| waiters);
        for waiter in waiters.filter(|waiter| waiter.id == ticket.id) {
            waiter.is_late = true;
        }
        self.grant(queue);
    }

    /// Gives free sessions away.
    fn grant(&mut self, queue: &Queue) {
        while let Some((client, class, counts_as_busy, waiter)) = self.next() {
            let permit = Permit { queue: Some(queue.clone()), client, class, counts_as_busy, since: Instant::now() };
            self.hold(client, class, counts_as_busy);
            if let Err(mut permit) = waiter.granted.send(permit) {
                // It has left. The permit must not come back here while this is locked.
                permit.queue = None;
                self.release(client, class, counts_as_busy, Duration::ZERO);
            }
        }
    }

    /// The request that gets a session now; none if none is free for those that wait. Expensive requests come first
    /// while they hold none and did not come last, so that neither class keeps the other out.
    fn next(&mut self) -> Option<(Client, Class, bool, Waiter)> {
        let expensive = self.queues.expensive.held();
        let held = self.queues.inexpensive.held() + expensive;
        let free = self.limits.sessions.checked_sub(held).filter(|free| *free > 0)?;
        let is_last = free == 1 && self.limits.sessions >= RESERVES_ONE;
        let classes = match (expensive, self.granted_last) {
            (0, Class::Inexpensive) => [Class::Expensive, Class::Inexpensive],
            _ => [Class::Inexpensive, Class::Expensive],
        };
        for class in classes {
            let counts_as_busy = class == Class::Inexpensive && self.at_work < self.limits.at_work;
            let may_wait_no_longer: fn(&Waiter) -> bool = match class {
                Class::Expensive if is_last || expensive >= self.limits.expensive => continue,
                Class::Inexpensive if !counts_as_busy => |waiter| waiter.is_late,
                _ => |_| true,
            };
            let holds_none = |client: &Client| {
                !self.queues.inexpensive.held.contains_key(client) && !self.queues.expensive.held.contains_key(client)
            };
            let may = |client: &Client, waiter: &Waiter| (!is_last || holds_none(client)) && may_wait_no_longer(waiter);
            let Some(turn) = self.queues.of(class).turn(&self.used, may) else { continue };
            if let Some((client, waiter)) = self.queues.of_mut(class).take(turn, may_wait_no_longer) {
                self.granted_last = class;
                return Some((client, class, counts_as_busy, waiter));
            }
        }
        None
    }

    fn hold(&mut self, client: Client, class: Class, counts_as_busy: bool) {
        self.at_work += usize::from(counts_as_busy);
        *self.queues.of_mut(class).held.entry(client).or_default() += 1;
    }

    /// Takes back a session, held for so long.
    fn release(&mut self, client: Client, class: Class, counts_as_busy: bool, time: Duration) {
        self.used.add(client, time);
        self.at_work -= usize::from(counts_as_busy);
        let held = &mut self.queues.of_mut(class).held;
        if let Some(count) = held.get_mut(&client) {
            *count -= 1;
            if *count == 0 {
                held.remove(&client);
            }
        }
    }
}

impl ClassQueue {
    /// Requests that wait.
    fn len(&self) -> usize {
        self.waiting.iter().map(|(_, waiters)| waiters.len()).sum()
    }

    /// Sessions held.
    fn held(&self) -> usize {
        self.held.values().sum()
    }

    /// Whose turn it is of those with a request that may go: the client that holds the fewest sessions and of late held
    /// them for the shortest time.
    fn turn(&self, used: &Used, may: impl Fn(&Client, &Waiter) -> bool) -> Option<usize> {
        let held = |client: &Client| self.held.get(client).copied().unwrap_or(0);
        let may = |client, waiters: &VecDeque<Waiter>| waiters.iter().any(|waiter| may(client, waiter));
        let candidates = self.waiting.iter().enumerate().filter(|(_, (client, waiters))| may(client, waiters));
        let (turn, _) = candidates.min_by_key(|(turn, (client, _))| (held(client), used.steps(client), *turn))?;
        Some(turn)
    }

    /// Takes the first request that may go of the client whose turn it is. That client comes last then.
    fn take(&mut self, turn: usize, may: fn(&Waiter) -> bool) -> Option<(Client, Waiter)> {
        let (client, mut waiters) = self.waiting.remove(turn)?;
        let at = waiters.iter().position(may);
        let waiter = at.and_then(|at| waiters.remove(at));
        if !waiters.is_empty() {
            self.waiting.push_back((client, waiters));
        }
        Some((client, waiter?))
    }

    fn leave(&mut self, id: u64) {
        for (_, waiters) in &mut self.waiting {
            waiters.retain(|waiter| waiter.id != id);
        }
        self.waiting.retain(|(_, waiters)| !waiters.is_empty());
    }
}

impl Used {
    /// Notes that a client held a session for so long.
    fn add(&mut self, client: Client, time: Duration) {
        while self.halved.elapsed() >= HALF_LIFE && !self.of.is_empty() {
            self.halved += HALF_LIFE;
            self.of.retain(|_, used| {
                *used /= 2;
                *used >= STALL_TIMEOUT
            });
        }
        if self.of.is_empty() {
            self.halved = Instant::now();
        }
        *self.of.entry(client).or_default() += time;
    }

    /// For how long, in steps: what differs by less is equal.
    fn steps(&self, client: &Client) -> u128 {
        self.of.get(client).map_or(0, |used| used.as_millis() / STALL_TIMEOUT.as_millis())
    }
}

impl Drop for Ticket<'_> {
    fn drop(&mut self) {
        self.queue.state().queues.of_mut(self.class).leave(self.id);
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        if let Some(queue) = self.queue.take() {
            let mut state = queue.state();
            state.release(self.client, self.class, self.counts_as_busy, self.since.elapsed());
            state.grant(&queue);
        }
    }
}

#[cfg(test)]
mod tests;
