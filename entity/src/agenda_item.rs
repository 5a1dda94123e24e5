//! A matter that a meeting or event dealt with.
use crate::{
    id::{AgendaItemId, NodeId, OrganId},
    vocabulary::{Modality, NodeKind, Rank},
};
use sea_orm::entity::prelude::*;

/// A matter that a meeting or event dealt with.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "agenda_item")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AgendaItemId,
    /// Kind of the node; fixed.
    pub node_kind: NodeKind,
    /// Standing among the claims of its set.
    pub rank: Rank,
    /// First claim of its claim set; its own key where it stands alone.
    pub set_id: AgendaItemId,
    /// Whether it is the claim of its set that lists show.
    pub is_leading: bool,
    /// Meeting or event.
    pub gathering_id: NodeId,
    /// Meeting or event: its kind.
    pub gathering_kind: NodeKind,
    /// Place in its list, from 1.
    pub ordinal: i32,
    /// Title of the matter.
    pub title: String,
    /// Organ concerned.
    pub organ_id: Option<OrganId>,
    /// Whether it happened, or how far it got.
    pub modality: Modality,
}

impl ActiveModelBehavior for ActiveModel {}
