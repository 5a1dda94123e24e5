//! An answer in progress: where it computes, and what it may take.

use super::{
    Client,
    background::Background,
    derive::Budget,
    memory::{Memory, Share},
};
use std::sync::Arc;

/// What all answers of a server share. Without a setting, long computations take threads of the caller's runtime, and
/// memory has no limit.
#[derive(Clone, Default)]
pub struct Resources {
    /// Where long computations run.
    pub background: Background,
    /// The memory of all answers.
    pub memory: Option<Memory>,
}

/// One answer. When it is dropped, computations that still run for it end.
#[derive(Default)]
pub struct InProgress {
    /// Where it computes what takes long.
    pub background: Background,
    /// Memory that it holds.
    pub share: Share,
    /// What its computed fields may take.
    pub budget: Arc<Budget>,
}

impl Resources {
    /// The share of memory of a client's answer, which holds nothing yet.
    pub fn share(&self, client: Client) -> Share {
        self.memory.as_ref().map(|memory| memory.share(client)).unwrap_or_default()
    }

    /// A new answer for a client.
    pub(crate) fn begin(&self, client: Client) -> InProgress {
        InProgress { background: self.background.clone(), share: self.share(client), budget: Arc::default() }
    }
}

impl Drop for InProgress {
    fn drop(&mut self) {
        self.budget.abandon();
    }
}
