//! What every entry may have, whatever its kind.
use super::{
    cite::Cite,
    field::{Date, Reference},
};
use entity::vocabulary::{Ended, Rank};
use serde::Deserialize;
use toml::Spanned;

/// Fields that entries of many kinds share; which of them a kind has, [`super::entry::Kind::takes`] says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Slugs that go on resolving.
    #[serde(default)]
    pub former_slugs: Vec<Spanned<String>>,
    /// Which statement it is.
    pub key: Option<Spanned<String>>,
    /// Where sources say so.
    #[serde(default)]
    pub cite: Vec<Cite>,
    /// What it is about.
    #[serde(default)]
    pub topics: Vec<Reference>,
    /// Key of the first claim of its set.
    pub claim_of: Option<Spanned<String>>,
    /// Standing in its set.
    pub rank: Option<Rank>,
    /// Start of the spell.
    pub from: Option<Date>,
    /// End of the spell.
    pub to: Option<Date>,
    /// Whether the spell has ended.
    pub ended: Option<Ended>,
    /// Days that a source vouches for.
    pub attested_on: Option<Date>,
}
