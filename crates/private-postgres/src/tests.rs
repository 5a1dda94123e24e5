//! The private cluster, with a real PostgreSQL.
//!
//! Files and processes are looked at from outside, as the next server would.

use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{self, Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::postmaster::Postmaster;
use super::{Cluster, ClusterError, LOG_BYTES, Options};

#[tokio::test]
async fn a_cluster_answers_on_its_socket_and_nowhere_else() {
    let folder = folder();
    let cluster = start(folder.path()).await;

    assert_eq!(ask(&cluster, "show server_encoding"), "UTF8");
    assert_eq!(ask(&cluster, "show listen_addresses"), "");
    assert_eq!(ask(&cluster, "show work_mem"), "5MB");
    assert_eq!(ask(&cluster, "select current_user"), "depositary");
    assert_eq!(ask(&cluster, "select 'Ж' < 'ж' and lower('Ж') = 'ж'"), "t");
    assert!(!cluster.taken_over());
    let inside = cluster.layout.cluster();
    let met = fs::metadata(&inside).expect("a folder");
    assert_eq!(met.mode() & 0o777, 0o700);
    assert_ne!(met.uid(), 0, "PostgreSQL does not run as root");
    let log = fs::read_to_string(cluster.log_path()).expect("a log");
    assert!(log.contains("ready to accept connections"), "{log}");

    cluster.stop().await.expect("a stop");
    assert!(Postmaster::read(&inside).is_none());
    assert!(!inside.join(".s.PGSQL.5432").exists());
}

#[tokio::test]
async fn data_outlives_a_restart() {
    let folder = folder();
    let cluster = start(folder.path()).await;
    ask(&cluster, "create table kept as select 42 as number");
    cluster.stop().await.expect("a stop");

    let cluster = start(folder.path()).await;
    assert_eq!(ask(&cluster, "select number from kept"), "42");
    assert!(!cluster.taken_over());

    let inside = cluster.layout.cluster();
    drop(cluster);
    assert!(Postmaster::read(&inside).is_none(), "a dropped cluster is stopped");
}

#[tokio::test]
async fn the_cluster_of_a_killed_server_is_taken_over() {
    let folder = folder();
    let mut server = server(folder.path(), "plain");
    let before = running_in(folder.path());
    server.kill().expect("a kill");
    server.wait().expect("its end");

    let cluster = start(folder.path()).await;
    assert!(cluster.taken_over());
    assert_eq!(running_in(folder.path()), before);
    assert_eq!(ask(&cluster, "select 1"), "1");

    cluster.stop().await.expect("a stop");
    assert_eq!(running_in(folder.path()), None);
}

#[tokio::test]
async fn a_cluster_taken_over_with_other_settings_is_restarted() {
    let folder = folder();
    let mut server = server(folder.path(), "plain");
    let before = running_in(folder.path());
    server.kill().expect("a kill");
    server.wait().expect("its end");

    let mut options = options(folder.path());
    options.settings.push(("work_mem".to_owned(), "7MB".to_owned()));
    let cluster = Cluster::start(options).await.expect("a cluster");
    assert!(cluster.taken_over());
    assert_ne!(running_in(folder.path()), before);
    assert_eq!(ask(&cluster, "show work_mem"), "7MB");
    cluster.stop().await.expect("a stop");
}

/// Statements that fail or are cancelled, with long texts in them.
#[tokio::test]
async fn the_log_holds_no_statement() {
    let folder = folder();
    let cluster = start(folder.path()).await;
    let before = log_bytes(folder.path());
    let long = "x".repeat(20_000);
    for _ in 0..5 {
        fails(&cluster, &format!("select 1 / 0 /* {long} */"));
        fails(&cluster, &format!("set statement_timeout = 10; select pg_sleep(60), '{long}'"));
    }
    let written = fs::read_to_string(cluster.log_path()).expect("a log");
    assert!(written.contains("division by zero") && written.contains("statement timeout"), "{written}");
    assert!(!written.contains("xxx"), "a statement is in the log");
    assert!(log_bytes(folder.path()) - before < 4_000, "{written}");
    cluster.stop().await.expect("a stop");
}

#[tokio::test]
async fn the_log_is_shortened_while_postgresql_runs() {
    let folder = folder();
    let options = Options { log_bytes: SHORT, ..options(folder.path()) };
    let cluster = Cluster::start(options).await.expect("a cluster");
    flood(&cluster.url("postgres"), &cluster.binaries.program("psql"));
    wait_until(|| log_bytes(folder.path()) <= 2 * SHORT);
    assert!(fs::metadata(cluster.layout.old_log()).expect("an old log").len() > 0);
    ask(&cluster, "do $$ begin raise warning 'written later'; end $$");
    let log = fs::read_to_string(cluster.log_path()).expect("a log");
    assert!(log.contains("written later") && !log.contains('\0'), "PostgreSQL goes on at the beginning of the file");
    cluster.stop().await.expect("a stop");
}

/// While nobody owns it, only programs of its own account can reach it; the next owner makes up for them.
#[tokio::test]
async fn the_log_of_a_cluster_taken_over_is_shortened() {
    let folder = folder();
    let mut server = server(folder.path(), "plain");
    server.kill().expect("a kill");
    server.wait().expect("its end");
    let url = Cluster::url_of_running(folder.path(), "postgres").expect("a folder").expect("a cluster");
    let programs = psql_of(folder.path());
    flood(&url, &programs);
    assert!(log_bytes(folder.path()) > 2 * SHORT);

    let cluster = Cluster::start(Options { log_bytes: SHORT, ..options(folder.path()) }).await.expect("a cluster");
    assert!(cluster.taken_over());
    wait_until(|| log_bytes(folder.path()) <= 2 * SHORT);
    flood(&cluster.url("postgres"), &programs);
    wait_until(|| log_bytes(folder.path()) <= 2 * SHORT);
    cluster.stop().await.expect("a stop");
}

#[tokio::test]
async fn a_second_owner_is_refused() {
    let folder = folder();
    let cluster = start(folder.path()).await;

    let error = Cluster::start(options(folder.path())).await.expect_err("a refusal");
    let text = error.to_string();
    assert!(matches!(error, ClusterError::InUse { .. }), "{text}");
    assert!(text.contains(&format!("(process {})", process::id())), "{text}");
    assert!(text.contains(&folder.path().display().to_string()), "{text}");

    cluster.stop().await.expect("a stop");
    let cluster = start(folder.path()).await;
    cluster.stop().await.expect("a stop");
}

#[tokio::test]
async fn a_killed_initdb_leaves_nothing() {
    let folder = folder();
    let half = folder.path().join("postgresql-15.new-1");
    fs::create_dir_all(half.join("base")).expect("a folder");
    fs::write(half.join("PG_VERSION"), "15\n").expect("a file");

    let cluster = start(folder.path()).await;
    assert!(!half.exists());
    assert_eq!(ask(&cluster, "select 1"), "1");
    cluster.stop().await.expect("a stop");
}

#[tokio::test]
async fn a_stale_pid_file_does_not_stop_a_start() {
    let folder = folder();
    let cluster = start(folder.path()).await;
    // Its process id is now that of another program of the same account.
    let mut stranger = cluster.runner.command(Path::new("/bin/sleep")).arg("60").spawn().expect("a process");
    let inside = cluster.layout.cluster();
    let pid_file = fs::read_to_string(inside.join("postmaster.pid")).expect("a file");
    cluster.stop().await.expect("a stop");
    let (_, rest) = pid_file.split_once('\n').expect("lines");
    fs::write(inside.join("postmaster.pid"), format!("{}\n{rest}", stranger.id())).expect("a file");

    let cluster = start(folder.path()).await;
    assert!(!cluster.taken_over());
    assert_eq!(ask(&cluster, "select 1"), "1");
    assert!(stranger.try_wait().expect("its state").is_none(), "it was left alone");
    stranger.kill().expect("a kill");
    stranger.wait().expect("its end");
    cluster.stop().await.expect("a stop");
}

#[tokio::test]
async fn a_crashed_postgresql_starts_again() {
    let folder = folder();
    let cluster = start(folder.path()).await;
    ask(&cluster, "create table kept as select 42 as number");
    let postmaster = running_in(folder.path()).expect("a postmaster");
    kill(postmaster);
    let start_of_stop = Instant::now();
    cluster.stop().await.expect("nothing is left to stop");
    assert!(start_of_stop.elapsed() < Duration::from_secs(10));

    let cluster = start(folder.path()).await;
    assert_eq!(ask(&cluster, "select number from kept"), "42");
    cluster.stop().await.expect("a stop");
}

#[tokio::test]
async fn a_folder_without_programs_is_refused_with_its_name() {
    let folder = folder();
    let nothing = folder.path().join("nothing");
    let mut options = options(folder.path());
    options.bin_dir = Some(nothing.clone());
    let error = Cluster::start(options).await.expect_err("a refusal");
    let text = error.to_string();
    assert!(text.contains(&nothing.display().to_string()), "{text}");
    assert!(text.contains("there is no postgres in it"), "{text}");
}

#[tokio::test]
async fn settings_that_postgresql_refuses_are_shown() {
    let folder = folder();
    let mut options = options(folder.path());
    options.settings.push(("work_memory".to_owned(), "1".to_owned()));
    let error = Cluster::start(options).await.expect_err("a refusal");
    let text = error.to_string();
    assert!(text.contains("unrecognized configuration parameter \"work_memory\""), "{text}");
}

#[tokio::test]
async fn a_long_path_gets_a_short_socket() {
    let folder = folder();
    let long = folder.path().join("a folder, with 'marks' in its name ".repeat(4));
    let mut options = options(&long);
    options.settings.push(("log_line_prefix".to_owned(), "%m 'it''s' $HOME \\ \" ".to_owned()));
    let cluster = Cluster::start(options).await.expect("a cluster");
    assert_eq!(ask(&cluster, "select 1"), "1");
    let short = cluster.socket_folder.clone();
    assert!(!short.starts_with(folder.path()));
    assert_eq!(fs::metadata(&short).expect("a folder").mode() & 0o777, 0o700);
    cluster.stop().await.expect("a stop");
    assert!(!short.exists());
}

#[tokio::test]
async fn a_socket_folder_that_another_made_first_is_passed_over() {
    let folder = folder();
    let long = folder.path().join("a folder with a long name ".repeat(5));
    let cluster = Cluster::start(options(&long)).await.expect("a cluster");
    let usual = cluster.socket_folder.clone();
    cluster.stop().await.expect("a stop");

    // Open to all, as another's folder may be.
    fs::create_dir(&usual).expect("a folder");
    fs::set_permissions(&usual, Permissions::from_mode(0o777)).expect("its mode");
    let cluster = Cluster::start(options(&long)).await.expect("a cluster");
    let drawn = cluster.socket_folder.clone();
    assert_ne!(drawn, usual);
    assert_eq!(fs::metadata(&drawn).expect("a folder").mode() & 0o777, 0o700);
    assert_eq!(ask(&cluster, "select 1"), "1");
    cluster.stop().await.expect("a stop");
    assert!(!drawn.exists());
    fs::remove_dir(&usual).expect("another's folder, left alone");
}

#[tokio::test]
async fn a_data_folder_that_others_can_write_is_refused() {
    let folder = folder();
    let target = folder.path().join("target");
    fs::write(&target, "").expect("a file");
    let data = folder.path().join("data");
    fs::create_dir(&data).expect("a folder");
    std::os::unix::fs::symlink(&target, data.join("owner.lock")).expect("a link");
    fs::set_permissions(&data, Permissions::from_mode(0o777)).expect("its mode");
    let error = Cluster::start(options(&data)).await.expect_err("a refusal");
    let text = error.to_string();
    assert!(matches!(error, ClusterError::OpenToOthers { .. }), "{text}");
    assert!(text.contains("its mode is 777") && text.contains(&format!("`chmod go-w {}`", data.display())), "{text}");

    // Closed, it would do; the link that was put there is not followed.
    fs::set_permissions(&data, Permissions::from_mode(0o755)).expect("its mode");
    let error = Cluster::start(options(&data)).await.expect_err("a refusal");
    assert!(matches!(error, ClusterError::Io { .. }), "{error}");
    assert_eq!(fs::read(&target).expect("the file"), b"", "nothing was written through the link");
}

#[tokio::test]
async fn a_cluster_that_is_a_link_is_refused() {
    let (folder, elsewhere) = (self::folder(), self::folder());
    std::os::unix::fs::symlink(elsewhere.path(), folder.path().join("postgresql-15")).expect("a link");
    let error = Cluster::start(options(folder.path())).await.expect_err("a refusal");
    assert!(matches!(error, ClusterError::IsLink { .. }), "{error}");
}

#[test]
fn a_data_folder_that_another_owns_is_refused() {
    let folder = folder();
    let owner = fs::metadata(folder.path()).expect("a folder").uid();
    let error = super::layout::open(folder.path(), owner + 1).expect_err("a refusal");
    let text = error.to_string();
    assert!(text.contains(&format!("it belongs to user {owner}")), "{text}");
    assert!(text.contains("start the server as that user"), "{text}");
}

#[tokio::test]
async fn a_data_folder_that_is_a_file_is_refused_with_what_to_do() {
    let folder = folder();
    let file = folder.path().join("file");
    fs::write(&file, "").expect("a file");
    let text = Cluster::start(options(&file)).await.expect_err("a refusal").to_string();
    assert!(text.contains(&file.display().to_string()) && text.contains("choose one"), "{text}");
}

#[tokio::test]
async fn a_test_cluster_ends_with_its_process() {
    let folder = folder();
    let mut server = server(folder.path(), "with-me");
    let postmaster = running_in(folder.path()).expect("a postmaster");
    let unrelated = folder.path().join("unrelated");
    fs::write(&unrelated, "").expect("a file");
    server.kill().expect("a kill");
    server.wait().expect("its end");

    wait_until(|| !is_running(postmaster));
    wait_until(|| fs::read_dir(folder.path()).is_ok_and(|entries| entries.count() == 1));
    assert!(unrelated.exists(), "only what the cluster made is removed");
}

/// A folder that the account that runs PostgreSQL can pass through, as the temporary folder it is in.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::set_permissions(folder.path(), Permissions::from_mode(0o711)).expect("its mode");
    folder
}

