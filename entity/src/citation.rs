//! Where a source says so: of a record, of one field of it, or of a statement.
use crate::{
    id::{CitationId, NodeId, SourceId},
    vocabulary::NodeKind,
};
use sea_orm::entity::prelude::*;

/// Where a source says so: of a record, of one field of it, or of a statement.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "citation")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: CitationId,
    /// What it is said of.
    pub subject_id: NodeId,
    /// Field concerned, as the API names it.
    pub field: Option<String>,
    /// Source cited.
    pub source_id: SourceId,
    /// Section of the source.
    pub section: Option<String>,
    /// Paragraph within the section, from 1.
    pub paragraph: Option<i32>,
    /// Sentence within the paragraph, from 1.
    pub sentence: Option<i32>,
    /// Row of a table, from 1.
    pub source_row: Option<i32>,
    /// Volume of a series, as printed on it.
    pub volume: Option<String>,
    /// Page or pages, as printed there.
    pub page: Option<String>,
    /// Place that the other columns cannot name, such as an article or a footnote.
    pub locator: Option<String>,
    /// A few words of the source, where its wording decides.
    pub quotation: Option<String>,
    /// Name as printed there.
    pub named_as: Option<String>,
    /// In whose mouth the source puts it.
    pub attributed_to_id: Option<NodeId>,
    /// In whose mouth the source puts it: its kind.
    pub attributed_to_kind: Option<NodeKind>,
    /// In whose mouth the source puts it, as the source puts it.
    pub attributed_to_label: Option<String>,
    /// In whose mouth the source puts it: how many, where the source counts.
    pub attributed_to_count: Option<i32>,
    /// Whether the source gives it only as an example.
    pub is_example: bool,
    /// Citation from which this one was copied; a copy does not corroborate.
    pub copied_from_id: Option<CitationId>,
    /// Note of the editor.
    pub note: Option<String>,
    /// Place in its list, from 1.
    pub ordinal: i32,
}

impl ActiveModelBehavior for ActiveModel {}
