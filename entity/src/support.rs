//! By how many independent sources a record or statement is supported; a view.
use crate::id::NodeId;
use sea_orm::entity::prelude::*;

/// By how many independent sources a record or statement is supported.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "support")]
pub struct Model {
    /// Record or statement.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: NodeId,
    /// How many sources of different origin it cites.
    pub independent_sources: i32,
}

impl ActiveModelBehavior for ActiveModel {}
