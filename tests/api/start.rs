//! How a server starts, what it says where it cannot, and what is left of it then.

use crate::{
    app::{CONNECTIONS, TestApp, usual},
    environment, postgres,
};
use depositary::{app::App, config::Listen};
use sea_orm::{ConnectionTrait as _, Statement};
use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, Output, Stdio},
};

#[actix_web::test]
async fn a_server_that_cannot_listen_leaves_nothing_behind() {
    let app = TestApp::empty().await;
    let database = postgres::clone_of(postgres::EMPTY).await;
    let listen = Listen { listen: app.address.into(), ..usual() };
    let url = postgres::address(&database).await;
    let error = App::build(&url, CONNECTIONS, &listen).await.err().expect("an address that is taken");
    let said = error.to_string();
    assert!(
        said.starts_with(&format!("cannot listen on {}: another program listens there", app.address))
            && said.contains("--listen"),
        "{said}"
    );

    // What the next server is told over is all there is.
    let next = TestApp::over(database).await;
    next.listening().await;
    let listening = format!(
        "select 1 from pg_stat_activity
         where datname = '{}' and application_name = 'depositary-watch'
         having count(*) > 1",
        next.database
    );
    let db = postgres::session("postgres").await;
    let found = db.query_one_raw(Statement::from_string(db.get_database_backend(), listening)).await.unwrap();
    assert!(found.is_none(), "another listens");
}

/// The program, with no settings of whoever runs the tests.
pub fn depositary(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_depositary"));
    command.args(arguments);
    let programs = std::env::var_os("PG_BIN_DIR").filter(|folder| !folder.is_empty());
    for name in environment::variables() {
        command.env_remove(name);
    }
    command.env("DEPOSITARY_POSTGRES_DIR", postgres::fetched());
    command.envs(programs.map(|folder| ("PG_BIN_DIR", folder)));
    command
}

/// What a command that has to fail says, with its exit code.
fn refusal(command: &mut Command) -> (Option<i32>, String) {
    let Output { status, stderr, .. } = command.output().expect("the program runs");
    (status.code(), String::from_utf8(stderr).expect("a text"))
}

/// A program that is ended with the test.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[actix_web::test]
async fn a_name_is_an_address_to_listen_on() {
    let url = postgres::cluster().await.url(&postgres::clone_of(postgres::EMPTY).await);
    let mut serve = depositary(&["serve", "--listen", "localhost:0", "--workers", "1", "--database-url", &url]);
    let mut server = Running(serve.stdout(Stdio::piped()).spawn().expect("the program runs"));
    let said = BufReader::new(server.0.stdout.take().expect("its output")).lines().next().expect("a line").unwrap();
    let address = said.strip_prefix("Listening on http://").expect("an address");
    let port = address.strip_prefix("127.0.0.1:").expect("the IPv4 address of the name");
    let health = depositary(&["health", "--server", &format!("localhost:{port}")]).output().expect("the program runs");
    assert_eq!(health.status.code(), Some(0), "{health:?}");
}

#[actix_web::test]
async fn a_port_that_is_taken_is_told_before_files_are_loaded() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("an address").to_string();
    let url = postgres::cluster().await.url(&postgres::clone_of(postgres::EMPTY).await);
    let arguments = ["serve", "--listen", &address, "--database-url", &url, "--import", "no-such-folder"];
    let (code, said) = refusal(&mut depositary(&arguments));
    assert_eq!(code, Some(1));
    let expected = format!(
        "depositary: cannot listen on {address}: another program listens there: stop it, or choose another address \
         with --listen (or DEPOSITARY_LISTEN), such as --listen 127.0.0.1:8081: Address already in use (os error 98)\n"
    );
    assert!(cfg!(not(target_os = "linux")) || said.ends_with(&expected), "{said}");
}

#[test]
fn an_address_that_is_none_is_refused_with_its_form() {
    for wrong in ["8080", ":8080", "localhost", "http://localhost:8080"] {
        let (code, said) = refusal(&mut depositary(&["serve", "--listen", wrong]));
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains("an address is HOST:PORT, such as 127.0.0.1:8080"), "{said}");
    }
}

#[test]
fn a_server_that_is_not_there_is_told_with_the_flag_that_names_another() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address");
    let (code, said) = refusal(&mut depositary(&["health", "--server", &free.to_string()]));
    assert_eq!(code, Some(1));
    assert!(
        said.starts_with(&format!("depositary: no server answers at {free}; ")) && said.contains("--server"),
        "{said}"
    );
}

/// The first start was killed while PostgreSQL made the database, which it goes on with.
#[actix_web::test]
async fn a_database_that_another_start_is_making_is_there() {
    let address = postgres::address("postgres").await;
    let name = format!("made_by_many_{}", std::process::id());
    let starts = (0..6).map(|_| depositary::database::create(&address, &name));
    for made in futures_util::future::join_all(starts).await {
        made.unwrap();
    }
}

/// Typed by hand after `make`, without the settings of `make`.
#[test]
fn the_program_finds_the_postgresql_of_its_checkout() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut migrate = depositary(&["migrate", "--data-dir"]);
    migrate.arg(folder.path().join("data")).env_remove("DEPOSITARY_POSTGRES_DIR");
    open(folder.path());
    let built_here = Path::new(env!("CARGO_BIN_EXE_depositary")).starts_with(env!("CARGO_MANIFEST_DIR"));
    let output = migrate.output().expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr);
    // A target folder elsewhere does not lead to the checkout; then the message has to.
    assert!(output.status.success() || (!built_here && said.contains("`make postgres`")), "{said}");
}

/// Lets the account that runs PostgreSQL pass, where this is root.
pub fn open(folder: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755)).expect("its mode");
}
