//! A server that was started by root goes on as an account that may do less.
//!
//! **Invariant:** no request is answered by root. *Why:* a mistake in the server would be one of the whole machine.
//! *Enforced by:* [`drop_root`], which `serve` calls once it is bound, and which fails where root cannot be left.

use anyhow::{Context as _, bail};
use nix::unistd::{Gid, Uid, User, setgid, setuid};

/// Accounts to go on as where there is no private PostgreSQL whose account would do, the best first.
const UNPRIVILEGED: [&str; 2] = ["depositary", "nobody"];

/// Whether this process is root.
#[must_use]
pub fn is_root() -> bool {
    Uid::effective().is_root()
}

/// Goes on as the account of the private PostgreSQL, which this server has to reach and to stop, or as one that may do
/// little. Nothing happens where this process is not root.
///
/// # Errors
/// Where there is no such account, or the system does not let this process change to it.
pub fn drop_root(postgres: Option<(u32, u32)>) -> anyhow::Result<()> {
    if !is_root() {
        return Ok(());
    }
    let (uid, gid) = match postgres {
        Some((uid, gid)) => (Uid::from_raw(uid), Gid::from_raw(gid)),
        None => unprivileged()?,
    };
    let cannot = || format!("the server cannot go on as user {uid}: start it as an account that is not root");
    leave_groups().with_context(cannot)?;
    // In this order: a process that is not root can change no group. All threads change (nix calls the C library).
    setgid(gid).and_then(|()| setuid(uid)).with_context(cannot)?;
    if is_root() || setuid(Uid::from_raw(0)).is_ok() {
        bail!(cannot());
    }
    tracing::info!(%uid, %gid, "started by root, the server goes on as an account that may do less");
    Ok(())
}

/// macOS keeps the groups of a process with its account.
fn leave_groups() -> nix::Result<()> {
    #[cfg(not(target_vendor = "apple"))]
    nix::unistd::setgroups(&[])?;
    Ok(())
}

fn unprivileged() -> anyhow::Result<(Uid, Gid)> {
    for name in UNPRIVILEGED {
        if let Some(user) = User::from_name(name)?
            && !user.uid.is_root()
        {
            return Ok((user.uid, user.gid));
        }
    }
    bail!(
        "a server does not answer requests as root, and the system has neither an account `depositary` nor `nobody` to go on as: create one named depositary, or start the server as another account"
    )
}
