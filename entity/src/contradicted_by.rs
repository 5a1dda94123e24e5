//! What contradicts a statement; a view.
use crate::{
    id::{ContradictingClaimId, NodeId},
    vocabulary::{ContradictionRule, NodeKind},
};
use sea_orm::entity::prelude::*;

/// A statement that contradicts another.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "contradicted_by")]
pub struct Model {
    /// Statement that is contradicted.
    #[sea_orm(primary_key, auto_increment = false)]
    pub node_id: NodeId,
    /// Key: that of the statement that contradicts it, times eight, and the number of the rule.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ContradictingClaimId,
    /// By which rule.
    pub rule: ContradictionRule,
    /// Statement or record.
    pub what_id: NodeId,
    /// Statement or record: its kind.
    pub what_kind: NodeKind,
}

impl ActiveModelBehavior for ActiveModel {}
