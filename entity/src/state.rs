//! A state, present or former.
use crate::{id::StateId, vocabulary::NodeKind};
use sea_orm::entity::prelude::*;

/// A state, present or former.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "state")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: StateId,
    /// Kind of the node; fixed.
    pub node_kind: NodeKind,
    /// Human name in addresses.
    pub slug: String,
    /// Display name.
    pub name: String,
    /// ISO 3166-1 alpha-2 code.
    pub iso2: Option<String>,
    /// ISO 3166-1 alpha-3 code.
    pub iso3: Option<String>,
    /// ISO 3166-1 numeric code.
    pub iso_numeric: Option<String>,
    /// ISO 3166-3 code of a former state.
    pub iso_former: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
