//! Connections of sea-orm: to import, to migrate, and for whatever else a command does.

use anyhow::{Context as _, anyhow};
use postgres_connect::{Address, Socket};
use sea_orm::{ConnectOptions, ConnectionTrait as _, Database as Orm, DatabaseConnection, FromQueryResult, Statement};
use sqlx::{
    ConnectOptions as _,
    postgres::{PgConnectOptions, PgSslMode},
};
use std::time::Duration;

/// How long a connection may be idle before it is tested.
const IDLE: Duration = Duration::from_secs(1);

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
    pub acquire_timeout: Duration,
}

impl Pool {
    /// For a command that does one thing and ends.
    #[must_use]
    pub fn of_command() -> Self {
        Self {
            application: "depositary-command",
            connections: 2,
            statement_timeout: None,
            acquire_timeout: Duration::from_secs(5),
        }
    }
}

/// Makes a database where there is none of this name. The address is that of another database of the same PostgreSQL.
///
/// # Errors
/// Where PostgreSQL cannot be reached or refuses.
pub async fn create(address: &Address, name: &str) -> anyhow::Result<()> {
    let db = connect(address, &Socket::to(address)?, Pool::of_command()).await?;
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

/// Connects to a database at an address, by a socket that leads there.
///
/// # Errors
/// Where it cannot be reached.
pub async fn connect(address: &Address, socket: &Socket, pool: Pool) -> anyhow::Result<DatabaseConnection> {
    let driver = driver(address, socket, pool);
    // Only a scheme: what is behind it comes part by part.
    let mut options = ConnectOptions::new("postgres://");
    options
        .max_connections(pool.connections)
        .acquire_timeout(pool.acquire_timeout)
        .sqlx_logging(false)
        // A connection that was idle may have died; one that is in use tells by itself, and a test of it takes time.
        .test_before_acquire_if_idle_for(IDLE)
        .map_sqlx_postgres_opts(move |_| driver.clone());
    Orm::connect(options).await.map_err(|error| anyhow!("the database cannot be reached: {error}"))
}

/// An address as sqlx takes it. Encryption, and what else is between here and the server, is the socket's.
fn driver(address: &Address, socket: &Socket, pool: Pool) -> PgConnectOptions {
    let address = address.clone().with_application(pool.application);
    let address = match pool.statement_timeout {
        Some(seconds) => address.with("statement_timeout", format!("{seconds}s")),
        None => address,
    };
    // What sqlx takes from the environment besides (`PGOPTIONS`) comes before our settings, which win.
    PgConnectOptions::new_without_pgpass()
        .socket(socket.folder())
        .port(socket.port())
        .username(address.user())
        .database(address.database())
        .password(address.password().unwrap_or_default())
        .application_name(address.application().unwrap_or(pool.application))
        .ssl_mode(PgSslMode::Disable)
        .options(address.settings().iter().map(|(name, value)| (name, value)))
        .disable_statement_logging()
}

#[derive(FromQueryResult)]
struct Number {
    number: i32,
}

/// The only number that a statement selects, as `number`; 0 where it selects no row.
pub(super) async fn number(db: &DatabaseConnection, sql: &str) -> anyhow::Result<i32> {
    let statement = Statement::from_string(sea_orm::DbBackend::Postgres, sql);
    let row = Number::find_by_statement(statement).one(db).await?;
    Ok(row.map_or(0, |row| row.number))
}
