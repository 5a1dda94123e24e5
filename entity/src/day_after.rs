//! What an act or step was done or taken the day after.
use crate::id::NodeId;
use sea_orm::entity::prelude::*;

/// What an act or step was done or taken the day after.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "day_after")]
pub struct Model {
    /// Act or step.
    #[sea_orm(primary_key, auto_increment = false)]
    pub node_id: NodeId,
    /// What came the day before it: an act, a step, a meeting or an event.
    #[sea_orm(primary_key, auto_increment = false)]
    pub other_id: NodeId,
}

impl ActiveModelBehavior for ActiveModel {}
