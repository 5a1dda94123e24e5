//! An organization that convened a meeting with others.
use crate::id::{MeetingId, OrganizationId};
use sea_orm::entity::prelude::*;

/// An organization that convened a meeting with others.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_convener")]
pub struct Model {
    /// Meeting that it convened.
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: MeetingId,
    /// Organization that convened it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub organization_id: OrganizationId,
}

impl ActiveModelBehavior for ActiveModel {}
