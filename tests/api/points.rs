//! What points are reckoned with, beside what PostgreSQL has and does: indexes, and pages that filters look into.

use crate::postgres;
use async_graphql::{
    Name, Value,
    registry::{MetaType, Registry},
};
use depositary::{
    generate::{self, Options, Size},
    schema,
};
use engine::define::{Kind, Link};
use sea_orm::{
    ConnectionTrait, QueryResult,
    sea_query::{PostgresQueryBuilder, SelectStatement},
};
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// A list that is linked by a column, or by a join table with a copy of the
/// ordering column, counts as read from an index in its usual order: there is one.
#[actix_web::test]
async fn an_index_has_what_a_column_links_in_the_usual_order() {
    let db = postgres::session(&postgres::shared_clone_of(postgres::EMPTY).await).await;
    let indexes = postgres::rows(&db, "select indexdef from pg_indexes where schemaname = 'public'").await;
    // Lists that show only what leads have an index of what leads.
    let definition = |row: &QueryResult| row.try_get_by_index::<String>(0).unwrap().replace(", is_leading", "");
    let indexes: Vec<_> = indexes.iter().map(definition).collect();
    let (mut seen, mut without) = (0, BTreeSet::new());
    for object in schema::catalog().reached() {
        for field in &object.fields {
            let Kind::Many { link, target } = &field.kind else { continue };
            let target = target();
            let order = target.orders.first().map_or("id", |usual| usual.column);
            let (table, column, order) = match link {
                // A view has the indexes of its tables.
                Link::Column(column) if target.bulk.tables == 1 => (target.table, *column, order),
                Link::Through(join_table) if let Some(copy) = join_table.copy_of(order) => {
                    (join_table.table, join_table.parent, copy)
                }
                _ => continue,
            };
            seen += 1;
            let (on, by) = (format!(" ON public.{table} "), format!("({column}, {order}"));
            if !indexes.iter().any(|index| index.contains(&on) && index.contains(&by)) {
                without.insert(format!("{table} by {column} in the order of {order}"));
            }
        }
    }
    assert!(seen > 100 && without.is_empty(), "{seen} seen; {without:#?}");
}

/// A value of an input type: a list of slugs has one of each kind of record.
fn value(registry: &Registry, ty: &str, slugs: &[String]) -> Value {
    let inner = ty.trim_end_matches('!');
    if let Some(items) = inner.strip_prefix('[') {
        let item = items.trim_end_matches([']', '!']);
        return match registry.types.get(item) {
            Some(MetaType::Enum { enum_values, .. }) => {
                Value::List(enum_values.keys().map(|name| Value::Enum(Name::new(name))).collect())
            }
            _ => Value::List(slugs.iter().map(|slug| Value::String(slug.clone())).collect()),
        };
    }
    match (inner, registry.types.get(inner)) {
        ("Boolean", _) => Value::Boolean(true),
        ("Int", _) => Value::Number(1.into()),
        ("DateFilter", _) => Value::Object([(Name::new("within"), Value::String("2000".into()))].into_iter().collect()),
        (_, Some(MetaType::Enum { enum_values, .. })) => Value::Enum(Name::new(enum_values.keys().next().unwrap())),
        (_, Some(MetaType::InputObject { .. })) => Value::Object([].into_iter().collect()),
        _ => Value::String(slugs[0].clone()),
    }
}

/// How many pages of tables and indexes PostgreSQL looks into for a statement.
async fn pages(db: &impl ConnectionTrait, statement: &str) -> u64 {
    let rows = postgres::rows(db, &format!("explain (analyze, buffers, timing off, format json) {statement}")).await;
    let plan: Json = rows[0].try_get_by_index(0).unwrap();
    let plan = &plan[0]["Plan"];
    plan["Shared Hit Blocks"].as_u64().unwrap() + plan["Shared Read Blocks"].as_u64().unwrap()
}

/// What each field of each filter makes PostgreSQL look into, over a generated register, is within its looks and points.
#[actix_web::test]
async fn no_field_of_a_filter_looks_into_more_than_its_points_say() {
    let db = postgres::session(&postgres::clone_of(postgres::EMPTY).await).await;
    let size = Size { organizations: 40, memberships: 400, meetings: 1_000, documents: 2_000, actions: 4_000 };
    generate::run(&db, &Options { size, seed: 7, is_cited: true }).await.unwrap();
    db.execute_unprepared("analyze").await.unwrap();
    let one_of_each = postgres::rows(&db, "select min(slug) from slug group by kind order by kind").await;
    let slugs: Vec<String> = one_of_each.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
    let (mut measured, mut needed, mut wrong) = (0, 0, Vec::new());
    for object in schema::catalog().reached() {
        let Some(filter) = &object.filter else { continue };
        let mut registry = Registry::default();
        let ty = (filter.publish)(&mut registry);
        let Some(MetaType::InputObject { input_fields, .. }) = registry.types.get(&ty) else {
            panic!("{ty} is no input object")
        };
        let listed = object.listed.map_or("true".to_owned(), |column| format!("\"{}\".\"{column}\"", object.table));
        let count = format!("select count(*) from \"{}\" where {listed}", object.table);
        let rows: i64 = postgres::rows(&db, &count).await[0].try_get_by_index(0).unwrap();
        let rows = u64::try_from(rows).unwrap();
        let unfiltered = pages(&db, &count).await;
        for (field, input) in input_fields.iter().filter(|(field, _)| !["and", "or", "not"].contains(&field.as_str())) {
            let given = [(Name::new(field), value(&registry, &input.ty, &slugs))].into_iter().collect();
            let given = Value::Object(given);
            let negated = Value::Object([(Name::new("not"), given.clone())].into_iter().collect());
            for given in [given, negated] {
                let read = (filter.parse)(given).unwrap_or_else(|fault| panic!("{ty}.{field}: {fault:?}"));
                let condition = SelectStatement::new().cond_where(read.condition).to_string(PostgresQueryBuilder);
                let condition = condition.split_once(" WHERE ").map_or("true", |(_, condition)| condition);
                let found = pages(&db, &format!("{count} and ({condition})")).await;
                // To look into a page takes as long as four looks at least, and a point is 20,000 looks.
                let allowed = 2 * unfiltered + rows * read.looks / 4 + read.points * 5_000 + 200;
                measured += 1;
                needed += u64::from(found > 2 * unfiltered + 200);
                if found > allowed {
                    wrong.push(format!("{ty}.{field} of {rows} rows: {found} pages, {allowed} allowed: {condition}"));
                }
            }
        }
    }
    // Some fields do need their looks, so the numbers of pages tell something.
    assert!(measured > 160 && needed > 0 && wrong.is_empty(), "{measured} measured, {needed} need looks; {wrong:#?}");
    println!("{measured} measured, {needed} need looks");
}
