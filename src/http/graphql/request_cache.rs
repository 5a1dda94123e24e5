//! The request cache: the queries of requests that came before, by the hash of their bytes.
//!
//! Equal bytes are equal queries. So the cached response of a repeated request is found without reading it again.

use super::{cache::Question, course::About};
use crate::role::Role;
use actix_web::http::Method;
use moka::future::Cache;
use sha2::{Digest as _, Sha256};

/// How many requests are cached, at some hundred bytes each.
const REQUESTS: u64 = 10_000;

/// The hash of the bytes of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RequestHash([u8; 32]);

/// Queries by the hash of the bytes that requested them.
#[derive(Clone)]
pub struct RequestCache(Cache<RequestHash, (Question, About)>);

impl Default for RequestCache {
    fn default() -> Self {
        Self(Cache::new(REQUESTS))
    }
}

impl RequestHash {
    /// The hash of the body of a POST or of the query string of a GET; `origin` tells registers apart.
    pub fn new(method: &Method, bytes: &[u8], role: Role, origin: i64) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(origin.to_le_bytes());
        hasher.update(method.as_str());
        hasher.update(role.name());
        hasher.update(bytes);
        Self(hasher.finalize().into())
    }
}

impl RequestCache {
    /// The query of a request that was answered before, and what the log says of it.
    pub(super) async fn question(&self, hash: RequestHash) -> Option<(Question, About)> {
        self.0.get(&hash).await
    }

    /// Caches the query of a request.
    pub(super) async fn note(&self, hash: RequestHash, question: Question, about: About) {
        self.0.insert(hash, (question, about)).await;
    }
}
