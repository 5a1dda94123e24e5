//! A post that persons hold in turn.
use crate::{
    id::{NodeId, OfficeId},
    vocabulary::NodeKind,
};
use sea_orm::entity::prelude::*;

/// A post that persons hold in turn.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "office")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OfficeId,
    /// Kind of the node; fixed.
    pub node_kind: NodeKind,
    /// Human name in addresses.
    pub slug: String,
    /// Display name.
    pub name: String,
    /// Body it belongs to.
    pub body_id: NodeId,
    /// Body it belongs to: its kind.
    pub body_kind: NodeKind,
    /// Whether one person at a time holds it; null where no source says.
    pub is_single_holder: Option<bool>,
}

impl ActiveModelBehavior for ActiveModel {}
