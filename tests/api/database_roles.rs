//! What the roles of a database may do: the API's can read alone, the importer's can write rows, the owner's can migrate.

use crate::{
    app::TestApp,
    postgres,
    start::{Running, depositary, open},
    upgrade::FIRST,
};
use depositary::{
    config::Storage,
    database::{
        self, Database, Pool,
        roles::{self, Access},
    },
};
use postgres_connect::Address;
use private_postgres::{Cluster, Options};
use sea_orm::ConnectionTrait as _;
use serde_json::json;
use std::{
    io::{BufRead as _, BufReader, Read as _},
    process::{Output, Stdio},
};

/// Whatever a setting of the session says.
const WRITABLE: &str = "set transaction read write";

/// A register with a union, whose roles are its own.
async fn register() -> String {
    let database = postgres::clone_of(postgres::EMPTY).await;
    let db = postgres::session(&database).await;
    roles::make(&db).await.unwrap();
    db.close().await.unwrap();
    postgres::add(&database, postgres::UNION).await;
    database
}

/// What PostgreSQL says to each statement that a role runs; a statement that it runs fails the test.
async fn refused(access: Access, database: &str, statements: &[&str]) {
    let db = postgres::session_at(&postgres::url_for(access, database).await).await;
    for statement in statements {
        let said = match db.execute_unprepared(&format!("{WRITABLE}; {statement}")).await {
            Ok(_) => panic!("{access:?} may run: {statement}"),
            Err(error) => error.to_string(),
        };
        let is_of_rights =
            ["permission denied", "must be owner", "must be superuser", "pg_execute_server_program", "privileges"];
        assert!(is_of_rights.iter().any(|words| said.contains(words)), "{statement}: {said}");
    }
    db.close().await.unwrap();
}

/// What nobody needs who reads or writes rows.
const NEVER: &[&str] = &[
    "copy (select 1) to program 'cat'",
    "copy (select 1) to '/tmp/x'",
    "select pg_read_file('/etc/passwd')",
    "select pg_ls_dir('/')",
    "select lo_import('/etc/passwd')",
    "select lo_create(0)",
    "select lo_from_bytea(0, 'x')",
    "create table x (y int)",
    "create temporary table x (y int)",
    "create schema x",
    "create function x() returns int language sql as 'select 1'",
    "create extension dblink",
    "create role x",
    "drop table membership cascade",
    "alter table membership add column x int",
    "truncate membership cascade",
    "update seaql_migrations set version = 'x'",
    "delete from seaql_migrations",
];

#[actix_web::test]
async fn the_role_of_the_api_can_change_nothing_and_run_nothing() {
    let database = register().await;
    refused(Access::Read, &database, NEVER).await;
    let writes =
        ["insert into register default values", "update membership set is_leading = false", "delete from slug"];
    refused(Access::Read, &database, &writes).await;
    // Where nobody says otherwise, its sessions do not even try.
    let db = postgres::session_at(&postgres::url_for(Access::Read, &database).await).await;
    let said = db.execute_unprepared("update register set revision = 7").await.unwrap_err().to_string();
    assert!(said.contains("read-only transaction"), "{said}");
    db.close().await.unwrap();
    let found = TestApp::over(database).await.ask("{ organization(slug: \"union\") { name } }", json!({})).await;
    assert_eq!(found.data(), &json!({ "organization": { "name": "Union" } }));
}

#[actix_web::test]
async fn the_role_of_the_importer_can_write_rows_and_no_more() {
    // `register` has imported by it.
    refused(Access::Write, &register().await, NEVER).await;
}

/// A command in a database by a role.
fn command(arguments: &[&str], url: &str) -> Output {
    depositary(arguments).args(["--database-url", url]).output().expect("the program runs")
}

