//! Settings, from flags and environment, read once.

use crate::{
    address::Address,
    http::{cors::Origins, metrics::FiguresAt},
};
use actix_web::http::header::HeaderValue;
use clap::Args;
use private_postgres::default_data_dir;
use std::{
    env, fmt,
    path::{Path, PathBuf},
    str::FromStr,
};

/// Where the register is kept.
#[derive(Args, Clone, Debug)]
pub struct Storage {
    /// PostgreSQL 15 or later to use, such as `postgres://user@host/database`. Without it the server keeps a
    /// private PostgreSQL of its own in the data folder.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, value_name = "URL")]
    pub database_url: Option<Secret>,

    /// Folder of the private PostgreSQL.
    #[arg(long, env = "DEPOSITARY_DATA_DIR", default_value_os_t = default_data_dir(), value_name = "DIR")]
    pub data_dir: PathBuf,

    /// Folder with the programs of PostgreSQL (`initdb`, `postgres`, `pg_ctl`); looked for in the usual places without it.
    #[arg(long, env = "PG_BIN_DIR", value_name = "DIR")]
    pub pg_bin_dir: Option<PathBuf>,

    /// Folder into which `make postgres` fetched a PostgreSQL, looked into last. Without it, `.postgres` of the
    /// checkout in which this program was built.
    #[arg(long, env = "DEPOSITARY_POSTGRES_DIR", value_name = "DIR")]
    pub postgres_dir: Option<PathBuf>,

    /// Connections to the database, shared out to the workers; each has at least four.
    #[arg(long, env = "DEPOSITARY_CONNECTIONS", default_value_t = 16, value_parser = clap::value_parser!(u32).range(2..=1000), value_name = "N")]
    pub connections: u32,
}

/// Heading of the settings that bound what clients may take.
const LIMITS: &str = "Limits";

impl Storage {
    /// The folder that may hold a fetched PostgreSQL: the given one, else that of the checkout in which this program
    /// was built.
    #[must_use]
    pub fn fetched(&self) -> Option<PathBuf> {
        self.postgres_dir.clone().or_else(|| fetched_for(&env::current_exe().ok()?))
    }
}

/// Folder `.postgres` of the checkout in which a program lies, as `target/release/depositary` does.
fn fetched_for(program: &Path) -> Option<PathBuf> {
    let program = program.canonicalize().ok()?;
    // One folder more where cargo was given a target triple.
    let checkout =
        program.ancestors().skip(3).take(2).find(|folder| folder.join("scripts/fetch-postgres").is_file())?;
    Some(checkout.join(".postgres"))
}

/// How the server listens.
#[derive(Args, Clone, Debug)]
pub struct Listen {
    /// Address to listen on, HOST:PORT; port 0 takes a free one.
    #[arg(long, env = "DEPOSITARY_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
    pub listen: Address,

    /// Worker threads; as many as there are processors without it.
    #[arg(long, env = "DEPOSITARY_WORKERS", value_parser = clap::value_parser!(u16).range(1..=256), value_name = "N")]
    pub workers: Option<u16>,

    /// Megabytes of cached responses; 0 caches none.
    #[arg(long, env = "DEPOSITARY_CACHE_MEGABYTES", default_value_t = 64, value_parser = clap::value_parser!(u64).range(..=65_536), value_name = "N")]
    pub cache_megabytes: u64,

    /// Cache-Control of answers that others may keep; they ask again whether it is still the answer.
    #[arg(long, env = "DEPOSITARY_CACHE_CONTROL", default_value = "public, no-cache", value_parser = header, value_name = "DIRECTIVES")]
    pub cache_control: String,

    /// Origins whose pages may read answers in a browser: `*` for all, `none`, or a list such as
    /// `https://example.org,https://example.com`. Credentials are never allowed.
    #[arg(long, env = "DEPOSITARY_CORS_ORIGINS", default_value = "*", value_name = "ORIGINS")]
    pub cors_origins: Origins,

