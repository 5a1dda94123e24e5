//! Who is a party to a document, and whether it is in force: worked out for a day, by the rules of [`rules::treaty`].
//!
//! `input` reads what the rules need, `output` makes rows of what they say, `publish` names both in the schema.
mod input;
mod missing;
mod output;
mod publish;

pub use input::{Found, by_acts};
pub use output::{Output, standings};
pub use publish::{AS_OF, CERTAINTY, asked_day, least, of_document, of_party, standing};
