//! Who runs PostgreSQL: we ourselves, or an unprivileged account when we are root.

use std::fs::{self, Metadata};
use std::os::unix::fs::{MetadataExt, PermissionsExt, lchown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, io};

use super::error::ClusterError;

/// Accounts that may run PostgreSQL when we are root, the best first: one of our own, then accounts that others may use
/// too (`_postgres` is macOS's).
const UNPRIVILEGED: [&str; 4] = [OWN, "postgres", "_postgres", "nobody"];

/// The account that is for this server alone.
const OWN: &str = "depositary";

/// What PostgreSQL's programs see of our environment. Not more: secrets are kept there, and
/// `PGDATA`, `PGOPTIONS` and the like would change what the programs do.
const ENVIRONMENT: [&str; 4] = ["PATH", "TZ", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"];

/// One line of `/etc/passwd`.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Account {
    name: String,
    uid: u32,
    gid: u32,
    home: PathBuf,
}

/// How PostgreSQL's programs are run.
#[derive(Clone, Debug)]
pub(super) struct Runner {
    /// The user id of this process.
    me: u32,
    /// The account to change to; `None` when we run the programs as ourselves.
    account: Option<Account>,
}

impl Runner {
    /// The runner for a data folder. When we are root, the owner of a cluster that is already
    /// there decides; otherwise the best account this machine has.
    pub(super) fn choose(existing_cluster: Option<&Path>) -> Result<Self, ClusterError> {
        let me = user_id()?;
        if me != 0 {
            return Ok(Self { me, account: None });
        }
        let known = accounts();
        if let Some(cluster) = existing_cluster {
            let owner = fs::symlink_metadata(cluster).map_err(ClusterError::io("look at the folder", cluster))?;
            if owner.uid() != 0 {
                let account = known
                    .into_iter()
                    .find(|account| account.uid == owner.uid())
                    .unwrap_or_else(|| Account::unnamed(&owner));
                return Ok(Self { me, account: Some(account) });
            }
        }
        let account = UNPRIVILEGED
            .iter()
            .find_map(|name| known.iter().find(|account| account.name == *name))
            .filter(|account| account.uid != 0)
            .ok_or(ClusterError::NoAccount)?;
        if account.name != OWN {
            tracing::warn!(
                account = %account.name,
                "there is no account `{OWN}`, so PostgreSQL runs as one that others may use, who can then read what is \
                 stored; create a system account `{OWN}` (on Linux: `useradd --system {OWN}`) before the data folder is made"
            );
        }
        Ok(Self { me, account: Some(account.clone()) })
    }

    /// A command that runs `program` as the right user, with nothing of ours but the search paths.
    pub(super) fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.env_clear().stdin(Stdio::null()).current_dir("/");
        for name in ENVIRONMENT {
            if let Some(value) = env::var_os(name) {
                command.env(name, value);
            }
        }
        // English messages, and on macOS a locale that keeps the postmaster single-threaded.
        command.env("LC_ALL", "C");
        if let Some(account) = &self.account {
            command.uid(account.uid).gid(account.gid);
        }
        command
    }

    /// Whether the programs run under another account than ours.
    pub(super) fn changes_account(&self) -> bool {
        self.account.is_some()
    }

    /// The user id PostgreSQL runs as.
    pub(super) fn uid(&self) -> u32 {
        self.account.as_ref().map_or(self.me, |account| account.uid)
    }

    /// The user and the group of the account to change to.
    pub(super) fn ids(&self) -> Option<(u32, u32)> {
        self.account.as_ref().map(|account| (account.uid, account.gid))
    }

    /// Gives a folder we made to whoever runs PostgreSQL.
    pub(super) fn hand_over(&self, folder: &Path) -> Result<(), ClusterError> {
        let Some(account) = &self.account else {
            return Ok(());
        };
        // `lchown`: never follows a link that somebody put in the folder's place.
        lchown(folder, Some(account.uid), Some(account.gid))
            .map_err(ClusterError::io(&format!("give to the account {} the folder", account.name), folder))
    }

    /// Fails when whoever runs PostgreSQL cannot pass through `folder`, and says where the way is closed.
    pub(super) fn check_reach(&self, folder: &Path) -> Result<(), ClusterError> {
        let Some(account) = &self.account else {
            return Ok(());
        };
        match closed_to(account, folder) {
            None => Ok(()),
            Some(closed) => {
                Err(ClusterError::NotReachable { folder: folder.to_owned(), closed, account: account.name.clone() })
            }
        }
    }
}

impl Account {
    /// An account that owns files here without a line in `/etc/passwd`, as in containers.
    fn unnamed(owned: &Metadata) -> Self {
        Self { name: owned.uid().to_string(), uid: owned.uid(), gid: owned.gid(), home: PathBuf::from("/") }
    }

