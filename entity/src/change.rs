//! What each revision did to each node; a view.
use crate::{
    id::{NodeId, RevisionId},
    vocabulary::{ChangeKind, NodeKind},
};
use sea_orm::entity::prelude::*;

/// What a revision did to a node.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "change")]
pub struct Model {
    /// Key, with the number of the revision: that of the node.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: NodeId,
    /// Revision concerned.
    pub revision_id: RevisionId,
    /// Revision concerned: its public number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub revision_number: i32,
    /// What was done.
    pub change: ChangeKind,
    /// Node concerned; it may be gone.
    pub node_id: Option<NodeId>,
    /// Node concerned: its kind.
    pub node_kind: NodeKind,
    /// Slug of a record that was deleted.
    pub former_slug: Option<String>,
    /// Name of a record that was deleted.
    pub former_name: Option<String>,
    /// The row as it was before, as JSON.
    pub before: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
