//! A natural person.
use crate::{id::PersonId, vocabulary::NodeKind};
use sea_orm::entity::prelude::*;

/// A natural person.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PersonId,
    /// Kind of the node; fixed.
    pub node_kind: NodeKind,
    /// Human name in addresses.
    pub slug: String,
    /// Display name.
    pub name: String,
}

impl ActiveModelBehavior for ActiveModel {}
