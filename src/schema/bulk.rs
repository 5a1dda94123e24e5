//! How many rows lists have, and what some fields cost beside: what the points of a request are reckoned with.
//!
//! The numbers are those of the generated register S (`depositary generate`), where it has rows of a kind, in round
//! numbers; a timeline has 960,000 there, which take as long as 300,000 rows of tables. They are not those of the register
//! that is served, so that a request costs the same everywhere.
use engine::{cost::Bulk, define::Object};

/// Rows of tables and views that have other numbers of rows than documents.
const BULKS: &[(&str, Bulk)] = &[
    ("change", Bulk::of(500_000).over(4).made_whole()),
    ("citation", Bulk::of(500_000).among(NODES)),
    ("contradicted_by", Bulk::of(60_000).over(50).among(NODES)),
    ("contradicting_claim", Bulk::of(60_000).over(50)),
    ("contradiction", Bulk::of(60_000).over(50).made_whole()),
    ("contradiction_about", Bulk::of(60_000).over(100).among(RECORDS)),
    ("meeting", Bulk::of(20_000)),
    ("membership", Bulk::of(12_000)),
    ("node_history", Bulk::of(500_000).over(4).among(NODES)),
    ("organ", Bulk::of(1_500)),
    ("organization", Bulk::of(500)),
    ("place", Bulk::of(150)),
    ("state", Bulk::of(200)),
    ("timeline", Bulk::of(300_000).over(17)),
    ("timeline_about", Bulk::of(300_000).over(65)),
    ("topic", Bulk::of(40)),
    ("treaty_action", Bulk::of(400_000)),
];

/// Records and statements.
const NODES: u64 = 500_000;

/// Records.
const RECORDS: u64 = 80_000;

/// Points that a field costs for each record, beside those of its rows.
const POINTS: &[(&str, &str, u64)] = &[
    // What stands on a topic is gathered and sorted before the first row is known.
    ("Topic", "timeline", 150),
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A number under a name that nothing has would stand for nothing.
    #[test]
    fn each_number_meets_a_definition() {
        let objects = crate::schema::catalog().reached();
        for (table, bulk) in BULKS {
            let met = objects.iter().filter(|object| object.table == *table);
            assert!(met.clone().count() > 0 && met.clone().all(|object| object.bulk == *bulk), "{table}");
        }
        for (name, field, points) in POINTS {
            let met = objects.iter().find(|object| object.name == *name).filter(|object| object.field(field).is_some());
            assert_eq!(met.map(|object| object.points_of(field)), Some(*points), "{name}.{field}");
        }
    }
}
