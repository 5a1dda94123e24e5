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
    #[serde(default)]
    pub former_slugs: Vec<Spanned<String>>,
    pub key: Option<Spanned<String>>,
    #[serde(default)]
    pub cite: Vec<Cite>,
    #[serde(default)]
    pub topics: Vec<Reference>,
    pub claim_of: Option<Spanned<String>>,
    pub rank: Option<Rank>,
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub ended: Option<Ended>,
    pub attested_on: Option<Date>,
}
