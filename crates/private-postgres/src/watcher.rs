//! Something that outlives this process and tidies up after it.

use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::error::ClusterError;

/// Waits for the end of its input, which is the end of the process that holds the other side, then
/// ends the postmaster at once and removes the files. `$1` is the cluster, `$2` the data folder,
/// and the rest what to remove. The data folder itself goes if nothing else is in it.
const SCRIPT: &str = r#"
read -r _
cluster=$1
data_dir=$2
shift 2
pid=$(head -n 1 "$cluster/postmaster.pid" 2>/dev/null)
case $pid in
'' | *[!0-9]*) ;;
*)
    kill -QUIT "$pid"
    turns=0
    while [ -e "$cluster/postmaster.pid" ] && kill -0 "$pid" && [ "$turns" -lt 100 ]; do
        sleep 0.1
        turns=$((turns + 1))
    done
    ;;
esac
rm -rf -- "$@"
rmdir -- "$data_dir"
"#;

/// Starts it.
pub(super) fn watch(cluster: &Path, data_dir: &Path, remove: &[PathBuf]) -> Result<(), ClusterError> {
    let shell = Path::new("/bin/sh");
    let mut child = Command::new(shell)
        .args(["-c", SCRIPT, "watcher"])
        .arg(cluster)
        .arg(data_dir)
        .args(remove)
        .current_dir("/")
        // Not in our group: Ctrl-C ends us, and must not end it.
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(ClusterError::io("run", shell))?;
    // Never closed by us: the system does it, when this process ends.
    std::mem::forget(child.stdin.take());
    Ok(())
}
