//! How sure it is that something holds on a day.
//!
//! Dates are vague, spells have no recorded end, sources stop somewhere. So the answer to "on that day?" is one of three:
//! CERTAIN, POSSIBLE or EXCLUDED ([`Certainty`]). This module has the comparison of two dates ([`Days`]), the rule of
//! spells ([`Spell`]), and the same rule as SQL ([`SpellSql`]). `docs/rules.md` has all of it in tables.
//!
//! One law holds throughout: knowing less makes nothing certain. Where a date is widened, an answer stays what it is or
//! becomes POSSIBLE, except that a source that contradicts itself may cease to.

mod attested;
mod days;
mod grade;
mod lifetime;
mod modality;
mod order;
mod shared;
mod soft;
mod sources;
mod spell;
mod sql;
mod succession;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

pub use attested::Attested;
pub use days::Days;
pub use grade::Certainty;
pub use lifetime::Lifetime;
pub(crate) use lifetime::earlier;
pub use modality::limit;
pub use order::{Order, narrowed_by};
pub use shared::Shared;
pub use spell::Spell;
pub use sql::SpellSql;
pub use succession::{OtherTenure, succeeded};
