//! Waiting that ends: until something holds, or with what was waited for.

use std::time::Duration;

/// How long a test waits. Much longer than anything takes, even on a busy machine.
pub const DEADLINE: Duration = Duration::from_mins(1);

/// How long it rests between two attempts.
const PAUSE: Duration = Duration::from_millis(2);

/// Tries until an attempt gives something; fails with what was waited for once the deadline is over.
pub async fn until<T>(what: &str, mut attempt: impl AsyncFnMut() -> Option<T>) -> T {
    within(what, async {
        loop {
            if let Some(found) = attempt().await {
                return found;
            }
            tokio::time::sleep(PAUSE).await;
        }
    })
    .await
}

/// What a future gives; fails with what was waited for once the deadline is over.
pub async fn within<T>(what: &str, future: impl Future<Output = T>) -> T {
    tokio::time::timeout(DEADLINE, future).await.unwrap_or_else(|_| panic!("not within {DEADLINE:?}: {what}"))
}
