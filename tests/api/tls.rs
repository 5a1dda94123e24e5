//! TLS to the database: a PostgreSQL with a certificate of its own, and what each `sslmode` makes of it.

mod between;

use crate::{app::TestApp, beside::Beside, postgres, without::is_left_out};
use depositary::{
    config::Storage,
    database::{Database, Pool, roles::Access},
};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use sea_orm::DatabaseConnection;
use serde_json::json;
use std::{fs, path::Path};
use tokio::sync::OnceCell;

/// Names in the server's certificate; the address 127.0.0.1 is none of them.
const NAME: &str = "localhost";

/// A PostgreSQL that lets in over TCP: with TLS into any database, without into none but `plain`, and into `certified`
/// only by the certificate of a client.
struct Server {
    beside: Beside,
}

impl Server {
    /// The one of this run; none where this run is to go without.
    async fn of_this_run() -> Option<&'static Self> {
        static SERVER: OnceCell<Server> = OnceCell::const_new();
        if is_left_out("tls") {
            return None;
        }
        Some(SERVER.get_or_init(Self::start).await)
    }

    async fn start() -> Self {
        let library =
            postgres::rows(&postgres::session("postgres").await, "select current_setting('ssl_library')").await;
        let library: String = library[0].try_get_by(0).unwrap();
        assert!(!library.is_empty(), "this PostgreSQL is built without TLS; `make test` leaves these tests out then");
        let beside = Beside::new().await;
        let folder = beside.folder();
        certify(folder);
        let rules = "local all all trust\nhostnossl plain all all scram-sha-256\nhostssl certified all all cert\nhostssl all all all scram-sha-256\n";
        fs::write(folder.join("rules"), rules).unwrap();
        beside.own();
        let at = |name: &str| folder.join(name).display().to_string();
        let settings = [
            ("hba_file", at("rules")),
            ("ssl", "on".to_owned()),
            ("ssl_cert_file", at("server.crt")),
            ("ssl_key_file", at("server.key")),
            ("ssl_ca_file", at("ours.crt")),
        ];
        beside.start_postgres(&settings).await;
        for sql in [
            "create role reader login superuser password 's3cret'",
            "create database plain",
            "create database certified",
            "create database register",
        ] {
            beside.run(sql).await;
        }
        Self { beside }
    }

    /// An address of it, with parameters.
    fn url(&self, host: &str, database: &str, parameters: &str) -> String {
        let port = self.beside.port();
        let parameters = parameters.replace("FOLDER", &self.beside.folder().display().to_string());
        format!("postgres://reader:s3cret@{host}:{port}/{database}?{parameters}")
    }
}

/// Two authorities, a certificate for [`NAME`] that the first signed, and those of clients: `reader` and `other`, by
/// their names, and `stranger`, which says that it is the reader and which the second authority signed.
fn certify(folder: &Path) {
    let authority = |name: &str| {
        let (mut params, key) = (CertificateParams::new(Vec::new()).unwrap(), KeyPair::generate().unwrap());
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(rcgen::DnType::CommonName, name);
        fs::write(folder.join(format!("{name}.crt")), params.self_signed(&key).unwrap().pem()).unwrap();
        Issuer::new(params, key)
    };
    let (ours, theirs) = (authority("ours"), authority("theirs"));
    for (file, name, issuer) in
        [("reader", "reader", &ours), ("other", "other", &ours), ("stranger", "reader", &theirs)]
    {
        let (mut params, key) = (CertificateParams::new(Vec::new()).unwrap(), KeyPair::generate().unwrap());
        params.distinguished_name.push(rcgen::DnType::CommonName, name);
        fs::write(folder.join(format!("{file}.crt")), params.signed_by(&key, issuer).unwrap().pem()).unwrap();
        fs::write(folder.join(format!("{file}.key")), key.serialize_pem()).unwrap();
    }
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(vec![NAME.to_owned()]).unwrap().signed_by(&key, &ours).unwrap();
    fs::write(folder.join("server.crt"), certificate.pem()).unwrap();
    fs::write(folder.join("server.key"), key.serialize_pem()).unwrap();
}

