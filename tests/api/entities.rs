//! The entities say of every table what PostgreSQL says of it, and the other way round.

use crate::postgres;
use entity::{
    table::{self, is_computed},
    vocabulary,
};
use sea_orm::{ColumnType, DatabaseConnection};
use std::collections::{BTreeMap, BTreeSet};

/// Tables that the register has for itself, or makes of the others, without entities.
const NO_ENTITY: &[&str] = &[
    "contribution",
    "data_set",
    "date_bound",
    "lifetime",
    "ordered_date",
    "search_entry",
    "search_state",
    "search_word",
    "seaql_migrations",
];

/// Tables with nodes of every kind, where others refer to some kinds only.
const ANY_KIND: &[&str] = &["node", "node_change", "tombstone"];

/// Table and name of a column.
type Place = (String, String);

/// A column as the database has it.
struct Stored {
    place: Place,
    data_type: String,
    is_nullable: bool,
    is_generated: bool,
}

async fn register() -> DatabaseConnection {
    postgres::session(&postgres::clone_of(postgres::EMPTY).await).await
}

async fn stored(db: &DatabaseConnection) -> Vec<Stored> {
    columns_of(db, "BASE TABLE").await
}

async fn columns_of(db: &DatabaseConnection, kind: &str) -> Vec<Stored> {
    let sql = format!(
        "select table_name::text, column_name::text, data_type::text, is_nullable = 'YES', is_generated = 'ALWAYS'
               from information_schema.columns join information_schema.tables using (table_schema, table_name)
               where table_schema = 'public' and table_type = '{kind}'"
    );
    let rows = postgres::rows(db, &sql).await;
    let columns = rows.iter().map(|row| Stored {
        place: (row.try_get_by_index(0).unwrap(), row.try_get_by_index(1).unwrap()),
        data_type: row.try_get_by_index(2).unwrap(),
        is_nullable: row.try_get_by_index(3).unwrap(),
        is_generated: row.try_get_by_index(4).unwrap(),
    });
    columns.filter(|column| !NO_ENTITY.contains(&column.place.0.as_str())).collect()
}

/// Fails with what only one side has.
fn assert_same<T: Ord + std::fmt::Debug>(database: &BTreeSet<T>, entities: &BTreeSet<T>) {
    let only_database = database.difference(entities).collect::<Vec<_>>();
    let only_entities = entities.difference(database).collect::<Vec<_>>();
    assert!(
        only_database.is_empty() && only_entities.is_empty(),
        "only the database has {only_database:#?}, only the entities have {only_entities:#?}"
    );
}

#[actix_web::test]
async fn every_table_has_an_entity_and_every_entity_a_table() {
    let database = stored(&register().await).await.into_iter().map(|column| column.place.0).collect();
    let all = table::all();
    let entities = all.iter().map(|table| table.name.to_owned()).collect::<BTreeSet<_>>();
    assert_same(&database, &entities);
    assert_eq!(entities.len(), all.len(), "an entity is listed twice");
}

#[actix_web::test]
async fn columns_agree_in_name_type_and_nullability() {
    let database = stored(&register().await).await.into_iter();
    let database = database.map(|column| (column.place, column.data_type, column.is_nullable)).collect();
    let entities = table::all().into_iter().flat_map(|table| {
        table.columns.into_iter().map(move |column| {
            let place = (table.name.to_owned(), column.name.to_owned());
            (place, data_type(column.definition.get_column_type()), column.definition.is_null())
        })
    });
    assert_same(&database, &entities.collect());
}

/// Views that nothing publishes.
const NOT_PUBLISHED: &[&str] = &[
    "uncited",
    "concerned",
    "contradiction_matter",
    "held_twice",
    "miscounted",
    "own_lifetime",
    "lifetime_now",
    "dated_day",
    "dated_order",
    "ordered_node",
    "date_bound_now",
];

/// PostgreSQL does not know which columns of a view may be null.
#[actix_web::test]
async fn columns_of_views_agree_in_name_and_type() {
    let database = columns_of(&register().await, "VIEW").await.into_iter();
    let database = database.filter(|column| !NOT_PUBLISHED.contains(&column.place.0.as_str()));
    let database = database.map(|column| (column.place, column.data_type)).collect();
    let entities = table::views().into_iter().flat_map(|view| {
        view.columns.into_iter().map(move |column| {
            ((view.name.to_owned(), column.name.to_owned()), data_type(column.definition.get_column_type()))
        })
    });
    assert_same(&database, &entities.collect());
}

/// The type that a column of an entity has in the database. Texts and JSON are stored in one way only.
fn data_type(of: &ColumnType) -> String {
    match of {
        ColumnType::String(_) | ColumnType::Text => "text",
        ColumnType::BigInteger => "bigint",
        ColumnType::Integer => "integer",
        ColumnType::Double => "double precision",
        ColumnType::Boolean => "boolean",
        ColumnType::Date => "date",
        ColumnType::Json | ColumnType::JsonBinary => "jsonb",
        ColumnType::TimestampWithTimeZone => "timestamp with time zone",
        other => return format!("{other:?}"),
    }
    .to_owned()
}

