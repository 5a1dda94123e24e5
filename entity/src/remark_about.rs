//! A record or statement that a remark is about.
use crate::id::{NodeId, RemarkId};
use sea_orm::entity::prelude::*;

/// A record or statement that a remark is about.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "remark_about")]
pub struct Model {
    /// Remark.
    #[sea_orm(primary_key, auto_increment = false)]
    pub remark_id: RemarkId,
    /// Node concerned.
    #[sea_orm(primary_key, auto_increment = false)]
    pub node_id: NodeId,
}

impl ActiveModelBehavior for ActiveModel {}
