//! What can go wrong with a private cluster, in sentences a person can act on.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::binaries::OLDEST_MAJOR;

/// Why the private cluster could not be started or stopped.
#[derive(Debug)]
#[non_exhaustive]
pub enum ClusterError {
    /// No usable PostgreSQL was found anywhere.
    NoPostgres {
        /// Folders that were looked at and not taken, each with its reason.
        passed_over: Vec<String>,
    },
    /// The folder of binaries that was asked for cannot be used.
    UnusableBinaries {
        /// The folder that was asked for.
        folder: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The data folder holds a cluster that no PostgreSQL found here can run.
    OtherMajor {
        /// The folder of that cluster.
        folder: PathBuf,
        /// The major version that wrote it.
        major: u32,
        /// The major versions found here.
        found: Vec<u32>,
    },
    /// Another server owns the data folder.
    InUse {
        /// The data folder.
        folder: PathBuf,
        /// The process that owns it, when it is known.
        holder: Option<u32>,
    },
    /// The process is root, and there is no account to run PostgreSQL as.
    NoAccount,
    /// The account that runs PostgreSQL cannot reach a folder it needs.
    NotReachable {
        /// The folder that is needed.
        folder: PathBuf,
        /// The folder on the way to it that is closed.
        closed: PathBuf,
        /// The account that runs PostgreSQL.
        account: String,
    },
    /// The cluster belongs to another user.
    WrongOwner {
        /// The folder of the cluster.
        folder: PathBuf,
        /// The user id it belongs to.
        owner: u32,
    },
    /// `initdb` failed.
    NotCreated {
        /// The folder that was to be made.
        folder: PathBuf,
        /// What `initdb` said.
        output: String,
    },
    /// PostgreSQL did not start.
    NotStarted {
        /// The log of the cluster.
        log: PathBuf,
        /// What happened, with the end of the log.
        reason: String,
    },
    /// A PostgreSQL process holds the folder and does not answer.
    NotAnswering {
        /// The folder of the cluster.
        folder: PathBuf,
        /// That process.
        pid: u32,
    },
    /// PostgreSQL did not stop.
    NotStopped {
        /// The folder of the cluster.
        folder: PathBuf,
        /// What `pg_ctl` said.
        reason: String,
    },
    /// The system refused something.
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

impl fmt::Display for ClusterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoPostgres { passed_over } => {
                write!(
                    f,
                    "no PostgreSQL {OLDEST_MAJOR} or newer was found: install one \
                     (Debian, Ubuntu: apt-get install postgresql; macOS: brew install postgresql@18), \
                     or run `make postgres`, \
                     or set PG_BIN_DIR to a folder with postgres, initdb and pg_ctl in it"
                )?;
                for reason in passed_over {
                    write!(f, "\npassed over: {reason}")?;
                }
                Ok(())
            }
            Self::UnusableBinaries { folder, reason } => {
                write!(f, "PG_BIN_DIR is {}, which cannot be used: {reason}", folder.display())
            }
            Self::OtherMajor { folder, major, found } => write!(
                f,
                "{} was written by PostgreSQL {major}, and this machine has only {}: \
                 install PostgreSQL {major}, or move that folder away to begin with an empty database, \
                 or set PG_BIN_DIR to leave it alone and use a folder of another version",
                folder.display(),
                Majors(found)
            ),
            Self::InUse { folder, holder } => {
                let folder = folder.display();
                match holder {
                    Some(pid) => write!(
                        f,
                        "the data folder {folder} is in use by another server (process {pid}): \
                         stop that one first, or choose another data folder"
                    ),
                    None => write!(
                        f,
                        "the data folder {folder} is in use by another server: \
                         stop that one first, or choose another data folder"
                    ),
                }
            }
            Self::NoAccount => write!(
                f,
                "PostgreSQL does not run as root, and /etc/passwd has neither `postgres` nor `nobody` \
                 to run it as: create an account named postgres, or start the server as another user"
            ),
            Self::NotReachable { folder, closed, account } => write!(
                f,
                "PostgreSQL runs as the account {account}, which needs {} and may not pass through {}: \
                 choose a folder it can reach, or open the way with `chmod o+x {}`",
                folder.display(),
                closed.display(),
                closed.display()
            ),
            Self::WrongOwner { folder, owner } => write!(
                f,
                "{} belongs to user {owner}: start the server as that user or as root, \
                 or choose another data folder",
                folder.display()
            ),
            Self::NotCreated { folder, output } => {
                write!(f, "initdb could not make {}: {output}", folder.display())
            }
            Self::NotStarted { log, reason } => {
                write!(f, "PostgreSQL did not start: {reason}\n(its log: {})", log.display())
            }
            Self::NotAnswering { folder, pid } => write!(
                f,
                "PostgreSQL process {pid} holds {} and does not answer: stop that process first",
                folder.display()
            ),
            Self::NotStopped { folder, reason } => {
                write!(f, "PostgreSQL in {} did not stop: {reason}", folder.display())
            }
            Self::Io { doing, source } => write!(f, "could not {doing}: {source}"),
        }
    }
}

impl std::error::Error for ClusterError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// Major versions as a person lists them: `15, 18`.
struct Majors<'a>(&'a [u32]);

impl fmt::Display for Majors<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, major) in self.0.iter().enumerate() {
            let comma = if place == 0 { "" } else { ", " };
            write!(f, "{comma}{major}")?;
        }
        Ok(())
    }
}
