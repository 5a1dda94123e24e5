//! How the dates of a new kind come into the timelines: a branch of `timeline` for each, and one of `timeline_about`
//! for each record in whose timeline it stands.
//!
//! **Invariant:** a branch has no `where`. *Why:* PostgreSQL then takes a page of the view as one index range for each
//! branch and merges them. *Enforced by:* `branch`, and `tests/api/tables/lists.rs`, which asks for the plan.
//! What a branch leaves out stands in `is_leading`. Each `(record, date, key)` needs an index where `is_leading`.

use crate::admit::{add_branch, remove_branches};

/// What is added to the key of a node for the entry of its second date.
const SECOND: &str = "4611686018427387904";

/// A date of the rows of a table that stands in timelines.
#[derive(Clone, Copy, Debug)]
pub struct Dated {
    /// Its kind of entry, a value of `TimelineKind`.
    pub kind: &'static str,
    /// The table, with the name of the kind of node in small letters.
    pub table: &'static str,
    /// What the columns of the date begin with.
    pub date: &'static str,
    /// Whether it is the second date of the node, its end or effect.
    pub is_second: bool,
    /// Whether the table has a modality.
    pub has_modality: bool,
    /// Expressions for the record that it is about, and for its kind.
    pub about: [&'static str; 2],
    /// Which rows lists show.
    pub which: &'static str,
    /// Columns that name a record in whose timeline it stands, each with the condition that keeps it from standing
    /// there twice; empty where there is none.
    pub stands: &'static [[&'static str; 2]],
}

impl Dated {
    /// SQL that shows the date in the timelines.
    pub fn admit(&self) -> String {
        let mut sql = add_branch("timeline", &self.branch(None, ""));
        for [record, once] in self.stands {
            sql.push_str(&add_branch("timeline_about", &self.branch(Some(record), once)));
        }
        sql
    }

    /// SQL that undoes [`Dated::admit`].
    pub fn dismiss(&self) -> String {
        let mark = format!("'{}'::text AS kind", self.kind);
        ["timeline_about", "timeline"].map(|view| remove_branches(view, &mark)).concat()
    }

    fn branch(&self, record: Option<&str>, once: &str) -> String {
        let Self { kind, table, date, about: [about, about_kind], which, .. } = self;
        let record = record.map(|column| format!("{column} as record_id, ")).unwrap_or_default();
        let id = if self.is_second { format!("id + {SECOND}") } else { "id".to_owned() };
        let modality = if self.has_modality { "modality" } else { "null::text" };
        let what = table.to_ascii_uppercase();
        let and = if once.is_empty() { "" } else { " and " };
        format!(
            "select {record}{id} as id, '{kind}'::text as kind, id as what_id, '{what}'::text as what_kind, {about} as about_id,
               {about_kind} as about_kind, {modality} as modality, {date}_edtf as date_edtf, {date}_earliest as date_earliest,
               {date}_latest as date_latest, {date}_basis as date_basis, {date}_confidence as date_confidence,
               {date}_note as date_note, {date}_order as date_order, {which}{and}{once} as is_leading from {table}"
        )
    }
}