    /// Reads one line of `/etc/passwd`.
    fn parse(line: &str) -> Option<Self> {
        let mut fields = line.split(':');
        let name = fields.next().filter(|name| !name.is_empty())?.to_owned();
        let uid = parse_id(fields.nth(1)?)?;
        let gid = parse_id(fields.next()?)?;
        let home = PathBuf::from(fields.nth(1)?);
        Some(Self { name, uid, gid, home })
    }
}

/// Where a server keeps its data when nobody says: `/var/lib/depositary` for root, otherwise
/// `depositary` in the user's own folder for data (`$XDG_DATA_HOME`, `~/.local/share`, or
/// `~/Library/Application Support` on macOS).
#[must_use]
pub fn default_data_dir() -> PathBuf {
    let me = user_id().unwrap_or(0);
    if me == 0 {
        return PathBuf::from("/var/lib/depositary");
    }
    // The XDG rules say that a relative path is to be ignored.
    let absolute = |name| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    if let Some(data) = absolute("XDG_DATA_HOME") {
        return data.join("depositary");
    }
    let home = absolute("HOME").or_else(|| {
        let account = accounts().into_iter().find(|account| account.uid == me)?;
        Some(account.home)
    });
    let below_home =
        if cfg!(target_os = "macos") { "Library/Application Support/depositary" } else { ".local/share/depositary" };
    home.unwrap_or_else(env::temp_dir).join(below_home)
}

/// The user id of this process. The standard library cannot tell; `id` can, everywhere.
pub(super) fn user_id() -> Result<u32, ClusterError> {
    let doing = || "learn the user id of this process by running `id -u`".to_owned();
    let answer = Command::new("id")
        .arg("-u")
        .stdin(Stdio::null())
        .output()
        .map_err(|source| ClusterError::Io { doing: doing(), source })?;
    let text = String::from_utf8_lossy(&answer.stdout);
    text.trim()
        .parse()
        .map_err(|_| ClusterError::Io { doing: doing(), source: io::Error::other(format!("it answered {text:?}")) })
}

fn accounts() -> Vec<Account> {
    // Latin-1 names are legal there, so not `read_to_string`.
    let passwd = fs::read("/etc/passwd").unwrap_or_default();
    String::from_utf8_lossy(&passwd).lines().filter(|line| !line.starts_with('#')).filter_map(Account::parse).collect()
}

/// An id as `/etc/passwd` writes it: macOS's `nobody` is `-2`.
fn parse_id(text: &str) -> Option<u32> {
    let id: i64 = text.parse().ok()?;
    u32::try_from(id).ok().or_else(|| i32::try_from(id).ok().map(i32::cast_unsigned))
}

/// The outermost folder on the way to `path` (itself included) that `account` may not pass through.
fn closed_to(account: &Account, path: &Path) -> Option<PathBuf> {
    let mut outermost_first: Vec<_> = path.ancestors().collect();
    outermost_first.reverse();
    outermost_first
        .into_iter()
        .find(|folder| fs::metadata(folder).is_ok_and(|met| !may_pass(account, &met)))
        .map(Path::to_owned)
}

fn may_pass(account: &Account, folder: &Metadata) -> bool {
    let class = if folder.uid() == account.uid {
        0o100
    } else if folder.gid() == account.gid {
        0o010
    } else {
        0o001
    };
    folder.permissions().mode() & class != 0
}

#[cfg(test)]
mod tests {
    use std::fs::Permissions;

    use super::*;

    #[test]
    fn a_passwd_line_gives_name_ids_and_home() {
        let account = Account::parse("postgres:x:101:104:PostgreSQL,,,:/var/lib/postgresql:/bin/bash");
        assert_eq!(
            account,
            Some(Account {
                name: "postgres".to_owned(),
                uid: 101,
                gid: 104,
                home: PathBuf::from("/var/lib/postgresql"),
            })
        );
    }

    #[test]
    fn an_id_below_zero_wraps_as_the_system_does() {
        let account = Account::parse("nobody:*:-2:-2:Unprivileged User:/var/empty:/usr/bin/false");
        assert_eq!(account.map(|account| account.uid), Some(u32::MAX - 1));
    }

    #[test]
    fn a_broken_passwd_line_is_no_account() {
        for line in ["", "+::::::", "postgres", "postgres:x:many:104::/:/bin/sh"] {
            assert_eq!(Account::parse(line), None, "{line}");
        }
    }

    #[test]
    fn the_outermost_closed_folder_is_named() {
        let top = tempfile::tempdir().expect("a temporary folder");
        let inner = top.path().join("inner");
        fs::create_dir(&inner).expect("a folder");
        fs::set_permissions(top.path(), Permissions::from_mode(0o700)).expect("its mode");
        let stranger =
            Account { name: "stranger".to_owned(), uid: u32::MAX - 7, gid: u32::MAX - 7, home: PathBuf::from("/") };
        assert_eq!(closed_to(&stranger, &inner).as_deref(), Some(top.path()));
    }
}
