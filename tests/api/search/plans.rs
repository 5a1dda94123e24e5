//! A search finds the same, in the same order, by whatever plan PostgreSQL takes.

use super::statement::page;
use crate::postgres;
use sea_orm::ConnectionTrait as _;

/// Ways of planning that a session can be kept from, some at once.
const WITHOUT: &[&[&str]] = &[
    &["enable_sort"],
    &["enable_hashagg"],
    &["enable_nestloop"],
    &["enable_hashjoin", "enable_mergejoin"],
    &["enable_seqscan"],
    &["enable_bitmapscan", "enable_indexscan"],
    &["enable_sort", "enable_hashagg"],
];

/// Words that stand for several, among them those of other words asked for.
const QUERIES: &[&str] = &[
    "cis council heads state",
    "heads of state",
    "states state",
    "peace-keeping force",
    "anti-terrorist centre",
    "council of defence minsters",
];

#[actix_web::test]
async fn a_place_hangs_on_no_plan() {
    let database = postgres::clone_of(postgres::DEMONSTRATION).await;
    let maintenance = postgres::session("postgres").await;
    let mut usual = Vec::new();
    let session = postgres::session(&database).await;
    for query in QUERIES {
        let found = page(&session, query, None, 100).await;
        assert!(!found.is_empty(), "{query}");
        usual.push(found);
    }
    session.close().await.unwrap();
    for without in WITHOUT {
        for setting in *without {
            maintenance.execute_unprepared(&format!("ALTER DATABASE {database} SET {setting} = off")).await.unwrap();
        }
        let session = postgres::session(&database).await;
        for (query, usual) in QUERIES.iter().zip(&usual) {
            assert_eq!(page(&session, query, None, 100).await, *usual, "{query:?} without {without:?}");
        }
        session.close().await.unwrap();
        maintenance.execute_unprepared(&format!("ALTER DATABASE {database} RESET ALL")).await.unwrap();
    }
    maintenance.close().await.unwrap();
}
