//! The log of the postmaster, kept short while it runs.
//!
//! PostgreSQL appends to one file, which it was given as its standard error. Where that grows too long, its end is
//! copied into the old log and the file is emptied; PostgreSQL goes on writing to it. `docs/adr/0029-logs-have-a-bound.md`
//! says why neither its own collector nor a pipe does that.
//!
//! **Invariant:** the log and the old log together take no more than twice [`Log::bound`], and what PostgreSQL writes
//! between two looks. *Why:* whoever makes it write must not be able to fill the disk. *Enforced by:* [`Log::shorten`],
//! before each start and every [`PAUSE`] while a cluster is owned.

use std::fs::File;
use std::io::{self, Write};
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use super::error::ClusterError;
use super::file;
use super::layout::Layout;

/// How often the length of the log is looked at.
const PAUSE: Duration = Duration::from_millis(250);

/// How much is copied at once.
const PIECE: usize = 64 << 10;

/// The two files of a log, open for as long as a cluster is owned: this process may by then be an account that cannot
/// open them.
#[derive(Debug)]
pub(super) struct Log {
    current: File,
    old: File,
    bound: u64,
}

/// Keeps a log short until it is dropped.
#[derive(Debug)]
pub(super) struct Keeper {
    /// Closed when this is dropped, which ends the thread.
    _owned: Sender<()>,
}

impl Log {
    /// Opens both files, and makes them where they are not there. A file has `bound` bytes at most.
    pub(super) fn open(layout: &Layout, bound: u64) -> Result<Self, ClusterError> {
        let open = |path: &Path| {
            // Opened by us, so that PostgreSQL's account needs no right to the folder.
            let file = file::plain().read(true).append(true).create(true).mode(0o600).open(path);
            file.map_err(ClusterError::io("open", path))
        };
        let log = Self { current: open(&layout.log())?, old: open(&layout.old_log())?, bound };
        log.shorten().map_err(ClusterError::io("shorten", &layout.log()))?;
        Ok(log)
    }

    /// Where PostgreSQL is to write.
    pub(super) fn output(&self) -> io::Result<File> {
        self.current.try_clone()
    }

    /// How long it is.
    pub(super) fn len(&self) -> io::Result<u64> {
        Ok(self.current.metadata()?.len())
    }

    /// Copies the end of a log that is too long into the old log, and empties it. What PostgreSQL writes between the end
    /// of the copy and the emptying is lost.
    fn shorten(&self) -> io::Result<()> {
        if self.len()? <= self.bound {
            return Ok(());
        }
        // On a full disk nothing can be copied; the room is needed all the more.
        let copied = self.copy();
        self.current.set_len(0)?;
        copied
    }

    fn copy(&self) -> io::Result<()> {
        self.old.set_len(0)?;
        let mut from = self.len()?.saturating_sub(self.bound);
        let end = from.saturating_add(self.bound);
        let mut piece = vec![0; PIECE];
        while from < end {
            let most = usize::try_from(end - from).map_or(PIECE, |left| left.min(PIECE));
            let count = self.current.read_at(&mut piece[..most], from)?;
            if count == 0 {
                break;
            }
            (&self.old).write_all(&piece[..count])?;
            from += u64::try_from(count).unwrap_or(u64::MAX);
        }
        Ok(())
    }

    /// Looks at it from time to time, on a thread of its own.
    pub(super) fn keep_short(self) -> Result<Keeper, ClusterError> {
        let (owned, ending) = mpsc::channel::<()>();
        let watch = move || {
            let mut has_failed = false;
            while ending.recv_timeout(PAUSE) == Err(RecvTimeoutError::Timeout) {
                let shortened = self.shorten();
                if let Err(error) = &shortened
                    && !has_failed
                {
                    tracing::warn!(%error, "the log of PostgreSQL cannot be put aside");
                }
                has_failed = shortened.is_err();
            }
        };
        let started = thread::Builder::new().name("postgresql-log".to_owned()).spawn(watch);
        started.map(|_| Keeper { _owned: owned }).map_err(ClusterError::io("start a thread for", Path::new("the log")))
    }
}