#[actix_web::test]
async fn keys_agree_and_who_gives_them() {
    let db = register().await;
    let sql = "select conrelid::regclass::text, array_agg(attname::text order by place),
                      bool_or(attidentity <> '')
               from pg_constraint, unnest(conkey) with ordinality as key (number, place), pg_attribute
               where contype = 'p' and connamespace = 'public'::regnamespace and attrelid = conrelid and attnum = number
               group by conrelid";
    let database = postgres::rows(&db, sql).await;
    let database = database
        .iter()
        .map(|row| {
            let table: String = row.try_get_by_index(0).unwrap();
            let key: Vec<String> = row.try_get_by_index(1).unwrap();
            (table, key, row.try_get_by_index(2).unwrap())
        })
        .filter(|(table, ..)| !NO_ENTITY.contains(&table.as_str()))
        .collect::<BTreeSet<(_, _, bool)>>();
    let entities = table::all().into_iter().map(|table| {
        let key = table.key.iter().map(|column| (*column).to_owned()).collect();
        (table.name.to_owned(), key, table.is_numbered)
    });
    assert_same(&database, &entities.collect());
}

#[actix_web::test]
async fn columns_that_postgresql_computes_are_known() {
    let db = register().await;
    let generated = stored(&db).await.into_iter().filter(|column| column.is_generated);
    let mut computed = generated.map(|column| column.place).collect::<BTreeSet<_>>();
    let copies = "select referring.attrelid::regclass::text, referring.attname::text
                  from pg_constraint, unnest(conkey, confkey) as pair (referring, referred), pg_attribute as referring, pg_attribute as referred
                  where contype = 'f' and referring.attrelid = conrelid and referring.attnum = pair.referring
                    and referred.attrelid = confrelid and referred.attnum = pair.referred and referred.attgenerated <> ''
                  union all
                  select conrelid::regclass::text, copy.attname::text
                  from pg_constraint join pg_attribute as copy on copy.attrelid = conrelid join pg_attribute as original on original.attrelid = confrelid
                  where contype = 'f' and confrelid <> 'node'::regclass and original.attnum > 0 and original.attname <> 'id'
                    and copy.attname = format('%s_%s', confrelid::regclass, original.attname)";
    for row in postgres::rows(&db, copies).await {
        computed.insert((row.try_get_by_index(0).unwrap(), row.try_get_by_index(1).unwrap()));
    }
    // Kept by the triggers of `milestone`.
    let followed = "select table_name::text, column_name::text from information_schema.columns
                    where (table_name = 'document' and column_name like 'known\\_%' or table_name = 'organization' and column_name like 'founded\\_%')
                      and exists (select from pg_trigger where tgname = 'milestone_dates_change')";
    for row in postgres::rows(&db, followed).await {
        computed.insert((row.try_get_by_index(0).unwrap(), row.try_get_by_index(1).unwrap()));
    }
    let entities = table::all().into_iter().flat_map(|table| {
        let names = table.columns.into_iter().map(|column| column.name);
        names.filter(|column| is_computed(column)).map(move |column| (table.name.to_owned(), column.to_owned()))
    });
    assert_same(&computed, &entities.collect());
}

/// The values that check constraints allow, by the constraint's name.
async fn allowed(db: &DatabaseConnection) -> BTreeMap<String, BTreeSet<String>> {
    let sql = "select conname::text, pg_get_constraintdef(oid) from pg_constraint
               where contype = 'c' and connamespace = 'public'::regnamespace and conname ~ '_(known|kind_fixed)$'";
    let rows = postgres::rows(db, sql).await;
    let pairs = rows.iter().map(|row| {
        let definition: String = row.try_get_by_index(1).unwrap();
        (row.try_get_by_index(0).unwrap(), definition.split('\'').skip(1).step_by(2).map(str::to_owned).collect())
    });
    pairs.collect()
}

#[actix_web::test]
async fn vocabularies_have_the_values_of_their_check_constraints() {
    let mut allowed = allowed(&register().await).await;
    let vocabularies: BTreeMap<&str, BTreeSet<String>> = vocabulary::all()
        .into_iter()
        .map(|(name, terms)| (name, terms.iter().map(|term| term.name.to_owned()).collect()))
        .collect();
    let texts = allowed.values().chain(vocabularies.values()).flatten().cloned().collect::<BTreeSet<_>>();
    let mut used = BTreeSet::new();
    let mut wrong = Vec::new();
    for table in table::all() {
        // A copy has the values of what it is a copy of.
        for column in table.columns.iter().filter(|column| is_computed(column.name)) {
            allowed.remove(&format!("{}_{}_known", table.name, column.name));
        }
        for column in table.columns.iter().filter(|column| !is_computed(column.name)) {
            let known = texts.iter().filter(|text| column.takes(text)).cloned().collect::<BTreeSet<_>>();
            if column.takes("no value of any vocabulary") || known.is_empty() {
                continue;
            }
            let place = format!("{}.{}", table.name, column.name);
            let Some((name, _)) = vocabularies.iter().find(|(_, terms)| **terms == known) else {
                wrong.push(format!("{place} takes {known:?}, which is no listed vocabulary"));
                continue;
            };
            used.insert(*name);
            let names = ["known", "fixed"].map(|ending| format!("{}_{}_{ending}", table.name, column.name));
            let Some(values) = names.iter().find_map(|name| allowed.remove(name)) else {
                wrong.push(format!("{place} is a {name} and has no check constraint"));
                continue;
            };
            let agrees = match (*name, column.name) {
                ("NodeKind", "node_kind") => values == [table.name.to_uppercase()].into(),
                ("NodeKind", _) if !ANY_KIND.contains(&table.name) => values.is_subset(&known),
                _ => values == known,
            };
            if !agrees {
                wrong.push(format!("{place} is a {name} of {known:?} and PostgreSQL allows {values:?}"));
            }
        }
    }
    wrong.extend(allowed.keys().map(|name| format!("{name} constrains no vocabulary")));
    wrong.extend(vocabularies.keys().filter(|name| !used.contains(*name)).map(|name| format!("no column is a {name}")));
    assert!(wrong.is_empty(), "{wrong:#?}");
}
