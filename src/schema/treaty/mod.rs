//! Who is a party to a document, and whether it is in force: computed for a day, by the rules of [`rules::treaty`].
//!
//! `input` reads what the rules need, `output` makes rows of what they say and publishes them, `publish` and `missing`
//! are the fields.
mod input;
mod missing;
mod output;
mod publish;

pub use input::{Found, PartyActRow, TreatyInputs};
pub use output::PartyStanding;
pub use publish::{AS_OF, CERTAINTY, of_document, of_party};
