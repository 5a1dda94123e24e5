//! Who is a party to a document, and whether it is in force: computed for a day, by the rules of [`rules::treaty`].
//!
//! `rows` and `input` read what the rules need, `output` makes rows of what they say and publishes them, `publish` and `missing`
//! are the fields.
mod input;
mod missing;
mod output;
mod publish;
mod rows;

pub use input::{Found, TreatyInputs};
pub use output::PartyStanding;
pub use publish::{AS_OF, CERTAINTY, of_document, of_party};
pub use rows::PartyActRow;
