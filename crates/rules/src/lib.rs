//! The rules of [docs/rules.md](../../../docs/rules.md): what holds on a day, and who is a party to a treaty.
//!
//! [`certainty`] has the comparison of vague days and the rule of spells, in Rust and as SQL text. [`treaty`] derives
//! the status of parties and treaties from acts and milestones.
//!
//! **Invariant:** the rules know no database driver, no entity and no API. *Why:* they are law, and are read, tested and
//! changed as law. *Enforced by:* the dependencies in `Cargo.toml`.

pub mod certainty;
pub mod treaty;
