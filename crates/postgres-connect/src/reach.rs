//! Whether there is a way to a database, and one that does what is needed.

use crate::Address;
use anyhow::{Context as _, bail};
use futures_util::future::join;
use std::time::Duration;
use tokio::time;
use tokio_postgres::{Error, SimpleQueryMessage};

/// A setting that nobody else makes. What stands between and does not hand it on is a pooler.
const PROBE: &str = "postgres_connect.probe";

/// What is told of a pooler.
pub(crate) const POOLER: &str = "what answers is a pooler such as PgBouncer, which gives sessions to several clients in turn: settings, prepared statements and LISTEN do not hold there. Let the address name PostgreSQL itself (its own port, often 5432), and `--connections` say how many connections it may have";

impl Address {
    /// Reaches the database once, to tell a wrong address from a right one before anything is asked.
    ///
    /// # Errors
    /// Where nobody answers in time who lets us in, or who answers is a pooler.
    pub async fn reach(&self, timeout: Duration) -> anyhow::Result<()> {
        let probe = self.clone().with(PROBE, "on");
        let reached = time::timeout(timeout, probe.keeps_settings()).await;
        match reached.with_context(|| format!("the database did not answer within {} seconds", timeout.as_secs()))? {
            Ok(true) => Ok(()),
            Ok(false) => bail!(POOLER),
            Err(error) => Err(self.explained(error.into())),
        }
    }

    /// Whether a session has the settings with which it began.
    async fn keeps_settings(&self) -> Result<bool, Error> {
        let (client, connection) = self.connect().await?;
        let ask = format!("select current_setting('{PROBE}', true)");
        let asked = async move {
            let rows = client.simple_query(&ask).await?;
            let is_on =
                |row: &SimpleQueryMessage| matches!(row, SimpleQueryMessage::Row(row) if row.get(0) == Some("on"));
            Ok(rows.iter().any(is_on))
        };
        let (asked, _) = join(asked, connection).await;
        asked
    }
}
