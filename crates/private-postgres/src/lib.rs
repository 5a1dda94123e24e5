//! A private PostgreSQL cluster: made, started, taken over and stopped by the server itself.
//!
//! For a server without a database of its own. Nothing of it can be reached from another machine or
//! by another user: PostgreSQL listens on a Unix socket only, in a folder that only its owner (and
//! root) can enter. That folder is the cluster's own; where its path is too long for a socket (some
//! 100 bytes), it is a short private one among the system's temporary files.
//!
//! - Programs come from the folder that was asked for, `PATH`, the places packages use, or a folder
//!   filled by `scripts/fetch-postgres`. A cluster that is already there decides the version.
//! - A data folder has one owner at a time ([`ClusterError::InUse`]).
//! - When we are root, PostgreSQL runs as `postgres` or `nobody`, or as whoever owns the cluster.
//! - A server that is killed leaves PostgreSQL running; the next one takes it over.
//! - A data folder that another user owns or can write is refused ([`ClusterError::OpenToOthers`]), and no file in it
//!   is opened through a link.
//! - PostgreSQL's log and the one before it have a bound in all, and hold no statement.
//! - An `initdb` that is killed leaves nothing that looks like a cluster.
//!
//! Nothing here knows about the rest of the project.

mod account;
mod binaries;
mod create;
mod error;
mod file;
mod launch;
mod layout;
mod lock;
mod log;
mod postmaster;
#[cfg(test)]
mod tests;
mod watcher;

use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::process::Child;
use std::time::Duration;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode, utf8_percent_encode};

pub use account::default_data_dir;
pub use error::ClusterError;

use account::Runner;
use binaries::Binaries;
use launch::Mode;
use layout::{Layout, PORT};
use lock::OwnerLock;
use log::{Keeper, Log};

/// The superuser of a private cluster, its one role at first.
const ROLE: &str = "depositary";

/// What an address encodes: everything but the unreserved characters of RFC 3986, section 2.3.
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// How long PostgreSQL's log may become before it is put aside, in bytes.
pub const LOG_BYTES: u64 = 8 << 20;

/// How long an orderly stop may take.
const STOP: Duration = Duration::from_mins(1);

/// How long a stop may take when nobody waits for its outcome.
const HASTY_STOP: Duration = Duration::from_secs(10);

/// What a private cluster is to be like.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder that holds the cluster, its log and its lock. Made if it is not there.
    pub data_dir: PathBuf,
    /// The folder with `postgres`, `initdb` and `pg_ctl`: used, or refused with a reason.
    /// Without it they are looked for.
    pub bin_dir: Option<PathBuf>,
    /// The folder `scripts/fetch-postgres` fills, looked at last.
    pub fetched: Option<PathBuf>,
    /// PostgreSQL settings (`log_statement`, `fsync`, …). How the cluster is reached is not among
    /// them: it stays private whatever they say.
    pub settings: Vec<(String, String)>,
    /// How long PostgreSQL's log may become before it is put aside, in bytes; the log before it is then removed.
    /// Usually [`LOG_BYTES`].
    pub log_bytes: u64,
}

/// A private cluster that runs, and belongs to this process.
///
/// Stop it with [`Cluster::stop`]. Dropping it stops it too, and blocks the thread meanwhile.
#[derive(Debug)]
pub struct Cluster {
    layout: Layout,
    binaries: Binaries,
    runner: Runner,
    socket_folder: PathBuf,
    log: PathBuf,
    /// The postmaster, unless a server before us started it.
    child: Option<Child>,
    taken_over: bool,
    running: bool,
    _keeper: Keeper,
    /// Given back last, when the cluster is stopped.
    _lock: OwnerLock,
}

impl Cluster {
    /// Finds PostgreSQL, makes the cluster if there is none, and starts it, or takes it over from a
    /// server that was killed. When this returns, the cluster takes queries.
    ///
    /// # Errors
    ///
    /// Each [`ClusterError`] says what to do about it.
    pub async fn start(options: Options) -> Result<Self, ClusterError> {
        // Files and processes all the way. Should the caller stop waiting, the cluster that comes
        // of it is dropped, and so stopped.
        blocking(move || Self::start_blocking(&options)).await
    }

