//! Open files: each connection is one, and the system allows only so many.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Files that are kept for what is no client: connections to PostgreSQL, the log, the register's news.
const RESERVED: u64 = 128;

/// Asks the system for as many open files as it allows this process; gives how many connections that is at most.
#[must_use]
pub fn most_connections() -> usize {
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let raised = Rlimit { current: maximum, maximum };
    let allowed = if setrlimit(Resource::Nofile, raised).is_ok() { maximum } else { current };
    // None where there is no limit.
    allowed.map_or(usize::MAX, |files| usize::try_from(files.saturating_sub(RESERVED)).unwrap_or(usize::MAX))
}
