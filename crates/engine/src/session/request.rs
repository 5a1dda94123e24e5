//! A request that is on its way before anybody waits for its result.

use futures_util::{FutureExt as _, future::MaybeDone, future::maybe_done};
use std::{
    pin::Pin,
    task::{Context, Poll, ready},
};

/// The result of a request that was sent. Dropping it takes nothing back.
pub struct Sent<F: Future>(Pin<Box<MaybeDone<F>>>);

/// Sends a request now; what is returned is its result.
///
/// **Invariant:** when this returns, the request stands in the queue of its connection, behind all that were sent
/// before and ahead of all that are sent later. *Why:* the first statement of an answer must find the snapshot begun,
/// and the next user of a connection must find it ended, however a combinator orders its polls. *Enforced by:*
/// tokio-postgres puts a request into the queue when its future is polled first, before it waits for anything
/// (`simple_query.rs`, `query.rs`), and the future is polled here; `tests/api/order.rs` sees what PostgreSQL got.
pub fn send<F: Future>(request: F) -> Sent<F> {
    let mut request = Box::pin(maybe_done(request));
    // Not done yet, as a rule; who waits for the result polls it again.
    let _ = request.as_mut().now_or_never();
    Sent(request)
}

impl<F: Future> Future for Sent<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        ready!(self.0.as_mut().poll(context));
        // Taken once: a future that was ready is not polled again.
        self.0.as_mut().take_output().map_or(Poll::Pending, Poll::Ready)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn a_request_is_sent_before_its_result_is_waited_for() {
        let is_sent = Cell::new(false);
        let sent = send(async {
            is_sent.set(true);
            7
        });
        assert!(is_sent.get());
        assert_eq!(sent.now_or_never(), Some(7));
    }
}
