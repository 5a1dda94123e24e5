//! A relation from one record to another, or to something only named.
use crate::{
    id::{NodeId, RelationId},
    vocabulary::{Confidence, DateBasis, Modality, NodeKind, Rank, RelationKind},
};
use sea_orm::entity::prelude::*;

/// A relation from one record to another, or to something only named.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "relation")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RelationId,
    /// Kind of the node; fixed.
    pub node_kind: NodeKind,
    /// Standing among the claims of its set.
    pub rank: Rank,
    /// First claim of its claim set; its own key where it stands alone.
    pub set_id: RelationId,
    /// Whether it is the claim of its set that lists show.
    pub is_leading: bool,
    /// How they relate.
    pub relation: RelationKind,
    /// What it is said of.
    pub subject_id: NodeId,
    /// What it is said of: its kind.
    pub subject_kind: NodeKind,
    /// What it relates to.
    pub object_id: Option<NodeId>,
    /// What it relates to: its kind.
    pub object_kind: Option<NodeKind>,
    /// What it relates to, as the source puts it.
    pub object_label: Option<String>,
    /// Whether it happened, or how far it got.
    pub modality: Modality,
    /// Date, as EDTF.
    pub date_edtf: Option<String>,
    /// Date: first possible day; null where unbounded.
    pub date_earliest: Option<TimeDate>,
    /// Date: last possible day; null where unbounded.
    pub date_latest: Option<TimeDate>,
    /// Date: where it comes from.
    pub date_basis: Option<DateBasis>,
    /// Date: how sure it is, where inferred.
    pub date_confidence: Option<Confidence>,
    /// Date: note of the editor.
    pub date_note: Option<String>,
    /// Date: integer that orders partial dates; generated.
    pub date_order: i32,
    /// Date of the announcement, as EDTF.
    pub announced_on_edtf: Option<String>,
    /// Date of the announcement: first possible day; null where unbounded.
    pub announced_on_earliest: Option<TimeDate>,
    /// Date of the announcement: last possible day; null where unbounded.
    pub announced_on_latest: Option<TimeDate>,
    /// Date of the announcement: where it comes from.
    pub announced_on_basis: Option<DateBasis>,
    /// Date of the announcement: how sure it is, where inferred.
    pub announced_on_confidence: Option<Confidence>,
    /// Date of the announcement: note of the editor.
    pub announced_on_note: Option<String>,
    /// Date of the announcement: integer that orders partial dates; generated.
    pub announced_on_order: i32,
}

impl ActiveModelBehavior for ActiveModel {}
