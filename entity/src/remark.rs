//! Something said about records or statements, and in whose voice.
use crate::{
    id::{MeetingId, NodeId, RemarkId},
    vocabulary::{Confidence, DateBasis, NodeKind, Rank, RemarkKind},
};
use sea_orm::entity::prelude::*;

/// Something said about records or statements, and in whose voice.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "remark")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RemarkId,
    /// Kind of the node; fixed.
    pub node_kind: NodeKind,
    /// Standing among the claims of its set.
    pub rank: Rank,
    /// First claim of its claim set; its own key where it stands alone.
    pub set_id: RemarkId,
    /// Whether it is the claim of its set that lists show.
    pub is_leading: bool,
    /// Which kind.
    pub kind: RemarkKind,
    /// In whose voice.
    pub voice_id: Option<NodeId>,
    /// In whose voice: its kind.
    pub voice_kind: Option<NodeKind>,
    /// In whose voice, as the source puts it.
    pub voice_label: Option<String>,
    /// In whose voice: how many, where the source counts.
    pub voice_count: Option<i32>,
    /// Meeting at which it was done.
    pub meeting_id: Option<MeetingId>,
    /// Text in our own words.
    pub text: String,
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
}

impl ActiveModelBehavior for ActiveModel {}
