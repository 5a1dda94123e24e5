//! The body of an answer, which keeps what the client has not yet sent.
//!
//! A request body that nobody holds any more is read to its end by actix-web if it is chunked, however long that
//! takes. While the answer holds it, an unread rest makes actix-web close the connection instead. A connection
//! that is closed with bytes unread is reset, and a client that still sends might never see the answer; so the
//! answer ends a moment after its last byte, and what the client sends meanwhile waits in the sockets, unread.

use crate::http::connection::Pieces;
use actix_web::{
    body::{BodySize, MessageBody},
    rt::time::{Sleep, sleep},
    web::{Bytes, Payload},
};
use futures_util::Stream as _;
use std::{
    convert::Infallible,
    future::Future as _,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

/// How long a client that still sends has for reading the answer.
const MOMENT: Duration = Duration::from_secs(1);
/// Bytes that may have come already and are no reason to wait.
const ALREADY_THERE: usize = 64 << 10;

/// Bytes to send, and the request's body until they are sent.
pub struct Body {
    pieces: Pieces,
    unread: Payload,
    moment: Option<Pin<Box<Sleep>>>,
}

impl Body {
    /// Answers with these bytes a request of this body.
    pub fn new(bytes: impl Into<Bytes>, unread: Payload) -> Self {
        Self { pieces: Pieces::new(bytes), unread, moment: None }
    }

    /// Whether the request's body is there to its end.
    fn is_read(&mut self, context: &mut Context<'_>) -> bool {
        let mut bytes = 0;
        while bytes < ALREADY_THERE {
            match Pin::new(&mut self.unread).poll_next(context) {
                Poll::Ready(Some(Ok(chunk))) => bytes += chunk.len(),
                Poll::Ready(None | Some(Err(_))) => return true,
                Poll::Pending => return false,
            }
        }
        false
    }
}

impl MessageBody for Body {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        self.pieces.size()
    }

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Infallible>>> {
        let body = self.get_mut();
        if let Some(piece) = body.pieces.take() {
            return Poll::Ready(Some(Ok(piece)));
        }
        if body.moment.is_none() && body.is_read(context) {
            return Poll::Ready(None);
        }
        let moment = body.moment.get_or_insert_with(|| Box::pin(sleep(MOMENT)));
        moment.as_mut().poll(context).map(|()| None)
    }
}
