//! Members of an organization or organ, convened in that capacity.
use crate::{
    id::{MeetingId, OrganizationId, PlaceId},
    vocabulary::{Attendance, Confidence, DateBasis, MeetingKind, Modality, NodeKind},
};
use sea_orm::entity::prelude::*;

/// Members of an organization or organ, convened in that capacity.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MeetingId,
    /// Kind of the node; fixed.
    pub node_kind: NodeKind,
    /// Human name in addresses.
    pub slug: String,
    /// Display name.
    pub name: String,
    /// Which kind.
    pub kind: MeetingKind,
    /// Whether it happened, or how far it got.
    pub modality: Modality,
    /// Organization it belongs to.
    pub organization_id: Option<OrganizationId>,
    /// Larger one it was part of.
    pub part_of_id: Option<MeetingId>,
    /// Where it was.
    pub place_id: Option<PlaceId>,
    /// How those who took part were there.
    pub attendance: Option<Attendance>,
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
