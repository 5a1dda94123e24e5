//! Turns a statement into its text and values, as PostgreSQL takes them.

use super::value::Bound;
use sea_orm::{
    Value,
    sea_query::{PostgresQueryBuilder, QueryBuilder, SelectStatement, SqlWriter},
};
use std::fmt::{self, Display, Formatter, Write};

/// A statement.
pub struct Sql {
    /// Its text.
    pub text: String,
    /// The values of `$1` and so on.
    pub values: Vec<Bound>,
    /// Tables that its rows come from: more than one for a view.
    tables: usize,
}

/// Memory of a plan in bytes for each byte of the text of its statement.
const BYTES_OF_TEXT: usize = 250;
/// Memory of a plan in bytes for each further table that stands behind a view.
const BYTES_OF_TABLE: usize = 30_000;

impl Sql {
    /// The same statement over rows that come from so many tables.
    #[must_use]
    pub fn over(self, tables: usize) -> Self {
        Self { tables, ..self }
    }

    /// The memory that its plan takes in PostgreSQL, estimated: it grows with the text, and with the tables of a view.
    /// The numbers are from `pg_backend_memory_contexts`.
    pub fn plan_bytes(&self) -> usize {
        BYTES_OF_TEXT * self.text.len() + BYTES_OF_TABLE * self.tables.saturating_sub(1)
    }
}

/// Serializes a statement.
pub fn sql(statement: &SelectStatement) -> Sql {
    let mut sql = Sql { text: String::with_capacity(512), values: Vec::new(), tables: 1 };
    statement.build_collect_into(PostgresQueryBuilder, &mut sql);
    sql
}

impl Write for Sql {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.text.write_str(text)
    }
}

impl Display for Sql {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl SqlWriter for Sql {
    /// Writes the length of a page into the text. PostgreSQL plans a statement once for all values, and the best plan
    /// depends only on the length. No other value is unsigned.
    fn push_param<T: QueryBuilder>(&mut self, value: Value, _: &T) {
        let written = if let Value::BigUnsigned(Some(length)) = value {
            write!(self.text, "{length}")
        } else {
            self.values.push(Bound(value));
            write!(self.text, "${}", self.values.len())
        };
        debug_assert!(written.is_ok(), "a text takes every text");
    }

    fn as_writer(&mut self) -> &mut dyn Write {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Query};

    #[test]
    fn lengths_are_text_and_all_else_is_a_value() {
        let statement = Query::select()
            .column(Alias::new("a"))
            .from(Alias::new("t"))
            .and_where(Expr::col(Alias::new("b")).eq(7_i64))
            .limit(21)
            .to_owned();
        let sql = sql(&statement);
        assert_eq!(sql.text, r#"SELECT "a" FROM "t" WHERE "b" = $1 LIMIT 21"#);
        assert!(matches!(sql.values[..], [Bound(Value::BigInt(Some(7)))]));
    }
}
