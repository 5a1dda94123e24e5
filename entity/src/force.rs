//! A collective force.
use crate::{
    id::{ForceId, NodeId},
    vocabulary::{ForceKind, NodeKind},
};
use sea_orm::entity::prelude::*;

/// A collective force.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "force")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ForceId,
    /// Kind of the node; fixed.
    pub node_kind: NodeKind,
    /// Human name in addresses.
    pub slug: String,
    /// Display name.
    pub name: String,
    /// Which kind.
    pub kind: ForceKind,
    /// Body it belongs to.
    pub body_id: Option<NodeId>,
    /// Body it belongs to: its kind.
    pub body_kind: Option<NodeKind>,
    /// Region within a state or across states.
    pub region: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
