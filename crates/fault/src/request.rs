//! Which request the code that runs belongs to, so that the log can say it.

use std::{fmt, future::Future, sync::Arc};

/// The id of a request: that of the client, or one of the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(pub Arc<str>);

tokio::task_local! {
    static CURRENT: RequestId;
}

impl RequestId {
    /// Runs a future as part of this request.
    pub async fn scope<T>(self, work: impl Future<Output = T>) -> T {
        CURRENT.scope(self, work).await
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The id of the request that the code that runs belongs to; `-` where it belongs to none, or to several.
pub(crate) fn current() -> RequestId {
    CURRENT.try_with(Clone::clone).unwrap_or_else(|_| RequestId("-".into()))
}
