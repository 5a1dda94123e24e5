//! What an import does to a register.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::allow_attributes,
    reason = "tests"
)]

mod claims;
mod every;
mod lists;
mod oddities;
mod prune;
mod refusals;
mod register;
mod repeated;
