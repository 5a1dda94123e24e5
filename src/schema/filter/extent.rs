//! The cost of a filter: PostgreSQL plans each part of it by itself, and looks at it for each row of the list.
use super::COMPARED;
use async_graphql::Value;
use fault::Fault;

/// Maximum cost of a filter.
const MAX_COST: usize = 200;

/// Filters within each other, the outermost included: they are read recursively.
const LEVELS: usize = 20;

/// Fields of filters that hold filters of the same rows.
const JOINING: [&str; 3] = ["and", "or", "not"];

/// Fields that hold a filter of other rows, which are looked up for each row of the list.
const OF_OTHERS: [&str; 4] = ["action", "at", "milestone", "participation"];

/// Further fields of filters for which rows of another table are looked up for each row, with the type of the filter.
const LOOKED_UP: [(&str, &str); 1] = [("DocumentFilter", "steps")];

/// A field for which a citation is looked up for each entry of a timeline, until a page is full.
const SUPPORTED: (&str, &str) = ("TimelineFilter", "source");

/// Looks that this takes.
const SUPPORT: u64 = 15;

/// Fields of filters that look through many tables: to plan one takes PostgreSQL as long as ten others.
const EXPENSIVE: [&str; 4] = ["about", "concerns", "source", "topic"];

/// Cost of each of these fields.
const EXPENSIVE_COST: usize = 10;

/// Looks at a row for each of these fields.
const EXPENSIVE_LOOKS: u64 = 10;

/// Fields of filters for which the entries of whole timelines are gathered first, with the type of the filter, and the
/// points that each slug costs.
const GATHERED: [(&str, &str, u64); 2] = [("TimelineFilter", "about", 10), ("TimelineFilter", "topic", 120)];

/// Looks that it takes to find the rows of another table that belong to a row.
const LOOK_UP: u64 = 30;

/// Looks that it takes to find a row among those gathered.
const FOUND_IN_TABLE: u64 = 3;

/// Looks that it takes for names of other records, whose rows are found once.
const NAMED: u64 = 5;

/// Values that are compared with a row in the time of a look.
const COMPARED_AT_ONCE: u64 = 8;

/// Looks that it takes to match a date with a pattern, and further looks for each of its forms.
const MATCHED: (u64, u64) = (10, 2);

/// Rows of another table that belong to a row: each is looked at.
const FOUND: u64 = 2;

/// The size of a filter, and what it costs.
pub(super) struct Extent {
    /// Filters in it, itself included.
    pub parts: usize,
    /// Looks that it takes for each row of the list.
    pub looks: u64,
    /// Points that it costs besides.
    pub points: u64,
    /// Slugs of the fields of its own, which must hold, that gather the rows that may pass; none where no field does.
    pub gathered: Option<u64>,
    cost: usize,
    /// Filters within each other, itself included.
    levels: usize,
}

/// A part of a filter that is still to be measured.
struct Part<'a> {
    value: &'a Value,
    level: usize,
    /// The type of the filter, as far as it matters.
    ty: &'a str,
    /// How many rows are looked at for each row of the list.
    rows: u64,
}

impl Extent {
    /// Measures a filter of a type.
    pub(super) fn of(filter: &Value, ty: &str) -> Self {
        let mut open = vec![Part { value: filter, level: 1, ty, rows: 1 }];
        let mut extent = Self { parts: 0, looks: 0, points: 0, gathered: None, cost: 0, levels: 0 };
        while let Some(part) = open.pop() {
            match part.value {
                Value::Object(fields) => {
                    extent.parts += 1;
                    extent.cost += 1;
                    extent.levels = extent.levels.max(part.level);
                    for (name, value) in fields.iter().filter(|(_, value)| **value != Value::Null) {
                        extent.field(&part, name, value, &mut open);
                    }
                }
                Value::List(items) => open.extend(items.iter().map(|value| Part { value, ..part })),
                _ => {}
            }
        }
        extent
    }

