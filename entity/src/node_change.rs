//! What a revision did to a node.
use crate::{
    id::{NodeId, RevisionId},
    vocabulary::{ChangeKind, NodeKind},
};
use sea_orm::entity::prelude::*;

/// What a revision did to a node.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "node_change")]
pub struct Model {
    /// Revision concerned.
    #[sea_orm(primary_key, auto_increment = false)]
    pub revision_id: RevisionId,
    /// Place in its list, from 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub ordinal: i32,
    /// Node concerned.
    pub node_id: NodeId,
    /// Kind of the node.
    pub kind: NodeKind,
    /// What was done.
    pub change: ChangeKind,
    /// The row as it was before.
    pub before: Option<Json>,
}

impl ActiveModelBehavior for ActiveModel {}
