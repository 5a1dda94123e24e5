//! What an import does to a register.

mod claims;
mod every;
mod lists;
mod oddities;
mod prune;
mod refusals;
mod register;
mod repeated;
