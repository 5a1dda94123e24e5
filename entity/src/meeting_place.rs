//! A further place of a meeting.
use crate::id::{MeetingId, PlaceId};
use sea_orm::entity::prelude::*;

/// A further place of a meeting.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_place")]
pub struct Model {
    /// Meeting that was held there too.
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: MeetingId,
    /// Where it was held too.
    #[sea_orm(primary_key, auto_increment = false)]
    pub place_id: PlaceId,
}

impl ActiveModelBehavior for ActiveModel {}
