//! Contradictions, once for each record that they are about; a view.
use crate::{
    id::{ContradictionId, NodeId, RemarkId},
    vocabulary::{ContradictionRule, NodeKind},
};
use sea_orm::entity::prelude::*;

/// A contradiction, of a record.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "contradiction_about")]
pub struct Model {
    /// Record that it is about.
    #[sea_orm(primary_key, auto_increment = false)]
    pub record_id: NodeId,
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
