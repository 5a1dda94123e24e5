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
    /// Slug of the meeting; a copy that PostgreSQL keeps equal, as the next two are.
    pub meeting_slug: String,
    /// Name of the meeting.
    pub meeting_name: String,
    /// Date of the meeting in EDTF.
    pub meeting_date_edtf: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
