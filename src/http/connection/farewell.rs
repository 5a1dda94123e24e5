//! The end of a connection: what its client still sends is read and forgotten, for a moment.

use actix_web::rt::{
    net::TcpStream,
    time::{Sleep, sleep},
};
use std::{
    future::Future as _,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};
use tokio::io::{AsyncRead as _, ReadBuf};

/// How long a client has for its part.
const MOMENT: Duration = Duration::from_secs(1);
/// Most bytes that are read for it.
const BYTES: usize = 80 << 20;
/// Bytes that are read at once, and most that are read before other connections have their turn.
const PIECE: usize = 16 << 10;
const TURN: usize = 1 << 20;

/// How far the end has come.
#[derive(Debug)]
pub(super) struct Farewell {
    moment: Pin<Box<Sleep>>,
    bytes: usize,
}

impl Default for Farewell {
    fn default() -> Self {
        Self { moment: Box::pin(sleep(MOMENT)), bytes: 0 }
    }
}

impl Farewell {
    /// Ready once the client has ended too, or may take no longer.
    pub(super) fn poll(&mut self, stream: &mut TcpStream, context: &mut Context<'_>) -> Poll<()> {
        let mut piece = [0; PIECE];
        let turn = self.bytes + TURN;
        while self.bytes < BYTES {
            if self.bytes > turn {
                context.waker().wake_by_ref();
                break;
            }
            let mut buffer = ReadBuf::new(&mut piece);
            match Pin::new(&mut *stream).poll_read(context, &mut buffer) {
                Poll::Ready(Ok(())) if !buffer.filled().is_empty() => self.bytes += buffer.filled().len(),
                Poll::Ready(_) => return Poll::Ready(()),
                Poll::Pending => break,
            }
        }
        self.moment.as_mut().poll(context)
    }
}
