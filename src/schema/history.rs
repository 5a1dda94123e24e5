//! History: what a row that a revision kept says, by the definitions of the fields.
//!
//! `node_change` keeps rows as JSON under the names that their columns had then, and they stay as they were written. So
//! each column, present or former, has to be known: as what a field publishes, or as what none does.
//!
//! **Invariant:** What the API says of the past hangs on no name of a column, and on nothing that is guessed from one.
//! *Why:* a column that is renamed would change the past. *Enforced by:* [`History::of`], which refuses the catalog while
//! a column of a record or statement is neither published by a field nor declared (`unpublished`, `formerly` in
//! `object!`); a key of a kept row that is none of these is an internal fault.

use ahash::AHashMap;
use engine::{
    define::{Field, Kind, Object, Write},
    id::GlobalId,
};
use entity::{
    table,
    vocabulary::{NodeKind, Vocabulary as _},
};
use fault::Fault;
use serde_json::{Map, Value};
use std::sync::LazyLock;

/// The fields of a kind of record or statement, by the columns in which kept rows hold them.
struct History {
    columns: AHashMap<&'static str, Said>,
    /// Present names of former columns; none of those that were dropped.
    former: AHashMap<&'static str, Option<&'static str>>,
}

/// What is said of a column.
#[derive(Clone, Debug, PartialEq)]
enum Said {
    /// Nothing: no field publishes it as it is.
    Nothing,
    /// Its value, under the name of a field.
    Value(String),
    /// The id of a record, under the name of a field.
    One(String, NodeKind),
    /// The id of a record whose kind is in another column, under the name of a field.
    Any(String, &'static str),
}

/// Checks that each column of each record and statement is published by a field, or declared as not published.
///
/// # Panics
/// Where one is not: a mistake in the definitions, found when the catalog is built.
pub fn check(objects: &[&'static Object]) {
    let wrong: Vec<_> = objects.iter().filter_map(|object| History::of(object).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("; "));
}

/// A kept row of a record or statement of some kind, as the API names and writes what it holds.
///
/// # Errors
/// Where it holds what no definition knows.
pub fn published(row: &str, kind: NodeKind) -> Result<Map<String, Value>, Fault> {
    static HISTORIES: LazyLock<AHashMap<NodeKind, History>> = LazyLock::new(|| {
        let of_kind = |object: &&'static Object| Some((kind_of(object)?, History::of(object).ok()?));
        super::catalog().objects.iter().filter_map(of_kind).collect()
    });
    let history = HISTORIES.get(&kind).ok_or_else(|| Fault::internal(format!("no history of {}", kind.name())))?;
    history.published(serde_json::from_str(row).map_err(Fault::internal)?)
}

impl History {
    /// Of the rows of an object type.
    ///
    /// # Errors
    /// The columns that are neither published nor declared, those that are both or twice, and former names that are none.
    fn of(object: &Object) -> Result<Self, String> {
        let table = object.table;
        let stored = table::all().into_iter().find(|known| known.name == table);
        let stored = stored.ok_or_else(|| format!("{} stands over no table", object.name))?;
        let stored: Vec<_> = stored.columns.iter().map(|column| column.name).collect();
        let mut history = Self { columns: AHashMap::default(), former: AHashMap::default() };
        for column in &object.stored.unpublished {
            history.add(table, column, Said::Nothing)?;
        }
        // A column with a kind beside it names one of several records; fields that show it as one of them repeat it.
        let of_any = |field: &&Field| matches!(field.kind, Kind::Any { .. });
        let (any, others): (Vec<_>, Vec<_>) = object.fields.iter().partition(of_any);
        for field in any.into_iter().chain(others) {
            history.add_field(table, field)?;
        }
        let unknown: Vec<_> = stored.iter().filter(|column| !history.columns.contains_key(*column)).collect();
        if !unknown.is_empty() {
            return Err(format!(
                "{table}: no field publishes {unknown:?}, and nothing says so (`unpublished` in `object!`)"
            ));
        }
        for (former, column) in &object.stored.former {
            if stored.contains(former) {
                return Err(format!("{table}.{former} is a column, and said to have been one formerly"));
            }
            history.former.insert(former, *column);
        }
        Ok(history)
    }

    fn add(&mut self, table: &str, column: &'static str, said: Said) -> Result<(), String> {
        if let Some(known) = self.columns.get(column) {
            return Err(format!("{table}.{column} is twice defined: {known:?} and {said:?}"));
        }
        self.columns.insert(column, said);
        Ok(())
    }

    fn add_field(&mut self, table: &str, field: &Field) -> Result<(), String> {
        let name = || field.name.clone();
        match &field.kind {
            Kind::Leaf { columns, write: Write::Copy(_), .. } => {
                columns.iter().try_for_each(|column| self.add(table, column, Said::Value(name())))
            }
            Kind::Embedded { fields, .. } => fields.iter().try_for_each(|part| self.add_part(table, field, part)),
            Kind::Any { column, kind_column, .. } => {
                self.add(table, column, Said::Any(name(), kind_column))?;
                self.add(table, kind_column, Said::Nothing)
            }
            Kind::One { column, .. } if self.columns.contains_key(column) => Ok(()),
            Kind::One { column, target, .. } => {
                let kind = kind_of(target()).ok_or_else(|| format!("{table}.{column} names what has no id"))?;
                self.add(table, column, Said::One(name(), kind))
            }
            // What is a function of columns, or read elsewhere, is not stored.
            Kind::Leaf { write: Write::Compute(_), .. }
            | Kind::Many { .. }
            | Kind::Computed(_)
            | Kind::Part { .. }
            | Kind::Added { .. }
            | Kind::Find { .. }
            | Kind::List { .. }
            | Kind::Node { .. }
            | Kind::Nodes { .. }
            | Kind::FindAny { .. } => Ok(()),
        }
    }

    /// A part of a date: its EDTF under the name of the date, what else an editor says of it beside that.
    fn add_part(&mut self, table: &str, date: &Field, part: &Field) -> Result<(), String> {
        let Kind::Leaf { columns, .. } = &part.kind else {
            return Err(format!("{table}: `{}` of `{}` is no leaf", part.name, date.name));
        };
        let said = match part.name.as_str() {
            "edtf" => Said::Value(date.name.clone()),
            "basis" => Said::Value(format!("{}Basis", date.name)),
            "confidence" => Said::Value(format!("{}Confidence", date.name)),
            "note" => Said::Value(format!("{}Note", date.name)),
            // The bounds follow from the EDTF.
            "earliest" | "latest" => Said::Nothing,
            // So does the rest, which has no columns of its own.
            "precision" | "isApproximate" | "isUncertain" | "text" => return Ok(()),
            other => return Err(format!("{table}: nothing says how `{other}` of `{}` is shown in history", date.name)),
        };
        columns.iter().try_for_each(|column| self.add(table, column, said.clone()))
    }

    /// What a kept row says; without what had no value.
    fn published(&self, row: Map<String, Value>) -> Result<Map<String, Value>, Fault> {
        let mut present = Map::new();
        for (column, value) in row {
            match self.former.get(column.as_str()) {
                None => _ = present.insert(column, value),
                Some(Some(name)) => _ = present.insert((*name).to_owned(), value),
                Some(None) => {}
            }
        }
        let mut published = Map::new();
        for (column, value) in present.iter().filter(|(_, value)| !value.is_null()) {
            let unknown = || Fault::internal(format!("a kept row has a column {column}, which no definition knows"));
            let (name, value) = match self.columns.get(column.as_str()).ok_or_else(unknown)? {
                Said::Nothing => continue,
                Said::Value(name) => (name, value.clone()),
                Said::One(name, kind) => (name, id(*kind, value)?),
                Said::Any(name, kind_column) => {
                    let kind = present.get(*kind_column).and_then(Value::as_str).and_then(NodeKind::parse);
                    let kind = kind.ok_or_else(|| Fault::internal(format!("a kept row says no kind of {column}")))?;
                    (name, id(kind, value)?)
                }
            };
            published.insert(name.clone(), value);
        }
        Ok(published)
    }
}

fn id(kind: NodeKind, key: &Value) -> Result<Value, Fault> {
    let key = key.as_i64().ok_or_else(|| Fault::internal("a kept row names a record by what is no key"))?;
    Ok(GlobalId { tag: kind.name(), key }.text().into())
}

/// Of which kind the records of an object type are; none where they have no ids.
fn kind_of(object: &Object) -> Option<NodeKind> {
    object.tag.and_then(NodeKind::parse)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{meeting::Meeting, object::object, place::Place};
    use engine::define::Described;

    const ROW: &str = r#"{"id": 7, "node_kind": "MEETING", "kind": "SUMMIT", "name": "Summit", "place_id": 3, "part_of_id": null,
        "date_edtf": "2003", "date_earliest": "2003-01-01", "date_order": 5, "date_basis": "STATED"}"#;

    fn of(object: &Object, row: &str) -> Result<Map<String, Value>, Fault> {
        let history = History::of(object).expect("a history");
        history.published(serde_json::from_str(row).expect("JSON"))
    }

    #[test]
    fn a_kept_row_is_shown_as_the_api_names_it() {
        let shown = published(ROW, NodeKind::Meeting).expect("a row");
        let place = GlobalId { tag: NodeKind::Place.name(), key: 3 }.text();
        let expected = serde_json::json!({
            "kind": "SUMMIT", "name": "Summit", "place": place, "date": "2003", "dateBasis": "STATED",
        });
        assert_eq!(Value::Object(shown), expected);
        let remark = r#"{"voice_id": 4, "voice_kind": "STATE", "set_id": 7, "is_leading": true}"#;
        let voice = GlobalId { tag: NodeKind::State.name(), key: 4 }.text();
        let shown = published(remark, NodeKind::Remark).expect("a row");
        assert_eq!(Value::Object(shown), serde_json::json!({ "voice": voice, "isLeading": true }));
    }

    mod renamed {
        use super::*;

        object! {
            /// A place whose columns had other names: `title`, `country_id` and `height` of former rows.
            pub Renamed: place {
                is record;
                formerly title as name;
                formerly country_id as state_id;
                formerly height;
                /// A.
                locality;
                /// B.
                region;
                /// C.
                state -> super::super::super::state::State by state_id;
                /// D.
                latitude;
                /// E.
                longitude;
            }
        }
    }

    #[test]
    fn renaming_a_column_changes_nothing_that_is_said_of_the_past() {
        let now = r#"{"id": 1, "name": "Haven", "state_id": 5, "region": "North"}"#;
        let then = r#"{"id": 1, "title": "Haven", "country_id": 5, "region": "North", "height": 12}"#;
        let shown = of(renamed::Renamed::object(), now).expect("a row");
        assert_eq!(shown, of(Place::object(), now).expect("a row"));
        assert_eq!(shown, of(renamed::Renamed::object(), then).expect("a row"));
        let state = GlobalId { tag: NodeKind::State.name(), key: 5 }.text();
        assert_eq!(Value::Object(shown), serde_json::json!({ "name": "Haven", "state": state, "region": "North" }));
    }

    #[test]
    fn a_column_that_no_definition_knows_is_a_fault() {
        assert!(of(Meeting::object(), r#"{"id": 1, "headline": "Summit"}"#).is_err());
        assert!(of(Meeting::object(), r#"{"id": 1, "place_id": "haven"}"#).is_err());
        assert!(published(r#"{"voice_id": 4}"#, NodeKind::Remark).is_err());
    }

    mod incomplete {
        use super::*;

        object! {
            /// A topic of which one column is forgotten.
            pub Forgotten: topic {
                is record;
                /// A.
                kind;
            }
        }

        object! {
            /// A topic of which one column is published and declared as not published.
            pub Twice: topic {
                is record;
                unpublished broader_id, kind;
                /// A.
                kind;
            }
        }

        object! {
            /// A topic of which a column is said to be gone.
            pub Former: topic {
                is record;
                unpublished broader_id;
                formerly kind;
                /// A.
                kind;
            }
        }
    }

    #[test]
    fn a_definition_that_leaves_a_column_open_is_refused() {
        let refused = |object: &Object| History::of(object).err().expect("a refusal");
        let forgotten = refused(incomplete::Forgotten::object());
        assert!(forgotten.contains(r#"topic: no field publishes ["broader_id"]"#), "{forgotten}");
        let twice = refused(incomplete::Twice::object());
        assert!(twice.contains("topic.kind is twice defined"), "{twice}");
        let former = refused(incomplete::Former::object());
        assert!(former.contains("topic.kind is a column"), "{former}");
    }

    #[test]
    #[should_panic(expected = "topic: no field publishes")]
    fn a_catalog_with_such_a_definition_is_refused() {
        check(&[incomplete::Forgotten::object()]);
    }
}
