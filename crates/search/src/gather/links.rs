//! What a record is found by besides its own texts: the names of its nearest records.
//!
//! "Observers CSTO" means an organization that does not say "observer" anywhere: a membership says it. So a record has a
//! text for what statements and references say of it, with the names of the records on their other ends:
//! "observers: Afghanistan (…); Serbia". It ends there: what those records are linked with in their turn does not
//! count.

use std::fmt::Write as _;

/// Rows that link a record with another one.
pub(super) struct Link {
    /// Table of the rows.
    pub rows: &'static str,
    /// Its column with the record that has the text.
    pub of: &'static str,
    /// Its column with the record that is named.
    pub to: &'static str,
    /// What stands before the names, in SQL.
    pub words: &'static str,
    /// What is named where there is no record, in SQL.
    pub label: &'static str,
    /// Whether the rows are statements, with claims that an editor may set aside.
    pub is_statement: bool,
}

const fn reference(rows: &'static str, to: &'static str, words: &'static str) -> Link {
    Link { rows, of: "id", to, words, label: "NULL", is_statement: false }
}

const fn statement(rows: &'static str, of: &'static str, to: &'static str, words: &'static str) -> Link {
    Link { rows, of, to, words, label: "NULL", is_statement: true }
}

/// All links. Acts on treaties are none: a treaty may have hundreds, and whoever asks for these asks the treaty.
pub(super) const LINKS: &[Link] = &[
    reference("organ", "organization_id", "'organ of'"),
    reference("organ", "parent_organ_id", "'organ of'"),
    reference("organ", "treaty_id", "'organ of'"),
    reference("organ", "state_id", "'organ of'"),
    reference("place", "state_id", "'place in'"),
    reference("office", "body_id", "'office of'"),
    reference("force", "body_id", "'force of'"),
    reference("meeting", "organization_id", "'of'"),
    reference("meeting", "place_id", "'in'"),
    reference("event", "place_id", "'in'"),
    Link { of: "meeting_id", ..reference("meeting_organ", "organ_id", "'of'") },
    Link { of: "meeting_id", ..reference("meeting_convener", "organization_id", "'of'") },
    Link { of: "meeting_id", ..reference("meeting_place", "place_id", "'in'") },
    statement(
        "membership",
        "body_id",
        "member_id",
        "concat(CASE WHEN r.modality <> 'OCCURRED' THEN lower(r.modality) || ' ' WHEN r.ended = 'YES' THEN 'former ' END,
           CASE r.status WHEN 'ASSOCIATE' THEN 'associate members' WHEN 'OBSERVER' THEN 'observers' WHEN 'CANDIDATE' THEN 'candidates'
             WHEN 'NON_PARTICIPANT' THEN 'did not take part' ELSE 'members' END)",
    ),
    statement("tenure", "office_id", "person_id", "concat(CASE WHEN r.is_acting THEN 'acting ' END, 'holders')"),
    statement("tenure", "person_id", "office_id", "concat(CASE WHEN r.is_acting THEN 'acting ' END, 'holder of')"),
    statement("tenure", "person_id", "replaces_id", "'successor of'"),
    statement("tenure", "replaces_id", "person_id", "'predecessor of'"),
    statement("tenure", "person_id", "chosen_at_id", "'elected at'"),
    Link {
        label: "r.party_label",
        ..statement("participation", "gathering_id", "party_id", "lower(replace(r.role, '_', ' '))")
    },
    statement("milestone", "subject_id", "place_id", "lower(replace(r.step, '_', ' '))"),
    Link { label: "r.by_label", ..statement("milestone", "subject_id", "by_id", "lower(replace(r.step, '_', ' '))") },
    Link {
        label: "r.object_label",
        ..statement("relation", "subject_id", "object_id", "lower(replace(r.relation, '_', ' '))")
    },
];

/// The texts of links of the records in `asked`, each with the number of its link, and with the key of its first row.
pub(super) fn texts(sql: &mut String, tables: &[&str]) {
    let abbreviation =
        |table: &str| if matches!(table, "organization" | "organ") { "abbreviation" } else { "NULL::text" };
    let names = tables
        .iter()
        .map(|table| format!("SELECT id, name::text AS name, {} AS abbreviation FROM {table}", abbreviation(table)));
    let names = names.collect::<Vec<_>>().join(" UNION ALL ");
    for (number, Link { rows, of, to, words, label, is_statement }) in LINKS.iter().enumerate() {
        // Rows of a join table have no key of their own.
        let key = if *is_statement || *of == "id" { "id" } else { to };
        let rank = if *is_statement { " AND r.rank <> 'DEPRECATED'" } else { "" };
        // One text for all names that the same words stand before, each name once.
        let _ = write!(
            sql,
            " UNION ALL SELECT link.of, 'D', {sort}, min(link.key), concat(link.words, ': ', string_agg(link.name, '; ' ORDER BY link.key)), NULL FROM (
                SELECT r.{of} AS of, {words} AS words, min(r.{key}) AS key, coalesce(concat(other.name, ' (' || other.abbreviation || ')'), {label}) AS name
                FROM asked JOIN {rows} AS r ON r.{of} = asked.id{rank}
                  LEFT JOIN ({names}) AS other ON other.id = r.{to}
                WHERE coalesce(other.name, {label}) IS NOT NULL GROUP BY 1, 2, 4
              ) AS link GROUP BY link.of, link.words",
            sort = 20 + number
        );
    }
}

/// The records that have a text of the nodes in `changed`: linked with one of them, or by one of them.
pub(super) fn touched(sql: &mut String) {
    for Link { rows, of, to, is_statement, .. } in LINKS {
        let _ = write!(sql, " UNION SELECT r.{of} FROM changed JOIN {rows} AS r ON r.{to} = changed.id");
        if *is_statement {
            let _ = write!(sql, " UNION SELECT r.{of} FROM changed JOIN {rows} AS r ON r.id = changed.id");
        }
    }
}
