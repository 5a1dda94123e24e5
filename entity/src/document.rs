//! A document of any legal form.
use crate::{
    id::DocumentId,
    vocabulary::{
        Confidence, DateBasis, DelayEnd, DocumentKind, LeavingClause, MilestoneStep, NodeKind, ProvisionalUntil,
        SuccessionFrom,
    },
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
    /// Time from a consent to its effect, as an ISO 8601 duration.
    pub consent_delay: Option<String>,
    /// On which day that time ends.
    pub consent_delay_end: Option<DelayEnd>,
    /// What the treaty says of leaving.
    pub leaving_clause: Option<LeavingClause>,
    /// Time from a notice of leaving to its effect, as an ISO 8601 duration.
    pub leaving_delay: Option<String>,
    /// On which day that time ends.
    pub leaving_delay_end: Option<DelayEnd>,
    /// From when successions count.
    pub succession_from: Option<SuccessionFrom>,
    /// Until when it is applied provisionally.
    pub provisional_until: Option<ProvisionalUntil>,
    /// Until when a source lists all that was done to it, as EDTF.
    pub complete_until_edtf: Option<String>,
    /// Until when a source lists all that was done to it: first possible day; null where unbounded.
    pub complete_until_earliest: Option<TimeDate>,
    /// Until when a source lists all that was done to it: last possible day; null where unbounded.
    pub complete_until_latest: Option<TimeDate>,
    /// Until when a source lists all that was done to it: where it comes from.
    pub complete_until_basis: Option<DateBasis>,
    /// Until when a source lists all that was done to it: how sure it is, where inferred.
    pub complete_until_confidence: Option<Confidence>,
    /// Until when a source lists all that was done to it: note of the editor.
    pub complete_until_note: Option<String>,
    /// Until when a source lists all that was done to it: integer that orders partial dates; generated.
    pub complete_until_order: i32,
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
    /// Last day of the term: first day that it can turn out to be; null where nothing bounds it; generated.
    pub term_until_first: Option<TimeDate>,
    /// Last day of the term: last day that it can turn out to be; null where nothing bounds it; generated.
    pub term_until_last: Option<TimeDate>,
    /// Step whose date it is known by; kept by a trigger.
    pub known_by: Option<MilestoneStep>,
    /// Date that it is known by, as EDTF; kept by a trigger.
    pub known_edtf: Option<String>,
    /// Date that it is known by: first possible day; null where unbounded.
    pub known_earliest: Option<TimeDate>,
    /// Date that it is known by: last possible day; null where unbounded.
    pub known_latest: Option<TimeDate>,
    /// Date that it is known by: where it comes from.
    pub known_basis: Option<DateBasis>,
    /// Date that it is known by: how sure it is, where inferred.
    pub known_confidence: Option<Confidence>,
    /// Date that it is known by: note of the editor.
    pub known_note: Option<String>,
    /// Date that it is known by: integer that orders partial dates; generated.
    pub known_order: i32,
}

impl ActiveModelBehavior for ActiveModel {}
