//! Rows as lists of values, compared and written in the same way for every entity.
use entity::table::is_computed;
use sea_orm::{
    ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, IdenStatic, Iterable, ModelTrait, QueryFilter, Value,
};
use std::{future::Future, pin::Pin};

type Loading<'a> = Pin<Box<dyn Future<Output = Result<Vec<Values>, DbErr>> + Send + 'a>>;

/// The values of a row, in the order of the columns of its table.
pub type Values = Vec<Value>;

/// A table of the register.
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Stored columns. Generated columns are not included.
    pub columns: Vec<&'static str>,
    load: for<'a> fn(&'a DatabaseTransaction, &'a str, Vec<i64>) -> Loading<'a>,
}

impl Table {
    /// The table of an entity.
    pub fn of<E: EntityTrait>() -> Self
    where
        E::Model: Sync,
    {
        Self {
            name: E::default().table_name(),
            columns: stored::<E>().map(|column| column.as_str()).collect(),
            load: |transaction, column, ids| Box::pin(load::<E>(transaction, column, ids)),
        }
    }

    /// The position of a column.
    pub fn position(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|name| *name == column)
    }

    /// The rows whose column holds one of these numbers.
    pub async fn load(
        &self,
        transaction: &DatabaseTransaction,
        column: &str,
        ids: Vec<i64>,
    ) -> Result<Vec<Values>, DbErr> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        (self.load)(transaction, column, ids).await
    }

    /// Builds a row from a value for each column.
    ///
    /// # Errors
    /// If a column has no value, which is a mistake of this crate.
    pub fn row(&self, mut values: impl FnMut(&str) -> Option<Value>) -> Result<Values, DbErr> {
        let value = |column: &&'static str| {
            values(column).ok_or_else(|| DbErr::Custom(format!("nothing sets {}.{column}", self.name)))
        };
        self.columns.iter().map(value).collect()
    }

    /// A value of a row.
    pub fn value<'a>(&self, row: &'a [Value], column: &str) -> Option<&'a Value> {
        self.position(column).and_then(|position| row.get(position))
    }

    /// A number in a row.
    pub fn number(&self, row: &[Value], column: &str) -> Option<i64> {
        match self.value(row, column) {
            Some(Value::BigInt(number)) => *number,
            _ => None,
        }
    }

    /// A day in a row.
    pub fn day(&self, row: &[Value], column: &str) -> Option<time::Date> {
        match self.value(row, column) {
            Some(Value::TimeDate(day)) => *day,
            _ => None,
        }
    }

    /// A text in a row.
    pub fn text<'a>(&self, row: &'a [Value], column: &str) -> Option<&'a str> {
        match self.value(row, column) {
            Some(Value::String(Some(text))) => Some(text),
            _ => None,
        }
    }

    /// Whether a column of a row has a value.
    pub fn has(&self, row: &[Value], column: &str) -> bool {
        self.value(row, column).is_some_and(|value| *value != value.as_null())
    }
}

fn stored<E: EntityTrait>() -> impl Iterator<Item = E::Column> {
    E::Column::iter().filter(|column| !is_computed(column.as_str()))
}

async fn load<E: EntityTrait>(
    transaction: &DatabaseTransaction,
    column: &str,
    ids: Vec<i64>,
) -> Result<Vec<Values>, DbErr> {
    let column = E::Column::iter()
        .find(|known| known.as_str() == column)
        .ok_or_else(|| DbErr::Custom(format!("no column {column}")))?;
    let rows = E::find().filter(column.eq_any(ids)).all(transaction).await?;
    Ok(rows.iter().map(|row| stored::<E>().map(|column| row.get(column)).collect()).collect())
}
