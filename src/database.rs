//! The database: a given one, or a private one that the server keeps.

mod connection;
mod migrate;
pub mod roles;

pub use connection::{Pool, connect, create};

use crate::config::Storage;
use anyhow::{Context as _, bail};
use connection::number;
use migration::{Migrator, MigratorTrait as _};
use postgres_connect::{Address, Socket};
use private_postgres::{Cluster, ClusterError};
use roles::Access;
use sea_orm::DatabaseConnection;

/// Oldest PostgreSQL that has what the tables need (`nulls not distinct`).
const OLDEST: i32 = 150_000;
/// Name of the database in a private cluster.
const NAME: &str = "depositary";

/// A database that is there for as long as this value is.
pub struct Database {
    /// Of a given database, as it was given; of a private one, that of its superuser.
    address: Address,
    /// Whether this program made the roles, and goes by each for what it is for.
    is_private: bool,
    socket: Socket,
    cluster: Option<Cluster>,
}

impl Database {
    /// Uses the given database, or starts the private one.
    ///
    /// # Errors
    /// Where the given one cannot be reached or the private one cannot be started; the error says what to do.
    pub async fn open(storage: &Storage) -> anyhow::Result<Self> {
        if let Some(url) = &storage.database_url {
            let address = Address::parse(url.reveal())?;
            address.reach(Pool::of_command().acquire_timeout).await?;
            return Self::at(address, false, None);
        }
        let cluster = Cluster::start(private_postgres::Options {
            data_dir: storage.data_dir.clone(),
            bin_dir: storage.pg_bin_dir.clone(),
            fetched: storage.fetched(),
            settings: vec![("shared_buffers".to_owned(), format!("{}MB", buffers()))],
            log_bytes: private_postgres::LOG_BYTES,
        })
        .await?;
        if cluster.taken_over() {
            tracing::info!("took over the private PostgreSQL that a killed server left running");
        }
        create(&Address::parse(&cluster.url("postgres"))?, NAME).await?;
        let database = Self::at(Address::parse(&cluster.url(NAME))?, true, Some(cluster))?;
        database.make_roles().await?;
        Ok(database)
    }

    fn at(address: Address, is_private: bool, cluster: Option<Cluster>) -> anyhow::Result<Self> {
        let socket = Socket::to(&address).context("no socket can be made")?;
        Ok(Self { address, is_private, socket, cluster })
    }

    /// Like [`Database::open`], but where a server runs on the data folder, through the private PostgreSQL of that server.
    ///
    /// # Errors
    /// As [`Database::open`]; also where that server is of another version than this program.
    pub async fn open_or_join(storage: &Storage) -> anyhow::Result<Self> {
        let refused = match Self::open(storage).await {
            Ok(database) => return Ok(database),
            Err(error) => error,
        };
        let Some(ClusterError::InUse { holder, .. }) = refused.downcast_ref() else {
            return Err(refused);
        };
        let holder = holder.map_or_else(|| "another process".to_owned(), |holder| format!("process {holder}"));
        let Some(url) = Cluster::url_of_running(&storage.data_dir, NAME)? else {
            return Err(refused);
        };
        let joined = Self::at(Address::parse(&url)?, true, None)?;
        let db = joined.connect_as_given(Pool::of_command()).await?;
        let pending = Migrator::get_pending_migrations_read_only(&db).await?;
        let has_roles =
            number(&db, "select count(*)::int as number from pg_roles where rolname = current_database() || '_writer'")
                .await?
                == 1;
        db.close().await?;
        if !pending.is_empty() || !has_roles {
            bail!(
                "{holder} serves the register in an older shape: stop it first, or write with its own program through --database-url '{url}'"
            );
        }
        tracing::info!("writing through the private PostgreSQL of {holder}");
        Ok(joined)
    }

    /// Its address, for a use: in a private database, the role for that use.
    #[must_use]
    pub fn address(&self, access: Access) -> Address {
        if self.is_private { self.address.clone().with_user(&access.role(NAME)) } else { self.address.clone() }
    }

    /// Whether this program keeps it, and so its roles.
    #[must_use]
    pub fn is_private(&self) -> bool {
        self.is_private
    }

    /// The user and the group of the private PostgreSQL, where they are not those of this process; of a given one, those
    /// that own the folder of its socket where nobody else may enter it.
    #[must_use]
    pub fn account(&self) -> Option<(u32, u32)> {
        use std::os::unix::fs::MetadataExt as _;
        if let Some(cluster) = &self.cluster {
            return cluster.account();
        }
        let postgres_connect::Host::Folder(folder) = self.address.host() else { return None };
        let met = std::fs::metadata(folder).ok()?;
        (met.uid() != 0 && met.mode() & 0o001 == 0).then(|| (met.uid(), met.gid()))
    }

    /// Connects for a use. A role that is a member of the owner's connects as the owner, so that the owner owns what it makes.
    ///
    /// # Errors
    /// Where the database cannot be reached, or is older than PostgreSQL 15.
    pub async fn connect(&self, access: Access, pool: Pool) -> anyhow::Result<DatabaseConnection> {
        let db = self.connected(&self.address(access), pool).await?;
        if access != Access::Own || self.is_private {
            return Ok(db);
        }
        let Some(owner) = roles::rights(&db).await?.owner else { return Ok(db) };
        db.close().await?;
        self.connected(&self.address.clone().with("role", owner), pool).await
    }

    /// Connects as the address says.
    async fn connect_as_given(&self, pool: Pool) -> anyhow::Result<DatabaseConnection> {
        self.connected(&self.address, pool).await
    }

    async fn connected(&self, address: &Address, pool: Pool) -> anyhow::Result<DatabaseConnection> {
        let db = connect(address, &self.socket, pool).await?;
        let version = number(&db, "select current_setting('server_version_num')::int as number").await?;
        if version < OLDEST {
            bail!("the database is PostgreSQL {}; version 15 or later is needed", version / 10_000);
        }
        Ok(db)
    }

    /// Makes the roles of the database, or mends their rights.
    ///
    /// # Errors
    /// Where the role of the address may not do that.
    pub async fn make_roles(&self) -> anyhow::Result<()> {
        let db = self.connect_as_given(Pool::of_command()).await?;
        roles::make(&db).await?;
        db.close().await?;
        Ok(())
    }

    /// Warns where the API would read by a role that can do more than read.
    ///
    /// # Errors
    /// Where PostgreSQL cannot be asked.
    pub async fn warn_of_rights(&self) -> anyhow::Result<()> {
        let db = self.connect(Access::Read, Pool::of_command()).await?;
        let rights = roles::rights(&db).await?;
        db.close().await?;
        let reader = Access::Read.role(self.address.database());
        let role = rights.role;
        if rights.is_superuser {
            tracing::warn!(%role, %reader, "the API reads by a superuser; `depositary migrate --roles` makes a role that can only read");
        } else if rights.may_write || rights.may_create {
            tracing::warn!(%role, %reader, "the API reads by a role that can also write; `depositary migrate --roles` makes one that can only read");
        }
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

/// Megabytes that the private PostgreSQL keeps of its tables: a quarter of the memory of the machine, where it says
/// how much there is (PostgreSQL documentation, section 20.4.1); its own default is 128, for the smallest machines.
fn buffers() -> u64 {
    let memory = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let kilobytes =
        memory.lines().find_map(|line| line.strip_prefix("MemTotal:")?.split_whitespace().next()?.parse().ok());
    kilobytes.map_or(256, |kilobytes: u64| kilobytes / 1024 / 4).clamp(128, 4096)
}
