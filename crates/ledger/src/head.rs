//! Fields that entries of many kinds share.
use crate::field::{Field, List, Shape, date, list, term_or};
use entity::vocabulary::{Ended, Rank, Vocabulary as _};

/// Fields of every record.
pub const OF_RECORDS: &[Field] = &[list("former_slugs", List::Slugs)];

/// Fields of every statement.
pub const OF_STATEMENTS: &[Field] = &[term_or::<Rank>("rank", "NORMAL")];

/// Fields of kinds that may have topics.
pub const TOPICS: &[Field] = &[list("topics", List::Topics)];

/// Fields of a spell.
pub const SPELL: &[Field] = &[
    date("from"),
    date("to"),
    Field::new("ended", Shape::Term { terms: Ended::TERMS, default: None }),
    date("attested_on"),
];

/// Names that are not fields: the identity of a record, and its citations.
pub const NAMES_OF_RECORDS: &[&str] = &["slug", "cite"];

/// Names that are not fields: the identity of a statement, its claim set, and its citations.
pub const NAMES_OF_STATEMENTS: &[&str] = &["key", "claim_of", "cite"];
