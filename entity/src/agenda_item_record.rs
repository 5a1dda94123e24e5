//! A record that an agenda item dealt with.
use crate::{
    id::{AgendaItemId, NodeId},
    vocabulary::NodeKind,
};
use sea_orm::entity::prelude::*;

/// A record that an agenda item dealt with.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "agenda_item_record")]
pub struct Model {
    /// Agenda item.
    #[sea_orm(primary_key, auto_increment = false)]
    pub agenda_item_id: AgendaItemId,
    /// Record.
    #[sea_orm(primary_key, auto_increment = false)]
    pub record_id: NodeId,
    /// Record: its kind.
    pub record_kind: NodeKind,
}

impl ActiveModelBehavior for ActiveModel {}
