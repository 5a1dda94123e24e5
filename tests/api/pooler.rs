//! A pooler in front of PostgreSQL: the real PgBouncer, in transaction mode.
//!
//! Without it these tests fail, unless they are left out.

use crate::{beside::Beside, postgres, without::is_left_out};
use depositary::{config::Storage, database::Database};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Where packages put it.
const PLACES: [&str; 4] =
    ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/opt/homebrew/bin/pgbouncer", "/usr/local/bin/pgbouncer"];

/// The program; none where this run is to go without.
fn program() -> Option<PathBuf> {
    let found = PLACES.iter().map(PathBuf::from).find(|path| path.is_file());
    let is_left_out = is_left_out("pgbouncer");
    assert!(found.is_some() || is_left_out, "PgBouncer is not installed (Debian: pgbouncer); `make test` installs it");
    found
}

/// What is told of a database behind PgBouncer, with more settings of it.
async fn refusal(program: &Path, mode: &str, extra: &str) -> String {
    let (beside, database) = (Beside::new().await, postgres::blank().await);
    let address = postgres::address(&database).await;
    let postgres_connect::Host::Folder(socket) = address.host() else { panic!("a socket") };
    let settings = format!(
        "[databases]\n* = host={} port={} user={}\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {}\nunix_socket_dir =\nauth_type = any\npool_mode = {mode}\n{extra}\n",
        socket.display(),
        address.port(),
        address.user(),
        beside.port()
    );
    let file = beside.folder().join("pgbouncer.ini");
    fs::write(&file, settings).unwrap();
    beside.own();
    beside.start(program, &[file.display().to_string()]);
    beside.listening().await;
    let url = format!("postgres://anybody@127.0.0.1:{}/{database}", beside.port());
    let storage = Storage {
        database_url: Some(url.into()),
        data_dir: "unused".into(),
        pg_bin_dir: None,
        postgres_dir: None,
        connections: 2,
    };
    format!("{:#}", Database::open(&storage).await.err().expect("a pooler is refused"))
}

#[actix_web::test]
async fn a_pooler_is_refused_with_what_to_set() {
    let Some(program) = program() else { return };
    for (mode, more) in [
        ("transaction", ""),
        ("transaction", "ignore_startup_parameters = options"),
        ("session", "ignore_startup_parameters = options"),
    ] {
        let told = refusal(&program, mode, more).await;
        assert!(told.contains("PgBouncer") && told.contains("name PostgreSQL itself"), "{mode} {more}: {told}");
    }
}
