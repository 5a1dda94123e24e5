//! Files in a data folder, opened without following a link.
//!
//! **Invariant:** Nothing in a data folder is opened through a link, and only regular files are read. *Why:* root opens
//! files in the folder of the cluster, which belongs to PostgreSQL's account; a link there would make root read or
//! write any file of the machine. *Enforced by:* every file is opened by [`read`] or with [`plain`].

use std::fs::OpenOptions;
use std::io::{self, Read};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// The longest file that is read whole.
const LONGEST: u64 = 1 << 20;

/// Options that refuse a link, and do not wait for the other end of a pipe.
pub(super) fn plain() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK);
    options
}

/// What a regular file holds.
pub(super) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let file = plain().read(true).open(path)?;
    if !file.metadata()?.is_file() {
        return Err(io::Error::other("it is not a regular file"));
    }
    let mut bytes = Vec::new();
    file.take(LONGEST).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Whether there is a regular file, and not a link to one.
pub(super) fn is_file(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|found| found.is_file())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn a_link_is_not_followed() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "text").expect("a file");
        symlink(&file, &link).expect("a link");
        assert_eq!(read(&file).expect("its text"), b"text");
        assert!(is_file(&file) && !is_file(&link));
        assert!(read(&link).is_err());
        assert!(plain().append(true).create(true).open(&link).is_err());
        assert!(read(folder.path()).is_err());
    }
}
