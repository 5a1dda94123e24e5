//! Making a cluster that is whole or not there.

use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use super::ROLE;
use super::account::Runner;
use super::binaries::Binaries;
use super::error::ClusterError;
use super::file;
use super::layout::{self, Layout};

/// Ways to sort by code point, the best first. Letters outside ASCII are letters in all but the
/// last. macOS before 15 has no `C.UTF-8`.
const LOCALES: [&[&str]; 4] = [
    &["--locale=C.UTF-8"],
    &["--locale=C", "--lc-ctype=en_US.UTF-8"],
    &["--locale=C", "--lc-ctype=UTF-8"],
    &["--locale=C"],
];

/// For a person who starts this cluster by hand; the server says the same on the command line.
const CLOSED: &str = "
# Private cluster of a depositary server: reached through its own socket and in no other way.
listen_addresses = ''
unix_socket_permissions = 0700
";

/// Makes the cluster unless it is there. `lasting` is whether it must survive a power cut.
pub(super) fn ensure(layout: &Layout, binaries: &Binaries, runner: &Runner, lasting: bool) -> Result<(), ClusterError> {
    let cluster = layout.cluster();
    if file::is_file(&cluster.join("PG_VERSION")) {
        return check_owner(&cluster, runner);
    }
    tracing::info!(folder = %cluster.display(), "making a PostgreSQL {} cluster", binaries.major());
    let unfinished = layout.unfinished();
    let made = initdb(&unfinished, binaries, runner, lasting)
        .and_then(|()| close(&unfinished))
        .and_then(|()| fs::rename(&unfinished, &cluster).map_err(ClusterError::io("make the folder", &cluster)));
    if made.is_err() {
        let _ = fs::remove_dir_all(&unfinished);
        return made;
    }
    if lasting {
        let data_dir = layout.data_dir();
        File::open(data_dir)
            .and_then(|folder| folder.sync_all())
            .map_err(ClusterError::io("write the folder", data_dir))?;
    }
    Ok(())
}

fn initdb(folder: &Path, binaries: &Binaries, runner: &Runner, lasting: bool) -> Result<(), ClusterError> {
    let program = binaries.program("initdb");
    let mut said = String::new();
    for locale in LOCALES {
        layout::make_private(folder)?;
        runner.hand_over(folder)?;
        let mut command = runner.command(&program);
        command
            .arg("--pgdata")
            .arg(folder)
            .arg(format!("--username={ROLE}"))
            // Who can open the socket is already the cluster's owner, or root.
            .args(["--auth-local=trust", "--auth-host=reject"])
            .args(["--encoding=UTF8", "--data-checksums", "--no-instructions"])
            .args(locale);
        if !lasting {
            command.arg("--no-sync");
        }
        let answer = command.output().map_err(ClusterError::io("run", &program))?;
        if answer.status.success() {
            return Ok(());
        }
        said = String::from_utf8_lossy(&answer.stderr).into_owned();
        fs::remove_dir_all(folder).map_err(ClusterError::io("remove", folder))?;
        if !said.contains("locale") {
            break;
        }
    }
    Err(ClusterError::NotCreated { folder: folder.to_owned(), output: said.trim().to_owned() })
}

fn close(folder: &Path) -> Result<(), ClusterError> {
    let path = folder.join("postgresql.conf");
    file::plain()
        .append(true)
        .open(&path)
        .and_then(|mut file| file.write_all(CLOSED.as_bytes()))
        .map_err(ClusterError::io("write", &path))
}

/// PostgreSQL refuses a cluster of another owner; we say it better.
fn check_owner(cluster: &Path, runner: &Runner) -> Result<(), ClusterError> {
    let met = fs::symlink_metadata(cluster).map_err(ClusterError::io("look at the folder", cluster))?;
    if met.uid() == runner.uid() {
        return Ok(());
    }
    Err(ClusterError::WrongOwner { folder: cluster.to_owned(), owner: met.uid() })
}
