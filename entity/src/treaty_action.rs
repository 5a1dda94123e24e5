//! What a state or organization did to a document.
use crate::{
    id::{DocumentId, MeetingId, NodeId, TreatyActionId},
    vocabulary::{Confidence, DateBasis, Modality, NodeKind, Rank, TreatyActionKind},
};
use sea_orm::entity::prelude::*;

/// What a state or organization did to a document.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "treaty_action")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TreatyActionId,
    /// Kind of the node; fixed.
    pub node_kind: NodeKind,
    /// Standing among the claims of its set.
    pub rank: Rank,
    /// First claim of its claim set; its own key where it stands alone.
    pub set_id: TreatyActionId,
    /// Whether it is the claim of its set that lists show.
    pub is_leading: bool,
    /// Document concerned.
    pub document_id: DocumentId,
    /// Party.
    pub party_id: Option<NodeId>,
    /// Party: its kind.
    pub party_kind: Option<NodeKind>,
    /// Party, as the source puts it.
    pub party_label: Option<String>,
    /// Party: how many, where the source counts.
    pub party_count: Option<i32>,
    /// What was done.
    pub action: TreatyActionKind,
    /// As the source puts it.
    pub label: Option<String>,
    /// Whether it happened, or how far it got.
    pub modality: Modality,
    /// Meeting at which it was done.
    pub meeting_id: Option<MeetingId>,
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
    /// Date on which the act takes effect, as EDTF.
    pub effective_date_edtf: Option<String>,
    /// Date on which the act takes effect: first possible day; null where unbounded.
    pub effective_date_earliest: Option<TimeDate>,
    /// Date on which the act takes effect: last possible day; null where unbounded.
    pub effective_date_latest: Option<TimeDate>,
    /// Date on which the act takes effect: where it comes from.
    pub effective_date_basis: Option<DateBasis>,
    /// Date on which the act takes effect: how sure it is, where inferred.
    pub effective_date_confidence: Option<Confidence>,
    /// Date on which the act takes effect: note of the editor.
    pub effective_date_note: Option<String>,
    /// Date on which the act takes effect: integer that orders partial dates; generated.
    pub effective_date_order: i32,
    /// Date on which the act takes effect: first day that it can turn out to be; null where nothing bounds it; generated.
    pub effective_date_first: Option<TimeDate>,
    /// Date on which the act takes effect: last day that it can turn out to be; null where nothing bounds it; generated.
    pub effective_date_last: Option<TimeDate>,
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
