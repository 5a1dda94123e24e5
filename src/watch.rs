//! Follows the register: at which revision it stands, as PostgreSQL tells every process.
//!
//! Whoever changes the register notifies `depositary_revision` in the same transaction, so that the news
//! arrives when the change is visible. While the connection that listens is away, nobody knows, and
//! [`Watch::revision`] says so.

use crate::{
    config::Secret,
    database::{self, Pool},
};
use entity::{register, revision};
use sea_orm::{ColumnTrait as _, DatabaseConnection, EntityTrait as _, QueryFilter as _};
use sqlx::postgres::PgListener;
use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};
use tokio::time::timeout;

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
pub struct Watch(Arc<Known>);

#[derive(Debug)]
struct Known {
    revision: AtomicI64,
    origin: AtomicI64,
}

impl Default for Known {
    fn default() -> Self {
        Self { revision: AtomicI64::new(UNKNOWN), origin: AtomicI64::default() }
    }
}

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

    /// Learns of a revision by another road, such as a write of this process. Never goes back.
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
    pub async fn follow(self, url: Secret) {
        let mut is_told = false;
        loop {
            let ended = self.listen(&url).await;
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

    async fn listen(&self, url: &Secret) -> anyhow::Result<()> {
        let pool =
            Pool { application: "depositary-watch", connections: 2, statement_timeout: Some(5), patience: SILENCE };
        let db = database::connect(url.reveal(), pool).await?;
        let mut listener = PgListener::connect_with(db.get_postgres_connection_pool()).await?;
        listener.eager_reconnect(false);
        listener.listen(CHANNEL).await?;
        // Whatever happens from here on is told; what happened before is read.
        let Standing { revision, origin } = standing(&db).await?;
        self.stands_in(origin);
        self.set(revision);
        tracing::info!("the listening connection is there; answers are cached");
        loop {
            match timeout(SILENCE, listener.try_recv()).await {
                Ok(told) => match told? {
                    // The register says which one: whoever may notify may say anything.
                    Some(_) => {
                        let Standing { revision, origin } = standing(&db).await?;
                        self.stands_in(origin);
                        self.advance(revision);
                    }
                    None => anyhow::bail!("PostgreSQL closed it"),
                },
                Err(_) => {
                    timeout(SILENCE, sqlx::query("select 1").execute(&mut listener)).await??;
                }
            }
        }
    }
}

/// Where a register stands.
async fn standing(db: &DatabaseConnection) -> anyhow::Result<Standing> {
    let row = register::Entity::find().one(db).await?;
    let first = revision::Entity::find().filter(revision::Column::Number.eq(1)).one(db).await?;
    let recorded = first.map_or(0, |first| first.recorded_at.unix_timestamp_nanos() / 1_000);
    Ok(Standing { revision: row.map_or(UNKNOWN, |row| row.revision), origin: i64::try_from(recorded)? })
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
