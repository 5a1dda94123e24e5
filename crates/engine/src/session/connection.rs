//! A connection to PostgreSQL, and how to open one.

use super::{prepared::Prepared, refusal::is_stale, rows::Rows, sql::Sql};
use deadpool::managed::{Manager, Metrics, RecycleError, RecycleResult};
use futures_util::TryStreamExt as _;
use postgres_connect::Address;
use std::{pin::pin, sync::Arc};
use tokio_postgres::{Client, Error};

/// Opens connections.
#[derive(Clone)]
pub struct Maker {
    /// The address and its settings.
    pub address: Arc<Address>,
}

/// A connection and its prepared statements.
pub struct Connection {
    /// Sends statements.
    pub client: Arc<Client>,
    /// The prepared statements.
    pub prepared: Prepared,
    /// The address, needed to cancel.
    address: Arc<Address>,
}

impl Connection {
    /// All rows of a statement.
    ///
    /// # Errors
    /// If PostgreSQL cannot be reached, or refuses the statement.
    pub async fn rows(&self, sql: &Sql) -> Result<Rows, Error> {
        let read = self.read(sql).await;
        if read.as_ref().is_err_and(is_stale) {
            self.prepared.forget();
        }
        read
    }

    async fn read(&self, sql: &Sql) -> Result<Rows, Error> {
        let statement = self.prepared.statement(&self.client, sql).await?;
        let mut sent = pin!(self.client.query_raw(&statement, &sql.values).await?);
        let mut rows = Rows::default();
        while let Some(row) = sent.try_next().await? {
            rows.add(&row)?;
        }
        Ok(rows)
    }

    /// Cancels the running statement, without waiting for that.
    pub fn cancel(&self) {
        let (address, statement) = (Arc::clone(&self.address), self.client.cancel_token());
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                if let Err(cause) = address.cancel(statement).await {
                    tracing::warn!(?cause, "a statement that nobody waits for could not be cancelled");
                }
            });
        }
    }
}

impl Manager for Maker {
    type Type = Box<Connection>;
    type Error = Error;

    async fn create(&self) -> Result<Box<Connection>, Error> {
        let (client, connection) = self.address.connect().await?;
        tokio::spawn(async move {
            if let Err(cause) = connection.await {
                tracing::warn!(?cause, "a connection to PostgreSQL is lost");
            }
        });
        let (client, address) = (Arc::new(client), Arc::clone(&self.address));
        Ok(Box::new(Connection { client, prepared: Prepared::default(), address }))
    }

    async fn recycle(&self, connection: &mut Box<Connection>, _: &Metrics) -> RecycleResult<Error> {
        if connection.client.is_closed() { Err(RecycleError::message("closed")) } else { Ok(()) }
    }
}
