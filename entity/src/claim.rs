//! A competing value of one field of a record or statement.
use crate::{
    id::{ClaimId, NodeId},
    vocabulary::{NodeKind, Rank},
};
use sea_orm::entity::prelude::*;

/// A competing value of one field of a record or statement.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "claim")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ClaimId,
    /// Kind of the node; fixed.
    pub node_kind: NodeKind,
    /// Standing among the claims of its set.
    pub rank: Rank,
    /// First claim of its claim set; its own key where it stands alone.
    pub set_id: ClaimId,
    /// Whether it is the claim of its set that lists show.
    pub is_leading: bool,
    /// What it is said of.
    pub subject_id: NodeId,
    /// What it is said of: its kind.
    pub subject_kind: NodeKind,
    /// Field concerned, as the API names it.
    pub field: String,
    /// The value.
    pub value: String,
}

impl ActiveModelBehavior for ActiveModel {}
