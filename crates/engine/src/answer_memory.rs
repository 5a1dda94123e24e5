//! Memory of answers: what they read, what they compute, and their bytes until the client has them.
//!
//! **Invariant:** the answers that hold more than [`FREE`] together hold no more than [`AnswerMemory`] allows, except
//! for one piece each that is being read, computed or written. Smaller answers are not counted. *Why:* a server that
//! runs out of memory ends for all. *Enforced by:* [`Share`], which an answer takes with it from its first row to its
//! last byte, and which grows before the next piece begins.
//!
//! **Invariant:** a small answer waits for no other. *Why:* light requests must go on while heavy ones wait. *Enforced
//! by:* [`FREE`], which every answer holds without asking.

use bytes::Bytes;
use fault::{Code, Fault};
use std::{
    pin::pin,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    time::Duration,
};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

/// Bytes that every answer holds without asking.
pub const FREE: usize = 64 << 10;
/// Bytes of one permit.
const PERMIT: usize = 1 << 10;
/// How long an answer waits for memory.
const WAIT_TIMEOUT: Duration = Duration::from_secs(1);
/// Number of calls of `relieve` while an answer waits.
const LOOKS: u32 = 20;

/// The memory that all answers share.
#[derive(Clone)]
pub struct AnswerMemory(Arc<Shared>);

struct Shared {
    permits: Arc<Semaphore>,
    all: u32,
    /// Disconnects a client that reads nothing of its answer, so that its memory is released.
    relieve: Box<dyn Fn() + Send + Sync>,
}

/// What one answer holds of it. Given back when it is dropped.
#[derive(Default)]
pub struct Share {
    memory: Option<AnswerMemory>,
    bytes: AtomicUsize,
    permit: Mutex<Option<OwnedSemaphorePermit>>,
}

impl AnswerMemory {
    /// A memory of this many bytes. `relieve` is called repeatedly while answers wait.
    pub fn new(bytes: u64, relieve: impl Fn() + Send + Sync + 'static) -> Self {
        let most = u64::from(u32::MAX).min(Semaphore::MAX_PERMITS as u64);
        let all = u32::try_from((bytes / PERMIT as u64).min(most)).unwrap_or(u32::MAX);
        let permits = Arc::new(Semaphore::new(all as usize));
        Self(Arc::new(Shared { permits, all, relieve: Box::new(relieve) }))
    }

    /// The share of a new answer, which holds nothing yet.
    pub fn share(&self) -> Share {
        Share { memory: Some(self.clone()), ..Share::default() }
    }

    /// Bytes that nobody holds.
    pub fn available(&self) -> usize {
        self.0.permits.available_permits() * PERMIT
    }

    /// Permits, in the order in which answers ask for them.
    async fn take(&self, permits: u32) -> Result<OwnedSemaphorePermit, Fault> {
        if permits > self.0.all {
            return Err(overloaded());
        }
        let mut taken = pin!(Arc::clone(&self.0.permits).acquire_many_owned(permits));
        for _ in 0..LOOKS {
            match timeout(WAIT_TIMEOUT / LOOKS, &mut taken).await {
                Ok(taken) => return taken.map_err(Fault::internal),
                Err(_) => (self.0.relieve)(),
            }
        }
        Err(overloaded())
    }
}

