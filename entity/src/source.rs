//! Where facts were found.
use crate::{
    id::SourceId,
    vocabulary::{Confidence, DateBasis, NodeKind, SourceKind},
};
use sea_orm::entity::prelude::*;

/// Where facts were found.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "source")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SourceId,
    /// Kind of the node; fixed.
    pub node_kind: NodeKind,
    /// Human name in addresses.
    pub slug: String,
    /// Display name.
    pub name: String,
    /// Which kind.
    pub kind: SourceKind,
    /// Who published it.
    pub publisher: Option<String>,
    /// Language as a BCP 47 tag.
    pub language: Option<String>,
    /// Address on the web.
    pub url: Option<String>,
    /// Source from which it takes what it says.
    pub origin_id: Option<SourceId>,
    /// Date of publication, as EDTF.
    pub published_edtf: Option<String>,
    /// Date of publication: first possible day; null where unbounded.
    pub published_earliest: Option<TimeDate>,
    /// Date of publication: last possible day; null where unbounded.
    pub published_latest: Option<TimeDate>,
    /// Date of publication: where it comes from.
    pub published_basis: Option<DateBasis>,
    /// Date of publication: how sure it is, where inferred.
    pub published_confidence: Option<Confidence>,
    /// Date of publication: note of the editor.
    pub published_note: Option<String>,
    /// Date of publication: integer that orders partial dates; generated.
    pub published_order: i32,
    /// Date on which it was read, as EDTF.
    pub accessed_edtf: Option<String>,
    /// Date on which it was read: first possible day; null where unbounded.
    pub accessed_earliest: Option<TimeDate>,
    /// Date on which it was read: last possible day; null where unbounded.
    pub accessed_latest: Option<TimeDate>,
    /// Date on which it was read: where it comes from.
    pub accessed_basis: Option<DateBasis>,
    /// Date on which it was read: how sure it is, where inferred.
    pub accessed_confidence: Option<Confidence>,
    /// Date on which it was read: note of the editor.
    pub accessed_note: Option<String>,
    /// Date on which it was read: integer that orders partial dates; generated.
    pub accessed_order: i32,
    /// Date up to which the publisher kept it current, as EDTF.
    pub maintained_until_edtf: Option<String>,
    /// Date up to which the publisher kept it current: first possible day; null where unbounded.
    pub maintained_until_earliest: Option<TimeDate>,
    /// Date up to which the publisher kept it current: last possible day; null where unbounded.
    pub maintained_until_latest: Option<TimeDate>,
    /// Date up to which the publisher kept it current: where it comes from.
    pub maintained_until_basis: Option<DateBasis>,
    /// Date up to which the publisher kept it current: how sure it is, where inferred.
    pub maintained_until_confidence: Option<Confidence>,
    /// Date up to which the publisher kept it current: note of the editor.
    pub maintained_until_note: Option<String>,
    /// Date up to which the publisher kept it current: integer that orders partial dates; generated.
    pub maintained_until_order: i32,
    /// Period that it covers, as EDTF.
    pub covered_edtf: Option<String>,
    /// Period that it covers: first possible day; null where unbounded.
    pub covered_earliest: Option<TimeDate>,
    /// Period that it covers: last possible day; null where unbounded.
    pub covered_latest: Option<TimeDate>,
    /// Period that it covers: where it comes from.
    pub covered_basis: Option<DateBasis>,
    /// Period that it covers: how sure it is, where inferred.
    pub covered_confidence: Option<Confidence>,
    /// Period that it covers: note of the editor.
    pub covered_note: Option<String>,
    /// Period that it covers: integer that orders partial dates; generated.
    pub covered_order: i32,
}

impl ActiveModelBehavior for ActiveModel {}
