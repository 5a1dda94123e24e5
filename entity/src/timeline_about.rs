//! Everything dated, once for each record in whose timeline it stands; a view.
use crate::{
    id::{NodeId, TimelineId},
    vocabulary::{Confidence, DateBasis, Modality, NodeKind, TimelineKind},
};
use sea_orm::entity::prelude::*;

/// One date of one record or statement, in the timeline of a record.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "timeline_about")]
pub struct Model {
    /// Record in whose timeline it stands.
    #[sea_orm(primary_key, auto_increment = false)]
    pub record_id: NodeId,
    /// Key: that of its node, and 2^62 more for the second date of a node.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TimelineId,
    /// Which kind of entry.
    pub kind: TimelineKind,
    /// Record or statement that has the date.
    pub what_id: NodeId,
    /// Record or statement that has the date: its kind.
    pub what_kind: NodeKind,
    /// Record that it is about.
    pub about_id: Option<NodeId>,
    /// Record that it is about: its kind.
    pub about_kind: Option<NodeKind>,
    /// Whether it happened, or how far it got.
    pub modality: Option<Modality>,
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
    /// Date: integer that orders partial dates.
    pub date_order: i32,
    /// Whether lists show it.
    pub is_leading: bool,
}

impl ActiveModelBehavior for ActiveModel {}