fn storage(url: &str) -> Storage {
    Storage {
        database_url: Some(url.to_owned().into()),
        data_dir: "unused".into(),
        pg_bin_dir: None,
        postgres_dir: None,
        connections: 2,
    }
}

/// What a connection is encrypted with, by the name that it has.
const ENCRYPTED: &str =
    "select distinct application_name::text as name, ssl from pg_stat_ssl join pg_stat_activity using (pid)
     where application_name like 'depositary%' order by 1";

async fn encrypted(db: &DatabaseConnection) -> Vec<(String, bool)> {
    let rows = postgres::rows(db, ENCRYPTED).await;
    rows.iter().map(|row| (row.try_get("", "name").unwrap(), row.try_get("", "ssl").unwrap())).collect()
}

/// Opens a database, and connects the driver that writes.
async fn opened(url: &str) -> Result<(), String> {
    let told = |error: anyhow::Error| format!("{error:#}");
    let database = Database::open(&storage(url)).await.map_err(told)?;
    database.connect(Access::Own, Pool::of_command()).await.map(drop).map_err(told)
}

async fn refusal(server: &Server, host: &str, database: &str, parameters: &str) -> String {
    let told = opened(&server.url(host, database, parameters)).await.expect_err(parameters);
    assert!(!told.contains("s3cret"), "{told}");
    told
}

#[actix_web::test]
async fn every_connection_of_a_server_is_encrypted() {
    let Some(server) = Server::of_this_run().await else { return };
    let url = server.url(NAME, "register", "sslmode=verify-full&sslrootcert=FOLDER/ours.crt");
    let database = Database::open(&storage(&url)).await.unwrap();
    database.migrate().await.unwrap();
    let app = TestApp::reaching(&url, "register".to_owned(), 8).await;
    app.listening().await;
    let answer = app.post(&json!({ "query": "{ revision { number } states { totalCount nodes { slug } } }" })).await;
    assert_eq!(answer.data()["states"]["totalCount"], 0, "{answer}");
    let db = database.connect(Access::Own, Pool::of_command()).await.unwrap();
    let all = ["depositary", "depositary-command", "depositary-watch"];
    assert_eq!(encrypted(&db).await, all.map(|name| (name.to_owned(), true)));
}

#[actix_web::test]
async fn a_connection_is_as_safe_as_the_mode_says() {
    let Some(server) = Server::of_this_run().await else { return };
    for (host, database, parameters) in [
        (NAME, "register", "sslmode=verify-full&sslrootcert=FOLDER/ours.crt"),
        ("127.0.0.1", "register", "sslmode=verify-ca&sslrootcert=FOLDER/ours.crt"),
        ("127.0.0.1", "register", "sslmode=require&sslrootcert=FOLDER/ours.crt"),
        ("127.0.0.1", "register", "sslmode=require"),
        ("127.0.0.1", "register", "sslmode=prefer"),
        ("127.0.0.1", "register", ""),
        (NAME, "plain", "sslmode=disable"),
        // The name is checked, and not the address that it stands for.
        (NAME, "register", "hostaddr=127.0.0.1&sslmode=verify-full&sslrootcert=FOLDER/ours.crt"),
    ] {
        opened(&server.url(host, database, parameters)).await.unwrap_or_else(|told| panic!("{parameters}: {told}"));
    }
}

#[actix_web::test]
async fn a_certificate_of_another_authority_is_refused() {
    let Some(server) = Server::of_this_run().await else { return };
    for mode in ["require", "verify-ca", "verify-full"] {
        let told = refusal(server, NAME, "register", &format!("sslmode={mode}&sslrootcert=FOLDER/theirs.crt")).await;
        assert!(told.contains("is not signed by one in `sslrootcert`: let that name the file"), "{mode}: {told}");
    }
    let told = refusal(server, NAME, "register", "sslrootcert=system").await;
    assert!(told.contains("sslrootcert"), "{told}");
}

#[actix_web::test]
async fn a_certificate_of_another_host_is_refused() {
    let Some(server) = Server::of_this_run().await else { return };
    let told = refusal(server, "127.0.0.1", "register", "sslmode=verify-full&sslrootcert=FOLDER/ours.crt").await;
    assert!(told.contains("is not for the host 127.0.0.1") && told.contains("`sslmode=verify-ca`"), "{told}");
}

