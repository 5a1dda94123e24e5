//! A cache of prepared documents by the hash of their text, limited in number and in bytes.

use super::{Limits, Prepared};
use ahash::AHashMap;
use std::sync::{
    Arc, PoisonError, RwLock,
    atomic::{AtomicU64, Ordering},
};

/// Upper bound of the memory that a prepared document needs for each byte of its text. It was measured with documents
/// made to be large.
const PER_BYTE: usize = 96;

/// SHA-256 of a document's text.
pub type Hash = [u8; 32];

/// A cache that all workers share. Reading takes only a shared lock. A full cache evicts the least recently used
/// quarter.
pub(super) struct Cache {
    slots: RwLock<Slots>,
    clock: AtomicU64,
    bytes: usize,
    documents: usize,
}

#[derive(Default)]
struct Slots {
    by_hash: AHashMap<Hash, Slot>,
    bytes: usize,
}

struct Slot {
    prepared: Arc<Prepared>,
    bytes: usize,
    used: AtomicU64,
}

impl Cache {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            slots: RwLock::default(),
            clock: AtomicU64::new(0),
            bytes: limits.cache_bytes,
            documents: limits.cache_documents,
        }
    }

    pub(super) fn get(&self, hash: &Hash) -> Option<Arc<Prepared>> {
        let slots = self.slots.read().unwrap_or_else(PoisonError::into_inner);
        let slot = slots.by_hash.get(hash)?;
        slot.used.store(self.tick(), Ordering::Relaxed);
        Some(Arc::clone(&slot.prepared))
    }

    pub(super) fn insert(&self, hash: Hash, text: &str, prepared: Arc<Prepared>) {
        let bytes = text.len().saturating_mul(PER_BYTE);
        if bytes > self.bytes / 4 {
            return;
        }
        let slot = Slot { prepared, bytes, used: AtomicU64::new(self.tick()) };
        let mut slots = self.slots.write().unwrap_or_else(PoisonError::into_inner);
        slots.bytes += bytes;
        if let Some(former) = slots.by_hash.insert(hash, slot) {
            slots.bytes -= former.bytes;
        }
        while slots.bytes > self.bytes || slots.by_hash.len() > self.documents {
            slots.forget_a_quarter();
        }
    }

    fn tick(&self) -> u64 {
        self.clock.fetch_add(1, Ordering::Relaxed)
    }
}

impl Slots {
    fn forget_a_quarter(&mut self) {
        let mut used: Vec<_> = self.by_hash.values().map(|slot| slot.used.load(Ordering::Relaxed)).collect();
        let quarter = used.len() / 4;
        let (_, &mut oldest, _) = used.select_nth_unstable(quarter);
        self.by_hash.retain(|_, slot| slot.used.load(Ordering::Relaxed) > oldest);
        self.bytes = self.by_hash.values().map(|slot| slot.bytes).sum();
    }
}
