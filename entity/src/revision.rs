//! One accepted change of the register.
use crate::id::RevisionId;
use sea_orm::entity::prelude::*;

/// One accepted change of the register.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "revision")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: RevisionId,
    /// Public number, in the order of commits.
    pub number: Option<i64>,
    /// Who made it.
    pub author: String,
    /// Why it was made.
    pub message: String,
    /// When it was recorded.
    pub recorded_at: TimeDateTimeWithTimeZone,
    /// How many nodes it created.
    pub created: i32,
    /// How many nodes it updated.
    pub updated: i32,
    /// How many nodes it deleted.
    pub deleted: i32,
}

impl ActiveModelBehavior for ActiveModel {}
