//! What can go wrong with a private cluster, in sentences a person can act on.

use std::io;
use std::path::{Path, PathBuf};

use super::binaries::OLDEST_MAJOR;

/// Why the private cluster could not be started or stopped.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ClusterError {
    /// No usable PostgreSQL was found anywhere.
    #[error(
        "no PostgreSQL {OLDEST_MAJOR} or newer was found: install one \
         (Debian, Ubuntu: apt-get install postgresql; macOS: brew install postgresql@18), \
         or {}, or set PG_BIN_DIR to a folder with postgres, initdb and pg_ctl in it{}",
        how_to_fetch(fetched.as_deref()), reasons(passed_over)
    )]
    NoPostgres {
        /// The folder for a fetched PostgreSQL that was looked into.
        fetched: Option<PathBuf>,
        /// Folders that were looked at and not taken, each with its reason.
        passed_over: Vec<String>,
    },
    /// The folder of binaries that was asked for cannot be used.
    #[error("the folder with PostgreSQL's programs (PG_BIN_DIR) is {}, which cannot be used: {reason}", folder.display())]
    UnusableBinaries {
        /// The folder that was asked for.
        folder: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The data folder holds a cluster that no PostgreSQL found here can run.
    #[error(
        "{} was written by PostgreSQL {major}, and this machine has only {}: \
         install PostgreSQL {major}, or move that folder away to begin with an empty database, \
         or set PG_BIN_DIR to leave it alone and use a folder of another version",
        folder.display(), list(found)
    )]
    OtherMajor {
        /// The folder of that cluster.
        folder: PathBuf,
        /// The major version that wrote it.
        major: u32,
        /// The major versions found here.
        found: Vec<u32>,
    },
    /// Another server owns the data folder.
    #[error(
        "the data folder {} is in use by another server{}: stop that one first, or choose another data folder",
        folder.display(), process(*holder)
    )]
    InUse {
        /// The data folder.
        folder: PathBuf,
        /// The process that owns it, when it is known.
        holder: Option<u32>,
    },
    /// The process is root, and there is no account to run PostgreSQL as.
    #[error(
        "PostgreSQL does not run as root, and /etc/passwd has neither `postgres` nor `nobody` \
         to run it as: create an account named postgres, or start the server as another user"
    )]
    NoAccount,
    /// The account that runs PostgreSQL cannot reach a folder it needs.
    #[error(
        "PostgreSQL runs as the account {account}, which needs {} and may not pass through {}: \
         choose a folder it can reach, or open the way with `chmod o+x {}`",
        folder.display(), closed.display(), closed.display()
    )]
    NotReachable {
        /// The folder that is needed.
        folder: PathBuf,
        /// The folder on the way to it that is closed.
        closed: PathBuf,
        /// The account that runs PostgreSQL.
        account: String,
    },
    /// The cluster belongs to another user.
    #[error(
        "{} belongs to user {owner}: start the server as that user or as root, or choose another data folder",
        folder.display()
    )]
    WrongOwner {
        /// The folder of the cluster.
        folder: PathBuf,
        /// The user id it belongs to.
        owner: u32,
    },
    /// The data folder belongs to another user, or others can write in it.
    #[error(
        "others can change what is in the data folder {} ({reason}), and so lead the server astray: \
         choose another data folder, or {advice}", folder.display()
    )]
    OpenToOthers {
        /// The data folder.
        folder: PathBuf,
        /// Who can, as in "it belongs to user 1000".
        reason: String,
        /// What else to do.
        advice: String,
    },
    /// A cluster in the data folder is a link.
    #[error("{} is a link, and nothing in a data folder is opened through a link: choose the data folder that it leads to", folder.display())]
    IsLink {
        /// The link.
        folder: PathBuf,
    },
    /// The data folder cannot be made or opened.
    #[error("the data folder {} cannot be made or opened: choose one that this account can write", folder.display())]
    NoDataFolder {
        /// The data folder.
        folder: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
    /// `initdb` failed.
    #[error("initdb could not make {}: {output}", folder.display())]
    NotCreated {
        /// The folder that was to be made.
        folder: PathBuf,
        /// What `initdb` said.
        output: String,
    },
    /// PostgreSQL did not start.
    #[error("PostgreSQL did not start: {reason}\n(its log: {})", log.display())]
    NotStarted {
        /// The log of the cluster.
        log: PathBuf,
        /// What happened, with the end of the log.
        reason: String,
    },
    /// A PostgreSQL process holds the folder and does not answer.
    #[error("PostgreSQL process {pid} holds {} and does not answer: stop that process first", folder.display())]
    NotAnswering {
        /// The folder of the cluster.
        folder: PathBuf,
        /// That process.
        pid: u32,
    },
    /// PostgreSQL did not stop.
    #[error("PostgreSQL in {} did not stop: {reason}", folder.display())]
    NotStopped {
        /// The folder of the cluster.
        folder: PathBuf,
        /// What `pg_ctl` said.
        reason: String,
    },
    /// The system refused something. The message leaves the cause out; [`std::error::Error::source`] has it.
    #[error("could not {doing}")]
    Io {
        /// What was being done, as in "could not …".
        doing: String,
        /// The system's answer.
        source: io::Error,
    },
}

impl ClusterError {
    /// Turns the system's refusal into an error that says what was being done, and where.
    pub(super) fn io(doing: &str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let doing = format!("{doing} {}", path.display());
        move |source| Self::Io { doing, source }
    }
}

fn how_to_fetch(fetched: Option<&Path>) -> String {
    match fetched {
        Some(folder) => format!("run `make postgres`, which fetches one into {}", folder.display()),
        None => "run `make postgres` in the project's checkout, which fetches one".to_owned(),
    }
}

fn process(holder: Option<u32>) -> String {
    holder.map_or_else(String::new, |pid| format!(" (process {pid})"))
}

fn reasons(passed_over: &[String]) -> String {
    passed_over.iter().flat_map(|reason| ["\npassed over: ", reason]).collect()
}

/// Major versions as a person lists them: `15, 18`.
fn list(majors: &[u32]) -> String {
    majors.iter().map(u32::to_string).collect::<Vec<_>>().join(", ")
}
