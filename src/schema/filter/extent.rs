//! The cost of a filter: PostgreSQL plans each part of it by itself.
use async_graphql::Value;
use fault::Fault;

/// Maximum cost of a filter.
const MAX_COST: usize = 200;

/// Filters within each other, the outermost included: they are read recursively.
const LEVELS: usize = 20;

/// Fields of filters that hold filters.
const NESTED: [&str; 7] = ["and", "or", "not", "action", "at", "milestone", "participation"];

/// Fields of filters that look through many tables.
const EXPENSIVE: [&str; 4] = ["about", "concerns", "source", "topic"];

/// Cost of each of these fields.
const EXPENSIVE_COST: usize = 10;

/// The size of a filter.
pub(super) struct Extent {
    /// Filters in it, itself included.
    pub parts: usize,
    cost: usize,
    /// Filters within each other, itself included.
    levels: usize,
}

impl Extent {
    pub(super) fn of(filter: &Value) -> Self {
        let mut open = vec![(filter, 1)];
        let mut extent = Self { parts: 0, cost: 0, levels: 0 };
        while let Some((value, level)) = open.pop() {
            match value {
                Value::Object(fields) => {
                    let expensive = EXPENSIVE
                        .iter()
                        .filter(|name| fields.get(**name).is_some_and(|value| *value != Value::Null))
                        .count();
                    extent.parts += 1;
                    extent.cost += 1 + EXPENSIVE_COST * expensive;
                    extent.levels = extent.levels.max(level);
                    let below = NESTED.iter().filter_map(|name| fields.get(*name));
                    open.extend(below.map(|value| (value, level + 1)));
                }
                Value::List(items) => open.extend(items.iter().map(|item| (item, level))),
                _ => {}
            }
        }
        extent
    }

    /// # Errors
    /// `BAD_USER_INPUT` where it is more than a filter may have.
    pub(super) fn check(&self) -> Result<(), Fault> {
        let Self { cost, levels, .. } = self;
        if *cost > MAX_COST {
            return Err(Fault::bad_user_input(format!(
                "A filter costs {MAX_COST} at most: 1 for each filter in it, itself included, and {EXPENSIVE_COST} for each \
                 `about`, `concerns`, `source` and `topic`; this one costs {cost}."
            )));
        }
        if *levels > LEVELS {
            return Err(Fault::bad_user_input(format!(
                "At most {LEVELS} filters may be within each other, the outermost counted; here are {levels}."
            )));
        }
        Ok(())
    }
}
