//! An organ that met.
use crate::id::{MeetingId, OrganId, OrganizationId};
use sea_orm::entity::prelude::*;

/// An organ that met.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_organ")]
pub struct Model {
    /// Meeting at which it was done.
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: MeetingId,
    /// Organ concerned.
    #[sea_orm(primary_key, auto_increment = false)]
    pub organ_id: OrganId,
    /// Organization it belongs to.
    pub organization_id: Option<OrganizationId>,
    /// Key of the organization, 0 for none; generated.
    pub organization_key: i64,
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
