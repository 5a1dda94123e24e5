//! Settings from the environment.

use crate::postgres;
use std::process::{Command, Output};

/// Files of settings and containers give names without values.
#[actix_web::test]
async fn an_empty_variable_counts_as_none() {
    let url = postgres::cluster().await.url(&postgres::clone_of(postgres::EMPTY).await);
    let migrate = |value: &str| -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_depositary"));
        command.arg("migrate").env("DATABASE_URL", &url);
        command.envs([("DEPOSITARY_CONNECTIONS", value), ("DEPOSITARY_LOG_FORMAT", value)]);
        command.output().expect("the program runs")
    };
    let (empty, wrong) = (migrate(""), migrate("many"));
    assert_eq!((empty.status.code(), wrong.status.code()), (Some(0), Some(2)), "{empty:?}");
}
