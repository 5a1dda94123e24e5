//! The body of an answer, which keeps what the client has not yet sent.
//!
//! A request body that nobody holds any more is read to its end by actix-web if it is chunked, however long that
//! takes. While the answer holds it, an unread rest makes actix-web close the connection after the answer instead;
//! [`Guarded`](crate::http::connection::Guarded) then sees to it that the client can read its answer.

use crate::http::connection::Pieces;
use actix_web::{
    body::{BodySize, MessageBody},
    web::{Bytes, Payload},
};
use futures_util::Stream as _;
use std::{
    convert::Infallible,
    pin::Pin,
    task::{Context, Poll},
};

/// Bytes of a request that may have come already, and be read, before the answer ends.
const ALREADY_THERE: usize = 64 << 10;

/// Bytes to send, and the request's body until they are sent.
pub struct Body {
    pieces: Pieces,
    unread: Payload,
}

impl Body {
    /// Answers with these bytes a request of this body.
    pub fn new(bytes: impl Into<Bytes>, unread: Payload) -> Self {
        Self { pieces: Pieces::new(bytes), unread }
    }

    /// Reads what is there of the request's body: if that is its end, the connection can be used again.
    fn read_rest(&mut self, context: &mut Context<'_>) {
        let mut bytes = 0;
        while bytes < ALREADY_THERE {
            match Pin::new(&mut self.unread).poll_next(context) {
                Poll::Ready(Some(Ok(chunk))) => bytes += chunk.len(),
                Poll::Ready(None | Some(Err(_))) | Poll::Pending => return,
            }
        }
    }
}

impl MessageBody for Body {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        self.pieces.size()
    }

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Infallible>>> {
        let body = self.get_mut();
        let piece = body.pieces.take();
        if piece.is_none() {
            body.read_rest(context);
        }
        Poll::Ready(piece.map(Ok))
    }
}