impl Share {
    /// Takes this many more bytes. Waits up to `WAIT_TIMEOUT` while others hold them.
    ///
    /// # Errors
    /// `OVERLOADED` if they hold them for too long.
    pub async fn grow(&self, bytes: usize) -> Result<(), Fault> {
        let held = self.bytes.fetch_add(bytes, Relaxed).saturating_add(bytes);
        match &self.memory {
            Some(memory) if held > FREE => {
                let wanted = permits(held).saturating_sub(self.held());
                if wanted == 0 {
                    return Ok(());
                }
                let taken = memory.take(wanted).await?;
                match &mut *self.permit() {
                    Some(permit) => permit.merge(taken),
                    none => *none = Some(taken),
                }
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
        let mut permit = self.permit();
        let needed = if held > FREE { permits(held) as usize } else { 0 };
        if let Some(permit) = &mut *permit {
            drop(permit.split(permit.num_permits().saturating_sub(needed)));
        }
        if needed == 0 {
            *permit = None;
        }
    }

    /// Attaches the share to these bytes. It is given back when the last reference to them is dropped.
    pub fn hold(self, bytes: Bytes) -> Bytes {
        struct Held(Bytes, #[expect(dead_code, reason = "it is given back when the bytes are dropped")] Share);
        impl AsRef<[u8]> for Held {
            fn as_ref(&self) -> &[u8] {
                &self.0
            }
        }
        if self.is_large() { Bytes::from_owner(Held(bytes, self)) } else { bytes }
    }

    /// Whether it holds more than [`FREE`], and so counts.
    pub fn is_large(&self) -> bool {
        self.permit().is_some()
    }

    fn held(&self) -> u32 {
        self.permit().as_ref().map_or(0, |permit| u32::try_from(permit.num_permits()).unwrap_or(u32::MAX))
    }

    fn permit(&self) -> MutexGuard<'_, Option<OwnedSemaphorePermit>> {
        self.permit.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn permits(bytes: usize) -> u32 {
    u32::try_from(bytes.div_ceil(PERMIT)).unwrap_or(u32::MAX)
}

fn overloaded() -> Fault {
    let message = "The server is making so many large answers that its memory for them is used up. Try again in a moment, \
                   with shorter pages or fewer fields.";
    Fault::new(Code::Overloaded, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt as _;
    use std::sync::atomic::AtomicU32;
    use tokio::runtime::{Builder, Runtime};

    fn runtime() -> Runtime {
        Builder::new_current_thread().enable_time().start_paused(true).build().expect("a runtime")
    }

    fn memory(bytes: usize) -> AnswerMemory {
        AnswerMemory::new(bytes as u64, || {})
    }

    #[test]
    fn a_small_answer_takes_nothing_and_waits_for_nobody() {
        runtime().block_on(async {
            let memory = memory(FREE + PERMIT);
            let large = memory.share();
            large.grow(FREE + PERMIT).await.expect("all there is");
            let small = memory.share();
            small.grow(FREE).now_or_never().expect("at once").expect("it holds that without asking");
            assert!(large.is_large() && !small.is_large());
            assert_eq!(small.grow(1).await.expect_err("one byte more").code, Code::Overloaded);
        });
    }

    #[test]
    fn released_memory_goes_to_a_waiting_answer() {
        runtime().block_on(async {
            let memory = memory(4 * FREE);
            let (one, two) = (memory.share(), memory.share());
            one.grow(3 * FREE).await.expect("room");
            let mut waiting = pin!(two.grow(2 * FREE));
            assert!((&mut waiting).now_or_never().is_none());
            one.settle(2 * FREE).await.expect("less");
            waiting.await.expect("room");
            assert_eq!(memory.available(), 0);
            drop(one);
            assert_eq!(memory.available(), 2 * FREE);
            two.settle(FREE).await.expect("less");
            assert_eq!((memory.available(), two.is_large()), (4 * FREE, false));
        });
    }

    #[test]
    fn bytes_hold_their_share_until_the_last_of_them_is_gone() {
        runtime().block_on(async {
            let memory = memory(4 * FREE);
            let share = memory.share();
            share.grow(3 * FREE).await.expect("room for rows");
            share.settle(2 * FREE).await.expect("room for bytes");
            let bytes = share.hold(vec![b' '; 2 * FREE].into());
            let mut piece = bytes.clone();
            let last = piece.split_off(FREE);
            drop((bytes, piece));
            assert_eq!(memory.available(), 2 * FREE);
            drop(last);
            assert_eq!(memory.available(), 4 * FREE);
        });
    }

    #[test]
    fn an_answer_grows_in_pieces_and_counts_all_of_them() {
        runtime().block_on(async {
            let memory = memory(4 * FREE);
            let share = memory.share();
            for _ in 0..4 {
                share.grow(FREE).await.expect("room");
            }
            assert_eq!(memory.available(), 0);
            assert_eq!(share.grow(1).await.expect_err("one byte more").code, Code::Overloaded);
        });
    }

    #[test]
    fn a_waiting_answer_has_memory_relieved() {
        runtime().block_on(async {
            let calls = Arc::new(AtomicU32::new(0));
            let counted = Arc::clone(&calls);
            let memory = AnswerMemory::new(2 * FREE as u64, move || _ = counted.fetch_add(1, Relaxed));
            let (one, two) = (memory.share(), memory.share());
            one.grow(2 * FREE).await.expect("all there is");
            assert_eq!(two.grow(2 * FREE).await.expect_err("it waits in vain").code, Code::Overloaded);
            assert_eq!(calls.load(Relaxed), LOOKS);
        });
    }
}
