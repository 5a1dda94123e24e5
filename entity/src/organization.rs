//! An intergovernmental organization.
use crate::{
    id::OrganizationId,
    vocabulary::{Confidence, DateBasis, NodeKind, OrganizationKind},
};
use sea_orm::entity::prelude::*;

/// An intergovernmental organization.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "organization")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OrganizationId,
    /// Kind of the node; fixed.
    pub node_kind: NodeKind,
    /// Human name in addresses.
    pub slug: String,
    /// Display name.
    pub name: String,
    /// Abbreviation in use.
    pub abbreviation: Option<String>,
    /// Which kind.
    pub kind: OrganizationKind,
    /// Foundation, as EDTF; kept by a trigger.
    pub founded_edtf: Option<String>,
    /// Foundation: first possible day; null where unbounded.
    pub founded_earliest: Option<TimeDate>,
    /// Foundation: last possible day; null where unbounded.
    pub founded_latest: Option<TimeDate>,
    /// Foundation: where it comes from.
    pub founded_basis: Option<DateBasis>,
    /// Foundation: how sure it is, where inferred.
    pub founded_confidence: Option<Confidence>,
    /// Foundation: note of the editor.
    pub founded_note: Option<String>,
    /// Foundation: integer that orders partial dates; generated.
    pub founded_order: i32,
}

impl ActiveModelBehavior for ActiveModel {}
