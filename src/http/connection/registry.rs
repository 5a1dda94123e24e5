//! Which connections are open, and which of them gives way to a new one.

use futures_util::task::AtomicWaker;
use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};

/// How long a connection must have been stalled or idle before it gives way to another.
const GIVES_WAY: Duration = Duration::from_millis(250);

/// How many connections there may be, and how slow one may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConnectionLimits {
    /// Connections in all.
    pub total: usize,
    /// Connections from one network: one IPv4 address, or one IPv6 network of 64 bits.
    pub per_network: usize,
    /// How long a client may take nothing of an answer that is ready for it.
    pub write_timeout: Duration,
}

/// The open connections of all workers.
#[derive(Clone, Debug)]
pub struct Registry(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    limits: ConnectionLimits,
    started: Instant,
    open: Mutex<Open>,
}

#[derive(Debug, Default)]
struct Open {
    last: u64,
    connections: HashMap<u64, Arc<Connection>>,
    networks: HashMap<IpAddr, usize>,
}

/// What the registry knows of one connection.
#[derive(Debug)]
struct Connection {
    network: IpAddr,
    phase: AtomicU8,
    /// Milliseconds after the start of the registry at which the phase began.
    since: AtomicU64,
    is_evicted: AtomicBool,
    /// Of the task that serves it.
    waker: AtomicWaker,
}

/// What a connection is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum Phase {
    /// No request is under way.
    Idle,
    /// A request is read or answered.
    Busy,
    /// An answer is ready, and the client takes nothing of it.
    Stalled,
}

/// The place of an admitted connection; given back when it is dropped.
#[derive(Debug)]
pub(super) struct Slot {
    registry: Registry,
    id: u64,
    connection: Arc<Connection>,
}

impl Registry {
    /// No connections yet.
    #[must_use]
    pub fn new(limits: ConnectionLimits) -> Self {
        Self(Arc::new(Shared { limits, started: Instant::now(), open: Mutex::default() }))
    }

    /// The limits that it keeps.
    #[must_use]
    pub fn limits(&self) -> ConnectionLimits {
        self.0.limits
    }

    /// How many connections are open.
    #[must_use]
    pub fn len(&self) -> usize {
        self.open().connections.len()
    }

    /// Whether no connection is open.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A place for a new connection, if need be that of another: of the one that has been stalled longest, else of the
    /// one that has been idle longest, else of one that belongs to the network with the most connections. None where
    /// all the others have as good a right to theirs.
    pub(super) fn admit(&self, peer: IpAddr) -> Option<Slot> {
        let network = network(peer);
        let now = self.now();
        let mut open = self.open();
        let of_network = open.networks.get(&network).copied().unwrap_or(0);
        if of_network >= self.0.limits.per_network {
            let victim = open.unused(now, |connection| connection.network == network)?;
            open.evict(victim);
        } else if open.connections.len() >= self.0.limits.total {
            let victim = open.unused(now, |_| true).or_else(|| open.of_largest_network(of_network + 1))?;
            open.evict(victim);
        }
        Some(open.insert(self.clone(), network, now))
    }

    /// Closes the connection that has been stalled longest; says whether there was one.
    pub fn evict_stalled(&self) -> bool {
        let now = self.now();
        let mut open = self.open();
        let victim = open.longest(Phase::Stalled, now, |_| true);
        victim.is_some_and(|id| open.evict(id))
    }

