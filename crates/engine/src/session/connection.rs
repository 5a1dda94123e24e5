//! A connection to PostgreSQL, and how to open one.

use super::{prepared::Prepared, refusal::is_stale, rows::Rows, shapes::Shapes, sql::Sql};
use deadpool::managed::{Manager, Metrics, RecycleError, RecycleResult};
use futures_util::TryStreamExt as _;
use postgres_connect::Address;
use std::{
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
};
use tokio_postgres::{Client, Error, RowStream};

/// Memory of all plans that PostgreSQL may make on a connection before it is replaced, in bytes: its process does not
/// give all of it back.
const WORN: usize = 256 << 20;

/// Opens connections.
#[derive(Clone)]
pub struct Maker {
    /// The address and its settings.
    pub address: Arc<Address>,
    /// The statements that came before on any connection.
    pub shapes: Shapes,
}

/// A connection and its prepared statements.
pub struct Connection {
    /// Sends statements.
    pub client: Arc<Client>,
    /// The prepared statements.
    prepared: Prepared,
    shapes: Shapes,
    /// Memory of all plans that PostgreSQL made on it so far, in bytes.
    planned: AtomicUsize,
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
        let mut rows = Rows::default();
        let mut sent = pin!(self.send(sql).await?);
        while let Some(row) = sent.try_next().await? {
            rows.add(&row)?;
        }
        Ok(rows)
    }

    /// Sends a statement: prepared if it came before, otherwise together with its text in one message.
    async fn send(&self, sql: &Sql) -> Result<RowStream, Error> {
        if let Some(statement) = self.prepared.get(sql) {
            return self.client.query_raw(&statement, &sql.values).await;
        }
        self.planned.fetch_add(sql.plan_bytes(), Relaxed);
        if self.shapes.is_repeated(&sql.text) && Prepared::may_keep(sql) {
            let statement = self.prepared.statement(&self.client, sql).await?;
            return self.client.query_raw(&statement, &sql.values).await;
        }
        self.client.query_typed_raw(&sql.text, sql.values.iter().map(|value| (value, value.ty()))).await
    }

    /// Whether PostgreSQL has planned so much on it that its process is to be replaced.
    pub fn is_worn(&self) -> bool {
        self.planned.load(Relaxed) > WORN
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
        let (prepared, shapes, planned) = (Prepared::default(), self.shapes.clone(), AtomicUsize::default());
        Ok(Box::new(Connection { client, prepared, shapes, planned, address }))
    }

    async fn recycle(&self, connection: &mut Box<Connection>, _: &Metrics) -> RecycleResult<Error> {
        match (connection.client.is_closed(), connection.is_worn()) {
            (true, _) => Err(RecycleError::message("closed")),
            (_, true) => Err(RecycleError::message("worn")),
            _ => Ok(()),
        }
    }
}
