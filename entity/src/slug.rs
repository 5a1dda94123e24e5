//! A human name in addresses; a former one goes on resolving.
use crate::{id::NodeId, vocabulary::NodeKind};
use sea_orm::entity::prelude::*;

/// A human name in addresses; a former one goes on resolving.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "slug")]
pub struct Model {
    /// Human name in addresses.
    #[sea_orm(primary_key, auto_increment = false)]
    pub slug: String,
    /// Node concerned.
    pub node_id: NodeId,
    /// Kind of the node.
    pub kind: NodeKind,
}

impl ActiveModelBehavior for ActiveModel {}