    /// The address of one of its databases, as sqlx and `psql` take it. At first there is only
    /// `postgres`; others are for the caller to create.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        url_at(&self.socket_folder, ROLE, database)
    }

    /// The same for another role than its superuser, as roles are made by the caller.
    #[must_use]
    pub fn url_as(&self, role: &str, database: &str) -> String {
        url_at(&self.socket_folder, role, database)
    }

    /// The address of a database of the cluster that another process runs in a data folder, as [`Cluster::url`] gives it.
    /// None where none of its clusters takes queries.
    ///
    /// # Errors
    ///
    /// When the folder cannot be looked into.
    pub fn url_of_running(data_dir: &Path, database: &str) -> Result<Option<String>, ClusterError> {
        let found = layout::clusters(data_dir)?.into_iter().find_map(|(_, cluster)| {
            let postmaster = postmaster::Postmaster::read(&cluster)?;
            (postmaster.is_ready() && postmaster.answers()).then(|| postmaster.into_socket_folder())
        });
        Ok(found.map(|folder| url_at(&folder, ROLE, database)))
    }

    /// The user and the group as which it runs, where that is another account than that of this process.
    #[must_use]
    pub fn account(&self) -> Option<(u32, u32)> {
        self.runner.ids()
    }

    /// The file PostgreSQL writes its log to.
    #[must_use]
    pub fn log_path(&self) -> &Path {
        &self.log
    }

    /// Whether it was already running, left by a server that was killed.
    #[must_use]
    pub fn taken_over(&self) -> bool {
        self.taken_over
    }

    /// The major version of PostgreSQL.
    #[must_use]
    pub fn major(&self) -> u32 {
        self.binaries.major()
    }

    /// Stops it: ends every session, writes everything down, and gives the data folder back.
    ///
    /// # Errors
    ///
    /// When PostgreSQL does not stop, even after being told twice.
    pub async fn stop(mut self) -> Result<(), ClusterError> {
        blocking(move || self.halt(STOP)).await
    }

    /// Ends and **removes** the cluster when this process ends, in whatever way: by itself, by a
    /// panic, by a signal. For tests.
    ///
    /// A test process has no place for this: a cluster that all tests share is a static, statics
    /// are never dropped, and a test that is killed runs nothing at all. So a small shell waits for
    /// a pipe to close that this process holds open until it ends, stops PostgreSQL without
    /// ceremony, and removes what the cluster put in its data folder, and that folder if nothing
    /// else is in it.
    ///
    /// # Errors
    ///
    /// When there is no shell to run.
    pub fn stop_with_me(&self) -> Result<(), ClusterError> {
        let cluster = self.layout.cluster();
        let data_dir = self.layout.data_dir();
        let mut remove = vec![cluster.clone(), self.log.clone(), self.layout.old_log(), lock::path(data_dir)];
        if self.has_own_socket_folder() {
            remove.push(self.socket_folder.clone());
        }
        watcher::watch(&cluster, data_dir, &remove)
    }

    fn start_blocking(options: &Options) -> Result<Self, ClusterError> {
        let full = |path: &Path| std::path::absolute(path).map_err(ClusterError::io("find the folder", path));
        let asked = options.bin_dir.as_deref().map(full).transpose()?;
        let fetched = options.fetched.as_deref().map(full).transpose()?;
        let data_dir = layout::open(&full(&options.data_dir)?, account::user_id()?)?;
        let lock = OwnerLock::take(&data_dir)?;
        layout::remove_unfinished(&data_dir)?;

        let clusters = layout::clusters(&data_dir)?;
        let newest = clusters.iter().max_by_key(|(major, _)| *major);
        let runner = Runner::choose(newest.map(|(_, folder)| folder.as_path()))?;
        let binaries = binaries::find(asked.as_deref(), fetched.as_deref(), &clusters, &runner)?;
        let layout = Layout::new(&data_dir, binaries.major());
        layout::let_through(&data_dir, &runner)?;
        create::ensure(&layout, &binaries, &runner, is_lasting(&options.settings))?;

        let socket_folder = layout::socket_folder(&layout, &runner)?;
        let arguments = launch::arguments(&layout.cluster(), &socket_folder, &options.settings);
        let files = Log::open(&layout, options.log_bytes)?;
        let launched = launch::launch(&layout, &binaries, &runner, &files, &arguments)?;
        let keeper = files.keep_short()?;
        let log = layout.log();
        tracing::info!(log = %log.display(), "PostgreSQL {} runs", binaries.major());
        Ok(Self {
            layout,
            binaries,
            runner,
            socket_folder,
            log,
            child: launched.child,
            taken_over: launched.taken_over,
            running: true,
            _keeper: keeper,
            _lock: lock,
        })
    }

    fn halt(&mut self, timeout: Duration) -> Result<(), ClusterError> {
        self.running = false;
        let stop = |mode| launch::stop(&self.layout, &self.binaries, &self.runner, mode, timeout);
        stop(Mode::Fast).or_else(|error| {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "ending PostgreSQL at once: it will repeat its journal at the next start"
            );
            stop(Mode::Immediate)
        })?;
        if let Some(child) = &mut self.child {
            // It has ended; this takes it off the system's table of processes.
            let _ = child.wait();
        }
        if self.has_own_socket_folder() {
            let _ = fs::remove_dir(&self.socket_folder);
        }
        Ok(())
    }

    fn has_own_socket_folder(&self) -> bool {
        self.socket_folder != self.layout.cluster()
    }
}

/// The address of a database by the folder of the cluster's socket.
fn url_at(socket_folder: &Path, role: &str, database: &str) -> String {
    format!(
        // The port names the socket; without it `PGPORT` would. No TLS within one machine.
        "postgres://{}@localhost:{PORT}/{}?host={}&sslmode=disable",
        utf8_percent_encode(role, UNRESERVED),
        utf8_percent_encode(database, UNRESERVED),
        percent_encode(socket_folder.as_os_str().as_bytes(), UNRESERVED),
    )
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if self.running
            && let Err(error) = self.halt(HASTY_STOP)
        {
            tracing::error!(error = &error as &dyn std::error::Error, "a private cluster was left running");
        }
    }
}

/// Runs something that blocks, away from the threads that serve requests.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(outcome) => outcome,
        // The runtime was shut down, or it panicked, and then so do we.
        Err(error) => resume_unwind(error.into_panic()),
    }
}

/// Whether the cluster is meant to survive a power cut.
fn is_lasting(settings: &[(String, String)]) -> bool {
    !settings.iter().any(|(name, value)| name == "fsync" && value == "off")
}
