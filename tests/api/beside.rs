//! Programs that run beside the PostgreSQL of this run, under its account, and end with this process.

use crate::{postgres, wait};
use postgres_connect::Address;
use std::{
    fs,
    net::{SocketAddr, TcpListener},
    os::unix::{fs::MetadataExt as _, fs::chown, process::CommandExt as _},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::OnceLock,
};

/// Waits for the end of its input, which is that of the test, and ends what it runs. `$0` is the folder to remove.
const SCRIPT: &str = r#"
"$@" >>"$0/log" 2>&1 &
read -r _
kill -INT $!
wait
rm -rf -- "$0"
"#;

/// A folder, a port, and a program that uses them.
pub struct Beside {
    folder: PathBuf,
    port: u16,
    programs: PathBuf,
    /// The account of PostgreSQL.
    account: (u32, u32),
    running: OnceLock<Child>,
}

impl Beside {
    /// Nothing runs yet.
    pub async fn new() -> Self {
        let cluster = fs::metadata(postgres::cluster().await.log_path().with_file_name(cluster_name().await)).unwrap();
        let folder = tempfile::tempdir().unwrap().keep();
        let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let programs = postgres::installed("BINDIR").await;
        let account = (cluster.uid(), cluster.gid());
        let beside = Self { folder, port: free.port(), programs, account, running: OnceLock::new() };
        beside.own();
        beside
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A port of this machine.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Gives all files of the folder to the account, and to nobody else.
    pub fn own(&self) {
        let (user, group) = self.account;
        chown(&self.folder, Some(user), Some(group)).unwrap();
        for entry in fs::read_dir(&self.folder).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_file()) {
            chown(entry.path(), Some(user), Some(group)).unwrap();
            let mode = std::os::unix::fs::PermissionsExt::from_mode(0o600);
            fs::set_permissions(entry.path(), mode).unwrap();
        }
    }

    /// Runs a program until this process ends, or this value is dropped.
    pub fn start(&self, program: &Path, arguments: &[String]) {
        let mut shell = self.command(Path::new("/bin/sh"));
        shell.args(["-c", SCRIPT]).arg(&self.folder).arg(program).args(arguments);
        let child = shell.process_group(0).stdin(Stdio::piped()).spawn().unwrap();
        self.running.set(child).expect("one program for each folder");
    }

    /// Makes a PostgreSQL in the folder and starts it; it listens on the port, and on a socket in the folder.
    pub async fn start_postgres(&self, settings: &[(&str, String)]) {
        let data = self.folder.join("data");
        let mut init = self.command(&self.programs.join("initdb"));
        init.args(["--auth=trust", "--username=depositary", "--no-sync", "--encoding=UTF8", "--locale=C", "-D"]);
        let made = init.arg(&data).output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let folder = self.folder.display().to_string();
        let own = [
            ("listen_addresses", "127.0.0.1".to_owned()),
            ("unix_socket_directories", folder),
            ("fsync", "off".to_owned()),
        ];
        let mut arguments = vec!["-D".to_owned(), data.display().to_string(), "-p".to_owned(), self.port.to_string()];
        for (name, value) in own.iter().chain(settings) {
            arguments.extend(["-c".to_owned(), format!("{name}={value}")]);
        }
        self.start(&self.programs.join("postgres"), &arguments);
        wait::until("a PostgreSQL beside that of this run", async || self.address().connect().await.ok().map(drop))
            .await;
    }

    /// Runs a statement in it.
    pub async fn run(&self, sql: &str) {
        let (client, connection) = self.address().connect().await.unwrap();
        let driven = actix_web::rt::spawn(connection);
        client.batch_execute(sql).await.unwrap_or_else(|error| panic!("{error:?}: {sql}"));
        drop(client);
        driven.await.unwrap().unwrap();
    }

    /// Waits until something listens on the port.
    pub async fn listening(&self) {
        let address = SocketAddr::from(([127, 0, 0, 1], self.port));
        wait::until("a program that listens", async || tokio::net::TcpStream::connect(address).await.ok().map(drop))
            .await;
    }

    fn address(&self) -> Address {
        let folder = self.folder.display();
        Address::parse(&format!("postgres://depositary@/postgres?host={folder}&port={}", self.port)).unwrap()
    }

    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir("/").env("LC_ALL", "C");
        // Only root may change to an account, its own included.
        if fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0) {
            command.uid(self.account.0).gid(self.account.1);
        }
        command
    }
}

/// The name of the folder of the cluster of this run.
async fn cluster_name() -> String {
    format!("postgresql-{}", postgres::cluster().await.major())
}
