//! Which request gets a session next.
//!
//! Requests are of two classes, by the points that they cost. Expensive ones have a part of the sessions at most, so
//! that they never take those of the others. Within a class, a free session goes to the client that holds the fewest,
//! in turn among equals, and a client's own requests come first in, first out. A client that is alone may use all.
//!
//! Of inexpensive requests few are at work at a time; one that has waited for long takes a further session.
//!
//! **Invariant:** a session that becomes free goes to a waiting client that holds no more sessions of its class than
//! any other client with a waiting request that may take it. *Why:* no number of requests gives a client more than its
//! part while others wait. *Enforced by:* `ClassQueue::next`, the only place that chooses; its tests.
//!
//! **Invariant:** expensive requests hold no more than their part of the sessions, and one if there is only one. *Why:*
//! a short request must not wait for long ones. *Enforced by:* `State::may`.

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

/// Who sends a request: a network address, or none where there is no network between.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Client(pub Option<IpAddr>);

/// How much a request takes of PostgreSQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Fewer points than `cost::EXPENSIVE`: up to about 100 milliseconds.
    Inexpensive,
    /// `cost::EXPENSIVE` points or more, up to `cost::MOST`.
    Expensive,
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
    /// Requests of one client that may wait, of each class: inexpensive, expensive.
    pub waiting_of_client: [usize; 2],
    /// Requests that may wait in all.
    pub waiting: usize,
    /// How long a request of each class waits: inexpensive, expensive.
    pub timeouts: [Duration; 2],
}

/// The queue of a worker for its sessions.
#[derive(Clone)]
pub struct Queue(Arc<Mutex<State>>);

/// The right to hold a session. When it is dropped, the next request gets it.
pub struct Permit {
    queue: Option<Queue>,
    client: Client,
    class: Class,
    /// Whether it counts among those at work.
    is_at_work: bool,
}

struct State {
    limits: QueueLimits,
    queues: [ClassQueue; 2],
    /// Inexpensive requests at work, without those that took a further session.
    at_work: usize,
    last: u64,
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
    /// Nobody waits yet.
    pub fn new(limits: QueueLimits) -> Self {
        Self(Arc::new(Mutex::new(State { limits, queues: Default::default(), at_work: 0, last: 0 })))
    }

    /// Waits for the right to hold a session.
    ///
    /// # Errors
    /// `TOO_MANY_REQUESTS` if the client has as many waiting requests as it may; `DATABASE_UNAVAILABLE` if too many
    /// wait in all, or none becomes free in time.
    pub async fn permit(&self, client: Client, class: Class) -> Result<Permit, Fault> {
        let began = Instant::now();
        let (ticket, mut granted, limit) = {
            let mut state = self.state();
            state.admit(client, class)?;
            let (id, granted) = state.enter(client, class);
            let limit = state.limits.timeouts[class as usize];
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
    /// Whether one more may wait.
    fn admit(&self, client: Client, class: Class) -> Result<(), Fault> {
        let queue = &self.queues[class as usize];
        let own = queue.waiting.iter().find(|(other, _)| *other == client).map_or(0, |(_, waiters)| waiters.len());
        let most = self.limits.waiting_of_client[class as usize];
        if own >= most {
            return Err(Fault::new(
                Code::TooManyRequests,
                format!(
                    "This client has {own} requests that wait for a session of the database, and {most} may wait. Send the next when some are answered."
                ),
            ));
        }
        if self.queues.iter().map(ClassQueue::len).sum::<usize>() >= self.limits.waiting {
            Err(all_in_use())
        } else {
            Ok(())
        }
    }

    fn enter(&mut self, client: Client, class: Class) -> (u64, oneshot::Receiver<Permit>) {
        self.last += 1;
        let (granted, receiver) = oneshot::channel();
        let waiter = Waiter { id: self.last, is_late: false, granted };
        let waiting = &mut self.queues[class as usize].waiting;
        match waiting.iter_mut().find(|(other, _)| *other == client) {
            Some((_, waiters)) => waiters.push_back(waiter),
            None => waiting.push_back((client, VecDeque::from([waiter]))),
        }
        (self.last, receiver)
    }

    /// Lets a request that has waited for long take a further session.
    fn be_late(&mut self, ticket: &Ticket<'_>, queue: &Queue) {
        let waiters = self.queues[ticket.class as usize].waiting.iter_mut().flat_map(|(_, waiters)| waiters);
        for waiter in waiters.filter(|waiter| waiter.id == ticket.id) {
            waiter.is_late = true;
        }
        self.grant(queue);
    }

    /// Gives free sessions away.
    fn grant(&mut self, queue: &Queue) {
        while let Some((client, class, is_at_work, waiter)) = self.next() {
            let permit = Permit { queue: Some(queue.clone()), client, class, is_at_work };
            self.hold(client, class, is_at_work);
            if let Err(mut permit) = waiter.granted.send(permit) {
                // It has left. The permit must not come back here while this is locked.
                permit.queue = None;
                self.release(client, class, is_at_work);
            }
        }
    }

    /// The request that gets a session now; none if none is free for those that wait. Expensive requests come first
    /// while they hold none, so that they are not kept out for ever.
    fn next(&mut self) -> Option<(Client, Class, bool, Waiter)> {
        if self.queues.iter().map(ClassQueue::held).sum::<usize>() >= self.limits.sessions {
            return None;
        }
        let expensive = self.queues[Class::Expensive as usize].held();
        let classes = match expensive {
            0 => [Class::Expensive, Class::Inexpensive],
            _ => [Class::Inexpensive, Class::Expensive],
        };
        for class in classes {
            let is_at_work = class == Class::Inexpensive && self.at_work < self.limits.at_work;
            let may: fn(&Waiter) -> bool = match class {
                Class::Expensive if expensive >= self.limits.expensive => continue,
                Class::Expensive => |_| true,
                Class::Inexpensive if is_at_work => |_| true,
                Class::Inexpensive => |waiter| waiter.is_late,
            };
            if let Some((client, waiter)) = self.queues[class as usize].next(may) {
                return Some((client, class, is_at_work, waiter));
            }
        }
        None
    }

    fn hold(&mut self, client: Client, class: Class, is_at_work: bool) {
        self.at_work += usize::from(is_at_work);
        *self.queues[class as usize].held.entry(client).or_default() += 1;
    }

    fn release(&mut self, client: Client, class: Class, is_at_work: bool) {
        self.at_work -= usize::from(is_at_work);
        let held = &mut self.queues[class as usize].held;
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

    /// The first request that may go of the client that holds the fewest sessions. That client's turn comes last then.
    fn next(&mut self, may: fn(&Waiter) -> bool) -> Option<(Client, Waiter)> {
        let held = |client: &Client| self.held.get(client).copied().unwrap_or(0);
        let candidates = self.waiting.iter().enumerate().filter(|(_, (_, waiters))| waiters.iter().any(may));
        let (turn, _) = candidates.min_by_key(|(turn, (client, _))| (held(client), *turn))?;
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

impl Drop for Ticket<'_> {
    fn drop(&mut self) {
        self.queue.state().queues[self.class as usize].leave(self.id);
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        if let Some(queue) = self.queue.take() {
            let mut state = queue.state();
            state.release(self.client, self.class, self.is_at_work);
            state.grant(&queue);
        }
    }
}

#[cfg(test)]
mod tests;
