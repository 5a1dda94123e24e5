//! A request that is sent before anybody waits for its result.

use futures_util::{FutureExt as _, future::MaybeDone, future::maybe_done};
use std::{
    pin::Pin,
    task::{Context, Poll, ready},
};

/// The result of a request that was sent. Dropping it does not cancel the request.
pub struct Sent<F: Future>(Pin<Box<MaybeDone<F>>>);

/// Sends a request now and returns its result.
///
/// **Invariant:** when this returns, the request is in the queue of its connection, behind all earlier requests and
/// ahead of all later ones. *Why:* the first statement of an answer must find the snapshot begun, and the next user of
/// a connection must find it ended, however a combinator orders its polls. *Enforced by:* tokio-postgres queues a
/// request when its future is first polled, before it waits for anything (`simple_query.rs`, `query.rs`), and the
/// future is polled here; `tests/api/order.rs` checks the order in which PostgreSQL received the requests.
pub fn send<F: Future>(request: F) -> Sent<F> {
    let mut request = Box::pin(maybe_done(request));
    // It is rarely done yet; awaiting the result polls it again.
    let _ = request.as_mut().now_or_never();
    Sent(request)
}

impl<F: Future> Future for Sent<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        ready!(self.0.as_mut().poll(context));
        // The output is taken once: a future that was ready is not polled again.
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
