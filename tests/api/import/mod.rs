//! What an import does to a register.

mod claims;
mod every;
mod lists;
mod messages;
mod oddities;
mod prune;
mod refusals;
pub mod register;
mod repeated;
mod sets;
mod writers;
