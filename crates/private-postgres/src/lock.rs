//! One owner per data folder.

use std::fs::{File, TryLockError};
use std::io::{Read, Seek, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process;

use super::error::ClusterError;
use super::file;

/// The right to use a data folder. The system takes it back when this process ends, however it
/// ends, so there is never a stale one. PostgreSQL does not inherit it.
#[derive(Debug)]
pub(super) struct OwnerLock {
    file: File,
}

impl OwnerLock {
    /// Takes the folder, or says who has it.
    pub(super) fn take(data_dir: &Path) -> Result<Self, ClusterError> {
        let path = path(data_dir);
        let mut file = file::plain()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(&path)
            .map_err(ClusterError::io("open", &path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(ClusterError::InUse { folder: data_dir.to_owned(), holder: holder(&mut file) });
            }
            Err(TryLockError::Error(source)) => {
                return Err(ClusterError::io("lock", &path)(source));
            }
        }
        name_holder(&mut file).map_err(ClusterError::io("write", &path))?;
        Ok(Self { file })
    }
}

impl Drop for OwnerLock {
    fn drop(&mut self) {
        // Closing would do, unless a process being started right now still has a copy of the file.
        let _ = self.file.unlock();
    }
}

/// The lock file of a data folder.
pub(super) fn path(data_dir: &Path) -> PathBuf {
    data_dir.join("owner.lock")
}

fn name_holder(file: &mut File) -> std::io::Result<()> {
    file.rewind()?;
    // As wide as any process id: whoever reads meanwhile sees one or the other, never half of it.
    let line = format!("{:10}\n", process::id());
    file.write_all(line.as_bytes())
}

fn holder(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}
