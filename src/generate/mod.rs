//! Synthetic registers: of any size, from a seed, in one revision. For measuring, not for reading.
//!
//! 1. [`model`] draws who met when and what came of it; the same seed and size draw the same.
//! 2. [`records`] and [`statements`] turn the model into rows, [`search`] adds what records are found by,
//!    and [`copy`] streams them with `COPY`.
//! 3. [`foreign_keys`] takes the foreign keys away before and has PostgreSQL check them all at once afterwards.
//!
//! Everything happens in one transaction, closed as an import closes it.

mod copy;
mod dice;
mod foreign_keys;
mod model;
mod records;
mod search;
mod size;
mod statements;
mod words;

pub use size::{Preset, Size, Sizes};

use anyhow::{Context as _, bail};
use copy::Target;
use ledger::revision;
use model::Model;
use sea_orm::DatabaseConnection;
use sqlx::{AssertSqlSafe, PgConnection, Row as _};
use std::fmt;

/// What to generate.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// How much of each.
    pub size: Size,
    /// What the draws begin with; the same seed gives the same register.
    pub seed: u64,
    /// Whether every record and statement is cited.
    pub is_cited: bool,
}

/// What was generated.
#[derive(Clone, Debug)]
pub struct Report {
    /// Number of the revision.
    pub revision: i64,
    /// Rows of each table, in the order in which they were written.
    pub tables: Vec<(&'static str, u64)>,
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (table, rows) in &self.tables {
            writeln!(formatter, "{table:<22} {rows:>10}")?;
        }
        write!(formatter, "Revision {} is made.", self.revision)
    }
}

/// Fills an empty register.
///
/// # Errors
/// Where the register holds anything, the size cannot be, or the database fails. Nothing is written then.
pub async fn run(db: &DatabaseConnection, options: &Options) -> anyhow::Result<Report> {
    options.size.check()?;
    let pool = db.get_postgres_connection_pool();
    let mut transaction = pool.begin().await?;
    let report = fill(&mut transaction, options).await?;
    transaction.commit().await?;
    tracing::info!("gathering statistics");
    let tables = report.tables.iter().map(|(table, _)| *table).collect::<Vec<_>>().join(", ");
    // Visibility maps too, as a register has them that was not written a moment ago.
    sqlx::raw_sql(AssertSqlSafe(format!("VACUUM (ANALYZE) {tables}"))).execute(pool).await?;
    Ok(report)
}

async fn fill(connection: &mut PgConnection, options: &Options) -> anyhow::Result<Report> {
    sqlx::query(revision::WAIT).execute(&mut *connection).await?;
    let is_empty = sqlx::query("SELECT NOT EXISTS (SELECT FROM node)").fetch_one(&mut *connection).await?;
    if !is_empty.try_get::<bool, _>(0)? {
        bail!("the register is not empty; a synthetic one is never mixed with another");
    }
    let message = format!("Synthetic register from seed {}.", options.seed);
    let opened = sqlx::query(revision::OPEN).bind("generate").bind(message).fetch_one(&mut *connection).await?;
    let first = sqlx::query("SELECT nextval(pg_get_serial_sequence('node', 'id'))").fetch_one(&mut *connection).await?;
    let model = Model::draw(options, first.try_get(0)?, opened.try_get(0)?);
    let keys = foreign_keys::ForeignKeys::drop(connection).await?;
    let words = search::Index::drop(connection).await?;
    let mut target = Target::new(connection);
    records::write(&model, &mut target).await?;
    statements::write(&model, &mut target).await?;
    search::write(&model, &mut target).await?;
    let tables = target.done();
    tracing::info!("indexing the words");
    words.restore(connection).await?;
    tracing::info!("checking {} foreign keys", keys.count());
    keys.restore(connection).await.context("the synthetic register is not sound")?;
    sqlx::query("SELECT setval(pg_get_serial_sequence('node', 'id'), $1)")
        .bind(model.ids.last())
        .execute(&mut *connection)
        .await?;
    let revision = close(connection, &model).await?;
    Ok(Report { revision, tables })
}

/// Closes the revision.
async fn close(connection: &mut PgConnection, model: &Model) -> anyhow::Result<i64> {
    let created = usize::try_from(model.ids.count())?;
    let totals = revision::Totals { created, ..revision::Totals::default() };
    let closing = sqlx::query(revision::CLOSE).bind(model.revision);
    let closing = totals.columns().into_iter().fold(closing, sqlx::query::Query::bind);
    Ok(closing.fetch_one(connection).await?.try_get(0)?)
}
