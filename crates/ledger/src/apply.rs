//! Writes the differences between a set and the register, and nothing else, in one revision.
use crate::{
    compare::{Change, RowChange},
    sql,
};
use sea_orm::{DatabaseTransaction, DbErr, Value};

impl Change {
    /// Writes everything but the log of changes.
    pub async fn write(&self, transaction: &DatabaseTransaction, revision: i64) -> Result<(), DbErr> {
        for list in self.lists.iter().rev() {
            list.delete(transaction).await?;
        }
        let nodes = self.nodes.iter().map(|node| {
            let created_in = [Value::from(revision)];
            node.iter().cloned().chain(created_in).collect()
        });
        sql::insert(transaction, "node", &["id", "kind", "key", "created_in"], &nodes.collect::<Vec<_>>()).await?;
        for kind in &self.kinds {
            kind.write(transaction).await?;
        }
        for list in &self.lists {
            list.insert(transaction).await?;
        }
        self.citations.write(transaction).await
    }
}

impl RowChange {
    async fn write(&self, transaction: &DatabaseTransaction) -> Result<(), DbErr> {
        let table = self.kind.table();
        if !self.stepping_down.is_empty() {
            let ids = self.stepping_down.iter().copied();
            let sql = format!("UPDATE {} SET is_leading = false WHERE id = ANY($1)", table.name);
            sql::run(transaction, &sql, [sql::numbers(ids)]).await?;
        }
        for (column, rows) in self.releasing.iter().filter(|(_, rows)| !rows.is_empty()) {
            let sql = format!("UPDATE {} SET {column} = NULL WHERE id = ANY($1)", table.name);
            sql::run(transaction, &sql, [sql::numbers(rows.iter().copied())]).await?;
        }
        sql::insert(transaction, table.name, &table.columns, &self.new).await?;
        for (id, changes) in &self.changed {
            sql::update(transaction, table.name, *id, changes).await?;
        }
        Ok(())
    }
}
