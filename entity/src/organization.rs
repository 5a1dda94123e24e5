//! An intergovernmental organization.
use crate::{
    id::OrganizationId,
    vocabulary::{NodeKind, OrganizationKind},
};
use sea_orm::entity::prelude::*;

/// An intergovernmental organization.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "organization")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OrganizationId,
    /// Kind of the node; fixed.
    pub node_kind: NodeKind,
    /// Human name in addresses.
    pub slug: String,
    /// Display name.
    pub name: String,
    /// Abbreviation in use.
    pub abbreviation: Option<String>,
    /// Which kind.
    pub kind: OrganizationKind,
}

impl ActiveModelBehavior for ActiveModel {}
