//! A part that a party took in a meeting or event.
use crate::{
    id::{NodeId, OfficeId, ParticipationId},
    vocabulary::{Modality, NodeKind, ParticipationRole, Rank},
};
use sea_orm::entity::prelude::*;

/// A part that a party took in a meeting or event.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "participation")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ParticipationId,
    /// Kind of the node; fixed.
    pub node_kind: NodeKind,
    /// Standing among the claims of its set.
    pub rank: Rank,
    /// First claim of its claim set; its own key where it stands alone.
    pub set_id: ParticipationId,
    /// Whether it is the claim of its set that lists show.
    pub is_leading: bool,
    /// Meeting or event.
    pub gathering_id: NodeId,
    /// Meeting or event: its kind.
    pub gathering_kind: NodeKind,
    /// Party.
    pub party_id: Option<NodeId>,
    /// Party: its kind.
    pub party_kind: Option<NodeKind>,
    /// Party, as the source puts it.
    pub party_label: Option<String>,
    /// Party: how many, where the source counts.
    pub party_count: Option<i32>,
    /// Part taken.
    pub role: ParticipationRole,
    /// Whom the party represents.
    pub represents_id: Option<NodeId>,
    /// Whom the party represents: its kind.
    pub represents_kind: Option<NodeKind>,
    /// Office concerned.
    pub office_id: Option<OfficeId>,
    /// Whether it happened, or how far it got.
    pub modality: Modality,
}

impl ActiveModelBehavior for ActiveModel {}
