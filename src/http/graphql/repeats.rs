//! Requests that were sent before, byte for byte: what they ask is known without reading them again.
//!
//! The same bytes ask the same question, so one that was answered and kept is found by their hash alone.

use super::cache::Question;
use crate::role::Role;
use actix_web::http::Method;
use moka::future::Cache;
use sha2::{Digest as _, Sha256};

/// How many requests are remembered, at some hundred bytes each.
const REQUESTS: u64 = 10_000;

/// The bytes of a request, by their hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sent([u8; 32]);

/// What was asked by which bytes.
#[derive(Clone)]
pub struct Repeats(Cache<Sent, Question>);

impl Default for Repeats {
    fn default() -> Self {
        Self(Cache::new(REQUESTS))
    }
}

impl Sent {
    /// What was sent, the body of a POST or the query string of a GET; `origin` tells registers apart.
    pub fn new(method: &Method, bytes: &[u8], role: Role, origin: i64) -> Self {
        let mut hash = Sha256::new();
        hash.update(origin.to_le_bytes());
        hash.update(method.as_str());
        hash.update(role.name());
        hash.update(bytes);
        Self(hash.finalize().into())
    }
}

impl Repeats {
    /// What was asked by these bytes, if they came before and were answered.
    pub async fn question(&self, sent: Sent) -> Option<Question> {
        self.0.get(&sent).await
    }

    /// Remembers what was asked.
    pub async fn note(&self, sent: Sent, question: Question) {
        self.0.insert(sent, question).await;
    }
}
