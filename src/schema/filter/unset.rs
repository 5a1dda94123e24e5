//! What restricts nothing is no part of a filter: a field that is null, and a filter in which nothing is left.
//!
//! Clients send such filters where a variable has no value: `{ date: { within: $during } }` without `$during` is a
//! filter of the whole list.
//!
//! **Invariant:** a filter that restricts nothing is as good as absent, at every depth and in every field, `not`
//! included. *Why:* a field that were about rows of another table would otherwise ask whether there is one. *Enforced
//! by:* [`without_unset`], through which every filter goes before it is read.
use async_graphql::{Name, Value};

/// The field that says how sure comparisons of dates have to be, and compares nothing itself.
const HOW: &str = "certainty";

/// The filter without what restricts nothing.
pub(super) fn without_unset(filter: Value) -> Value {
    match filter {
        Value::Object(fields) => {
            let fields: Vec<_> = fields.into_iter().filter_map(set).collect();
            let restricts = fields.iter().any(|(name, _)| name != HOW);
            let fields = if restricts { fields } else { Vec::new() };
            Value::Object(fields.into_iter().collect())
        }
        other => other,
    }
}

/// A field that restricts; none if it does not.
fn set((name, value): (Name, Value)) -> Option<(Name, Value)> {
    let value = match value {
        Value::Null => return None,
        Value::List(items) if items.is_empty() && name == "and" => return None,
        Value::List(items) if items.iter().any(is_filter) => {
            let items: Vec<_> = items.into_iter().map(without_unset).collect();
            let (unset, set): (Vec<_>, Vec<_>) = items.into_iter().partition(is_unset);
            // Everything passes one of the filters, or passes all that are left.
            if name == "or" && !unset.is_empty() || set.is_empty() {
                return None;
            }
            Value::List(set)
        }
        other => without_unset(other),
    };
    (!is_unset(&value)).then_some((name, value))
}

fn is_filter(value: &Value) -> bool {
    matches!(value, Value::Object(_))
}

fn is_unset(value: &Value) -> bool {
    matches!(value, Value::Object(fields) if fields.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_restricts_nothing_goes_at_every_depth() {
        for nothing in [
            json!({}),
            json!({ "date": null, "slug": null }),
            json!({ "date": { "within": null } }),
            json!({ "date": { "certainty": "POSSIBLE" } }),
            json!({ "at": { "not": { "state": null } } }),
            json!({ "milestone": { "date": {} } }),
            json!({ "and": [{}, { "date": {} }] }),
            json!({ "and": [] }),
            json!({ "or": [{ "kind": ["TREATY"] }, { "date": {} }] }),
            json!({ "not": { "or": [{}] } }),
        ] {
            let filter = Value::from_json(nothing.clone()).expect("a value");
            assert_eq!(without_unset(filter).into_json().expect("JSON"), json!({}), "{nothing}");
        }
    }

    #[test]
    fn what_restricts_stays() {
        for filter in [
            json!({ "slug": [] }),
            json!({ "or": [] }),
            json!({ "date": { "within": "2003", "certainty": "POSSIBLE" } }),
            json!({ "not": { "at": { "state": ["armenia"] } } }),
            json!({ "isPlaceKnown": false }),
        ] {
            let value = Value::from_json(filter.clone()).expect("a value");
            assert_eq!(without_unset(value).into_json().expect("JSON"), filter);
        }
        let some = Value::from_json(json!({ "and": [{}, { "slug": ["a"] }] })).expect("a value");
        assert_eq!(without_unset(some).into_json().expect("JSON"), json!({ "and": [{ "slug": ["a"] }] }));
    }
}
