//! A dated step in the life of a record.
use crate::{
    id::{DocumentId, EventId, MeetingId, MilestoneId, NodeId, PlaceId},
    vocabulary::{Confidence, DateBasis, MilestoneStep, Modality, NodeKind, Rank},
};
use sea_orm::entity::prelude::*;

/// A dated step in the life of a record.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "milestone")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MilestoneId,
    /// Kind of the node; fixed.
    pub node_kind: NodeKind,
    /// Standing among the claims of its set.
    pub rank: Rank,
    /// First claim of its claim set; its own key where it stands alone.
    pub set_id: MilestoneId,
    /// Whether it is the claim of its set that lists show.
    pub is_leading: bool,
    /// What it is said of.
    pub subject_id: NodeId,
    /// What it is said of: its kind.
    pub subject_kind: NodeKind,
    /// Which step.
    pub step: MilestoneStep,
    /// Whether it happened, or how far it got.
    pub modality: Modality,
    /// Party that took the step.
    pub by_id: Option<NodeId>,
    /// Party that took the step: its kind.
    pub by_kind: Option<NodeKind>,
    /// Party that took the step, as the source puts it.
    pub by_label: Option<String>,
    /// Party that took the step: how many, where the source counts.
    pub by_count: Option<i32>,
    /// Meeting at which it was done.
    pub meeting_id: Option<MeetingId>,
    /// Event at which it was done.
    pub event_id: Option<EventId>,
    /// Where it was.
    pub place_id: Option<PlaceId>,
    /// Document by which it was done.
    pub instrument_id: Option<DocumentId>,
    /// Period for which, as an ISO 8601 duration.
    pub period: Option<String>,
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
    /// Date: first day that it can turn out to be; null where nothing bounds it; generated.
    pub date_first: Option<TimeDate>,
    /// Date: last day that it can turn out to be; null where nothing bounds it; generated.
    pub date_last: Option<TimeDate>,
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
