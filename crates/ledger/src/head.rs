//! What entries of many kinds share.
use crate::field::{Field, List, Shape, date, list, term_or};
use entity::vocabulary::{Ended, Rank, Vocabulary as _};

/// Fields of every record.
pub const OF_RECORDS: &[Field] = &[list("former_slugs", List::Slugs)];

/// Fields of every statement.
pub const OF_STATEMENTS: &[Field] = &[term_or::<Rank>("rank", "NORMAL")];

/// Fields of what may have topics.
pub const TOPICS: &[Field] = &[list("topics", List::Topics)];

/// Fields of a spell.
pub const SPELL: &[Field] = &[
    date("from"),
    date("to"),
    Field::new("ended", Shape::Term { terms: Ended::TERMS, default: None }),
    date("attested_on"),
];

/// Names that are no fields of their own: which record it is, and where sources say so.
pub const NAMES_OF_RECORDS: &[&str] = &["slug", "cite"];

/// Names that are no fields of their own: which statement it is, and where sources say so.
pub const NAMES_OF_STATEMENTS: &[&str] = &["key", "claim_of", "cite"];
