//! The columns of what recurs: dates, references to one of several kinds, parties.
use super::{field::DateText, table::Row};
use edtf::Edtf;
use entity::vocabulary::NodeKind;
use sea_orm::Value;

/// A date that is EDTF.
pub struct Dated {
    /// The date.
    pub edtf: Edtf,
    /// How it is written, and where it comes from.
    pub text: DateText,
}

/// The columns of a party.
#[derive(Clone, Debug, Default)]
pub struct PartyColumns {
    /// The record, with its kind.
    pub record: Option<(i64, NodeKind)>,
    /// As the source puts it.
    pub label: Option<String>,
    /// How many, where the source counts.
    pub count: Option<i32>,
}

impl Row {
    /// Sets the columns of a date.
    pub fn date(&mut self, prefix: &str, date: Option<&Dated>) {
        let text = date.map(|date| &date.text);
        let edtf = date.map(|date| &date.edtf);
        let mut set = |suffix: &str, value: Value| self.set(&format!("{prefix}_{suffix}"), value);
        set("edtf", edtf.map(|edtf| edtf.as_str().to_owned()).into());
        set("earliest", edtf.and_then(Edtf::earliest).into());
        set("latest", edtf.and_then(Edtf::latest).into());
        set("basis", text.map(|text| text.basis).into());
        set("confidence", text.and_then(|text| text.confidence).into());
        set("note", text.and_then(|text| text.note.clone()).into());
    }

    /// Sets the columns of a reference to one of several kinds.
    pub fn node(&mut self, prefix: &str, node: Option<(i64, NodeKind)>) {
        self.set(&format!("{prefix}_id"), node.map(|(id, _)| id));
        self.set(&format!("{prefix}_kind"), node.map(|(_, kind)| kind));
    }

    /// Sets the columns of a party.
    pub fn party(&mut self, prefix: &str, party: &PartyColumns) {
        self.node(prefix, party.record);
        self.set(&format!("{prefix}_label"), party.label.clone());
        self.set(&format!("{prefix}_count"), party.count);
    }
}
