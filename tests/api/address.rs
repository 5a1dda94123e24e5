//! Addresses of databases that do not work: what is told, and that no password is.

use crate::postgres;
use depositary::{
    config::Storage,
    database::{Database, Pool, connect, roles::Access},
};
use postgres_connect::{Address, Socket};
use std::net::TcpListener;

/// Why a database is not opened, or not connected to.
async fn refusal(url: &str) -> String {
    let storage = Storage {
        database_url: Some(url.to_owned().into()),
        data_dir: "unused".into(),
        pg_bin_dir: None,
        postgres_dir: None,
        connections: 2,
    };
    let error = match Database::open(&storage).await {
        Err(error) => error,
        Ok(database) => database.connect(Access::Own, Pool::of_command()).await.map(drop).unwrap_err(),
    };
    format!("{error:#}")
}

#[actix_web::test]
async fn no_password_is_told() {
    for url in [
        "postgres//joe:s3cret@localhost/register",
        "postgres://joe:s3cret@localhost:99999/register",
        "postgres://joe:s3cret@local host/register",
        "mysql://joe:s3cret@localhost/register",
        "postgres://joe:s3cret@localhost/register?port=s3cret",
        "postgres://joe:s3cret@localhost:1/register",
    ] {
        let told = refusal(url).await;
        assert!(!told.contains("s3cret") && told.contains("database"), "{told}");
    }
}

#[actix_web::test]
async fn the_reason_is_told_once() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let told = refusal(&format!("postgres://joe@127.0.0.1:{free}/register?connect_timeout=3")).await;
    assert_eq!(told.matches("refused").count(), 1, "{told}");
    let there = postgres::cluster().await.url("no_such_register");
    let told = refusal(&there).await;
    assert!(told.contains("database \"no_such_register\" does not exist"), "{told}");
}

/// What a session of each driver shows of a setting.
async fn shown(url: &str, setting: &str) -> [String; 2] {
    let address = Address::parse(url).unwrap();
    let (client, connection) = address.connect().await.unwrap();
    actix_web::rt::spawn(connection);
    let show = format!("show {setting}");
    let ours: String = client.query_one(&show, &[]).await.unwrap().get(0);
    let db = connect(&address, &Socket::to(&address).unwrap(), Pool::of_command()).await.unwrap();
    [ours, postgres::rows(&db, &show).await[0].try_get_by_index(0).unwrap()]
}

#[actix_web::test]
async fn what_the_address_says_holds_for_both_drivers() {
    let url = postgres::cluster().await.url(&postgres::blank().await);
    let options = "options=-c%20my.words%3Da%5C%20b%20-c%20lock_timeout%3D7s&application_name=mine&connect_timeout=3";
    let url = format!("{url}&{options}");
    assert_eq!(shown(&url, "my.words").await, ["a b", "a b"]);
    assert_eq!(shown(&url, "lock_timeout").await, ["7s", "7s"]);
    assert_eq!(shown(&url, "application_name").await, ["mine", "mine"]);
}

#[actix_web::test]
async fn a_parameter_that_is_not_known_is_refused_by_its_name() {
    let url = postgres::cluster().await.url(&postgres::blank().await);
    let told = refusal(&format!("{url}&pasword=hunter2")).await;
    assert!(told.contains("`pasword`") && told.contains("`password`") && !told.contains("hunter2"), "{told}");
}
