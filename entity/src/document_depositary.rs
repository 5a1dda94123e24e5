//! Who keeps the signed original of a document.
use crate::{
    id::{DocumentId, NodeId},
    vocabulary::NodeKind,
};
use sea_orm::entity::prelude::*;

/// Who keeps the signed original of a document.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "document_depositary")]
pub struct Model {
    /// Document concerned.
    #[sea_orm(primary_key, auto_increment = false)]
    pub document_id: DocumentId,
    /// Place in its list, from 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub ordinal: i32,
    /// Party.
    pub party_id: Option<NodeId>,
    /// Party: its kind.
    pub party_kind: Option<NodeKind>,
    /// Party, as the source puts it.
    pub party_label: Option<String>,
    /// Party: how many, where the source counts.
    pub party_count: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}
