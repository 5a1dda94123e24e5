//! A name from its beginning or from a word on, to suggest while somebody types.
use crate::id::NodeId;
use sea_orm::entity::prelude::*;

/// A name from its beginning or from a word on, to suggest while somebody types.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "search_name")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Record that has the name.
    pub node_id: NodeId,
    /// Kind of the record; a foreign key demands that it is that of the node.
    pub kind: String,
    /// Name as it is printed.
    pub name: String,
    /// The name from there on, folded.
    pub begins: String,
    /// Whether it is from a word on that is not the first.
    pub is_inner: bool,
}

impl ActiveModelBehavior for ActiveModel {}