    fn field<'a>(&mut self, part: &Part<'a>, name: &str, value: &'a Value, open: &mut Vec<Part<'a>>) {
        let level = part.level + 1;
        if EXPENSIVE.contains(&name) {
            self.cost += EXPENSIVE_COST;
        }
        let gathered = GATHERED.iter().find(|(ty, field, _)| (*ty, *field) == (part.ty, name));
        let looks = if JOINING.contains(&name) {
            open.push(Part { value, level, ..*part });
            0
        } else if OF_OTHERS.contains(&name) && matches!(value, Value::Object(_)) {
            open.push(Part { value, level, ty: "", rows: part.rows * FOUND });
            LOOK_UP
        } else if LOOKED_UP.contains(&(part.ty, name)) {
            LOOK_UP
        } else if (part.ty, name) == SUPPORTED {
            SUPPORT
        } else if let (Some((_, _, points)), Value::List(slugs)) = (gathered, value) {
            self.points += points * slugs.len() as u64;
            if part.level == 1 {
                self.gathered = self.gathered.max(Some(slugs.len() as u64));
            }
            FOUND_IN_TABLE
        } else if EXPENSIVE.contains(&name) {
            EXPENSIVE_LOOKS
        } else {
            match value {
                Value::Object(fields) => fields.iter().map(|(name, value)| of_date(name, value)).sum(),
                Value::List(items) if name != "slug" && matches!(items.first(), Some(Value::String(_))) => NAMED,
                Value::List(items) if name == "slug" && items.len() > COMPARED => FOUND_IN_TABLE,
                Value::List(items) => 1 + items.len() as u64 / COMPARED_AT_ONCE,
                _ => 1,
            }
        };
        self.looks += looks * part.rows;
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

/// Looks at a row for a field of a filter of dates.
fn of_date(name: &str, value: &Value) -> u64 {
    match value {
        Value::List(forms) if name == "precision" => MATCHED.0 + MATCHED.1 * forms.len() as u64,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use async_graphql::{
        Name,
        registry::{MetaType, Registry},
    };
    use sea_orm::sea_query::{PostgresQueryBuilder, Query};
    use std::collections::BTreeMap;

    /// A value of an input type.
    fn value(registry: &Registry, ty: &str) -> Value {
        let inner = ty.trim_end_matches('!');
        if let Some(items) = inner.strip_prefix('[') {
            return Value::List(vec![value(registry, items.trim_end_matches(']'))]);
        }
        match (inner, registry.types.get(inner)) {
            ("Boolean", _) => Value::Boolean(true),
            ("Int", _) => Value::Number(1.into()),
            ("DateFilter", _) => {
                Value::Object([(Name::new("within"), Value::String("2000".into()))].into_iter().collect())
            }
            (_, Some(MetaType::Enum { enum_values, .. })) => {
                Value::Enum(Name::new(enum_values.keys().next().expect("a value")))
            }
            (_, Some(MetaType::InputObject { .. })) => Value::Object([].into_iter().collect()),
            _ => Value::String("x".into()),
        }
    }

    /// The rule of `OF_OTHERS` and `LOOKED_UP`, by the SQL that filters become.
    #[test]
    fn what_is_looked_up_for_each_row_is_reckoned_so() {
        let (mut reckoned, mut found) = (BTreeMap::new(), BTreeMap::new());
        for object in crate::schema::catalog().reached() {
            let Some(filter) = object.filter else { continue };
            let mut registry = Registry::default();
            let ty = (filter.publish)(&mut registry);
            let Some(MetaType::InputObject { input_fields, .. }) = registry.types.get(&ty) else {
                panic!("{ty} is no input object")
            };
            for (field, input) in input_fields.iter().filter(|(field, _)| !JOINING.contains(&field.as_str())) {
                let value = value(&registry, &input.ty);
                let value = Value::Object([(Name::new(field), value)].into_iter().collect());
                let read = (filter.parse)(value).unwrap_or_else(|fault| panic!("{ty}.{field}: {fault:?}"));
                let sql = Query::select().cond_where(read.condition).to_string(PostgresQueryBuilder).to_lowercase();
                let place = format!("{ty}.{field}");
                found.insert(place.clone(), sql.contains("exists"));
                reckoned.insert(place, read.looks >= LOOK_UP);
            }
        }
        assert!(found.len() > 80, "{found:?}");
        assert_eq!(found, reckoned);
    }
}
