//! Changes: what each revision did to each record and statement.
//!
//! One definition over two views: by revision, and by node.
use super::{
    filter::{is_one_of, restrict},
    history::published,
    object::object,
    revision::Revision,
    vocabulary::In,
};
use async_graphql::registry::Registry;
use engine::{
    define::Cell,
    scalar::{Scalar, publish, text},
};
use entity::vocabulary::{ChangeKind, NodeKind};
use fault::Fault;
use sea_orm::sea_query::Expr;
use serde_json::Value;

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
        /// Its own fields before the change, without those that had no value. Names are those of this API, dates are EDTF, records and statements are given by their `id`. Basis, confidence and note of a date are fields of their own: those of `date` are `dateBasis`, `dateConfidence` and `dateNote`. Citations and lists are not included. Null if the change created it.
        before = |before, node_kind| before.map(|row| published(&row, node_kind).map(|fields| State(Value::Object(fields)))).transpose()?;
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
