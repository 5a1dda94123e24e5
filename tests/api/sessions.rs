//! Who waits for PostgreSQL does not hold up others.

use crate::{app::TestApp, postgres};
use sea_orm::{ConnectionTrait as _, TransactionTrait as _};
use serde_json::json;

#[actix_web::test]
async fn answers_that_take_long_leave_room_for_others() {
    let app = TestApp::over(postgres::clone_of(postgres::DEMONSTRATION).await).await;
    let db = app.db().await;
    let lock = db.begin().await.unwrap();
    lock.execute_unprepared("lock table membership in access exclusive mode").await.unwrap();
    let slow = [0; 3].map(|_| {
        let (client, url) = (app.client().clone(), app.url("/graphql"));
        actix_web::rt::spawn(async move {
            let body = json!({ "query": "{ organization(slug: \"cis\") { members { totalCount } } }" });
            client.post(&url).json(&body).send().await.unwrap().json::<serde_json::Value>().await.unwrap()
        })
    });
    let waiting = format!(
        "select 1 from pg_stat_activity where datname = '{}' and application_name = 'depositary' and wait_event_type = 'Lock'
         having count(*) = 3",
        app.database
    );
    postgres::wait_for(&postgres::session("postgres").await, &waiting).await;
    let answer = app.ask("{ organizations { totalCount } }", json!({})).await;
    assert!(answer.data()["organizations"]["totalCount"].as_i64().unwrap() > 0, "{answer}");
    assert!(slow.iter().all(|answer| !answer.is_finished()));
    lock.rollback().await.unwrap();
    for answer in slow {
        let answer = answer.await.unwrap();
        assert!(answer["data"]["organization"]["members"]["totalCount"].as_i64().unwrap() > 0, "{answer}");
    }
}
