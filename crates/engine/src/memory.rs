//! Pools of memory: one for answers (what they read, what they compute, and their bytes until the client has them), one
//! for what clients send.
//!
//! **Invariant:** whatever holds more than [`FREE`] of a pool holds together no more than [`Memory`] allows, except for
//! one piece each that is being read, computed or written. Smaller shares are not counted, nor are answers while they
//! are cached, which have a limit of their own. *Why:* a server that runs out of memory ends for all. *Enforced by:*
//! [`Share`], which an answer takes with it from its first row to its last byte, and which grows before the next piece
//! begins.
//!
//! **Invariant:** a small answer waits for no other. *Why:* light requests must go on while heavy ones wait. *Enforced
//! by:* [`FREE`], which every answer holds without asking.
//!
//! **Invariant:** no client takes all of a pool. *Why:* others need memory too. *Enforced by:* [`accounts`].

mod accounts;

use crate::Client;
use accounts::Accounts;
use bytes::Bytes;
use fault::{Code, Fault};
use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, Weak,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    time::Duration,
};
use tokio::{
    sync::Notify,
    time::{Instant, timeout_at},
};

/// Bytes that every share holds without asking.
pub const FREE: usize = 64 << 10;
/// Bytes of one permit.
const PERMIT: usize = 1 << 10;
/// How long an answer waits for memory.
const WAIT_TIMEOUT: Duration = Duration::from_secs(1);
/// Number of calls of `relieve` while an answer waits.
const LOOKS: u32 = 20;

/// A pool of memory. Clones share it.
#[derive(Clone)]
pub struct Memory(Arc<Shared>);

struct Shared {
    accounts: Mutex<Accounts>,
    all: i64,
    /// Wakes the waiting requests when memory was given back.
    freed: Notify,
    /// Disconnects a client that reads nothing of its answer, so that its memory is released.
    relieve: Box<dyn Fn() + Send + Sync>,
    /// What a refusal says.
    refusal: &'static str,
}

/// What one request or answer holds of a pool. Given back when it is dropped.
#[derive(Default)]
pub struct Share {
    memory: Option<Memory>,
    client: Client,
    bytes: AtomicUsize,
    permits: Mutex<Permits>,
}

#[derive(Default)]
struct Permits {
    count: i64,
    /// Whether something else counts them at present.
    is_cached: bool,
}

/// The share of an answer's bytes, for a cache of these bytes.
#[derive(Clone, Debug, Default)]
pub struct Charge(Weak<Share>);

/// A request or answer that waits for permits.
struct Ticket<'a> {
    shared: &'a Shared,
    number: u64,
    client: Client,
    permits: i64,
}

impl Memory {
    /// A pool of this many bytes. `relieve` is called repeatedly while a request or answer waits; `refusal` is the message
    /// when the wait times out.
    pub fn new(bytes: u64, refusal: &'static str, relieve: impl Fn() + Send + Sync + 'static) -> Self {
        let all = i64::try_from(bytes / PERMIT as u64).unwrap_or(i64::MAX);
        let accounts = Mutex::new(Accounts::new(all));
        Self(Arc::new(Shared { accounts, all, freed: Notify::new(), relieve: Box::new(relieve), refusal }))
    }

    /// The share of a new request or answer of a client, which holds nothing yet.
    pub fn share(&self, client: Client) -> Share {
        let (bytes, permits) = (AtomicUsize::default(), Mutex::default());
        Share { memory: Some(self.clone()), client, bytes, permits }
    }

    /// Bytes that nobody holds.
    pub fn available(&self) -> usize {
        usize::try_from(self.0.accounts().free()).unwrap_or(0) * PERMIT
    }

    /// Permits for a client.
    async fn take(&self, client: Client, permits: i64) -> Result<(), Fault> {
        let shared = &*self.0;
        if permits > shared.all {
            return Err(shared.overloaded());
        }
        let number = shared.accounts().enqueue(client, permits);
        let ticket = Ticket { shared, number, client, permits };
        let begun = Instant::now();
        for look in 0..=LOOKS {
            let until = begun + WAIT_TIMEOUT / LOOKS * look;
            loop {
                let mut freed = std::pin::pin!(shared.freed.notified());
                freed.as_mut().enable();
                if shared.accounts().collect(ticket.number) {
                    return Ok(());
                }
                if timeout_at(until, freed).await.is_err() {
                    break;
                }
            }
            if look < LOOKS {
                (shared.relieve)();
            }
        }
        Err(shared.overloaded())
    }
}

impl Shared {
    fn accounts(&self) -> MutexGuard<'_, Accounts> {
        // Nothing panics while it is held.
        self.accounts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn release(&self, client: Client, permits: i64) {
        if permits > 0 {
            self.accounts().release(client, permits);
            self.freed.notify_waiters();
        }
    }

