//! A number with its meaning.
use crate::{
    id::{FigureId, NodeId},
    vocabulary::{Confidence, DateBasis, FigureQualifier, Modality, NodeKind, Rank},
};
use sea_orm::entity::prelude::*;

/// A number with its meaning.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "figure")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FigureId,
    /// Kind of the node; fixed.
    pub node_kind: NodeKind,
    /// Standing among the claims of its set.
    pub rank: Rank,
    /// First claim of its claim set; its own key where it stands alone.
    pub set_id: FigureId,
    /// Whether it is the claim of its set that lists show.
    pub is_leading: bool,
    /// What it is said of.
    pub subject_id: NodeId,
    /// What it is said of: its kind.
    pub subject_kind: NodeKind,
    /// What is counted or measured.
    pub measure: String,
    /// As the source puts it.
    pub label: Option<String>,
    /// How the number is meant.
    pub qualifier: FigureQualifier,
    /// The value.
    pub value: Option<f64>,
    /// Upper end of a range.
    pub value_to: Option<f64>,
    /// Unit of the value; null for a plain count.
    pub unit: Option<String>,
    /// Whether it happened, or how far it got.
    pub modality: Modality,
    /// Date, as EDTF.
    pub date_edtf: Option<String>,
    /// Date: first possible day; null where unbounded.
    pub date_earliest: Option<TimeDate>,
    /// Date: last possible day; null where unbounded.
    pub date_latest: Option<TimeDate>,
    /// Date: where it comes from.
    pub date_basis: Option<DateBasis>,
    /// Date: how sure it is, where inferred.
    pub date_confidence: Option<Confidence>,
    /// Date: note of the editor.
    pub date_note: Option<String>,
    /// Date: integer that orders partial dates; generated.
    pub date_order: i32,
}

impl ActiveModelBehavior for ActiveModel {}