/// The folder that a variable names; an empty variable counts as unset.
fn folder_of(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).filter(|folder| !folder.is_empty()).map(PathBuf::from)
}

/// The folder that `make postgres` fills: that of this checkout, unless the variable names another.
fn fetched() -> PathBuf {
    folder_of("DEPOSITARY_POSTGRES_DIR")
        .unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.postgres"))
}

/// The tests find what the server finds.
fn options(data_dir: &Path) -> Options {
    Options {
        data_dir: data_dir.to_owned(),
        bin_dir: folder_of("PG_BIN_DIR"),
        fetched: Some(fetched()),
        settings: [("fsync", "off"), ("shared_buffers", "16MB"), ("work_mem", "5MB")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .to_vec(),
        log_bytes: LOG_BYTES,
    }
}

async fn start(data_dir: &Path) -> Cluster {
    Cluster::start(options(data_dir)).await.expect("a cluster")
}

/// Another process that owns a cluster in `data_dir`: `examples/private_postgresql.rs`, which `cargo test` builds.
fn server(data_dir: &Path, mode: &str) -> Child {
    let tests = std::env::current_exe().expect("our program");
    let built = tests.parent().and_then(Path::parent).expect("the folder of what is built");
    let settings = options(data_dir).settings.into_iter().map(|(name, value)| format!("{name}={value}"));
    let mut server = Command::new(built.join("examples/private_postgresql"))
        .arg(data_dir)
        .arg(mode)
        .args(settings)
        .env("DEPOSITARY_POSTGRES_DIR", fetched())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the example; `cargo test` builds it");
    let said = BufReader::new(server.stdout.take().expect("its output"));
    let holding = said.lines().map_while(Result::ok).any(|line| line.starts_with("postgres://"));
    assert!(holding, "the other server did not start");
    server
}

/// A log that is long already.
const SHORT: u64 = 64 << 10;

/// Bytes of the log and the one before it.
fn log_bytes(data_dir: &Path) -> u64 {
    let entries = fs::read_dir(data_dir).expect("a folder").flatten();
    let logs = entries.filter(|entry| entry.file_name().to_string_lossy().contains(".log"));
    logs.map(|entry| entry.metadata().expect("its length").len()).sum()
}

/// Lets PostgreSQL write a megabyte into its log.
fn flood(url: &str, psql: &Path) {
    let warn = "do $$ begin for i in 1..1000 loop raise warning '%', repeat('x', 1000); end loop; end $$";
    let sent = Command::new(psql).args(["--no-psqlrc", "--command", warn, "--dbname", url]).output();
    assert!(sent.expect("psql beside postgres").status.success());
}

/// `psql` of the PostgreSQL that runs in a data folder.
fn psql_of(data_dir: &Path) -> PathBuf {
    let (_, cluster) = super::layout::clusters(data_dir).expect("a folder").pop().expect("a cluster");
    let opts = fs::read_to_string(cluster.join("postmaster.opts")).expect("how it was started");
    let postgres = opts.split(' ').next().expect("a program");
    Path::new(postgres).with_file_name("psql")
}

/// A query that has to fail.
fn fails(cluster: &Cluster, query: &str) {
    let answer = Command::new(cluster.binaries.program("psql"))
        .args(["--no-psqlrc", "--quiet", "--command", query, "--dbname", &cluster.url("postgres")])
        .output()
        .expect("psql beside postgres");
    assert!(!answer.status.success(), "{query}");
}

/// One value, by `psql`.
fn ask(cluster: &Cluster, query: &str) -> String {
    let answer = Command::new(cluster.binaries.program("psql"))
        .args(["--no-psqlrc", "--tuples-only", "--no-align", "--command", query])
        .arg("--dbname")
        .arg(cluster.url("postgres"))
        .env("PGPORT", "1")
        .output()
        .expect("psql beside postgres");
    let said = String::from_utf8_lossy(&answer.stderr);
    assert!(answer.status.success(), "{query}: {said}");
    String::from_utf8_lossy(&answer.stdout).trim().to_owned()
}

/// The postmaster of the cluster in a data folder.
fn running_in(data_dir: &Path) -> Option<u32> {
    super::layout::clusters(data_dir)
        .expect("a folder")
        .iter()
        .find_map(|(_, cluster)| Some(Postmaster::read(cluster)?.pid))
}

fn kill(pid: u32) {
    let killed = Command::new("sh").args(["-c", &format!("kill -KILL {pid}")]).status();
    assert!(killed.expect("a shell").success());
}

fn is_running(pid: u32) -> bool {
    let probe = Command::new("sh").args(["-c", &format!("kill -0 {pid} 2>&1")]).output();
    probe.expect("a shell").status.success()
}

fn wait_until(condition: impl Fn() -> bool) {
    let start = Instant::now();
    while !condition() {
        assert!(start.elapsed() < Duration::from_secs(20), "it did not come true");
        sleep(Duration::from_millis(50));
    }
}