    fn overloaded(&self) -> Fault {
        Fault::new(Code::Overloaded, self.refusal)
    }
}

impl Drop for Ticket<'_> {
    fn drop(&mut self) {
        self.shared.accounts().leave(self.number, self.client, self.permits);
        self.shared.freed.notify_waiters();
    }
}

impl Share {
    /// Takes this many more bytes. Waits up to `WAIT_TIMEOUT` while others hold them.
    ///
    /// # Errors
    /// `OVERLOADED` if they hold them for too long, or if the client holds its part already.
    pub async fn grow(&self, bytes: usize) -> Result<(), Fault> {
        let held = self.bytes.fetch_add(bytes, Relaxed).saturating_add(bytes);
        match &self.memory {
            Some(memory) if held > FREE => {
                let wanted = permits(held) - self.permits().count;
                if wanted <= 0 {
                    return Ok(());
                }
                memory.take(self.client, wanted).await?;
                self.permits().count += wanted;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Changes the size of the share to this many bytes.
    ///
    /// # Errors
    /// As for [`Self::grow`], where these are more.
    pub async fn settle(&self, bytes: usize) -> Result<(), Fault> {
        let held = self.bytes.load(Relaxed);
        if held > FREE && bytes < held {
            self.shrink_to(bytes);
        }
        self.grow(bytes.saturating_sub(held)).await
    }

    /// Holds no more than so many bytes from now on.
    fn shrink_to(&self, bytes: usize) {
        let held = self.bytes.load(Relaxed).min(bytes);
        self.bytes.store(held, Relaxed);
        let needed = if held > FREE { permits(held) } else { 0 };
        let mut permits = self.permits();
        let spare = permits.count - needed;
        if let Some(memory) = self.memory.as_ref().filter(|_| spare > 0) {
            permits.count = needed;
            memory.0.release(self.client, spare);
        }
    }

    /// Attaches the share to these bytes. It is given back when the last reference to them is dropped.
    pub fn hold(self, bytes: Bytes) -> (Bytes, Charge) {
        struct Held(Bytes, #[expect(dead_code, reason = "it is given back when the bytes are dropped")] Arc<Share>);
        impl AsRef<[u8]> for Held {
            fn as_ref(&self) -> &[u8] {
                &self.0
            }
        }
        if !self.is_large() {
            return (bytes, Charge::default());
        }
        let share = Arc::new(self);
        let charge = Charge(Arc::downgrade(&share));
        (Bytes::from_owner(Held(bytes, share)), charge)
    }

    /// Whether it holds more than [`FREE`], and so counts.
    pub fn is_large(&self) -> bool {
        self.permits().count > 0
    }

    /// Whether something else than the pool counts it from now on.
    fn set_cached(&self, is_cached: bool) {
        let mut permits = self.permits();
        let Some(memory) = self.memory.as_ref().filter(|_| permits.is_cached != is_cached) else {
            return;
        };
        permits.is_cached = is_cached;
        if is_cached {
            memory.0.release(self.client, permits.count);
        } else {
            memory.0.accounts().charge(self.client, permits.count);
        }
    }

    fn permits(&self) -> MutexGuard<'_, Permits> {
        self.permits.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let permits = self.permits();
        if let Some(memory) = self.memory.as_ref().filter(|_| !permits.is_cached) {
            memory.0.release(self.client, permits.count);
        }
    }
}

impl Charge {
    /// The bytes are cached: whoever caches them bounds them from now on.
    pub fn cached(&self) {
        self.set_cached(true);
    }

    /// The bytes are no longer cached: if somebody is still being sent them, they count for the client that had them made.
    pub fn evicted(&self) {
        self.set_cached(false);
    }

    fn set_cached(&self, is_cached: bool) {
        if let Some(share) = self.0.upgrade() {
            share.set_cached(is_cached);
        }
    }
}

impl std::fmt::Debug for Share {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Share").field("bytes", &self.bytes).finish_non_exhaustive()
    }
}

fn permits(bytes: usize) -> i64 {
    i64::try_from(bytes.div_ceil(PERMIT)).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt as _;
    use std::{pin::pin, sync::atomic::AtomicU32};
    use tokio::runtime::{Builder, Runtime};

    fn runtime() -> Runtime {
        Builder::new_current_thread().enable_time().start_paused(true).build().expect("a runtime")
    }

    /// A pool of four times [`FREE`], of which a client may hold three.
    fn memory() -> Memory {
        Memory::new(4 * FREE as u64, "", || {})
    }

    fn client(number: u8) -> Client {
        Client(Some([192, 0, 2, number].into()))
    }

    #[test]
    fn a_small_answer_takes_nothing_and_waits_for_nobody() {
        runtime().block_on(async {
            let memory = memory();
            let large = memory.share(client(1));
            large.grow(3 * FREE).await.expect("its part");
            let small = memory.share(client(1));
            small.grow(FREE).now_or_never().expect("at once").expect("it holds that without asking");
            assert!(large.is_large() && !small.is_large());
            assert_eq!(small.grow(1).await.expect_err("one byte more").code, Code::Overloaded);
        });
    }

    #[test]
    fn a_client_leaves_a_part_to_others() {
        runtime().block_on(async {
            let memory = memory();
            let one = memory.share(client(1));
            one.grow(3 * FREE).await.expect("its part");
            assert_eq!(one.grow(1).await.expect_err("more").code, Code::Overloaded);
            let other = memory.share(client(2));
            other.grow(FREE / 2).now_or_never().expect("at once").expect("small");
            let other = memory.share(client(2));
            assert_eq!(other.grow(2 * FREE).await.expect_err("more than is free").code, Code::Overloaded);
            drop(one);
            other.settle(0).await.expect("less");
            other.grow(2 * FREE).now_or_never().expect("at once").expect("room");
        });
    }

    #[test]
    fn released_memory_goes_to_a_waiting_answer() {
        runtime().block_on(async {
            let memory = memory();
            let (one, two) = (memory.share(client(1)), memory.share(client(2)));
            one.grow(3 * FREE).await.expect("room");
            let mut waiting = pin!(two.grow(2 * FREE));
            assert!((&mut waiting).now_or_never().is_none());
            one.settle(FREE).await.expect("less");
            waiting.await.expect("room");
            assert_eq!(memory.available(), 2 * FREE);
            drop(one);
            two.settle(FREE).await.expect("less");
            assert_eq!((memory.available(), two.is_large()), (4 * FREE, false));
        });
    }

    #[test]
    fn an_abandoned_wait_holds_nothing() {
        runtime().block_on(async {
            let memory = memory();
            let (one, two) = (memory.share(client(1)), memory.share(client(2)));
            one.grow(3 * FREE).await.expect("room");
            {
                let mut waiting = pin!(two.grow(2 * FREE));
                assert!((&mut waiting).now_or_never().is_none());
                // The permits are granted, and the wait is abandoned before it sees them.
                drop(one);
                assert_eq!(memory.available(), 2 * FREE);
            }
            assert_eq!(memory.available(), 4 * FREE);
        });
    }

    /// Bytes of this many, held by an answer of its own, and their charge.
    async fn held(memory: &Memory, bytes: usize) -> (Bytes, Charge) {
        let share = memory.share(client(1));
        share.grow(bytes).await.expect("room");
        share.hold(vec![b' '; bytes].into())
    }

    #[test]
    fn bytes_hold_their_share_until_the_last_of_them_is_gone() {
        runtime().block_on(async {
            let memory = memory();
            let share = memory.share(client(1));
            share.grow(3 * FREE).await.expect("room for rows");
            share.settle(2 * FREE).await.expect("room for bytes");
            let (bytes, _) = share.hold(vec![b' '; 2 * FREE].into());
            let mut piece = bytes.clone();
            let last = piece.split_off(FREE);
            drop((bytes, piece));
            assert_eq!(memory.available(), 2 * FREE);
            drop(last);
            assert_eq!(memory.available(), 4 * FREE);
        });
    }

    #[test]
    fn cached_bytes_count_again_once_they_are_evicted() {
        runtime().block_on(async {
            let memory = memory();
            let (bytes, charge) = held(&memory, 2 * FREE).await;
            charge.cached();
            charge.cached();
            assert_eq!(memory.available(), 4 * FREE);
            charge.evicted();
            assert_eq!(memory.available(), 2 * FREE);
            drop(bytes);
            assert_eq!(memory.available(), 4 * FREE);
            charge.evicted();
            let (bytes, charge) = held(&memory, 2 * FREE).await;
            charge.cached();
            drop(bytes);
            assert_eq!(memory.available(), 4 * FREE);
        });
    }

    #[test]
    fn an_answer_grows_in_pieces_and_counts_all_of_them() {
        runtime().block_on(async {
            let memory = memory();
            let share = memory.share(client(1));
            for _ in 0..3 {
                share.grow(FREE).await.expect("room");
            }
            assert_eq!(memory.available(), FREE);
            assert_eq!(share.grow(1).await.expect_err("one byte more").code, Code::Overloaded);
        });
    }

    #[test]
    fn a_waiting_answer_has_memory_relieved() {
        runtime().block_on(async {
            let calls = Arc::new(AtomicU32::new(0));
            let counted = Arc::clone(&calls);
            let memory = Memory::new(4 * FREE as u64, "", move || _ = counted.fetch_add(1, Relaxed));
            let (one, two) = (memory.share(client(1)), memory.share(client(2)));
            one.grow(3 * FREE).await.expect("its part");
            assert_eq!(two.grow(2 * FREE).await.expect_err("the wait times out").code, Code::Overloaded);
            assert_eq!(calls.load(Relaxed), LOOKS);
        });
    }
}
