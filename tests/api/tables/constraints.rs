//! Constraints.

use super::{register, texts};

/// Names that PostgreSQL would have given: a refusal by one of them says nothing.
#[actix_web::test]
async fn every_constraint_has_a_name_of_our_own() {
    let sql = "select format('%s on %s', conname, conrelid::regclass) from pg_constraint
               where connamespace = 'public'::regnamespace and contype in ('f', 'c', 'u', 'x')
                 and (conname ~ '_(fkey|check|excl)[0-9]*$'
                   or contype = 'u' and conname = concat_ws('_', conrelid::regclass, (
                     select string_agg(attname, '_' order by place) from unnest(conkey) with ordinality as key (number, place)
                     join pg_attribute on attrelid = conrelid and attnum = number), 'key')
                   or not starts_with(conname, conrelid::regclass || '_'))";
    assert_eq!(texts(&register().await, sql).await, [""; 0]);
}

/// Foreign keys without an index, and why.
const NO_INDEX: &[(&str, &str)] = &[
    ("meeting_organization", "organizations are hardly ever deleted; their meetings are found by another index"),
    ("register_revision", "one row"),
    ("relation_rule_allows", "a rule goes by a migration, if ever"),
];

/// Deleting a row asks every table that may refer to it.
///
/// The first column of each foreign key narrows the rows down to few; the others repeat what it implies, a kind or
/// an order.
#[actix_web::test]
async fn every_foreign_key_has_an_index_that_begins_with_its_first_column() {
    let sql = "select conname::text from pg_constraint join pg_attribute on attrelid = conrelid and attnum = conkey[1]
               where contype = 'f' and connamespace = 'public'::regnamespace and not exists (
                 select from pg_index join pg_class on pg_class.oid = indexrelid join pg_am on pg_am.oid = relam
                 where indrelid = conrelid and indkey[0] = conkey[1] and amname = 'btree'
                   and (indpred is null or pg_get_expr(indpred, indrelid) = format('(%I IS NOT NULL)', attname)))
               order by 1";
    let without = texts(&register().await, sql).await;
    assert_eq!(without, NO_INDEX.iter().map(|(name, _)| *name).collect::<Vec<_>>());
}
