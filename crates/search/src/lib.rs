//! Search over the register: what a record is found by, and how it is found.
//!
//! 1. [`fold`] says which words are the same word, for what is stored and for what is asked.
//! 2. [`entry`] makes of the names and texts of one record what is stored of it: a row of `search_entry`.
//! 3. [`gather`] reads those names and texts, and [`refresh`] keeps the entries true, in the transaction that
//!    changes the register. [`mod@rebuild`] makes all anew where the way of folding has changed.
//! 4. [`query`] makes of what a reader types the relation of records that are found, ranked, in one piece of SQL.
//! 5. [`mark`] says through which name a record was found, and marks what was found in its texts.
//!
//! Why so: `docs/adr/`, "Search".

pub mod entry;
pub mod fold;
pub mod gather;
pub mod mark;
pub mod query;
mod rebuild;
mod refresh;
mod spelling;

pub use rebuild::rebuild;
pub use refresh::Refresh;

use sea_orm::{DbBackend, Statement, Value, sea_query::ArrayType};

/// A list of numbers as one parameter.
fn numbers(ids: impl IntoIterator<Item = i64>) -> Value {
    Value::Array(ArrayType::BigInt, Some(Box::new(ids.into_iter().map(Value::from).collect())))
}

/// A list of texts as one parameter.
fn texts(texts: impl IntoIterator<Item = String>) -> Value {
    Value::Array(ArrayType::String, Some(Box::new(texts.into_iter().map(Value::from).collect())))
}

fn statement(sql: impl Into<String>, values: impl IntoIterator<Item = Value>) -> Statement {
    Statement::from_sql_and_values(DbBackend::Postgres, sql, values)
}
