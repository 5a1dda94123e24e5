//! Holds a private PostgreSQL: `cargo run -p private-postgres --example private_postgresql -- FOLDER [with-me] [SETTING=VALUE…]`.
//!
//! Prints its address and waits. However the program ends, PostgreSQL stays, unless `with-me` is given.
//! The tests of this crate kill this program to see what is left.

use anyhow::Context as _;
use private_postgres::{Cluster, LOG_BYTES, Options};
use std::{ffi::OsString, path::PathBuf};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let data_dir = arguments.next().context("usage: private_postgresql FOLDER [with-me] [SETTING=VALUE…]")?;
    let (settings, words): (Vec<_>, Vec<_>) = arguments.partition(|argument| argument.contains('='));
    let settings = settings.iter().filter_map(|setting| setting.split_once('='));
    let cluster = Cluster::start(Options {
        data_dir: data_dir.into(),
        bin_dir: folder_of("PG_BIN_DIR"),
        fetched: folder_of("DEPOSITARY_POSTGRES_DIR"),
        settings: settings.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        log_bytes: LOG_BYTES,
    })
    .await?;
    if words.iter().any(|word| word == "with-me") {
        cluster.stop_with_me()?;
    }
    println!("{}", cluster.url("postgres"));
    std::future::pending().await
}

/// The folder that a variable names; an empty variable counts as unset.
fn folder_of(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).filter(|folder: &OsString| !folder.is_empty()).map(PathBuf::from)
}
