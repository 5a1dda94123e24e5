//! A document in whose life a step was taken at a meeting.
use crate::{
    id::{DocumentId, MeetingId},
    vocabulary::DocumentKind,
};
use sea_orm::entity::prelude::*;

/// A document in whose life a step was taken at a meeting. PostgreSQL makes these rows of the milestones.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_document")]
pub struct Model {
    /// The document.
    #[sea_orm(primary_key, auto_increment = false)]
    pub document_id: DocumentId,
    /// Meeting at which the step was taken.
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: MeetingId,
    /// Slug of the document; a copy that PostgreSQL keeps equal, as the next two are.
    pub document_slug: String,
    /// Name of the document.
    pub document_name: String,
    /// Kind of the document.
    pub document_kind: DocumentKind,
}

impl ActiveModelBehavior for ActiveModel {}