#[actix_web::test]
async fn an_authority_in_the_place_of_a_server_is_refused() {
    let Some(server) = Server::of_this_run().await else { return };
    let told = refusal(server, NAME, "register", "sslmode=verify-full&sslrootcert=FOLDER/server.crt").await;
    assert!(told.contains("`sslrootcert`"), "{told}");
}

#[actix_web::test]
async fn no_tls_is_refused_by_a_server_that_asks_for_it() {
    let Some(server) = Server::of_this_run().await else { return };
    let told = refusal(server, NAME, "register", "sslmode=disable").await;
    assert!(told.contains("no encryption"), "{told}");
}

#[actix_web::test]
async fn a_server_without_tls_is_refused_where_it_is_asked_for() {
    let beside = Beside::new().await;
    let rules = "local all all trust\nhost all all all trust\n";
    fs::write(beside.folder().join("rules"), rules).unwrap();
    beside.own();
    beside.start_postgres(&[("hba_file", beside.folder().join("rules").display().to_string())]).await;
    let url = format!("postgres://depositary@127.0.0.1:{}/postgres?sslmode=require", beside.port());
    let told = opened(&url).await.unwrap_err();
    assert!(told.contains("set `ssl = on` in PostgreSQL, or `sslmode=disable`"), "{told}");
    opened(&url.replace("require", "prefer")).await.unwrap();
}

/// Who stands between client and server can show any certificate to a client that checks none. The password is then
/// proven together with the certificate that the client saw, which is not the server's (RFC 5802, section 6).
#[actix_web::test]
async fn a_login_through_somebody_in_between_fails_by_the_channel_that_it_binds() {
    let Some(server) = Server::of_this_run().await else { return };
    let between = between::listen(server.beside.port(), &server.beside.folder().join("ours.crt")).await;
    let url = |parameters: &str| format!("postgres://reader:s3cret@{between}/register?sslmode=require{parameters}");
    for parameters in ["", "&channel_binding=prefer"] {
        let told = opened(&url(parameters)).await.expect_err(parameters);
        assert!(told.contains("channel binding"), "{told}");
    }
    opened(&url("&channel_binding=disable")).await.unwrap();
    let told = opened(&url("&channel_binding=require")).await.unwrap_err();
    assert!(told.contains("`channel_binding`") && told.contains("`prefer`"), "{told}");
}

/// Parameters of an address with the certificate of a client.
fn by(client: &str) -> String {
    format!("sslmode=verify-full&sslrootcert=FOLDER/ours.crt&sslcert=FOLDER/{client}.crt&sslkey=FOLDER/{client}.key")
}

#[actix_web::test]
async fn a_client_logs_in_by_its_certificate() {
    let Some(server) = Server::of_this_run().await else { return };
    let database = Database::open(&storage(&server.url(NAME, "certified", &by("reader")))).await.unwrap();
    let db = database.connect(Access::Own, Pool::of_command()).await.unwrap();
    let names =
        postgres::rows(&db, "select client_dn::text as name from pg_stat_ssl where pid = pg_backend_pid()").await;
    assert_eq!(names[0].try_get::<String>("", "name").unwrap(), "/CN=reader");
}

#[actix_web::test]
async fn a_certificate_that_is_not_the_clients_logs_nobody_in() {
    let Some(server) = Server::of_this_run().await else { return };
    for (parameters, wanted) in [
        ("sslmode=require".to_owned(), "valid client certificate"),
        (by("other"), "certificate authentication failed for user \"reader\""),
        (by("stranger"), "the database does not accept the certificate of `sslcert`"),
    ] {
        let told = refusal(server, NAME, "certified", &parameters).await;
        assert!(told.contains(wanted), "{parameters}: {told}");
    }
    let keys = by("reader").replace("reader.key", "other.key");
    let told = refusal(server, NAME, "certified", &keys).await;
    assert!(told.contains("`sslcert` and `sslkey` of the database's address do not belong together"), "{told}");
}
