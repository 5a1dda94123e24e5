//! Follows the register: at which revision it stands, as PostgreSQL tells every process.
//!
//! Whoever changes the register notifies `depositary_revision` in the same transaction, so that the news
//! arrives when the change is visible. While the connection that listens is away, nobody knows, and
//! [`Watch::revision`] says so.

use anyhow::Context as _;
use postgres_connect::{Address, Connecting};
use std::{
    future::poll_fn,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
    time::timeout,
};
use tokio_postgres::{AsyncMessage, Client};

/// Channel on which every new revision is told.
pub const CHANNEL: &str = "depositary_revision";
/// Longest silence after which the connection is tried.
const SILENCE: Duration = Duration::from_secs(5);
/// Pause before a lost connection is made again.
const PAUSE: Duration = Duration::from_millis(200);
/// Where nobody knows.
const UNKNOWN: i64 = -1;

/// At which revision the register stands, if that is known at present.
#[derive(Clone, Debug, Default)]
pub struct Watch(Arc<State>);

#[derive(Debug)]
struct State {
    revision: AtomicI64,
    origin: AtomicI64,
}

impl Default for State {
    fn default() -> Self {
        Self { revision: AtomicI64::new(UNKNOWN), origin: AtomicI64::default() }
    }
}

/// Where a register stands, and when its first revision was recorded.
const STANDING: &str = "select revision, (
    select (extract(epoch from recorded_at) * 1000000)::bigint from revision where number = 1
) from register";

/// Where a register stands.
struct Standing {
    revision: i64,
    origin: i64,
}

impl Watch {
    /// The revision; none while the listening connection is away.
    pub fn revision(&self) -> Option<i64> {
        Some(self.0.revision.load(Ordering::Acquire)).filter(|revision| *revision != UNKNOWN)
    }

    /// Tells one register from another that has revisions of the same numbers: when its first revision was recorded, in
    /// microseconds since 1970; 0 where that is not known.
    pub fn origin(&self) -> i64 {
        self.0.origin.load(Ordering::Acquire)
    }

    /// Learns of a revision in another way, such as a write of this process. Never goes back.
    pub fn advance(&self, revision: i64) {
        let forwards = |known| (known != UNKNOWN && known < revision).then_some(revision);
        // An `Err` says that it was known already, or that nobody listens.
        let _ = self.0.revision.fetch_update(Ordering::AcqRel, Ordering::Acquire, forwards);
    }

    fn set(&self, revision: i64) {
        self.0.revision.store(revision, Ordering::Release);
    }

    fn stands_in(&self, origin: i64) {
        self.0.origin.store(origin, Ordering::Release);
    }

    /// Listens for ever, and makes a lost connection again.
    pub async fn follow(self, address: Address) {
        let address = address.with_application("depositary-watch").with("statement_timeout", "5s");
        let mut is_told = false;
        loop {
            let ended = self.listen(&address).await;
            // Once, however often it cannot be made again.
            if let Err(error) = ended
                && (self.revision().is_some() || !is_told)
            {
                tracing::warn!(%error, "the listening connection is lost; answers are not cached until it is back");
                is_told = true;
            }
            self.set(UNKNOWN);
            tokio::time::sleep(PAUSE).await;
        }
    }

    async fn listen(&self, address: &Address) -> anyhow::Result<()> {
        let (client, connection) = timeout(SILENCE, address.connect()).await??;
        let (news, mut told) = unbounded_channel();
        // Ends with the client, which is dropped when this is left.
        tokio::spawn(pass_on(connection, news));
        timeout(SILENCE, client.batch_execute(&format!("LISTEN {CHANNEL}"))).await??;
        // Whatever happens from here on is told; what happened before is read.
        let Standing { revision, origin } = timeout(SILENCE, standing(&client)).await??;
        self.stands_in(origin);
        self.set(revision);
        tracing::info!("the listening connection is there; answers are cached");
        loop {
            match timeout(SILENCE, news_of(&mut told)).await {
                Ok(is_told) => {
                    is_told?;
                    // The register says which one: whoever may notify may say anything.
                    let Standing { revision, origin } = timeout(SILENCE, standing(&client)).await??;
                    self.stands_in(origin);
                    self.advance(revision);
                }
                Err(_) => timeout(SILENCE, client.batch_execute("select 1")).await??,
            }
        }
    }
}

/// Passes on that something was notified, until the connection ends.
async fn pass_on(mut connection: Connecting, news: UnboundedSender<()>) {
    while let Some(Ok(message)) = poll_fn(|context| connection.poll_message(context)).await {
        // Whoever does not listen any more has dropped the client, and so ended the connection.
        if matches!(message, AsyncMessage::Notification(_)) && news.send(()).is_err() {
            return;
        }
    }
}

/// Waits for news, however much of it there is.
async fn news_of(told: &mut UnboundedReceiver<()>) -> anyhow::Result<()> {
    told.recv().await.context("PostgreSQL closed it")?;
    while told.try_recv().is_ok() {}
    Ok(())
}

async fn standing(client: &Client) -> anyhow::Result<Standing> {
    let Some(row) = client.query_opt(STANDING, &[]).await? else {
        return Ok(Standing { revision: UNKNOWN, origin: 0 });
    };
    Ok(Standing { revision: row.try_get(0)?, origin: row.try_get::<_, Option<i64>>(1)?.unwrap_or_default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_watch_never_goes_back() {
        let watch = Watch::default();
        watch.advance(3);
        assert_eq!(watch.revision(), None, "nobody listens yet");
        watch.set(4);
        watch.advance(3);
        assert_eq!(watch.revision(), Some(4));
        watch.advance(5);
        assert_eq!(watch.revision(), Some(5));
    }
}
