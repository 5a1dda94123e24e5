//! The cluster of the test run, its template databases, and the log of statements.

use crate::{databases, wait};
use depositary::{
    database::{
        Pool, connect,
        roles::{self, Access},
    },
    import,
};
use migration::{Migrator, MigratorTrait as _};
use postgres_connect::{Address, Socket};
use private_postgres::{Cluster, Options};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, QueryResult, Statement};
use std::{
    io::{Read as _, Seek as _, SeekFrom},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};
use tokio::sync::OnceCell;

/// A register that was migrated and holds nothing.
pub const EMPTY: &str = "template_empty";
/// A register that holds the demonstration data of `data/`.
pub const DEMONSTRATION: &str = "template_demonstration";

/// Data of a small register: a union with one member.
pub const UNION: &str = r#"
[[source]]
slug = "page"
name = "Page"
kind = "WEB_PAGE"
cite = ["page"]

[[organization]]
slug = "union"
name = "Union"
kind = "OTHER"
cite = ["page"]

[[state]]
slug = "land"
name = "Land"
cite = ["page"]

[[membership]]
body = "union"
member = "land"
status = "FULL"
cite = ["page"]
"#;

/// Writes nothing to disk for safety, and logs every statement with its database and application.
///
/// Statements are told from other entries of the log by the words in front of them, which PostgreSQL translates: so its
/// messages are in English whatever the machine's language is. Its other formats of a log translate them too.
const SETTINGS: &[(&str, &str)] = &[
    ("fsync", "off"),
    ("full_page_writes", "off"),
    ("synchronous_commit", "off"),
    ("max_connections", "300"),
    ("log_statement", "all"),
    ("log_parameter_max_length", "0"),
    ("log_line_prefix", "|%d|%a|"),
    ("lc_messages", "C"),
];

/// The cluster; it stops when this process ends.
pub async fn cluster() -> &'static Cluster {
    static CLUSTER: OnceCell<Cluster> = OnceCell::const_new();
    CLUSTER.get_or_init(start).await
}

async fn start() -> Cluster {
    let folder = std::env::temp_dir().join(format!("depositary-tests-{}", std::process::id()));
    let cluster = Cluster::start(Options {
        data_dir: folder,
        bin_dir: programs(),
        fetched: Some(fetched()),
        settings: SETTINGS.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        // Tests read it from a place on.
        log_bytes: u64::MAX,
    })
    .await
    .expect("a cluster for the tests");
    cluster.stop_with_me().expect("a watcher that stops it");
    cluster
}

/// The folder that a variable names; an empty variable counts as unset.
fn folder_of(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).filter(|folder| !folder.is_empty()).map(PathBuf::from)
}

/// The folder with the programs of PostgreSQL that whoever runs the tests named.
pub fn programs() -> Option<PathBuf> {
    folder_of("PG_BIN_DIR")
}

/// The folder that `make postgres` fills: that of this checkout, unless the variable names another.
pub fn fetched() -> PathBuf {
    folder_of("DEPOSITARY_POSTGRES_DIR").unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join(".postgres"))
}

/// Folder of the demonstration data.
pub fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data")
}

/// The address of a database of the test cluster.
pub async fn address(database: &str) -> Address {
    Address::parse(&cluster().await.url(database)).expect("an address")
}

/// The URL by which a server or an import reaches a database of the test cluster: by the role for that use. A clone has
/// the rights of its template, and so the roles of that.
pub async fn url_for(access: Access, database: &str) -> String {
    let [own, inherited] = [database, EMPTY].map(|name| access.role(name));
    let db = session("postgres").await;
    let has_own = !rows(&db, &format!("select 1 from pg_roles where rolname = '{own}'")).await.is_empty();
    db.close().await.expect("closed");
    cluster().await.url_as(if has_own { &own } else { &inherited }, database)
}

/// A connection to a database of the test cluster, under an application name that tells it from the server's.
pub async fn session(database: &str) -> DatabaseConnection {
    session_at(&cluster().await.url(database)).await
}

/// The same at a URL.
pub async fn session_at(url: &str) -> DatabaseConnection {
    let pool =
        Pool { application: "test", connections: 2, statement_timeout: None, acquire_timeout: Duration::from_secs(30) };
    let address = Address::parse(url).expect("an address");
    connect(&address, &Socket::to(&address).expect("a socket"), pool).await.expect("a connection")
}

/// The rows that a statement finds.
pub async fn rows(db: &impl ConnectionTrait, sql: &str) -> Vec<QueryResult> {
    let statement = Statement::from_string(DbBackend::Postgres, sql);
    db.query_all_raw(statement).await.unwrap_or_else(|error| panic!("{error}: {sql}"))
}

/// Where the PostgreSQL of this run has something, as it says itself: `BINDIR`, `SHAREDIR` and the like.
pub async fn installed(what: &str) -> PathBuf {
    let maintenance = session("postgres").await;
    let found = rows(&maintenance, &format!("select setting from pg_config where name = '{what}'")).await;
    maintenance.close().await.expect("closed");
    found[0].try_get_by_index::<String>(0).expect("a path").into()
}

