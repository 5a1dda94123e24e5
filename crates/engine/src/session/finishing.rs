//! Work that is completed even if nobody waits for it any more.

use futures_util::{FutureExt as _, future::BoxFuture};
use std::{
    pin::Pin,
    task::{Context, Poll, ready},
};
use tokio::runtime::Handle;

/// A future that is completed in the background if it is dropped early.
pub struct Finishing<T: Send + 'static>(Option<BoxFuture<'static, T>>);

impl<T: Send> Finishing<T> {
    /// The work starts when it is first awaited, or dropped.
    pub fn new(work: impl Future<Output = T> + Send + 'static) -> Self {
        Self(Some(work.boxed()))
    }
}

impl<T: Send> Future for Finishing<T> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        let Some(work) = &mut self.0 else { return Poll::Pending };
        let done = ready!(work.poll_unpin(context));
        self.0 = None;
        Poll::Ready(done)
    }
}

impl<T: Send> Drop for Finishing<T> {
    fn drop(&mut self) {
        if let (Some(work), Ok(runtime)) = (self.0.take(), Handle::try_current()) {
            runtime.spawn(work);
        }
    }
}
