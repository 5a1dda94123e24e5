//! Lists of values in a filter: each is a set, so a value that is named a thousand times is named once.
use async_graphql::Value;
use fault::Fault;
use std::collections::HashSet;

/// Most values of a list in a filter, each counted once.
const MOST: usize = 1_000;

/// The filter with each value of a list once, in the order in which they come first.
///
/// # Errors
/// `BAD_USER_INPUT` where a list has more values than it may.
pub(super) fn as_sets(filter: Value) -> Result<Value, Fault> {
    match filter {
        Value::Object(fields) => {
            let fields = fields.into_iter().map(|(name, value)| {
                let value = field(&name, value)?;
                Ok((name, value))
            });
            Ok(Value::Object(fields.collect::<Result<_, Fault>>()?))
        }
        Value::List(items) => Ok(Value::List(items.into_iter().map(as_sets).collect::<Result<_, _>>()?)),
        other => Ok(other),
    }
}

fn field(name: &str, value: Value) -> Result<Value, Fault> {
    let Value::List(items) = value else { return as_sets(value) };
    let (mut known, given) = (HashSet::new(), items.len());
    let items: Vec<_> = items.into_iter().filter(|item| scalar(item).is_none_or(|text| known.insert(text))).collect();
    if known.len() > MOST {
        return Err(Fault::bad_user_input(format!(
            "A list in a filter has {MOST} different values at most; `{name}` has {}, of {given} in all. Ask for some of them at a time.",
            known.len()
        )));
    }
    as_sets(Value::List(items))
}

/// A value that is equal to another of the same text; none for filters.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Enum(name) => Some(name.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::Boolean(truth) => Some(truth.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: serde_json::Value) -> Result<serde_json::Value, Fault> {
        let sets = as_sets(Value::from_json(json).expect("a value"))?;
        Ok(sets.into_json().expect("JSON"))
    }

    #[test]
    fn each_value_stands_once_at_its_first_place() {
        let given =
            serde_json::json!({ "kind": ["B", "A", "B"], "not": { "slug": ["x", "x"] }, "or": [{ "n": [1, 1, 2] }] });
        let sets = serde_json::json!({ "kind": ["B", "A"], "not": { "slug": ["x"] }, "or": [{ "n": [1, 2] }] });
        assert_eq!(read(given), Ok(sets));
    }

    #[test]
    fn a_list_of_too_many_values_is_refused_with_both_numbers() {
        let numbers = |count: usize| (0..count).map(|number| number.to_string()).collect::<Vec<_>>();
        assert!(read(serde_json::json!({ "slug": numbers(MOST) })).is_ok());
        let given = [numbers(MOST + 1), numbers(5)].concat();
        let refused = read(serde_json::json!({ "slug": given })).expect_err("a refusal");
        assert!(refused.message.contains("`slug` has 1001, of 1006 in all"), "{}", refused.message);
    }
}
