//! The request cache: the queries of requests that came before, by the hash of their bytes.
//!
//! Equal bytes are equal queries. So the cached response of a repeated request is found without reading it again.

use super::{cache::Question, course::About};
use crate::role::Role;
use actix_web::http::Method;
use moka::future::Cache;
use sha2::{Digest as _, Sha256};

/// Bytes of all requests that are cached: about 10,000 of them.
const BYTES: u64 = 4 << 20;
/// What one takes besides the name of its operation, about.
const ENTRY: usize = 400;

/// The hash of the bytes of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RequestHash([u8; 32]);

/// Queries by the hash of the bytes that requested them.
#[derive(Clone)]
pub struct RequestCache(Cache<RequestHash, (Question, About)>);

impl Default for RequestCache {
    fn default() -> Self {
        let weigh = |_: &RequestHash, (_, about): &(Question, About)| {
            u32::try_from(ENTRY + about.operation.len()).unwrap_or(u32::MAX)
        };
        Self(Cache::builder().max_capacity(BYTES).weigher(weigh).build())
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