/// What a command said that ended as it should.
fn done(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// An empty database that a role owns which is no superuser but may make roles; the database, and its URL for that role.
async fn owned() -> (String, String) {
    let database = postgres::blank().await;
    let role = format!("creator_{database}");
    let db = postgres::session("postgres").await;
    db.execute_unprepared(&format!("create role {role} login createrole; ")).await.unwrap();
    db.execute_unprepared(&format!("alter database {database} owner to {role}")).await.unwrap();
    db.close().await.unwrap();
    let url = postgres::cluster().await.url_as(&role, &database);
    (database, url)
}

#[actix_web::test]
async fn roles_are_offered_to_whoever_owns_a_database() {
    let (database, url) = owned().await;
    let said = done(&command(&["migrate", "--roles"], &url));
    for access in [Access::Own, Access::Write, Access::Read] {
        assert!(said.contains(&access.role(&database)), "{said}");
    }
    let again = done(&command(&["migrate", "--roles"], &url));
    assert_eq!(again, said);
    // By whichever role, no command takes away what another needs.
    done(&command(&["migrate"], &url));
    let [owner, writer, reader] = [Access::Own, Access::Write, Access::Read].map(|access| access.role(&database));
    let url_as = async |role: &str| postgres::cluster().await.url_as(role, &database);
    done(&command(&["migrate"], &url_as(&owner).await));
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("register.toml"), postgres::UNION).unwrap();
    let files = folder.path().to_str().unwrap();
    done(&command(&["import", files], &url_as(&writer).await));
    std::fs::write(folder.path().join("register.toml"), postgres::UNION.replace("Union", "Other")).unwrap();
    let import = command(&["import", files], &url_as(&reader).await);
    assert!(!import.status.success(), "a reader imports");
    refused(Access::Read, &database, &["delete from slug", "create temporary table x (y int)"]).await;
    // A new table is the owner's, and is read at once.
    let db = postgres::session_at(&url_as(&owner).await).await;
    db.execute_unprepared("create table later (number int)").await.unwrap();
    db.close().await.unwrap();
    let db = postgres::session_at(&url_as(&reader).await).await;
    assert_eq!(postgres::rows(&db, "select number from later").await.len(), 0);
    db.close().await.unwrap();
}

#[actix_web::test]
async fn a_role_that_may_not_migrate_is_told_who_may() {
    let database = register().await;
    let db = postgres::session(&database).await;
    let last = "delete from seaql_migrations where version = (select max(version) from seaql_migrations)";
    db.execute_unprepared(last).await.unwrap();
    db.close().await.unwrap();
    let url = postgres::url_for(Access::Read, &database).await;
    let output = command(&["serve", "--listen", "127.0.0.1:0"], &url);
    let said = String::from_utf8_lossy(&output.stderr);
    let role = Access::Read.role(&database);
    assert!(said.contains(&format!("the role {role} may not change them: run `depositary migrate`")), "{said}");
}

#[actix_web::test]
async fn a_role_that_may_do_too_much_is_refused() {
    let database = register().await;
    let db = postgres::session(&database).await;
    let reader = Access::Read.role(&database);
    for (sql, undo) in [
        (format!("grant pg_read_all_data to {reader}"), format!("revoke pg_read_all_data from {reader}")),
        (format!("grant insert on slug to {reader}"), format!("revoke insert on slug from {reader}")),
        ("grant truncate on slug to public".to_owned(), "revoke truncate on slug from public".to_owned()),
    ] {
        db.execute_unprepared(&sql).await.unwrap();
        assert!(roles::make(&db).await.is_err(), "{sql}");
        db.execute_unprepared(&undo).await.unwrap();
    }
    // What only a superuser can mend is mended.
    db.execute_unprepared(&format!("alter role {reader} superuser; grant temporary on database {database} to public"))
        .await
        .unwrap();
    roles::make(&db).await.unwrap();
    db.close().await.unwrap();
    refused(Access::Read, &database, NEVER).await;
}

