//! The statement of a search, run as it is.

use crate::postgres;
use sea_orm::{ConnectionTrait as _, DatabaseConnection, DbBackend, Statement, Value};
use search::{
    mark::{Marks, highlight, via},
    query::{FOUND, Query, VALUES},
};

/// A record that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    pub slug: String,
    pub place: i32,
    pub id: i64,
    pub via: Option<String>,
    pub highlight: String,
}

/// What is found after a place, so many records at most.
pub async fn page(db: &DatabaseConnection, query: &str, after: Option<(i32, i64)>, first: u32) -> Vec<Hit> {
    let (place, id) = after.unwrap_or((i32::MIN, 0));
    let sql = format!(
        "SELECT (SELECT slug FROM slug WHERE node_id = found.id ORDER BY slug LIMIT 1), place, id, names, texts, marks
         FROM ({FOUND}) AS found WHERE (place, id) > (${}, ${}) ORDER BY place, id LIMIT {first}",
        VALUES + 1,
        VALUES + 2
    );
    let values = Query::read(query, true).unwrap().values().into_iter().chain([Value::from(place), Value::from(id)]);
    let rows = db.query_all_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, values)).await.unwrap();
    let hits = rows.iter().map(|row| {
        let list = |at: usize| -> Vec<String> {
            serde_json::from_value(row.try_get_by_index::<serde_json::Value>(at).unwrap()).unwrap()
        };
        let (names, texts) = (list(3), list(4));
        let marks: Marks = serde_json::from_value(row.try_get_by_index(5).unwrap()).unwrap();
        Hit {
            slug: row.try_get_by_index(0).unwrap(),
            place: row.try_get_by_index(1).unwrap(),
            id: row.try_get_by_index(2).unwrap(),
            via: via(&names, &marks).map(str::to_owned),
            highlight: highlight(&names, &texts, &marks),
        }
    });
    hits.collect()
}

/// The slugs of the first twenty records that are found.
pub async fn found(db: &DatabaseConnection, query: &str) -> Vec<String> {
    page(db, query, None, 20).await.into_iter().map(|hit| hit.slug).collect()
}

/// How many are found of each kind.
pub async fn facets(db: &DatabaseConnection, query: &str) -> Vec<(String, i64)> {
    let sql = format!("SELECT kind, count(*) FROM ({FOUND}) AS found GROUP BY kind ORDER BY kind");
    let values = Query::read(query, true).unwrap().values();
    let rows = db.query_all_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, values)).await.unwrap();
    rows.iter().map(|row| (row.try_get_by_index(0).unwrap(), row.try_get_by_index(1).unwrap())).collect()
}

/// A register of entries of data files.
pub async fn register(toml: &str) -> DatabaseConnection {
    postgres::session(&postgres::holding(toml).await).await
}
