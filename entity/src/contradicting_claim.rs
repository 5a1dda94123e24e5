//! What takes part in contradictions; a view.
use crate::{
    id::{ContradictingClaimId, NodeId},
    vocabulary::{ContradictionRule, NodeKind},
};
use sea_orm::entity::prelude::*;

/// A statement or record that takes part in a contradiction.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "contradicting_claim")]
pub struct Model {
    /// Key: that of the statement or record.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ContradictingClaimId,
    /// Claim set, figure, office or remark.
    #[sea_orm(primary_key, auto_increment = false)]
    pub matter_id: NodeId,
    /// By which rule: its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub rule_number: i32,
    /// By which rule.
    pub rule: ContradictionRule,
    /// Statement or record.
    pub what_id: NodeId,
    /// Statement or record: its kind.
    pub what_kind: NodeKind,
}

impl ActiveModelBehavior for ActiveModel {}
