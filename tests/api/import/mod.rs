//! What an import does to a register.

mod case;
mod claims;
mod every;
mod lists;
mod messages;
mod moves;
mod prune;
mod refusals;
pub mod register;
mod repeated;
mod sets;
mod warnings;
mod writers;
