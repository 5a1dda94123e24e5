//! Starting and stopping the postmaster.
//!
//! It is started directly, not with `pg_ctl start`: no shell reads our words, and we see at once
//! when it gives up. It has a process group of its own, so that Ctrl-C at a terminal stops the
//! server and leaves PostgreSQL to be stopped by it, and it outlives a server that is killed.

use std::ffi::OsString;
use std::io::{Read, Seek, SeekFrom};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Child;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::account::Runner;
use super::binaries::Binaries;
use super::error::ClusterError;
use super::file;
use super::layout::{Layout, PORT};
use super::log::Log;
use super::postmaster::{self, PAUSE, Postmaster};

/// What keeps texts that a stranger chose out of the log: a statement that fails or is cancelled would be logged whole,
/// with its parameters. A caller's settings come after these, to look for a mistake.
const TERSE: [(&str, &str); 2] = [("log_min_error_statement", "panic"), ("log_parameter_max_length_on_error", "0")];

/// How often a start is tried again while the processes of a killed postmaster are still ending.
const LINGERING: Duration = Duration::from_secs(20);

/// How long to wait until PostgreSQL takes queries. After a crash it first repeats what its journal
/// holds; ending that half-way would only begin it anew.
const LONGEST_START: Duration = Duration::from_mins(10);

/// How to stop.
#[derive(Clone, Copy, Debug)]
pub(super) enum Mode {
    /// Ends every session and writes everything down.
    Fast,
    /// Ends at once; the next start repeats the journal.
    Immediate,
}

/// A postmaster that takes queries.
#[derive(Debug)]
pub(super) struct Launched {
    /// The process, unless a server before us started it.
    pub(super) child: Option<Child>,
    /// Whether it was running already.
    pub(super) taken_over: bool,
}

/// Sees to it that the cluster runs with these settings.
pub(super) fn launch(
    layout: &Layout,
    binaries: &Binaries,
    runner: &Runner,
    log: &Log,
    arguments: &[OsString],
) -> Result<Launched, ClusterError> {
    let cluster = layout.cluster();
    let mut taken_over = false;
    if let Some(orphan) = postmaster::find(&cluster)? {
        taken_over = true;
        if same_arguments(&cluster, arguments) {
            tracing::info!("taking over PostgreSQL process {} of a server that was killed", orphan.pid);
            wait_until_ready(layout, orphan.pid, None, 0)?;
            return Ok(Launched { child: None, taken_over });
        }
        tracing::info!("restarting PostgreSQL process {}: its settings changed", orphan.pid);
        stop(layout, binaries, runner, Mode::Fast, Duration::from_mins(1))?;
    }

    let start = Instant::now();
    loop {
        let (mut child, from) = spawn(layout, binaries, runner, log, arguments)?;
        let pid = child.id();
        match wait_until_ready(layout, pid, Some(&mut child), from) {
            Ok(()) => {
                return Ok(Launched { child: Some(child), taken_over });
            }
            Err(ClusterError::NotStarted { reason, .. }) if lingers(&reason) && start.elapsed() < LINGERING => {
                tracing::debug!("a postmaster before ours is still ending: {reason}");
                sleep(Duration::from_millis(250));
            }
            Err(error) => {
                // Gone already, unless it took too long.
                if child.try_wait().is_ok_and(|exit| exit.is_none()) {
                    let _ = stop(layout, binaries, runner, Mode::Immediate, Duration::from_secs(10));
                }
                return Err(error);
            }
        }
    }
}

/// Stops whichever postmaster runs the cluster, and waits for it. (`pg_ctl` itself would also wait
/// for one that crashed and is still in the system's table of processes.)
pub(super) fn stop(
    layout: &Layout,
    binaries: &Binaries,
    runner: &Runner,
    mode: Mode,
    timeout: Duration,
) -> Result<(), ClusterError> {
    let cluster = layout.cluster();
    let Some(postmaster) = postmaster::find(&cluster)? else {
        return Ok(());
    };
    let program = binaries.program("pg_ctl");
    let answer = runner
        .command(&program)
        .args(["stop", "--silent", "--no-wait", "--mode", mode.name()])
        .arg("--pgdata")
        .arg(&cluster)
        .output()
        .map_err(ClusterError::io("run", &program))?;
    let start = Instant::now();
    while !postmaster.has_ended(&cluster) {
        let reason = if !answer.status.success() {
            String::from_utf8_lossy(&answer.stderr).trim().to_owned()
        } else if start.elapsed() > timeout {
            format!("it still runs after {} seconds", timeout.as_secs())
        } else {
            sleep(PAUSE);
            continue;
        };
        return Err(ClusterError::NotStopped { folder: cluster, reason });
    }
    Ok(())
}

