//! Which relation may join which kinds.
use crate::vocabulary::{NodeKind, RelationKind};
use sea_orm::entity::prelude::*;

/// Which relation may join which kinds.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "relation_rule")]
pub struct Model {
    /// How they relate.
    #[sea_orm(primary_key, auto_increment = false)]
    pub relation: RelationKind,
    /// Kind of the subject.
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject_kind: NodeKind,
    /// Kind of the object.
    #[sea_orm(primary_key, auto_increment = false)]
    pub object_kind: NodeKind,
}

impl ActiveModelBehavior for ActiveModel {}
