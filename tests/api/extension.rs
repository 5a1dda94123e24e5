//! What a database needs before its tables can be made, and what whoever runs the server is told without it.

use crate::postgres;
use depositary::{
    config::Storage,
    database::{Database, Pool},
};
use sea_orm::ConnectionTrait as _;

/// A database that belongs to somebody else, as a role sees it that may do no more than connect; and that role.
async fn foreign() -> (Database, String, String) {
    let (cluster, database) = (postgres::cluster().await, postgres::blank().await);
    let role = format!("plain_{database}");
    let maintenance = postgres::session("postgres").await;
    maintenance.execute_unprepared(&format!("create role {role} login")).await.unwrap();
    maintenance.close().await.unwrap();
    let url = cluster.url(&database).replacen("//depositary@", &format!("//{role}@"), 1);
    assert!(url.contains(&role), "{url}");
    let storage = Storage {
        database_url: Some(url.into()),
        data_dir: "/nowhere".into(),
        pg_bin_dir: None,
        postgres_dir: None,
        connections: 2,
    };
    (Database::open(&storage).await.unwrap(), database, role)
}

#[actix_web::test]
async fn a_role_that_may_not_make_the_extension_is_told_what_to_do() {
    let (register, database, role) = foreign().await;
    let refused = format!("{:#}", register.migrate().await.unwrap_err());
    assert!(
        refused.contains("the extension pg_trgm cannot be made")
            && refused.contains("somebody who has it runs `create extension pg_trgm`")
            && refused.contains("permission denied"),
        "{refused}"
    );
    let owner = postgres::session(&database).await;
    let sql = "select count(*) from pg_class where relname = 'register'";
    assert_eq!(postgres::rows(&owner, sql).await[0].try_get_by_index::<i64>(0).unwrap(), 0, "nothing half done");
    // Somebody who has the right does so; tables still need a schema to be made in.
    let sql = format!("create extension pg_trgm; grant create on schema public to {role}");
    owner.execute_unprepared(&sql).await.unwrap();
    owner.close().await.unwrap();
    register.migrate().await.unwrap();
    let db = register.connect(Pool::of_command()).await.unwrap();
    assert_eq!(postgres::rows(&db, "select similarity('minister', 'minster') > 0.5").await.len(), 1);
    db.close().await.unwrap();
}

#[actix_web::test]
async fn the_right_to_create_on_the_database_is_enough() {
    let (register, database, role) = foreign().await;
    let owner = postgres::session(&database).await;
    let sql = format!("grant create on database {database} to {role}; grant create on schema public to {role}");
    owner.execute_unprepared(&sql).await.unwrap();
    owner.close().await.unwrap();
    register.migrate().await.unwrap();
}
