//! Changes: what each revision did to each record and statement.
//!
//! One definition over two views: by revision, and by node.
use super::{
    filter::{is_one_of, restrict},
    object::object,
    revision::Revision,
    vocabulary::In,
};
use crate::read::{
    define::Cell,
    id::GlobalId,
    object::camel,
    scalar::{Scalar, publish, text},
};
use async_graphql::registry::Registry;
use entity::vocabulary::{ChangeKind, NodeKind, Vocabulary as _};
use fault::Fault;
use sea_orm::sea_query::Expr;
use serde_json::{Map, Value};

object! {
    /// What one revision did to one record or statement.
    pub Change: change, NodeChange: node_history {
        /// By revision, and within one in the order in which the records and statements were entered.
        order REVISION by revision_number;
        filter ChangeFilter;
        /// Revision that did it.
        revision -> Revision by revision_id;
        /// What was done.
        change;
        /// Kind of the record or statement.
        kind = |node_kind| node_kind;
        /// Record or statement as it is now; null where it has been deleted since.
        node -> any node in node;
        /// Slug that it had, where it has been deleted since; null for what still exists, and for a statement, which has none.
        former_slug;
        /// Name that it had, where it has been deleted since; null for what still exists, and for a statement, which has none.
        former_name;
        /// Its own fields as they were before, those that had a value: names as in this API, dates in EDTF, records and statements by their `id`. What else is said of a date stands beside it: of `date` in `dateBasis`, `dateConfidence` and `dateNote`, and so of each other date. Null where it was created. Its citations and lists are not among them.
        before = |before, node_kind| before.map(|row| State::of(&row, node_kind)).transpose()?;
    }
}

restrict! {
    /// Restricts a list of changes.
    pub ChangeFilter {
        /// Only those by revisions with a greater number.
        since: i32 => |number| Expr::cust_with_values("\"revision_id\" = any(array(select id from revision where number > $1))", [*number]);
        /// Only those of these kinds of records and statements.
        kind: Vec<In<NodeKind>> => |kinds| is_one_of("\"node_kind\"", kinds);
        /// Only those that did this.
        change: Vec<In<ChangeKind>> => |changes| is_one_of("\"change\"", changes);
    }
}

/// Fields of a record or statement, as JSON.
struct State(Value);

impl State {
    /// The row of a node of some kind, as the API names what it holds.
    fn of(row: &str, kind: NodeKind) -> Result<Self, Fault> {
        let row: Map<String, Value> = serde_json::from_str(row).map_err(Fault::internal)?;
        let fields = row.iter().filter(|(_, value)| !value.is_null()).filter_map(|(column, value)| {
            if let Some(name) = column.strip_suffix("_id") {
                let kind = match row.get(&format!("{name}_kind")) {
                    Some(kind) => kind.as_str().and_then(NodeKind::parse),
                    None => named(name, kind),
                };
                let id = GlobalId { kind: kind?, key: value.as_i64()? };
                return Some((camel(name), id.text().into()));
            }
            let is_shown = !is_of_storage(column, &row);
            is_shown.then(|| (camel(column.strip_suffix("_edtf").unwrap_or(column)), value.clone()))
        });
        Ok(Self(Value::Object(fields.collect())))
    }
}

/// Whether a column only repeats another, or says what the API says otherwise.
fn is_of_storage(column: &str, row: &Map<String, Value>) -> bool {
    let of_reference = column.strip_suffix("_kind").is_some_and(|name| row.contains_key(&format!("{name}_id")));
    let of_date = ["_earliest", "_latest", "_order"].iter().any(|suffix| column.ends_with(suffix));
    of_reference || of_date || ["id", "node_kind", "organization_key"].contains(&column)
}

/// Kind of the record in a column that may name one kind only.
pub fn named(name: &str, of: NodeKind) -> Option<NodeKind> {
    Some(match name {
        "part_of" => of,
        "broader" => NodeKind::Topic,
        "chosen_at" | "meeting" => NodeKind::Meeting,
        "document" | "instrument" | "treaty" => NodeKind::Document,
        "event" => NodeKind::Event,
        "office" => NodeKind::Office,
        "organ" | "parent_organ" => NodeKind::Organ,
        "organization" => NodeKind::Organization,
        "person" | "replaces" => NodeKind::Person,
        "place" => NodeKind::Place,
        "state" => NodeKind::State,
        _ => return None,
    })
}

impl Scalar for State {
    fn publish(registry: &mut Registry) -> String {
        publish(
            registry,
            "JSON",
            "A value of JSON (RFC 8259), with whatever is in it.",
            "https://www.rfc-editor.org/rfc/rfc8259",
        )
    }

    fn read(_: Cell<'_>) -> Result<Self, Fault> {
        Err(Fault::internal("a state is read with its kind"))
    }

    fn write(&self, out: &mut Vec<u8>) {
        match serde_json::to_vec(&self.0) {
            Ok(json) => out.extend_from_slice(&json),
            Err(error) => text(error.to_string().as_bytes(), out),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use entity::table;

    #[test]
    fn every_column_that_names_a_record_says_of_which_kind() {
        let nodes =
            table::all().into_iter().filter_map(|table| Some((NodeKind::parse(&table.name.to_uppercase())?, table)));
        for (kind, table) in nodes {
            let columns: Vec<_> = table.columns.iter().map(|column| column.name).collect();
            for name in columns.iter().filter_map(|column| column.strip_suffix("_id")).filter(|name| *name != "set") {
                let is_said = columns.contains(&format!("{name}_kind").as_str()) || named(name, kind).is_some();
                assert!(is_said, "{}.{name}_id", table.name);
            }
        }
    }

    #[test]
    fn a_row_is_shown_as_the_api_names_it() {
        let row = r#"{"id": 7, "node_kind": "MEETING", "kind": "SUMMIT", "name": "Summit", "place_id": 3, "part_of_id": null,
            "date_edtf": "2003", "date_earliest": "2003-01-01", "date_order": 5, "date_basis": "STATED",
            "voice_id": 4, "voice_kind": "STATE", "set_id": 7, "is_leading": true}"#;
        let shown = State::of(row, NodeKind::Meeting).expect("a state").0;
        let id = |kind, key| GlobalId { kind, key }.text();
        assert_eq!(
            shown,
            serde_json::json!({
                "kind": "SUMMIT",
                "name": "Summit",
                "place": id(NodeKind::Place, 3),
                "date": "2003",
                "dateBasis": "STATED",
                "voice": id(NodeKind::State, 4),
                "isLeading": true,
            })
        );
    }
}
