//! Contradictions, computed from what is stored; a view.
use crate::{
    id::{ContradictionId, NodeId, RemarkId},
    vocabulary::{ContradictionRule, NodeKind},
};
use sea_orm::entity::prelude::*;

/// One matter on which the register contradicts itself.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "contradiction")]
pub struct Model {
    /// Key: that of the matter, times eight, and the number of the rule.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ContradictionId,
    /// By which rule.
    pub rule: ContradictionRule,
    /// By which rule: its number.
    pub rule_number: i32,
    /// Claim set, figure, office or remark.
    pub matter_id: NodeId,
    /// Record that it is about.
    pub about_id: Option<NodeId>,
    /// Record that it is about: its kind.
    pub about_kind: Option<NodeKind>,
    /// What contradicts what.
    pub text: String,
    /// Remark of the editor who noted it.
    pub remark_id: Option<RemarkId>,
}

impl ActiveModelBehavior for ActiveModel {}