/// A new database, cloned from a template. It lasts as long as the test that made it.
pub async fn clone_of(template: &'static str) -> String {
    let name = shared_clone_of(template).await;
    databases::last_as_long_as_this_test(&name);
    name
}

/// A new database, cloned from a template, which lasts as long as the cluster.
pub async fn shared_clone_of(template: &'static str) -> String {
    prepare(template).await;
    clone_template(template).await
}

/// A new database that was never migrated. It lasts as long as the test that made it.
pub async fn blank() -> String {
    let name = clone_template("template0").await;
    databases::last_as_long_as_this_test(&name);
    name
}

async fn clone_template(template: &str) -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let name = format!("test_{}", COUNT.fetch_add(1, Ordering::Relaxed));
    make(&name, template).await;
    name
}

async fn prepare(template: &'static str) {
    static EMPTY_MADE: OnceCell<()> = OnceCell::const_new();
    static DEMONSTRATION_MADE: OnceCell<()> = OnceCell::const_new();
    EMPTY_MADE
        .get_or_init(|| async {
            make(EMPTY, "template0").await;
            let db = session(EMPTY).await;
            Migrator::up(&db, None).await.expect("migrations");
            roles::make(&db).await.expect("roles");
            db.close().await.expect("closed");
        })
        .await;
    if template == DEMONSTRATION {
        DEMONSTRATION_MADE
            .get_or_init(|| async {
                make(DEMONSTRATION, EMPTY).await;
                let db = session_at(&url_for(Access::Write, DEMONSTRATION).await).await;
                import_data(&db, data()).await.expect("the demonstration data");
                db.close().await.expect("closed");
            })
            .await;
    }
}

async fn make(name: &str, template: &str) {
    let maintenance = session("postgres").await;
    for ended in databases::of_ended_tests() {
        maintenance.execute_unprepared(&format!("drop database {ended} with (force)")).await.expect("no database");
    }
    maintenance.execute_unprepared(&format!("create database {name} template {template}")).await.expect("a database");
    maintenance.close().await.expect("closed");
}

/// The set of all imports of tests: the name that the demonstration gives itself, so that a test can go on with it.
pub const SET: &str = "data";

/// Imports a folder or file, as the command does.
pub async fn import_data(db: &DatabaseConnection, path: PathBuf) -> Result<import::Report, import::Refused> {
    import::run(
        db,
        &import::Options {
            paths: vec![path],
            set: Some(SET.to_owned()),
            author: "test".to_owned(),
            message: "Import of a test.".to_owned(),
            prune: false,
            dry_run: false,
        },
    )
    .await
}

/// How far the log of statements goes at present.
pub async fn log_length() -> u64 {
    std::fs::metadata(cluster().await.log_path()).expect("a log").len()
}

/// A new database that holds the entries of one data file.
pub async fn holding(toml: &str) -> String {
    let database = clone_of(EMPTY).await;
    add(&database, toml).await;
    database
}

/// Imports the entries of one data file.
pub async fn add(database: &str, toml: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("register.toml"), toml).expect("a data file");
    let db = session_at(&url_for(Access::Write, database).await).await;
    import_data(&db, folder.path().to_owned()).await.expect("data without a mistake");
    db.close().await.expect("closed");
}

/// How the server begins the snapshot of an answer.
pub const BEGIN: &str = "begin isolation level repeatable read read only";

/// What the server told PostgreSQL in a database since the log had a length, in the order of the log:
/// statements, and the beginnings of snapshots. Their ends are not waited for, so they may come later.
pub async fn commands(database: &str, since: u64) -> Vec<String> {
    told(database, since).await.into_iter().map(|(_, text)| text).filter(|text| text != "commit").collect()
}

/// The names of the prepared statements that the server ran in a database since the log had a length.
pub async fn prepared(database: &str, since: u64) -> Vec<String> {
    told(database, since).await.into_iter().map(|(name, _)| name).filter(|name| !name.is_empty()).collect()
}

/// What the server told PostgreSQL: the name of each statement, empty where it has none, and its text.
async fn told(database: &str, since: u64) -> Vec<(String, String)> {
    let mut log = std::fs::File::open(cluster().await.log_path()).expect("a log");
    log.seek(SeekFrom::Start(since)).expect("a place in the log");
    let mut bytes = Vec::new();
    log.read_to_end(&mut bytes).expect("the rest of the log");
    let log = String::from_utf8_lossy(&bytes);
    let prefix = format!("|{database}|depositary|");
    log.split("\n|")
        .map(|entry| format!("|{}", entry.trim_start_matches('|')))
        .filter_map(|entry| entry.strip_prefix(&prefix).map(str::to_owned))
        .filter_map(|entry| {
            let told = entry.strip_prefix("LOG:  execute ").or_else(|| entry.strip_prefix("LOG:  statement"))?;
            let (name, text) = told.split_once(": ")?;
            Some((name.to_owned(), text.trim().to_owned()))
        })
        .collect()
}

/// Waits until a query finds a row.
pub async fn wait_for(db: &DatabaseConnection, sql: &str) {
    wait::until(sql, async || {
        let statement = Statement::from_string(DbBackend::Postgres, sql);
        db.query_one_raw(statement).await.unwrap()
    })
    .await;
}
