//! A body that goes out in pieces.

use actix_web::{
    body::{BodySize, MessageBody},
    web::Bytes,
};
use std::{
    convert::Infallible,
    pin::Pin,
    task::{Context, Poll},
};

/// Bytes that are handed to actix-web at once, which copies them into its write buffer.
const PIECE: usize = 32 << 10;

/// Bytes to send, piece by piece; the pieces share the memory of the whole.
#[derive(Debug)]
pub struct Pieces(Bytes);

impl Pieces {
    /// A body of these bytes.
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        Self(bytes.into())
    }

    /// The next piece; none at the end.
    pub fn take(&mut self) -> Option<Bytes> {
        let length = self.0.len().min(PIECE);
        (length > 0).then(|| self.0.split_to(length))
    }

    /// Bytes that are left.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing is left.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl MessageBody for Pieces {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        BodySize::Sized(self.len() as u64)
    }

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Bytes, Infallible>>> {
        Poll::Ready(self.get_mut().take().map(Ok))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_the_whole_and_are_not_copied() {
        for length in [0, 1, PIECE, PIECE + 1, 3 * PIECE] {
            let whole = Bytes::from(vec![7_u8; length]);
            let mut pieces = Pieces::new(whole.clone());
            let mut at = 0;
            while let Some(piece) = pieces.take() {
                assert!(!piece.is_empty() && piece.len() <= PIECE);
                assert_eq!(piece.as_ptr(), whole[at..].as_ptr());
                at += piece.len();
            }
            assert_eq!(at, length);
        }
    }
}
