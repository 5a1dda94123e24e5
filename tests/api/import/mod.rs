//! What an import does to a register.

mod claims;
mod every;
mod lists;
mod oddities;
mod prune;
mod refusals;
pub mod register;
mod repeated;