    /// Where the figures of `/metrics` are served: `same` for the address above, `none`, or an address of their own, HOST:PORT.
    #[arg(long, env = "DEPOSITARY_METRICS_LISTEN", default_value = "same", value_name = "WHERE")]
    pub metrics_listen: FiguresAt,

    /// Whether errors say which names of the schema may have been meant.
    #[arg(long, env = "DEPOSITARY_SUGGESTIONS", default_value_t = true, action = clap::ArgAction::Set, value_name = "BOOL")]
    pub suggestions: bool,

    /// Connections of clients in all; fewer where the system allows fewer open files.
    #[arg(long, env = "DEPOSITARY_MAX_CONNECTIONS", default_value_t = 1024, value_parser = clap::value_parser!(u32).range(8..=1_000_000), value_name = "N", help_heading = LIMITS)]
    pub max_connections: u32,

    /// Connections of one client, that is of one IPv4 address or one IPv6 network of 64 bits. Behind a proxy, all come
    /// from the proxy: set it as high as the connections in all.
    #[arg(long, env = "DEPOSITARY_MAX_CONNECTIONS_PER_CLIENT", default_value_t = 512, value_parser = clap::value_parser!(u32).range(4..=1_000_000), value_name = "N", help_heading = LIMITS)]
    pub max_connections_per_client: u32,

    /// Seconds for which a client may take nothing of an answer; then its connection ends.
    #[arg(long, env = "DEPOSITARY_WRITE_TIMEOUT", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=3600), value_name = "SECONDS", help_heading = LIMITS)]
    pub write_timeout: u32,

    /// Megabytes of memory that all requests and answers in progress may hold together: a quarter for bodies of requests,
    /// the rest for answers, from their first row to the last byte that a client has not taken yet. Cached answers come in
    /// addition. One client holds three quarters of either at most. Whoever finds none waits for a second, and is refused.
    #[arg(long, env = "DEPOSITARY_MAX_ANSWER_MEMORY", default_value_t = 256, value_parser = clap::value_parser!(u64).range(64..=65_536), value_name = "MEGABYTES", help_heading = LIMITS)]
    pub max_answer_memory: u64,

    /// Milliseconds from which on a GraphQL request is logged as slow, with the name of its operation, the hash of its
    /// document and the number of its statements, and without values; 0 logs none.
    #[arg(long, env = "DEPOSITARY_SLOW_REQUEST", default_value_t = 1000, value_name = "MILLISECONDS")]
    pub slow_request: u32,

    /// Seconds a reading statement may take.
    #[arg(long, env = "DEPOSITARY_STATEMENT_TIMEOUT", default_value_t = 8, value_parser = clap::value_parser!(u32).range(1..=600), value_name = "SECONDS", help_heading = LIMITS)]
    pub statement_timeout: u32,
}

/// A text that can be the value of a header.
fn header(text: &str) -> Result<String, String> {
    HeaderValue::from_str(text).map(|_| text.to_owned()).map_err(|_| "a header has no such value".to_owned())
}

/// A text that is not shown: not in logs, not in `--help`, not in errors.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// The text, for the one who needs it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl FromStr for Secret {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("(secret)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_program_finds_what_its_checkout_fetched() {
        let checkout = tempfile::tempdir().expect("a folder");
        let top = checkout.path().canonicalize().expect("a path");
        fs::create_dir(top.join("scripts")).expect("a folder");
        fs::write(top.join("scripts/fetch-postgres"), "").expect("a script");
        for folder in ["target/release", "target/x86_64-unknown-linux-gnu/release"] {
            let program = top.join(folder).join("depositary");
            fs::create_dir_all(top.join(folder)).expect("a folder");
            fs::write(&program, "").expect("a program");
            assert_eq!(fetched_for(&program), Some(top.join(".postgres")));
        }
        // Installed elsewhere, it belongs to no checkout.
        let installed = top.join("depositary");
        fs::write(&installed, "").expect("a program");
        assert_eq!(fetched_for(&installed), None);
    }
}
