//! Connections of clients: how many there are, and how long one may take nothing of its answer.
//!
//! actix-web bounds what a client sends; it does not bound how slowly a client reads. Here is what does:
//!
//! - [`Registry`] admits connections, in all and for each network, and closes one that is stalled or idle when a new
//!   client needs its place.
//! - [`Guarded`] is a connection that watches its own progress: it ends when its client takes nothing for a time, and
//!   reads no further request while an answer waits to be taken.
//! - [`Pieces`] hands an answer to actix-web in pieces, so that only a few of them are copied for a slow client.
//!
//! **Invariant:** beside the one answer that it waits for, a connection holds some buffers of this server's memory,
//! whatever its client does. *Why:* it costs a client nothing to open a connection and to read nothing. *Enforced by:*
//! [`Pieces`] (no more than one piece and the write buffer are copied), [`Guarded`] (no request is read ahead of a
//! blocked answer). The answer itself has at most 16 MiB, and a cached one is shared by all who wait for it.
//!
//! **Invariant:** a new client finds a place as long as another connection has been stalled or idle for a quarter of a
//! second: any other, or one of its own network if that network has as many as it may.
//! *Why:* clients that do not read must not keep those out that do. *Enforced by:* [`Registry::admit`].

mod farewell;
mod files;
mod guarded;
mod pieces;
mod registry;
mod server;

pub use files::most_connections;
pub use guarded::Guarded;
pub use pieces::Pieces;
pub use registry::{ConnectionLimits, Registry, network};
pub use server::{Timeouts, bind};
