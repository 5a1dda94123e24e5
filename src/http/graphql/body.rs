//! The body of an answer, which keeps what the client has not yet sent.
//!
//! A request body that nobody holds any more is read to its end by actix-web if it is chunked, however long that
//! takes. While the answer holds it, an unread rest makes actix-web close the connection instead.

use actix_web::{
    body::{BodySize, MessageBody},
    web::{Bytes, Payload},
};
use std::{
    convert::Infallible,
    pin::Pin,
    task::{Context, Poll},
};

/// Bytes to send, and the request's body until they are sent.
pub struct Body {
    bytes: Bytes,
    _unread: Payload,
}

impl Body {
    /// Answers with these bytes a request of this body.
    pub fn new(bytes: impl Into<Bytes>, unread: Payload) -> Self {
        Self { bytes: bytes.into(), _unread: unread }
    }
}

impl MessageBody for Body {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        BodySize::Sized(self.bytes.len() as u64)
    }

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Bytes, Infallible>>> {
        let bytes = std::mem::take(&mut self.get_mut().bytes);
        Poll::Ready(if bytes.is_empty() { None } else { Some(Ok(bytes)) })
    }
}
