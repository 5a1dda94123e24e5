//! The postmaster, PostgreSQL's first process, as its file `postmaster.pid` tells of it.

use std::fs;
use std::io::ErrorKind;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::error::ClusterError;
use super::file;
use super::layout;

/// How often a file is looked at while waiting for PostgreSQL.
pub(super) const PAUSE: Duration = Duration::from_millis(20);

/// How long a process that is just starting or stopping may take to open or leave its socket.
const TIMEOUT: Duration = Duration::from_mins(1);

/// What `postmaster.pid` says.
#[derive(Debug)]
pub(super) struct Postmaster {
    /// The process.
    pub(super) pid: u32,
    socket_folder: PathBuf,
    status: String,
}

impl Postmaster {
    /// Reads the file. `None` when it is not there, or its first lines are not yet.
    pub(super) fn read(cluster: &Path) -> Option<Self> {
        let bytes = file::read(&path(cluster)).ok()?;
        let text = String::from_utf8_lossy(&bytes);
        let lines: Vec<_> = text.lines().collect();
        let line = |number: usize| lines.get(number - 1).copied().unwrap_or_default();
        Some(Self {
            pid: line(1).trim().parse().ok()?,
            socket_folder: PathBuf::from(line(5)),
            status: line(8).trim().to_owned(),
        })
    }

    /// Whether it takes queries. (`standby`: it does, and only reads.)
    pub(super) fn is_ready(&self) -> bool {
        matches!(self.status.as_str(), "ready" | "standby")
    }

    /// Whether it has left its cluster, in an orderly way or not.
    pub(super) fn has_ended(&self, cluster: &Path) -> bool {
        Self::read(cluster).is_none_or(|found| found.pid != self.pid)
            || command_line(self.pid).is_none_or(|found| !runs(&found, cluster))
    }

    /// The folder of its socket.
    pub(super) fn into_socket_folder(self) -> PathBuf {
        self.socket_folder
    }

    /// Whether somebody listens where it says it listens. Only a postmaster of this cluster can:
    /// nobody else can enter the folder.
    pub(super) fn answers(&self) -> bool {
        self.socket_folder.is_absolute() && UnixStream::connect(layout::socket(&self.socket_folder)).is_ok()
    }
}

/// Finds the postmaster that runs this cluster, if there is one.
///
/// The file alone does not tell: after a crash of the machine it is still there, and its process id
/// may by now be another program's. PostgreSQL would then refuse to start, so such a file is removed.
pub(super) fn find(cluster: &Path) -> Result<Option<Postmaster>, ClusterError> {
    let start = Instant::now();
    loop {
        let Some(postmaster) = Postmaster::read(cluster) else {
            return Ok(None);
        };
        if postmaster.answers() {
            return Ok(Some(postmaster));
        }
        let Some(command_line) = command_line(postmaster.pid) else {
            // No such process: PostgreSQL itself sees that, and tidies up.
            return Ok(None);
        };
        if !runs(&command_line, cluster) {
            forget(cluster, postmaster.pid)?;
            return Ok(None);
        }
        if start.elapsed() > TIMEOUT {
            return Err(ClusterError::NotAnswering { folder: cluster.to_owned(), pid: postmaster.pid });
        }
        sleep(PAUSE);
    }
}

fn path(cluster: &Path) -> PathBuf {
    cluster.join("postmaster.pid")
}

fn forget(cluster: &Path, pid: u32) -> Result<(), ClusterError> {
    let path = path(cluster);
    tracing::warn!(
        file = %path.display(),
        "removing a stale file: process {pid} is not a postmaster of this cluster"
    );
    match fs::remove_file(&path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(ClusterError::io("remove", &path)(error)),
        _ => Ok(()),
    }
}

/// The command line of a process, its words divided by zeros (Linux) or spaces. Empty for a process
/// that has ended and is still in the table; `None` when there is no such process.
fn command_line(pid: u32) -> Option<Vec<u8>> {
    if Path::new("/proc/self/cmdline").exists() {
        return fs::read(format!("/proc/{pid}/cmdline")).ok();
    }
    let answer = Command::new("ps")
        .args(["-ww", "-o", "command=", "-p", &pid.to_string()])
        .stdin(Stdio::null())
        .output()
        .ok()?;
    answer.status.success().then_some(answer.stdout)
}

/// Whether a command line is that of a postmaster on this cluster.
fn runs(command_line: &[u8], cluster: &Path) -> bool {
    let cluster = cluster.as_os_str().as_bytes();
    [b'\0', b' '].iter().any(|space| {
        let option = [b"-D", &[*space][..], cluster].concat();
        command_line.windows(option.len()).any(|part| part == option)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_postmaster_is_known_by_its_folder() {
        let cluster = Path::new("/data/postgresql-18");
        assert!(runs(b"/usr/bin/postgres\0-D\0/data/postgresql-18\0-c\0a=b\0", cluster));
        assert!(runs(b"/usr/bin/postgres -D /data/postgresql-18 -c a=b", cluster));
        assert!(!runs(b"/usr/bin/postgres\0-D\0/data/postgresql-17\0", cluster));
        assert!(!runs(b"tail\0-f\0/data/postgresql-18.log\0", cluster));
        assert!(!runs(b"", cluster));
    }

    #[test]
    fn a_file_that_is_still_being_written_has_no_status() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        assert!(Postmaster::read(folder.path()).is_none());
        fs::write(path(folder.path()), "").expect("a file");
        assert!(Postmaster::read(folder.path()).is_none());
        fs::write(path(folder.path()), "4711\n/data\n1700000000\n5432\n/data\n").expect("a file");
        assert!(Postmaster::read(folder.path()).is_some_and(|found| !found.is_ready()));
        fs::write(path(folder.path()), "4711\n/data\n1700000000\n5432\n/data\n\n  1 2\nready   \n").expect("a file");
        assert!(Postmaster::read(folder.path()).is_some_and(|found| found.is_ready()));
    }
}
