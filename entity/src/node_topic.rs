//! A topic of a record or statement.
use crate::id::{NodeId, TopicId};
use sea_orm::entity::prelude::*;

/// A topic of a record or statement.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "node_topic")]
pub struct Model {
    /// Node concerned.
    #[sea_orm(primary_key, auto_increment = false)]
    pub node_id: NodeId,
    /// Topic.
    #[sea_orm(primary_key, auto_increment = false)]
    pub topic_id: TopicId,
}

impl ActiveModelBehavior for ActiveModel {}
