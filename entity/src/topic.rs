//! A subject or contested territory.
use crate::{
    id::TopicId,
    vocabulary::{NodeKind, TopicKind},
};
use sea_orm::entity::prelude::*;

/// A subject or contested territory.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "topic")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TopicId,
    /// Kind of the node; fixed.
    pub node_kind: NodeKind,
    /// Human name in addresses.
    pub slug: String,
    /// Display name.
    pub name: String,
    /// Which kind.
    pub kind: TopicKind,
    /// Broader topic.
    pub broader_id: Option<TopicId>,
}

impl ActiveModelBehavior for ActiveModel {}
