//! Which statements came before. A statement is prepared when it comes for the second time.
//!
//! A client can send new statements without end, by new filters, orders and selections. Preparing each of them costs
//! PostgreSQL the memory of a plan, and one more round trip, for nothing.

use ahash::RandomState;
use lru::LruCache;
use std::{
    num::NonZeroUsize,
    sync::{Arc, Mutex, PoisonError},
};

/// Statements that are remembered. What a server is asked often has some hundreds.
const REMEMBERED: NonZeroUsize = NonZeroUsize::new(4_096).expect("not zero");

/// The statements that a worker has sent lately, by the hash of their text.
#[derive(Clone)]
pub struct Shapes(Arc<Mutex<Recent>>);

struct Recent {
    hasher: RandomState,
    hashes: LruCache<u64, (), RandomState>,
}

impl Default for Shapes {
    fn default() -> Self {
        let hasher = RandomState::new();
        Self(Arc::new(Mutex::new(Recent { hashes: LruCache::with_hasher(REMEMBERED, hasher.clone()), hasher })))
    }
}

impl Shapes {
    /// Whether a statement came before. It is remembered from now on.
    pub fn is_repeated(&self, text: &str) -> bool {
        let mut recent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let hash = recent.hasher.hash_one(text);
        recent.hashes.put(hash, ()).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_is_repeated_when_it_comes_again_soon() {
        let shapes = Shapes::default();
        assert!(!shapes.is_repeated("select 1"));
        assert!(shapes.is_repeated("select 1"));
        for number in 0..REMEMBERED.get() {
            assert!(!shapes.is_repeated(&format!("select {number}, 2")));
        }
        assert!(!shapes.is_repeated("select 1"), "it is forgotten");
    }
}
