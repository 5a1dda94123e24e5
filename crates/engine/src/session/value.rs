//! The value of a parameter, such as `$1`, in PostgreSQL's protocol.

use sea_orm::{
    Value,
    sea_query::{ArrayType, ValueType},
};
use std::error::Error;
use tokio_postgres::types::{IsNull, ToSql, Type, private::BytesMut, to_sql_checked};

/// A value of a statement.
#[derive(Debug)]
pub struct Bound(pub Value);

impl Bound {
    /// The type that is sent to PostgreSQL, which infers unknown types.
    pub fn ty(&self) -> Type {
        match &self.0 {
            Value::Bool(_) => Type::BOOL,
            Value::Int(_) => Type::INT4,
            Value::BigInt(_) => Type::INT8,
            Value::Double(_) => Type::FLOAT8,
            Value::String(_) => Type::TEXT,
            Value::TimeDate(_) => Type::DATE,
            Value::Array(ArrayType::BigInt, _) => Type::INT8_ARRAY,
            Value::Array(ArrayType::Int, _) => Type::INT4_ARRAY,
            Value::Array(ArrayType::String, _) => Type::TEXT_ARRAY,
            _ => Type::UNKNOWN,
        }
    }
}

type Written = Result<IsNull, Box<dyn Error + Sync + Send>>;

impl ToSql for Bound {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Written {
        match &self.0 {
            Value::Bool(truth) => truth.to_sql(ty, out),
            Value::Int(number) => number.to_sql(ty, out),
            Value::BigInt(number) => number.to_sql(ty, out),
            Value::Double(number) => number.to_sql(ty, out),
            Value::String(text) => text.to_sql(ty, out),
            Value::TimeDate(day) => day.to_sql(ty, out),
            Value::Array(ArrayType::BigInt, Some(items)) => items_of::<i64>(items)?.to_sql(ty, out),
            Value::Array(ArrayType::Int, Some(items)) => items_of::<i32>(items)?.to_sql(ty, out),
            Value::Array(ArrayType::String, Some(items)) => items_of::<String>(items)?.to_sql(ty, out),
            other => Err(format!("no statement has a value such as {other:?}").into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

fn items_of<T: ValueType>(items: &[Value]) -> Result<Vec<T>, Box<dyn Error + Sync + Send>> {
    items.iter().map(|item| T::try_from(item.clone()).map_err(|_| "an array of several types".into())).collect()
}
