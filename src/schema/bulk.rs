//! How many rows lists have, and what some fields cost beside: what the points of a request are reckoned with.
//!
//! The numbers are those of the generated register S (`depositary generate`), where it has rows of a kind, in round
//! numbers; a timeline has 500,000 there, which take as long as 300,000 rows of tables. They are not those of the register that is served, so that a request costs the same everywhere.
use engine::{cost::Bulk, define::Object};

/// Rows of tables and views that have other numbers of rows than documents.
const BULKS: &[(&str, Bulk)] = &[
    ("change", Bulk { rows: 500, tables: 4 }),
    ("citation", Bulk { rows: 500, tables: 1 }),
    ("contradiction", Bulk { rows: 60, tables: 50 }),
    ("contradiction_about", Bulk { rows: 60, tables: 100 }),
    ("meeting", Bulk { rows: 20, tables: 1 }),
    ("node_history", Bulk { rows: 500, tables: 4 }),
    ("organ", Bulk { rows: 2, tables: 1 }),
    ("organization", Bulk { rows: 1, tables: 1 }),
    ("place", Bulk { rows: 1, tables: 1 }),
    ("state", Bulk { rows: 1, tables: 1 }),
    ("timeline", Bulk { rows: 300, tables: 17 }),
    ("timeline_about", Bulk { rows: 300, tables: 65 }),
    ("topic", Bulk { rows: 1, tables: 1 }),
    ("treaty_action", Bulk { rows: 400, tables: 1 }),
];

/// Points that a field costs for each record, beside those of its rows.
const POINTS: &[(&str, &str, u64)] = &[
    // What stands on a topic is gathered and sorted before the first row is known.
    ("Topic", "timeline", 150),
    // All words that look like those asked for, then the records that have them.
    ("Query", "search", 40),
    // Two short pieces of an index for each kind.
    ("Query", "suggest", 1),
];

/// Notes both with the definition of a type.
pub fn describe(object: &mut Object) {
    if let Some((_, bulk)) = BULKS.iter().find(|(table, _)| *table == object.table) {
        object.bulk(*bulk);
    }
    for (name, field, points) in POINTS {
        if *name == object.name {
            object.costs(field, *points);
        }
    }
}
