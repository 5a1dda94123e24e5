//! Foreign keys, taken away while rows pour in and then checked for all rows at once.
//!
//! One check a row would take most of the time of a large register. Adding a foreign key again joins the two
//! tables once, and leaves it validated; where a row breaks it, everything is rolled back.

use sqlx::{AssertSqlSafe, PgConnection, Row as _};

/// Foreign keys of the register that are not there at present.
pub struct ForeignKeys(Vec<ForeignKey>);

struct ForeignKey {
    table: String,
    name: String,
    definition: String,
}

impl ForeignKeys {
    /// Takes all away, and remembers them.
    pub async fn drop(connection: &mut PgConnection) -> sqlx::Result<Self> {
        let sql = "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
                   WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY 1, 2";
        let rows = sqlx::query(sql).fetch_all(&mut *connection).await?;
        let keys = rows
            .iter()
            .map(|row| Ok(ForeignKey { table: row.try_get(0)?, name: row.try_get(1)?, definition: row.try_get(2)? }));
        let keys = keys.collect::<sqlx::Result<Vec<_>>>()?;
        for ForeignKey { table, name, .. } in &keys {
            run(connection, format!("ALTER TABLE {table} DROP CONSTRAINT {name}")).await?;
        }
        Ok(Self(keys))
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Puts all back as they were.
    pub async fn restore(self, connection: &mut PgConnection) -> sqlx::Result<()> {
        for ForeignKey { table, name, definition } in self.0 {
            run(connection, format!("ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")).await?;
        }
        Ok(())
    }
}

/// The parts come from PostgreSQL's own catalogue, quoted by it.
async fn run(connection: &mut PgConnection, sql: String) -> sqlx::Result<()> {
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(connection).await?;
    Ok(())
}
