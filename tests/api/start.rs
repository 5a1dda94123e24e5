//! How a server starts, and what is left of one that does not.

use crate::{
    app::{CONNECTIONS, TestApp, usual},
    postgres,
};
use depositary::{app::App, config::Listen};
use sea_orm::{ConnectionTrait as _, Statement};

#[actix_web::test]
async fn a_server_that_cannot_listen_leaves_nothing_behind() {
    let app = TestApp::empty().await;
    let database = postgres::clone_of(postgres::EMPTY).await;
    let listen = Listen { listen: app.address, ..usual() };
    let url = postgres::cluster().await.url(&database).into();
    let error = App::build(&url, CONNECTIONS, &listen).await.err().expect("an address that is taken");
    assert_eq!(error.to_string(), format!("cannot listen on {}", app.address));

    // What the next server is told over is all there is.
    let next = TestApp::over(database).await;
    next.listening().await;
    let listening = format!(
        "select 1 from pg_stat_activity
         where datname = '{}' and application_name = 'depositary-watch' and query like 'LISTEN%'
         having count(*) > 1",
        next.database
    );
    let db = postgres::session("postgres").await;
    let found = db.query_one_raw(Statement::from_string(db.get_database_backend(), listening)).await.unwrap();
    assert!(found.is_none(), "another listens");
}
