//! A connection that ends where its client takes nothing of its answer.

use super::{farewell::Farewell, registry::Slot};
use crate::telemetry;
use actix_web::rt::{
    net::TcpStream,
    time::{Sleep, sleep},
};
use socket2::SockRef;
use std::{
    future::Future as _,
    io,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// A connection with a place among the others.
///
/// **Invariant:** nothing is read while writing is blocked. *Why:* a client that pipelines requests and reads no answer
/// would otherwise have them kept. *Enforced by:* `poll_read`; when writing goes on, the task is woken to read again.
#[derive(Debug)]
pub struct Guarded {
    stream: TcpStream,
    slot: Slot,
    /// While writing is blocked: when the client must have taken something.
    deadline: Option<Pin<Box<Sleep>>>,
    /// Whether something was written that is not flushed.
    has_written: bool,
    /// Once all is sent.
    farewell: Option<Farewell>,
}

impl Guarded {
    pub(super) fn new(stream: TcpStream, slot: Slot) -> Self {
        Self { stream, slot, deadline: None, has_written: false, farewell: None }
    }

    fn check(&self) -> io::Result<()> {
        if self.slot.is_evicted() {
            return Err(self.cut(io::ErrorKind::ConnectionAborted, "the place went to another client"));
        }
        Ok(())
    }

    /// Ends the connection so that the system forgets at once what it has not yet sent; it would otherwise wait for the
    /// client to take it.
    fn cut(&self, kind: io::ErrorKind, why: &'static str) -> io::Error {
        // Where this fails, the system forgets it later.
        let _ = SockRef::from(&self.stream).set_linger(Some(Duration::ZERO));
        telemetry::refused(why);
        io::Error::new(kind, why)
    }

    /// Notes that the client takes nothing at present.
    ///
    /// # Errors
    /// Where it has taken nothing for too long.
    fn blocked(&mut self, context: &mut Context<'_>) -> io::Result<()> {
        self.slot.stalled();
        self.slot.wake_on_eviction(context);
        let timeout = self.slot.limits().write_timeout;
        let deadline = self.deadline.get_or_insert_with(|| Box::pin(sleep(timeout)));
        match deadline.as_mut().poll(context) {
            Poll::Ready(()) => Err(self.cut(io::ErrorKind::TimedOut, "the client takes nothing of its answer")),
            Poll::Pending => Ok(()),
        }
    }

    /// Notes that the client took something.
    fn unblocked(&mut self, context: &mut Context<'_>) {
        if self.deadline.take().is_some() {
            self.slot.busy();
            // What was not read meanwhile may be read now.
            context.waker().wake_by_ref();
        }
    }
}

impl AsyncRead for Guarded {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let guarded = self.get_mut();
        guarded.check()?;
        if guarded.deadline.is_some() {
            return Poll::Pending;
        }
        let before = buffer.filled().len();
        let read = Pin::new(&mut guarded.stream).poll_read(context, buffer);
        if read.is_pending() {
            guarded.slot.wake_on_eviction(context);
        } else if buffer.filled().len() > before {
            guarded.slot.busy();
        }
        read
    }
}

impl AsyncWrite for Guarded {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let guarded = self.get_mut();
        guarded.check()?;
        match Pin::new(&mut guarded.stream).poll_write(context, bytes) {
            Poll::Pending => {
                guarded.blocked(context)?;
                Poll::Pending
            }
            written @ Poll::Ready(_) => {
                guarded.has_written = true;
                guarded.unblocked(context);
                written
            }
        }
    }

    /// Called when all is written: the connection then waits for its next request.
    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let guarded = self.get_mut();
        if std::mem::take(&mut guarded.has_written) {
            guarded.slot.idle();
        }
        Pin::new(&mut guarded.stream).poll_flush(context)
    }

    /// Tells the client that all is sent, and lets it finish: a connection that is closed with bytes unread is reset,
    /// and a client that still sends might then never see its answer (RFC 9112, section 9.6).
    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let guarded = self.get_mut();
        if guarded.farewell.is_none() {
            ready!(Pin::new(&mut guarded.stream).poll_shutdown(context))?;
            guarded.slot.idle();
        }
        guarded.check()?;
        guarded.slot.wake_on_eviction(context);
        guarded.farewell.get_or_insert_default().poll(&mut guarded.stream, context).map(Ok)
    }
}
