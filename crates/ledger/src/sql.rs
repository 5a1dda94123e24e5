//! The statements of an import, except the bulk reading of rows.
use crate::resolve::Identity;
use entity::vocabulary::{NodeKind, Vocabulary};
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, QueryResult, Statement, Value,
    sea_query::{Alias, ArrayType, Expr, ExprTrait, Query},
};
use std::collections::{HashMap, HashSet};

/// Maximum number of parameters of a statement.
const MOST_PARAMETERS: usize = 32_000;

/// A statement with its parameters.
pub fn statement(sql: impl Into<String>, values: impl IntoIterator<Item = Value>) -> Statement {
    Statement::from_sql_and_values(DbBackend::Postgres, sql, values)
}

/// A list of numbers as one parameter.
pub fn numbers(ids: impl IntoIterator<Item = i64>) -> Value {
    let values = ids.into_iter().map(Value::from).collect();
    Value::Array(ArrayType::BigInt, Some(Box::new(values)))
}

/// A list of texts as one parameter.
pub fn texts<'a>(texts: impl IntoIterator<Item = &'a str>) -> Value {
    let values = texts.into_iter().map(Value::from).collect();
    Value::Array(ArrayType::String, Some(Box::new(values)))
}

/// The rows of a query.
pub async fn all(
    transaction: &DatabaseTransaction,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<QueryResult>, DbErr> {
    transaction.query_all_raw(statement(sql, values)).await
}

/// Runs a statement and returns the number of affected rows.
pub async fn run(
    transaction: &DatabaseTransaction,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<u64, DbErr> {
    let done = transaction.execute_raw(statement(sql, values)).await?;
    Ok(done.rows_affected())
}

/// Inserts rows, as many in one statement as its parameters allow.
pub async fn insert(
    transaction: &DatabaseTransaction,
    table: &'static str,
    columns: &[&'static str],
    rows: &[Vec<Value>],
) -> Result<(), DbErr> {
    for chunk in rows.chunks(MOST_PARAMETERS / columns.len().max(1)) {
        let mut query = Query::insert();
        query.into_table(Alias::new(table)).columns(columns.iter().map(|column| Alias::new(*column)));
        for row in chunk {
            query.values(row.iter().cloned().map(Expr::value)).map_err(|cause| DbErr::Custom(cause.to_string()))?;
        }
        transaction.execute(&query).await?;
    }
    Ok(())
}

/// Sets columns of the row with this id.
pub async fn update(
    transaction: &DatabaseTransaction,
    table: &'static str,
    id: i64,
    changes: &[(&'static str, Value)],
) -> Result<(), DbErr> {
    let mut query = Query::update();
    query.table(Alias::new(table));
    for (column, value) in changes {
        query.value(Alias::new(*column), value.clone());
    }
    query.and_where(Expr::col(Alias::new("id")).eq(id));
    transaction.execute(&query).await?;
    Ok(())
}

/// Deletes the rows of a table whose column holds one of these numbers.
pub async fn delete(transaction: &DatabaseTransaction, table: &str, column: &str, ids: Value) -> Result<u64, DbErr> {
    let sql = format!("DELETE FROM {table} WHERE {column} = ANY($1)");
    run(transaction, &sql, [ids]).await
}

/// Takes the next numbers from the sequence of a table's key.
pub async fn next_ids(transaction: &DatabaseTransaction, table: &str, count: usize) -> Result<Vec<i64>, DbErr> {
    if count == 0 {
        return Ok(Vec::new());
    }
    let rows = all(
        transaction,
        "SELECT nextval(pg_get_serial_sequence($1, 'id')) FROM generate_series(1, $2)",
        [table.into(), i64::try_from(count).unwrap_or_default().into()],
    )
    .await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}

/// The records with these slugs, each with the slug with which it was created.
pub async fn slugs(
    transaction: &DatabaseTransaction,
    wanted: &HashSet<String>,
) -> Result<HashMap<String, Identity>, DbErr> {
    let rows = all(
        transaction,
        "SELECT slug.slug, slug.node_id, slug.kind, coalesce(node.key, slug.slug)
         FROM slug JOIN node ON node.id = slug.node_id WHERE slug.slug = ANY($1) ORDER BY slug.slug",
        [texts(wanted.iter().map(String::as_str))],
    )
    .await?;
    rows.iter()
        .map(|row| {
            let slug = row.try_get_by_index::<String>(0)?;
            let known = Identity {
                id: Some(row.try_get_by_index(1)?),
                kind: kind(&row.try_get_by_index::<String>(2)?)?,
                part: row.try_get_by_index(3)?,
                spelled: slug.clone(),
            };
            Ok((slug, known))
        })
        .collect()
}

/// The statements with these keys.
pub async fn keys(
    transaction: &DatabaseTransaction,
    wanted: &HashSet<(NodeKind, String)>,
) -> Result<Vec<(NodeKind, String, i64)>, DbErr> {
    let rows = all(
        transaction,
        "SELECT node.kind, node.key, node.id FROM node
         JOIN unnest($1::text[], $2::text[]) AS wanted (kind, key) USING (kind, key) ORDER BY node.id",
        [texts(wanted.iter().map(|(kind, _)| kind.name())), texts(wanted.iter().map(|(_, key)| key.as_str()))],
    )
    .await?;
    rows.iter()
        .map(|row| Ok((kind(&row.try_get_by_index::<String>(0)?)?, row.try_get_by_index(1)?, row.try_get_by_index(2)?)))
        .collect()
}

/// The kinds that each relation may join.
pub async fn relation_rules(transaction: &DatabaseTransaction) -> Result<HashSet<(String, String, String)>, DbErr> {
    let rows = all(transaction, "SELECT relation, subject_kind, object_kind FROM relation_rule", []).await?;
    rows.iter().map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?, row.try_get_by_index(2)?))).collect()
}

/// A kind by its name in the database.
pub fn kind(name: &str) -> Result<NodeKind, DbErr> {
    NodeKind::parse(name).ok_or_else(|| DbErr::Custom(format!("unknown kind {name}")))
}
