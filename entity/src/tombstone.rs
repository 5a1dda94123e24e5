//! What is left of a deleted node.
use crate::{
    id::{NodeId, RevisionId},
    vocabulary::NodeKind,
};
use sea_orm::entity::prelude::*;

/// What is left of a deleted node.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "tombstone")]
pub struct Model {
    /// Node concerned.
    #[sea_orm(primary_key, auto_increment = false)]
    pub node_id: NodeId,
    /// Kind of the node.
    pub kind: NodeKind,
    /// Human name in addresses.
    pub slug: Option<String>,
    /// Display name.
    pub name: Option<String>,
    /// Revision that deleted it.
    pub deleted_in: RevisionId,
}

impl ActiveModelBehavior for ActiveModel {}
