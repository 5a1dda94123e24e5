//! Rows of one request, all read in one snapshot.

use engine::{define::Cell, derive::ComputedRows};
use fault::Fault;
use sea_orm::{
    AccessMode, ConnectionTrait as _, DatabaseConnection, DatabaseTransaction, DbErr, IsolationLevel, QueryResult,
    TransactionTrait as _, sea_query::SelectStatement,
};
use sqlx::{Row as _, ValueRef as _};
use std::sync::Arc;

/// A snapshot of the register.
#[derive(Clone)]
pub(super) struct Snapshot(Arc<DatabaseTransaction>);

impl Snapshot {
    pub(super) async fn of(db: &DatabaseConnection) -> Result<Self, DbErr> {
        let (isolation, access) = (IsolationLevel::RepeatableRead, AccessMode::ReadOnly);
        db.begin_with_config(Some(isolation), Some(access)).await.map(|snapshot| Self(Arc::new(snapshot)))
    }

    pub(super) async fn rows(&self, statement: &SelectStatement) -> Result<Vec<Row>, Fault> {
        let rows = self.0.query_all(statement).await.map_err(Fault::internal)?;
        Ok(rows.into_iter().map(|row| Row::Read(Arc::new(row))).collect())
    }

    pub(super) async fn row(&self, statement: &SelectStatement) -> Result<Option<Row>, Fault> {
        Ok(self.rows(statement).await?.into_iter().next())
    }

    /// Ends the snapshot, if nobody else reads in it.
    pub(super) async fn close(self) -> Result<(), DbErr> {
        match Arc::try_unwrap(self.0) {
            Ok(snapshot) => snapshot.commit().await,
            Err(_) => Ok(()),
        }
    }
}

/// A row: with all columns of its table, or one that was computed.
#[derive(Clone)]
pub(super) enum Row {
    /// The root has no row.
    None,
    /// As a statement gave it.
    Read(Arc<QueryResult>),
    /// As it was computed: the number of one of several rows.
    Computed { rows: Arc<ComputedRows>, number: usize },
}

impl Row {
    /// A column, as PostgreSQL sends it.
    pub(super) fn cell(&self, column: &str) -> Cell<'_> {
        match self {
            Self::None => None,
            Self::Read(row) => {
                let value = row.try_as_pg_row()?.try_get_raw(column).ok()?;
                if value.is_null() { None } else { value.as_bytes().ok() }
            }
            Self::Computed { rows, number } => rows.cell(*number, rows.column(column).ok()?),
        }
    }

    /// A key in a column.
    pub(super) fn key(&self, column: &str) -> Option<i64> {
        self.cell(column).and_then(|bytes| bytes.try_into().ok()).map(i64::from_be_bytes)
    }

    /// A text in a column.
    pub(super) fn text(&self, column: &str) -> Option<&str> {
        std::str::from_utf8(self.cell(column)?).ok()
    }

    /// The rows that were computed for a parent.
    pub(super) fn computed(rows: &Arc<ComputedRows>, parent: i64) -> Vec<Self> {
        let row = |number: &usize| Self::Computed { rows: Arc::clone(rows), number: *number };
        rows.numbers(parent).iter().map(row).collect()
    }
}
