//! What lies where in a data folder, and who may reach it.
//!
//! ```text
//! DATA_DIR/                    ours, 0700 (0711 for root, so that PostgreSQL's account passes through)
//!   owner.lock                 held by the server that uses the folder; contains its process id
//!   postgresql-18/             the cluster, 0700, and its socket; belongs to PostgreSQL's account
//!   postgresql-18.log          written by PostgreSQL
//!   postgresql-18.log.old      the log before it grew too long
//!   postgresql-18.new-4711/    a cluster being made, renamed when it is whole
//! ```

use std::fs::{self, DirBuilder, Permissions};
use std::hash::{BuildHasher, RandomState};
use std::io::ErrorKind;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::{env, io, process};

use super::account::Runner;
use super::error::ClusterError;
use super::file;

const PREFIX: &str = "postgresql-";

/// The longest path of a socket that every system takes (macOS: 104 bytes, one of them a zero).
const LONGEST_SOCKET: usize = 103;

/// The port is a part of the socket's name, and nothing else.
pub(super) const PORT: u16 = 5432;

/// The paths of one cluster.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    data_dir: PathBuf,
    major: u32,
}

impl Layout {
    pub(super) fn new(data_dir: &Path, major: u32) -> Self {
        Self { data_dir: data_dir.to_owned(), major }
    }

    /// The folder that holds everything.
    pub(super) fn data_dir(&self) -> &Path {
        &self.data_dir
    }

    /// The cluster itself.
    pub(super) fn cluster(&self) -> PathBuf {
        self.beside_cluster("")
    }

    /// What PostgreSQL writes about itself.
    pub(super) fn log(&self) -> PathBuf {
        self.beside_cluster(".log")
    }

    /// The log before it grew too long.
    pub(super) fn old_log(&self) -> PathBuf {
        self.beside_cluster(".log.old")
    }

    /// A cluster that is not whole yet. The process id keeps us out of the way of an `initdb`
    /// that outlived the server that started it.
    pub(super) fn unfinished(&self) -> PathBuf {
        self.beside_cluster(&format!(".new-{}", process::id()))
    }

    fn beside_cluster(&self, ending: &str) -> PathBuf {
        self.data_dir.join(format!("{PREFIX}{}{ending}", self.major))
    }
}

/// Makes the data folder if it is not there. Returns its full path, without links.
///
/// **Invariant:** Only the user `me` can change what is in a data folder that is used. *Why:* whoever can write there
/// can put a link, or a cluster of their own, in the place of ours. *Enforced by:* this function, through which every
/// data folder comes.
pub(super) fn open(data_dir: &Path, me: u32) -> Result<PathBuf, ClusterError> {
    let found =
        find_or_make(data_dir).map_err(|source| ClusterError::NoDataFolder { folder: data_dir.to_owned(), source })?;
    let met = fs::metadata(&found).map_err(ClusterError::io("look at the folder", &found))?;
    let refused = |reason: String, advice: String| ClusterError::OpenToOthers { folder: found.clone(), reason, advice };
    let owner = met.uid();
    if owner != me {
        return Err(refused(format!("it belongs to user {owner}"), "start the server as that user".to_owned()));
    }
    if met.permissions().mode() & 0o022 != 0 {
        let advice = format!("close it with `chmod go-w {}` once nothing strange is in it", found.display());
        return Err(refused(format!("its mode is {:o}", met.permissions().mode() & 0o7777), advice));
    }
    Ok(found)
}

fn find_or_make(data_dir: &Path) -> io::Result<PathBuf> {
    if !data_dir.is_dir() {
        if let Some(parent) = data_dir.parent() {
            fs::create_dir_all(parent)?;
        }
        DirBuilder::new().mode(0o700).create(data_dir)?;
    }
    data_dir.canonicalize()
}

/// The clusters in a data folder: major version and folder.
pub(super) fn clusters(data_dir: &Path) -> Result<Vec<(u32, PathBuf)>, ClusterError> {
    let mut found = Vec::new();
    for (rest, path) in entries(data_dir)? {
        let Ok(major) = rest.parse() else { continue };
        if path.is_symlink() {
            return Err(ClusterError::IsLink { folder: path });
        }
        if file::is_file(&path.join("PG_VERSION")) {
            found.push((major, path));
        }
    }
    Ok(found)
}