/// What the postmaster is told, ours after the caller's so that the cluster stays private.
pub(super) fn arguments(cluster: &Path, socket_folder: &Path, settings: &[(String, String)]) -> Vec<OsString> {
    let mut arguments = vec![OsString::from("-D"), cluster.as_os_str().to_owned()];
    let mut set = |name: &str, value: &[u8]| {
        let setting = [name.as_bytes(), b"=", value].concat();
        arguments.push(OsString::from("-c"));
        arguments.push(OsString::from_vec(setting));
    };
    for (name, value) in TERSE {
        set(name, value.as_bytes());
    }
    for (name, value) in settings {
        set(name, value.as_bytes());
    }
    // The log is what the processes write, which `Log` keeps short; a collector has no bound.
    set("logging_collector", b"off");
    set("log_destination", b"stderr");
    set("listen_addresses", b"");
    set("port", PORT.to_string().as_bytes());
    set("unix_socket_directories", &quoted(socket_folder));
    set("unix_socket_permissions", b"0700");
    arguments
}

impl Mode {
    fn name(self) -> &'static str {
        match self {
            Self::Fast => "fast",
            Self::Immediate => "immediate",
        }
    }
}

/// A path in a list of paths.
fn quoted(path: &Path) -> Vec<u8> {
    let mut text = vec![b'"'];
    for byte in path.as_os_str().as_bytes() {
        if *byte == b'"' {
            text.push(b'"');
        }
        text.push(*byte);
    }
    text.push(b'"');
    text
}

/// Whether the running postmaster was told the same. It writes down its program and what it was
/// told: `/usr/bin/postgres "-D" "/data/postgresql-18" "-c" "fsync=off"`.
fn same_arguments(cluster: &Path, arguments: &[OsString]) -> bool {
    let mut expected = Vec::new();
    for argument in arguments {
        expected.extend_from_slice(b" \"");
        expected.extend_from_slice(argument.as_bytes());
        expected.push(b'"');
    }
    expected.push(b'\n');
    file::read(&cluster.join("postmaster.opts")).is_ok_and(|written| written.ends_with(&expected))
}

/// Starts the postmaster. Returns it, and the length its log had.
fn spawn(
    layout: &Layout,
    binaries: &Binaries,
    runner: &Runner,
    log: &Log,
    arguments: &[OsString],
) -> Result<(Child, u64), ClusterError> {
    let open = || Ok((log.len()?, log.output()?, log.output()?));
    let (from, output, errors) = open().map_err(ClusterError::io("open", &layout.log()))?;
    let program = binaries.program("postgres");
    let child = runner
        .command(&program)
        .args(arguments)
        .current_dir(layout.cluster())
        .process_group(0)
        .stdout(output)
        .stderr(errors)
        .spawn()
        .map_err(ClusterError::io("run", &program))?;
    Ok((child, from))
}

fn wait_until_ready(layout: &Layout, pid: u32, mut child: Option<&mut Child>, from: u64) -> Result<(), ClusterError> {
    let cluster = layout.cluster();
    let start = Instant::now();
    let mut told = Duration::ZERO;
    let failed = |reason| ClusterError::NotStarted { log: layout.log(), reason };
    loop {
        let postmaster = Postmaster::read(&cluster).filter(|postmaster| postmaster.pid == pid);
        if postmaster.as_ref().is_some_and(Postmaster::is_ready) {
            return Ok(());
        }
        if let Some(child) = child.as_deref_mut() {
            if let Some(exit) = child.try_wait().map_err(ClusterError::io("watch", &cluster))? {
                return Err(failed(format!("it ended with {exit}\n{}", tail(&layout.log(), from))));
            }
        } else if postmaster.is_none() {
            return Err(failed("the one that was running has just ended; start again".to_owned()));
        }
        let waited = start.elapsed();
        if waited > LONGEST_START {
            let minutes = LONGEST_START.as_secs() / 60;
            return Err(failed(format!("it was not ready after {minutes} minutes\n{}", tail(&layout.log(), from))));
        }
        if waited > told + Duration::from_secs(10) {
            told = waited;
            tracing::info!(log = %layout.log().display(), "PostgreSQL is still starting");
        }
        sleep(PAUSE);
    }
}

/// Whether a start failed because the processes of the postmaster before have not all ended.
fn lingers(reason: &str) -> bool {
    ["is still in use", "postmaster.pid\" already exists"].iter().any(|sign| reason.contains(sign))
}

/// The end of what was written to the log since it was `from` bytes long.
fn tail(log: &Path, from: u64) -> String {
    let read = || -> std::io::Result<Vec<u8>> {
        let mut file = file::plain().read(true).open(log)?;
        file.seek(SeekFrom::Start(from))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes = read().unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let lines: Vec<_> = text.lines().collect();
    lines[lines.len().saturating_sub(12)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caller_cannot_open_the_cluster_to_the_network() {
        let settings = [("listen_addresses".to_owned(), "*".to_owned())];
        let arguments = arguments(Path::new("/data"), Path::new("/data"), &settings);
        let last = arguments.iter().rfind(|argument| argument.as_bytes().starts_with(b"listen_addresses="));
        assert_eq!(last, Some(&OsString::from("listen_addresses=")));
    }

    #[test]
    fn a_socket_folder_with_a_comma_stays_one_folder() {
        assert_eq!(quoted(Path::new("/a,b/\"c\"")), b"\"/a,b/\"\"c\"\"\"");
    }
}
