//! Brings the tables of a database to the present shape.

use super::{
    Database, Pool,
    connection::number,
    roles::{self, Access},
};
use anyhow::{Context as _, bail};
use migration::{Migrator, MigratorTrait as _};
use sea_orm::{ConnectionTrait as _, DatabaseConnection};

impl Database {
    /// Brings the tables to the present shape, or finds them there where the role may not change them.
    ///
    /// # Errors
    /// Where a migration fails, or the role may not run one that is needed; nothing is left half done.
    pub async fn migrate(&self) -> anyhow::Result<()> {
        let db = self.connect(Access::Own, Pool::of_command()).await?;
        let rights = roles::rights(&db).await?;
        let pending = Migrator::get_pending_migrations_read_only(&db).await?.len();
        if rights.may_create || pending == Migrator::migrations().len() {
            bring_up(&db).await?;
        } else if pending > 0 {
            bail!(
                "the tables are in an older shape, and the role {} may not change them: run `depositary migrate` by the role that owns them",
                rights.role
            );
        }
        db.close().await?;
        Ok(())
    }
}

async fn bring_up(db: &DatabaseConnection) -> anyhow::Result<()> {
    look_alikes(db).await?;
    Migrator::up(db, None).await.context("the tables cannot be brought to the present shape")?;
    if search::rebuild(db, ledger::revision::WAIT).await.context("the entries of the search cannot be made")? {
        tracing::info!("the entries of the search are made");
    }
    // A table of one row is below the threshold of autovacuum. Without ANALYZE the planner assumes about a thousand
    // rows, and every statement joins this table.
    db.execute_unprepared("ANALYZE register").await?;
    roles::grant(db).await
}

/// Sees to it that PostgreSQL has the extension that finds words that look alike.
async fn look_alikes(db: &DatabaseConnection) -> anyhow::Result<()> {
    let sql = "select (select count(*)::int from pg_available_extensions where name = 'pg_trgm') as number";
    if number(db, sql).await? == 0 {
        bail!(
            "this PostgreSQL has no extension pg_trgm, which the search needs: install what contrib modules of its version come in (often a package named postgresql-contrib)"
        );
    }
    let made = db.execute_unprepared("create extension if not exists pg_trgm").await;
    made.context("the extension pg_trgm cannot be made: the role needs the right CREATE on the database, or somebody who has it runs `create extension pg_trgm`")?;
    Ok(())
}
