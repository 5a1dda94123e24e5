//! From the text of an address to a connection to PostgreSQL: one parser, and one TLS, for every connection.
//!
//! ```
//! # fn main() -> anyhow::Result<()> {
//! use postgres_connect::Address;
//!
//! let address = Address::parse("postgres://me@db.example/register?sslmode=require")?.with_application("report");
//! assert_eq!((address.user(), address.database()), ("me", "register"));
//! # Ok(())
//! # }
//! ```
//!
//! [`Address::connect`] makes a connection of tokio-postgres. Another driver reads [`Address`] part by part, and reaches
//! a server through a [`Socket`], so that what the address asks for holds for that driver too.
//!
//! **Invariant:** the text of an address is read once, by [`Address::parse`]. *Why:* two readers honour different
//! parameters, and the laxer one decides how safe the whole is. *Enforced by:* an address does not give its text back.
//!
//! **Invariant:** no message holds the value of a parameter. *Why:* it may be a password. *Enforced by:* messages name
//! parameters, and what is allowed; `no_value_is_told`.

mod address;
mod dial;
mod parameters;
mod reach;
mod refusal;
mod relay;
mod tls;

pub use address::{Address, Connecting, Host};
pub use relay::Socket;
