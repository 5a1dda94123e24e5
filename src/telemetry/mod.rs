//! Logs: to standard error, as text for people or JSON for machines.
//!
//! Nobody can make the log grow by what they send: [`tally`] counts what clients did wrong, and [`brake`] bounds the rest.

mod brake;
mod tally;

pub use tally::refused;

use brake::Brake;
use clap::{Args, ValueEnum};
use std::{
    io::{IsTerminal as _, stderr},
    thread,
    time::Duration,
};
use tracing_subscriber::{EnvFilter, layer::SubscriberExt as _, util::SubscriberInitExt as _};

/// How often is told what was counted.
const PERIOD: Duration = Duration::from_mins(1);
/// The target of what is told then.
const SUMMARY: &str = "depositary::summary";

/// What is logged, and how.
#[derive(Args, Clone, Debug)]
pub struct Log {
    /// What is logged: a level (error, warn, info, debug, trace), or directives such as `info,depositary::http=debug`.
    #[arg(
        long = "log",
        env = "DEPOSITARY_LOG",
        default_value = "info,sqlx=warn,sea_orm_migration=warn,tokio_postgres=warn",
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
    let registry = tracing_subscriber::registry().with(filter).with(Brake);
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
    let told = thread::Builder::new().name("log".to_owned()).spawn(|| {
        loop {
            thread::sleep(PERIOD);
            summarize();
        }
    });
    if let Err(error) = told {
        tracing::warn!(%error, "what is counted will be told at the end only");
    }
}

/// Tells what was counted since it was last told. For the end of the program, too.
pub fn summarize() {
    for (place, lines) in brake::release() {
        tracing::warn!(target: SUMMARY, place, lines, "further lines of one place were left out");
    }
    if let Some(refused) = tally::take() {
        tracing::info!(target: SUMMARY, "refused: {refused}");
    }
}
