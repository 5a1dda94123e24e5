//! Everything that can be cited: the shared key of records and statements.
use crate::{
    id::{NodeId, RevisionId},
    vocabulary::NodeKind,
};
use sea_orm::entity::prelude::*;

/// Everything that can be cited: the shared key of records and statements.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "node")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: NodeId,
    /// Kind of the node.
    pub kind: NodeKind,
    /// Key under which a data file knows it; null where no file does.
    pub key: Option<String>,
    /// Number of its revisions, for optimistic locking.
    pub version: i32,
    /// Revision that created it.
    pub created_in: RevisionId,
}

impl ActiveModelBehavior for ActiveModel {}
