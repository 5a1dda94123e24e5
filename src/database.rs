//! The database: a given one, or a private one that the server keeps.

use crate::{
    config::{Secret, Storage},
    read,
};
use anyhow::{Context as _, anyhow, bail};
use migration::{Migrator, MigratorTrait as _};
use private_postgres::Cluster;
use sea_orm::{ConnectOptions, ConnectionTrait as _, Database as Orm, DatabaseConnection, FromQueryResult, Statement};
use std::time::Duration;
use url::Url;

/// Oldest PostgreSQL that has what the tables need (`nulls not distinct`).
const OLDEST: i32 = 150_000;
/// How long a connection may be idle before it is tested.
const IDLE: Duration = Duration::from_secs(1);
/// Name of the database in a private cluster.
const NAME: &str = "depositary";

/// A database that is there for as long as this value is.
pub struct Database {
    url: Secret,
    cluster: Option<Cluster>,
}

/// How connections are made.
#[derive(Clone, Copy, Debug)]
pub struct Pool {
    /// Name under which PostgreSQL knows the connections.
    pub application: &'static str,
    /// Connections at most.
    pub connections: u32,
    /// Seconds a statement may take; no limit without.
    pub statement_timeout: Option<u32>,
    /// How long a free connection is waited for, or one that is being made.
    pub patience: Duration,
}

impl Pool {
    /// For a command that does one thing and ends.
    #[must_use]
    pub fn of_command() -> Self {
        Self {
            application: "depositary-command",
            connections: 2,
            statement_timeout: None,
            patience: Duration::from_secs(5),
        }
    }
}

impl Database {
    /// Uses the given database, or starts the private one.
    ///
    /// # Errors
    /// Where the given one cannot be reached or the private one cannot be started; the error says what to do.
    pub async fn open(storage: &Storage) -> anyhow::Result<Self> {
        if let Some(url) = &storage.database_url {
            read::reach(url.reveal(), Pool::of_command().patience).await?;
            return Ok(Self { url: url.clone(), cluster: None });
        }
        let cluster = Cluster::start(private_postgres::Options {
            data_dir: storage.data_dir.clone(),
            bin_dir: storage.pg_bin_dir.clone(),
            fetched: storage.fetched(),
            settings: vec![("shared_buffers".to_owned(), format!("{}MB", buffers()))],
        })
        .await?;
        if cluster.taken_over() {
            tracing::info!("took over the private PostgreSQL that a killed server left running");
        }
        create(&cluster.url("postgres"), NAME).await?;
        Ok(Self { url: cluster.url(NAME).into(), cluster: Some(cluster) })
    }

    /// Its address, which may hold a password.
    #[must_use]
    pub fn url(&self) -> &Secret {
        &self.url
    }

    /// Connects.
    ///
    /// # Errors
    /// Where the database cannot be reached, or is older than PostgreSQL 15.
    pub async fn connect(&self, pool: Pool) -> anyhow::Result<DatabaseConnection> {
        let db = connect(self.url.reveal(), pool).await?;
        let version = number(&db, "select current_setting('server_version_num')::int as number").await?;
        if version < OLDEST {
            bail!("the database is PostgreSQL {}; version 15 or later is needed", version / 10_000);
        }
        Ok(db)
    }

    /// Brings the tables to the present shape.
    ///
    /// # Errors
    /// Where a migration fails; nothing is left half done.
    pub async fn migrate(&self) -> anyhow::Result<()> {
        let db = self.connect(Pool::of_command()).await?;
        look_alikes(&db).await?;
        Migrator::up(&db, None).await.context("the tables cannot be brought to the present shape")?;
        if search::rebuild(&db).await.context("the entries of the search cannot be made")? {
            tracing::info!("the entries of the search are made");
        }
        // One row is too few for PostgreSQL to look by itself; unlooked at, it passes for a thousand, and every
        // statement joins it.
        db.execute_unprepared("ANALYZE register").await?;
        db.close().await?;
        Ok(())
    }

    /// Stops the private PostgreSQL, if this is one.
    ///
    /// # Errors
    /// Where it does not stop.
    pub async fn close(self) -> anyhow::Result<()> {
        if let Some(cluster) = self.cluster {
            cluster.stop().await?;
        }
        Ok(())
    }
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

/// Megabytes that the private PostgreSQL keeps of its tables: a quarter of the memory of the machine, where it says
/// how much there is (PostgreSQL documentation, section 20.4.1); its own default is 128, for the smallest machines.
fn buffers() -> u64 {
    let memory = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let kilobytes =
        memory.lines().find_map(|line| line.strip_prefix("MemTotal:")?.split_whitespace().next()?.parse().ok());
    kilobytes.map_or(256, |kilobytes: u64| kilobytes / 1024 / 4).clamp(128, 4096)
}

/// Makes a database where there is none of this name. `url` is that of another database of the same PostgreSQL.
///
/// # Errors
/// Where PostgreSQL cannot be reached or refuses.
pub async fn create(url: &str, name: &str) -> anyhow::Result<()> {
    let db = connect(url, Pool::of_command()).await?;
    let count = format!("select count(*)::int as number from pg_database where datname = '{name}'");
    if number(&db, &count).await? == 0 {
        let made = db.execute_unprepared(&format!("create database {name}")).await;
        // A statement of a server that was killed may still run in the PostgreSQL that it left, and be done first.
        if made.is_err() && number(&db, &count).await? == 0 {
            made.with_context(|| format!("the database {name} cannot be made"))?;
        }
    }
    db.close().await?;
    Ok(())
}

/// Connects to a database by its address.
///
/// # Errors
/// Where it cannot be reached.
pub async fn connect(url: &str, pool: Pool) -> anyhow::Result<DatabaseConnection> {
    let mut options = ConnectOptions::new(understood(url)?);
    options
        .max_connections(pool.connections)
        .acquire_timeout(pool.patience)
        .sqlx_logging(false)
        // A connection that was idle may have died; one that is in use tells by itself, and a test of it takes time.
        .test_before_acquire_if_idle_for(IDLE)
        .map_sqlx_postgres_opts(move |options| {
            let options = options.application_name(pool.application);
            match pool.statement_timeout {
                Some(seconds) => options.options([("statement_timeout", format!("{seconds}s"))]),
                None => options,
            }
        });
    // The cause is told once, and without the address, which may hold a password.
    Orm::connect(options)
        .await
        .map_err(|error| anyhow!(format!("the database cannot be reached: {error}").replace(url, "(address)")))
}

/// The address without what the driver would only warn of, value and all; [`read::reach`] reads the rest.
fn understood(url: &str) -> anyhow::Result<String> {
    const KNOWN: [&str; 6] = ["host", "port", "user", "password", "dbname", "sslmode"];
    let mut address = Url::parse(url).context("the address of the database is no URL")?;
    let known: Vec<_> = address.query_pairs().into_owned().filter(|(name, _)| KNOWN.contains(&name.as_str())).collect();
    address.set_query(None);
    if !known.is_empty() {
        address.query_pairs_mut().extend_pairs(known);
    }
    Ok(address.into())
}

#[derive(FromQueryResult)]
struct Number {
    number: i32,
}

async fn number(db: &DatabaseConnection, sql: &str) -> anyhow::Result<i32> {
    let statement = Statement::from_string(sea_orm::DbBackend::Postgres, sql);
    let row = Number::find_by_statement(statement).one(db).await?;
    Ok(row.map_or(0, |row| row.number))
}
