//! A party that a provision involves.
use crate::{
    id::{NodeId, ProvisionId},
    vocabulary::{NodeKind, ProvisionRole},
};
use sea_orm::entity::prelude::*;

/// A party that a provision involves.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "provision_party")]
pub struct Model {
    /// Provision.
    #[sea_orm(primary_key, auto_increment = false)]
    pub provision_id: ProvisionId,
    /// Place in its list, from 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub ordinal: i32,
    /// Part taken.
    pub role: ProvisionRole,
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
