//! Logs: to standard error, as text for people or JSON for machines.

use clap::{Args, ValueEnum};
use std::io::{IsTerminal as _, stderr};
use tracing_subscriber::{EnvFilter, layer::SubscriberExt as _, util::SubscriberInitExt as _};

/// What is logged, and how.
#[derive(Args, Clone, Debug)]
pub struct Log {
    /// What is logged: a level (error, warn, info, debug, trace), or directives such as `info,depositary::http=debug`.
    #[arg(
        long = "log",
        env = "DEPOSITARY_LOG",
        default_value = "info,sqlx=warn,sea_orm_migration=warn",
        global = true,
        value_name = "FILTER"
    )]
    filter: String,

    /// Form of the log.
    #[arg(long = "log-format", env = "DEPOSITARY_LOG_FORMAT", default_value = "text", global = true)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// Lines for people.
    Text,
    /// One JSON object a line.
    Json,
}

/// Sends the log to standard error. A filter that cannot be read logs everything from `info` on, and says so.
pub fn install(log: &Log) {
    let (filter, wrong) = match EnvFilter::try_new(&log.filter) {
        Ok(filter) => (filter, None),
        Err(error) => (EnvFilter::new("info"), Some(error)),
    };
    let registry = tracing_subscriber::registry().with(filter);
    match log.format {
        Format::Text => {
            let lines = tracing_subscriber::fmt::layer().with_ansi(stderr().is_terminal()).with_writer(stderr);
            registry.with(lines).init();
        }
        Format::Json => registry.with(tracing_subscriber::fmt::layer().json().with_writer(stderr)).init(),
    }
    if let Some(error) = wrong {
        tracing::warn!(%error, "the log filter cannot be read");
    }
}
