//! `depositary`: the public record of intergovernmental organizations, as a GraphQL server.
//!
//! A request walks one way: [`http`] takes it, [`prepare`] turns its text into a selection, [`engine`] plans,
//! fetches and writes the answer from the definitions in [`schema`], over the entities of the crate `entity`.
//! [`rules`] has the rules by which answers for a day are derived.
//! [`import`] brings data files in through the crate `ledger`, [`generate`] makes synthetic ones up. [`private_postgres`] keeps a private PostgreSQL where none is given.
//! `docs/architecture.md` walks one query through all of them.

pub mod address;
pub mod app;
pub mod cli;
pub mod config;
pub mod database;
pub mod error_chain;
pub mod explain;
pub mod generate;
pub mod http;
pub mod import;
pub mod privileges;
pub mod role;
pub mod schema;
pub mod telemetry;
pub mod watch;
mod worker;
