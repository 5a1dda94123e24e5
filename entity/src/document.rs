//! A document of any legal form.
use crate::{
    id::DocumentId,
    vocabulary::{Confidence, DateBasis, DocumentKind, NodeKind},
};
use sea_orm::entity::prelude::*;

/// A document of any legal form.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "document")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DocumentId,
    /// Kind of the node; fixed.
    pub node_kind: NodeKind,
    /// Human name in addresses.
    pub slug: String,
    /// Display name.
    pub name: String,
    /// Which kind.
    pub kind: DocumentKind,
    /// Length of the term, as an ISO 8601 duration.
    pub term_duration: Option<String>,
    /// Length of each renewal, as an ISO 8601 duration.
    pub renewal_period: Option<String>,
    /// Last day of the term, as EDTF.
    pub term_until_edtf: Option<String>,
    /// Last day of the term: first possible day; null where unbounded.
    pub term_until_earliest: Option<TimeDate>,
    /// Last day of the term: last possible day; null where unbounded.
    pub term_until_latest: Option<TimeDate>,
    /// Last day of the term: where it comes from.
    pub term_until_basis: Option<DateBasis>,
    /// Last day of the term: how sure it is, where inferred.
    pub term_until_confidence: Option<Confidence>,
    /// Last day of the term: note of the editor.
    pub term_until_note: Option<String>,
    /// Last day of the term: integer that orders partial dates; generated.
    pub term_until_order: i32,
}

impl ActiveModelBehavior for ActiveModel {}