/// What a server logs until it is there.
fn logged_at_start(url: &str) -> String {
    let mut serve = depositary(&["serve", "--listen", "127.0.0.1:0", "--workers", "1", "--database-url", url]);
    let mut server = Running(serve.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs"));
    let mut first = [0; 1];
    server.0.stdout.take().expect("its output").read_exact(&mut first).expect("it listens");
    server.0.kill().expect("it runs");
    let mut said = String::new();
    server.0.stderr.take().expect("its log").read_to_string(&mut said).expect("a text");
    said
}

#[actix_web::test]
async fn a_server_warns_where_its_role_could_write() {
    let database = register().await;
    let by = async |access| logged_at_start(&postgres::url_for(access, &database).await);
    assert!(by(Access::Own).await.contains("a role that can also write"));
    assert!(by(Access::Write).await.contains("a role that can also write"));
    assert!(!by(Access::Read).await.contains("migrate --roles"));
    let url = postgres::cluster().await.url(&database);
    assert!(logged_at_start(&url).contains("the API reads by a superuser"));
}

/// A data folder as the first release left it: everything in it belongs to the superuser, its one role.
async fn old_data_folder(storage: &Storage) {
    let options = Options {
        data_dir: storage.data_dir.clone(),
        bin_dir: storage.pg_bin_dir.clone(),
        fetched: storage.fetched(),
        settings: Vec::new(),
        log_bytes: private_postgres::LOG_BYTES,
    };
    let cluster = Cluster::start(options).await.unwrap();
    database::create(&Address::parse(&cluster.url("postgres")).unwrap(), "depositary").await.unwrap();
    let db = postgres::session_at(&cluster.url("depositary")).await;
    for sql in FIRST {
        db.execute_unprepared(sql).await.expect("what pg_dump wrote");
    }
    db.close().await.unwrap();
    cluster.stop().await.unwrap();
}

#[actix_web::test]
async fn a_private_postgresql_of_an_earlier_release_gets_the_roles() {
    let folder = tempfile::tempdir().unwrap();
    open(folder.path());
    let storage = Storage {
        database_url: None,
        data_dir: folder.path().join("data"),
        pg_bin_dir: postgres::programs(),
        postgres_dir: Some(postgres::fetched()),
        connections: 2,
    };
    old_data_folder(&storage).await;
    // Twice: the second start finds the roles there.
    for _ in 0..2 {
        let register = Database::open(&storage).await.unwrap();
        register.migrate().await.unwrap();
        let db = register.connect(Access::Read, Pool::of_command()).await.unwrap();
        let owners = "select distinct tableowner::text as owner from pg_tables where schemaname = 'public'
            union select distinct viewowner from pg_views where schemaname = 'public'
            union select distinct rolname::text from pg_proc join pg_roles on pg_roles.oid = proowner
                where pronamespace = 'public'::regnamespace and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')";
        let owners: Vec<String> =
            postgres::rows(&db, owners).await.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
        assert_eq!(owners, ["depositary_owner"]);
        assert!(!postgres::rows(&db, "select organization.id from organization").await.is_empty());
        assert!(db.execute_unprepared("set transaction_read_only = off; delete from slug").await.is_err());
        db.close().await.unwrap();
        let db = register.connect(Access::Write, Pool::of_command()).await.unwrap();
        let files = tempfile::tempdir().unwrap();
        std::fs::write(files.path().join("register.toml"), postgres::UNION.replace("union", "other")).unwrap();
        postgres::import_data(&db, files.path().to_owned()).await.unwrap();
        assert!(db.execute_unprepared("drop table slug cascade").await.is_err());
        db.close().await.unwrap();
        register.close().await.unwrap();
    }
}

/// The user ids of a process, as the system says: real, effective, saved, of the file system.
#[cfg(target_os = "linux")]
fn users(process: &str) -> Vec<u32> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).expect("a process");
    let line = status.lines().find_map(|line| line.strip_prefix("Uid:")).expect("its users");
    line.split_whitespace().map(|id| id.parse().expect("a number")).collect()
}

/// Started by root; by another account, there is nothing to leave, and the test asks no more than that it stays so.
#[cfg(target_os = "linux")]
#[test]
fn a_server_that_root_started_is_not_root() {
    let folder = tempfile::tempdir().unwrap();
    open(folder.path());
    let data = folder.path().join("data");
    let serve = || {
        let mut serve = depositary(&["serve", "--listen", "127.0.0.1:0", "--workers", "2", "--data-dir"]);
        serve.arg(&data).stdout(Stdio::piped());
        let mut server = Running(serve.spawn().expect("the program runs"));
        let said = BufReader::new(server.0.stdout.take().expect("its output")).lines().next().expect("a line").unwrap();
        (server, said.strip_prefix("Listening on http://").expect("an address").to_owned())
    };
    // The second start is one after an orderly stop.
    for _ in 0..2 {
        let (mut server, address) = serve();
        let mut clusters = std::fs::read_dir(&data).unwrap().map(|entry| entry.unwrap().path());
        let cluster = clusters.find(|path| path.join("postmaster.pid").is_file()).expect("a cluster that runs");
        let written = std::fs::read_to_string(cluster.join("postmaster.pid")).unwrap();
        let postmaster = written.lines().next().expect("its process").to_owned();
        let own = users(&server.0.id().to_string());
        assert!(own.iter().all(|user| *user != 0), "{own:?}");
        assert_eq!(own, users(&postmaster));
        for thread in std::fs::read_dir(format!("/proc/{}/task", server.0.id())).unwrap() {
            let thread = format!("{}/task/{}", server.0.id(), thread.unwrap().file_name().to_str().unwrap());
            assert_eq!(users(&thread), own, "each thread");
        }
        let health = depositary(&["health", "--server", &address]).output().expect("the program runs");
        assert!(health.status.success(), "{health:?}");
        // Whoever started it imports beside it.
        let files = tempfile::tempdir().unwrap();
        std::fs::write(files.path().join("register.toml"), postgres::UNION).unwrap();
        let mut import = depositary(&["import", files.path().to_str().unwrap(), "--data-dir"]);
        done(&import.arg(&data).output().expect("the program runs"));
        rustix::process::kill_process(rustix::process::Pid::from_child(&server.0), rustix::process::Signal::TERM)
            .unwrap();
        assert!(server.0.wait().unwrap().success());
        assert!(!cluster.join("postmaster.pid").exists(), "PostgreSQL was stopped");
    }
}
