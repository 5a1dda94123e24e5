//! The changes to the rows of one list table.
use super::{ListTable, Listed};
use crate::{sql, table::Values};
use sea_orm::{DatabaseTransaction, DbErr, Value};
use std::collections::{BTreeSet, HashMap};

/// The changes in one list table.
pub struct ListChange {
    list: &'static ListTable,
    gone: Vec<Values>,
    new: Vec<Listed>,
    /// Nodes whose list changes.
    pub owners: BTreeSet<i64>,
}

impl ListChange {
    /// Compares the stored lists of these nodes with the lists that they should have.
    pub async fn find(
        transaction: &DatabaseTransaction,
        list: &'static ListTable,
        listed: Vec<Listed>,
        existing: &[i64],
    ) -> Result<Self, DbErr> {
        let mut stored = HashMap::<i64, Vec<Values>>::new();
        for row in list.table.load(transaction, list.owner, existing.to_vec()).await? {
            let owner = list.table.number(&row, list.owner).ok_or_else(|| super::no_owner(list))?;
            stored.entry(owner).or_default().push(row);
        }
        let mut change = Self { list, gone: Vec::new(), new: Vec::new(), owners: BTreeSet::new() };
        for row in listed {
            let rows = stored.entry(row.owner).or_default();
            if let Some(same) = rows.iter().position(|stored| *stored == row.values) {
                rows.swap_remove(same);
            } else {
                change.owners.insert(row.owner);
                change.new.push(row);
            }
        }
        for (owner, rows) in stored {
            if !rows.is_empty() {
                change.owners.insert(owner);
                change.gone.extend(rows);
            }
        }
        Ok(change)
    }

    /// Deletes removed rows.
    pub async fn delete(&self, transaction: &DatabaseTransaction) -> Result<(), DbErr> {
        let ListTable { table, owner, member, .. } = self.list;
        let sql = format!("DELETE FROM {} WHERE {owner} = $1 AND {member} = $2", table.name);
        for row in &self.gone {
            let parameters = [*owner, *member].map(|column| table.value(row, column).cloned());
            sql::run(transaction, &sql, parameters.into_iter().flatten()).await?;
        }
        Ok(())
    }

    /// Inserts new rows.
    pub async fn insert(&self, transaction: &DatabaseTransaction) -> Result<(), DbErr> {
        let table = &self.list.table;
        let mut columns = table.columns.clone();
        if self.list.has_order {
            columns.push("date_order");
        }
        let rows = self.new.iter().map(|row| {
            let order = row.date_order.filter(|_| self.list.has_order);
            row.values.iter().cloned().chain(order.map(Value::from)).collect()
        });
        sql::insert(transaction, table.name, &columns, &rows.collect::<Vec<_>>()).await
    }
}