/// Removes clusters that were never finished.
pub(super) fn remove_unfinished(data_dir: &Path) -> Result<(), ClusterError> {
    for (rest, path) in entries(data_dir)? {
        if !rest.contains(".new-") {
            continue;
        }
        tracing::info!(folder = %path.display(), "removing a cluster that was never finished");
        // An initdb that lost its parent may still write there; what it leaves, the next start removes.
        if let Err(error) = fs::remove_dir_all(&path) {
            tracing::warn!(folder = %path.display(), %error, "could not remove an unfinished cluster");
        }
    }
    Ok(())
}

/// Lets the account that runs PostgreSQL pass through the data folder, without letting it look
/// around there, and checks that it can get that far.
pub(super) fn let_through(data_dir: &Path, runner: &Runner) -> Result<(), ClusterError> {
    if runner.check_reach(data_dir).is_err() {
        let met = fs::metadata(data_dir).map_err(ClusterError::io("look at the folder", data_dir))?;
        if met.uid() == 0 {
            let mode = (met.permissions().mode() & 0o7777) | 0o011;
            fs::set_permissions(data_dir, Permissions::from_mode(mode))
                .map_err(ClusterError::io("open the way through", data_dir))?;
        }
    }
    runner.check_reach(data_dir)
}

/// The folder of the socket: the cluster's own, unless that makes too long a path. Then it is a
/// short private one among the system's temporary files, the same at every start.
pub(super) fn socket_folder(layout: &Layout, runner: &Runner) -> Result<PathBuf, ClusterError> {
    let cluster = layout.cluster();
    if fits(&cluster) {
        return Ok(cluster);
    }
    let name = format!("{PREFIX}{:016x}", fingerprint(&cluster));
    let mut temporary = env::temp_dir();
    if !temporary.is_absolute() || !fits(&temporary.join(&name)) || runner.check_reach(&temporary).is_err() {
        temporary = PathBuf::from("/tmp");
    }
    let usual = temporary.join(&name);
    if usable(&usual, runner)? {
        return Ok(usual);
    }
    // Somebody else made a folder of that name first. Nobody can do so with one that is drawn now.
    let drawn = temporary.join(format!("{PREFIX}{:016x}", RandomState::new().hash_one(process::id())));
    if usable(&drawn, runner)? {
        return Ok(drawn);
    }
    Err(ClusterError::io("make the folder", &drawn)(ErrorKind::AlreadyExists.into()))
}

/// Makes a folder for a socket, or takes one that is there. False where it is another's: everybody may write among the
/// temporary files.
fn usable(folder: &Path, runner: &Runner) -> Result<bool, ClusterError> {
    match DirBuilder::new().mode(0o700).create(folder) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        outcome => outcome.map_err(ClusterError::io("make the folder", folder))?,
    }
    let met = fs::symlink_metadata(folder).map_err(ClusterError::io("look at", folder))?;
    let ours = met.uid() == runner.uid() || (runner.changes_account() && met.uid() == 0);
    if !met.is_dir() || !ours || met.permissions().mode() & 0o077 != 0 {
        return Ok(false);
    }
    runner.hand_over(folder)?;
    Ok(true)
}

/// The socket in a folder.
pub(super) fn socket(folder: &Path) -> PathBuf {
    folder.join(format!(".s.PGSQL.{PORT}"))
}

/// Makes a folder that nobody else can enter.
pub(super) fn make_private(folder: &Path) -> Result<(), ClusterError> {
    DirBuilder::new().mode(0o700).create(folder).map_err(ClusterError::io("make the folder", folder))
}

fn fits(folder: &Path) -> bool {
    socket(folder).as_os_str().len() <= LONGEST_SOCKET
}

/// What is in the data folder under the name of a cluster: the name after the prefix, and the path.
fn entries(data_dir: &Path) -> Result<Vec<(String, PathBuf)>, ClusterError> {
    let found = fs::read_dir(data_dir)
        .map_err(ClusterError::io("read the folder", data_dir))?
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            Some((name.strip_prefix(PREFIX)?.to_owned(), entry.path()))
        })
        .collect();
    Ok(found)
}

/// FNV-1a: the same in every build, unlike the standard library's hashes.
fn fingerprint(path: &Path) -> u64 {
    path.as_os_str()
        .as_bytes()
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