    fn now(&self) -> u64 {
        u64::try_from(self.0.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        // Nothing panics while it is held.
        self.0.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Open {
    fn insert(&mut self, registry: Registry, network: IpAddr, now: u64) -> Slot {
        self.last += 1;
        let connection = Arc::new(Connection {
            network,
            phase: AtomicU8::new(Phase::Idle as u8),
            since: AtomicU64::new(now),
            is_evicted: AtomicBool::new(false),
            waker: AtomicWaker::new(),
        });
        self.connections.insert(self.last, Arc::clone(&connection));
        *self.networks.entry(network).or_default() += 1;
        Slot { registry, id: self.last, connection }
    }

    /// Forgets a connection; says whether it was known.
    fn remove(&mut self, id: u64) -> Option<Arc<Connection>> {
        let connection = self.connections.remove(&id)?;
        if let Some(count) = self.networks.get_mut(&connection.network) {
            *count -= 1;
            if *count == 0 {
                self.networks.remove(&connection.network);
            }
        }
        Some(connection)
    }

    /// Closes a connection; its place is free at once.
    fn evict(&mut self, id: u64) -> bool {
        let Some(connection) = self.remove(id) else { return false };
        connection.is_evicted.store(true, Relaxed);
        connection.waker.wake();
        true
    }

    /// The connection that has been stalled longest, else the one that has been idle longest.
    fn unused(&self, now: u64, may: impl Fn(&Connection) -> bool + Copy) -> Option<u64> {
        self.longest(Phase::Stalled, now, may).or_else(|| self.longest(Phase::Idle, now, may))
    }

    fn longest(&self, phase: Phase, now: u64, may: impl Fn(&Connection) -> bool) -> Option<u64> {
        let candidates = self.connections.iter().filter(|(_, connection)| {
            let lasted = Duration::from_millis(now.saturating_sub(connection.since.load(Relaxed)));
            connection.phase.load(Relaxed) == phase as u8 && lasted >= GIVES_WAY && may(connection)
        });
        candidates.min_by_key(|(id, connection)| (connection.since.load(Relaxed), **id)).map(|(id, _)| *id)
    }

    /// A connection of the network that has the most, where it has more than `fair`: the newest, so that those that
    /// have been served longest come to their end.
    fn of_largest_network(&self, fair: usize) -> Option<u64> {
        let (network, _) = self.networks.iter().filter(|(_, count)| **count > fair).max_by_key(|(_, count)| **count)?;
        self.connections.iter().filter(|(_, connection)| connection.network == *network).map(|(id, _)| *id).max()
    }
}

impl Slot {
    /// Limits of the registry that gave it.
    pub(super) fn limits(&self) -> ConnectionLimits {
        self.registry.limits()
    }

    /// Whether the place was given to another, so that the connection has to end.
    pub(super) fn is_evicted(&self) -> bool {
        self.connection.is_evicted.load(Relaxed)
    }

    /// Wakes this task when the connection has to end.
    pub(super) fn wake_on_eviction(&self, context: &std::task::Context<'_>) {
        self.connection.waker.register(context.waker());
    }

    /// No request is under way.
    pub(super) fn idle(&self) {
        self.enter(Phase::Idle);
    }

    /// A request is read or answered.
    pub(super) fn busy(&self) {
        self.enter(Phase::Busy);
    }

    /// The client takes nothing of an answer.
    pub(super) fn stalled(&self) {
        self.enter(Phase::Stalled);
    }

    fn enter(&self, phase: Phase) {
        if self.connection.phase.swap(phase as u8, Relaxed) != phase as u8 {
            self.connection.since.store(self.registry.now(), Relaxed);
        }
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.registry.open().remove(self.id);
    }
}

/// What counts as one network: whoever has an IPv6 address has at least 64 bits of further ones (RFC 6177).
#[must_use]
pub fn network(peer: IpAddr) -> IpAddr {
    match peer.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: &str = "192.0.2.1";
    const THERE: &str = "192.0.2.2";

    fn registry(total: usize, per_network: usize) -> Registry {
        Registry::new(ConnectionLimits { total, per_network, write_timeout: Duration::from_secs(30) })
    }

    fn admit(registry: &Registry, peer: &str) -> Option<Slot> {
        registry.admit(peer.parse().expect("an address"))
    }

    /// Lets a connection have been in its phase for so long that it gives way.
    fn age(slot: &Slot) {
        slot.connection.since.store(0, Relaxed);
    }

    /// A registry that has been there for longer than [`GIVES_WAY`].
    fn old(total: usize, per_network: usize) -> Registry {
        let limits = ConnectionLimits { total, per_network, write_timeout: Duration::from_secs(30) };
        let started = Instant::now().checked_sub(GIVES_WAY * 10).expect("a machine that runs for ten seconds");
        Registry(Arc::new(Shared { limits, started, open: Mutex::default() }))
    }

    #[test]
    fn a_place_is_given_back() {
        let registry = registry(1, 1);
        let first = admit(&registry, HERE).expect("a place");
        assert!(admit(&registry, THERE).is_none(), "it is full");
        drop(first);
        assert!(registry.is_empty());
        assert!(admit(&registry, THERE).is_some());
    }

    #[test]
    fn who_stalls_gives_way_before_who_is_idle() {
        let registry = old(3, 3);
        let [idle, stalled, busy] = [HERE, HERE, HERE].map(|peer| admit(&registry, peer).expect("a place"));
        busy.busy();
        stalled.stalled();
        age(&idle);
        age(&stalled);
        age(&busy);
        let _next = admit(&registry, HERE).expect("the place of the stalled one");
        assert!(stalled.is_evicted() && !idle.is_evicted());
        let _after = admit(&registry, HERE).expect("the place of the idle one");
        assert!(idle.is_evicted() && !busy.is_evicted());
        assert!(admit(&registry, HERE).is_none(), "the others are at work or new");
        assert_eq!(registry.len(), 3);
    }

    #[test]
    fn a_network_takes_no_more_than_its_part() {
        let registry = registry(10, 2);
        let _two = [admit(&registry, HERE).expect("a place"), admit(&registry, HERE).expect("a place")];
        assert!(admit(&registry, HERE).is_none());
        assert!(admit(&registry, THERE).is_some());
    }

    #[test]
    fn where_all_are_at_work_the_largest_network_gives_way() {
        let registry = registry(3, 3);
        let slots = [HERE, HERE, HERE].map(|peer| admit(&registry, peer).expect("a place"));
        slots.iter().for_each(Slot::busy);
        let _other = admit(&registry, THERE).expect("a place");
        assert_eq!(slots.each_ref().map(Slot::is_evicted), [false, false, true]);
        assert!(admit(&registry, HERE).is_none(), "which has its part");
    }

    #[test]
    fn an_evicted_connection_gives_its_place_back_once() {
        let registry = old(1, 1);
        let first = admit(&registry, HERE).expect("a place");
        first.stalled();
        age(&first);
        let second = admit(&registry, HERE).expect("its place");
        drop(first);
        assert_eq!(registry.len(), 1);
        drop(second);
        assert_eq!(registry.len(), 0);
    }

    #[test]
    fn an_ipv6_network_is_one_client() {
        let of = |peer: &str| network(peer.parse().expect("an address"));
        assert_eq!(of("2001:db8:1:2:3:4:5:6"), of("2001:db8:1:2::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:192.0.2.1"), of(HERE));
        assert_ne!(of(HERE), of(THERE));
    }
}
