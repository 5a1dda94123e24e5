//! A body of an organization, organ, treaty or state.
use crate::{
    id::{DocumentId, OrganId, OrganizationId, StateId},
    vocabulary::{NodeKind, OrganKind},
};
use sea_orm::entity::prelude::*;

/// A body of an organization, organ, treaty or state.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "organ")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OrganId,
    /// Kind of the node; fixed.
    pub node_kind: NodeKind,
    /// Human name in addresses.
    pub slug: String,
    /// Display name.
    pub name: String,
    /// Abbreviation in use.
    pub abbreviation: Option<String>,
    /// Which kind.
    pub kind: OrganKind,
    /// Organization it belongs to.
    pub organization_id: Option<OrganizationId>,
    /// Organ it belongs to.
    pub parent_organ_id: Option<OrganId>,
    /// Treaty whose parties it unites.
    pub treaty_id: Option<DocumentId>,
    /// State it belongs to or lies in.
    pub state_id: Option<StateId>,
    /// Key of the organization, 0 for none; generated.
    pub organization_key: i64,
}

impl ActiveModelBehavior for ActiveModel {}
