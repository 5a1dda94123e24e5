//! x
use migration::{Migrator, MigratorTrait};
#[actix_web::main]
async fn main() {
    let db = sea_orm::Database::connect(std::env::args().nth(2).unwrap()).await.unwrap();
    match std::env::args().nth(1).unwrap().as_str() { "up" => Migrator::up(&db, None).await.unwrap(), _ => Migrator::down(&db, None).await.unwrap() }
}
