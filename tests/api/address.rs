//! Addresses of databases that do not work: what is told, and that no password is.

use crate::postgres;
use depositary::{
    config::Storage,
    database::{Database, Pool},
};
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
        Ok(database) => database.connect(Pool::of_command()).await.map(drop).unwrap_err(),
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
    let told = refusal("postgres://joe@localhost/register?sslmode=require").await;
    assert!(told.contains("TLS, which this server does not speak to its database"), "{told}");
    let there = postgres::cluster().await.url("no_such_register");
    let told = refusal(&there).await;
    assert!(told.contains("database \"no_such_register\" does not exist"), "{told}");
}

#[actix_web::test]
async fn what_the_driver_does_not_know_is_left_to_who_does() {
    let database = postgres::clone_of(postgres::EMPTY).await;
    let url = postgres::cluster().await.url(&database);
    let more = if url.contains('?') { '&' } else { '?' };
    let storage = Storage {
        database_url: Some(format!("{url}{more}connect_timeout=3&pasword=hunter2").into()),
        data_dir: "unused".into(),
        pg_bin_dir: None,
        postgres_dir: None,
        connections: 2,
    };
    let database = Database::open(&storage).await.unwrap();
    database.connect(Pool::of_command()).await.unwrap();
}
