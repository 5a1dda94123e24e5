//! Which fields entries of a kind have.
use crate::{entry::Kind, key::camel_case};

/// Whether entries of a kind have a field, as the API names it.
pub fn has_field(kind: &Kind, field: &str) -> bool {
    const PARTS: &[&str] = &["_id", "_label", "_count", "_edtf"];
    const LISTS: &[&str] = &["organs", "topics", "depositaries", "records", "parties", "about"];
    let field = camel_case(field);
    let is_column = |column: &str| {
        let stem = PARTS.iter().find_map(|part| column.strip_suffix(part));
        camel_case(column) == field || stem.is_some_and(|stem| camel_case(stem) == field)
    };
    LISTS.contains(&field.as_str()) || kind.table.columns.iter().any(|column| is_column(column))
}

#[cfg(test)]
mod tests {
    use super::*;
    use entity::vocabulary::NodeKind;

    #[test]
    fn fields_are_known_under_the_names_of_the_api() {
        let meeting = Kind::get(NodeKind::Meeting);
        for field in ["name", "date", "partOf", "part_of", "announcedOn", "organs"] {
            assert!(has_field(meeting, field), "{field}");
        }
        for field in ["dat", "iso2", "partof"] {
            assert!(!has_field(meeting, field), "{field}");
        }
    }
}
