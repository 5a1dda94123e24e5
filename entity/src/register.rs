//! The one row that says which revision the register stands at.
use sea_orm::entity::prelude::*;

/// The one row that says which revision the register stands at.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "register")]
pub struct Model {
    /// Always true: there is one row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub is_only: bool,
    /// Number of the revision that the register stands at.
    pub revision: i64,
}

impl ActiveModelBehavior for ActiveModel {}
