//! A place.
use crate::{
    id::{PlaceId, StateId},
    vocabulary::NodeKind,
};
use sea_orm::entity::prelude::*;

/// A place.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "place")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PlaceId,
    /// Kind of the node; fixed.
    pub node_kind: NodeKind,
    /// Human name in addresses.
    pub slug: String,
    /// Display name.
    pub name: String,
    /// City, town or village.
    pub locality: Option<String>,
    /// Region within a state or across states.
    pub region: Option<String>,
    /// State it belongs to or lies in.
    pub state_id: Option<StateId>,
    /// Latitude in degrees north (WGS 84).
    pub latitude: Option<f64>,
    /// Longitude in degrees east (WGS 84).
    pub longitude: Option<f64>,
}

impl ActiveModelBehavior for ActiveModel {}
