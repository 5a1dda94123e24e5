//! What an act or step comes after, where a source says no more of its day.
use crate::id::NodeId;
use sea_orm::entity::prelude::*;

/// What an act or step comes after, where a source says no more of its day.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "comes_after")]
pub struct Model {
    /// Act or step.
    #[sea_orm(primary_key, auto_increment = false)]
    pub node_id: NodeId,
    /// What comes before it: an act, a step, a meeting or an event.
    #[sea_orm(primary_key, auto_increment = false)]
    pub other_id: NodeId,
}

impl ActiveModelBehavior for ActiveModel {}
