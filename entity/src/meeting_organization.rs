//! An organization whose meeting it is.
use crate::id::{MeetingId, OrganizationId};
use sea_orm::entity::prelude::*;

/// An organization whose meeting it is.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_organization")]
pub struct Model {
    /// Meeting at which it was done.
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: MeetingId,
    /// Organization it belongs to.
    #[sea_orm(primary_key, auto_increment = false)]
    pub organization_id: OrganizationId,
    /// Order of the meeting's date; copied and kept equal by a foreign key.
    pub date_order: i32,
}

impl ActiveModelBehavior for ActiveModel {}
