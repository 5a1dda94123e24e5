//! A spell of a state or organization in an organization, organ or force.
use crate::{
    id::{MembershipId, NodeId},
    vocabulary::{Confidence, DateBasis, Ended, MembershipRole, MembershipStatus, Modality, NodeKind, Rank},
};
use sea_orm::entity::prelude::*;

/// A spell of a state or organization in an organization, organ or force.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "membership")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MembershipId,
    /// Kind of the node; fixed.
    pub node_kind: NodeKind,
    /// Standing among the claims of its set.
    pub rank: Rank,
    /// First claim of its claim set; its own key where it stands alone.
    pub set_id: MembershipId,
    /// Whether it is the claim of its set that lists show.
    pub is_leading: bool,
    /// Body it belongs to.
    pub body_id: NodeId,
    /// Body it belongs to: its kind.
    pub body_kind: NodeKind,
    /// Member.
    pub member_id: NodeId,
    /// Member: its kind.
    pub member_kind: NodeKind,
    /// Standing.
    pub status: MembershipStatus,
    /// Part taken.
    pub role: Option<MembershipRole>,
    /// As the source puts it.
    pub label: Option<String>,
    /// How it ended.
    pub end_reason: Option<String>,
    /// Why it has this standing.
    pub reason: Option<String>,
    /// Who gave it this standing.
    pub decided_by_id: Option<NodeId>,
    /// Who gave it this standing: its kind.
    pub decided_by_kind: Option<NodeKind>,
    /// Who gave it this standing, as the source puts it.
    pub decided_by_label: Option<String>,
    /// Who gave it this standing: how many, where the source counts.
    pub decided_by_count: Option<i32>,
    /// Whether it happened, or how far it got.
    pub modality: Modality,
    /// Start of the spell, as EDTF.
    pub from_edtf: Option<String>,
    /// Start of the spell: first possible day; null where unbounded.
    pub from_earliest: Option<TimeDate>,
    /// Start of the spell: last possible day; null where unbounded.
    pub from_latest: Option<TimeDate>,
    /// Start of the spell: where it comes from.
    pub from_basis: Option<DateBasis>,
    /// Start of the spell: how sure it is, where inferred.
    pub from_confidence: Option<Confidence>,
    /// Start of the spell: note of the editor.
    pub from_note: Option<String>,
    /// Start of the spell: integer that orders partial dates; generated.
    pub from_order: i32,
    /// Start of the spell: first day that it can turn out to be; null where nothing bounds it; generated.
    pub from_first: Option<TimeDate>,
    /// Start of the spell: last day that it can turn out to be; null where nothing bounds it; generated.
    pub from_last: Option<TimeDate>,
    /// End of the spell, as EDTF.
    pub to_edtf: Option<String>,
    /// End of the spell: first possible day; null where unbounded.
    pub to_earliest: Option<TimeDate>,
    /// End of the spell: last possible day; null where unbounded.
    pub to_latest: Option<TimeDate>,
    /// End of the spell: where it comes from.
    pub to_basis: Option<DateBasis>,
    /// End of the spell: how sure it is, where inferred.
    pub to_confidence: Option<Confidence>,
    /// End of the spell: note of the editor.
    pub to_note: Option<String>,
    /// End of the spell: integer that orders partial dates; generated.
    pub to_order: i32,
    /// End of the spell: first day that it can turn out to be; null where nothing bounds it; generated.
    pub to_first: Option<TimeDate>,
    /// End of the spell: last day that it can turn out to be; null where nothing bounds it; generated.
    pub to_last: Option<TimeDate>,
    /// Whether the spell has ended.
    pub ended: Ended,
    /// Days that a source vouches for, as EDTF.
    pub attested_on_edtf: Option<String>,
    /// Days that a source vouches for: first possible day; null where unbounded.
    pub attested_on_earliest: Option<TimeDate>,
    /// Days that a source vouches for: last possible day; null where unbounded.
    pub attested_on_latest: Option<TimeDate>,
    /// Days that a source vouches for: where it comes from.
    pub attested_on_basis: Option<DateBasis>,
    /// Days that a source vouches for: how sure it is, where inferred.
    pub attested_on_confidence: Option<Confidence>,
    /// Days that a source vouches for: note of the editor.
    pub attested_on_note: Option<String>,
    /// Days that a source vouches for: integer that orders partial dates; generated.
    pub attested_on_order: i32,
    /// Days that a source vouches for: first day that it can turn out to be; null where nothing bounds it; generated.
    pub attested_on_first: Option<TimeDate>,
    /// Days that a source vouches for: last day that it can turn out to be; null where nothing bounds it; generated.
    pub attested_on_last: Option<TimeDate>,
}

impl ActiveModelBehavior for ActiveModel {}
