//! Settings from the environment.

use crate::postgres;
use std::process::{Command, Output};

/// Every variable that the program reads, as `.env.example` lists them.
pub fn variables() -> Vec<&'static str> {
    let listed: Vec<_> = include_str!("../../.env.example")
        .lines()
        .filter_map(|line| line.strip_prefix('#')?.split_once('='))
        .map(|(name, _)| name)
        .filter(|name| name.chars().all(|c| c.is_ascii_uppercase() || c == '_'))
        .collect();
    assert!(listed.len() > 8, "{listed:?}");
    listed
}

/// Files of settings and containers give names without values.
#[actix_web::test]
async fn an_empty_variable_counts_as_none() {
    let url = postgres::cluster().await.url(&postgres::clone_of(postgres::EMPTY).await);
    let migrate = |value: &str| -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_depositary"));
        command.args(["migrate", "--database-url", &url]);
        command.envs(variables().into_iter().map(|name| (name, value))).output().expect("the program runs")
    };
    let (empty, wrong) = (migrate(""), migrate("many"));
    assert_eq!((empty.status.code(), wrong.status.code()), (Some(0), Some(2)), "{empty:?}");
}

#[test]
fn the_example_of_settings_names_every_variable() {
    let help = |command: &str| -> String {
        let told = Command::new(env!("CARGO_BIN_EXE_depositary")).args([command, "--help"]).output();
        String::from_utf8(told.expect("the program runs").stdout).expect("a text")
    };
    let help = ["serve", "import", "generate", "migrate", "health"].map(help).concat();
    let mut read: Vec<_> = help.split("[env: ").skip(1).filter_map(|rest| rest.split(['=', ']']).next()).collect();
    read.sort_unstable();
    read.dedup();
    let mut listed = variables();
    listed.sort_unstable();
    assert_eq!(read, listed);
}
