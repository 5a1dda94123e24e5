//! Lists that hang on a record or statement, compared as a whole: what stays is not touched.
use super::{
    sql,
    table::{Table, Values},
};
use entity::{
    agenda_item_record, document_depositary, meeting_organ, meeting_organization, node_topic, provision_party,
    remark_about, slug,
};
use sea_orm::{DatabaseTransaction, DbErr, Value};
use std::{
    collections::{BTreeSet, HashMap},
    sync::LazyLock,
};

/// A table of lists.
pub struct List {
    /// Where its rows are stored.
    pub table: Table,
    /// Column of what the list hangs on.
    pub owner: &'static str,
    /// Column that tells the rows of one list apart.
    pub member: &'static str,
    /// Whether its rows repeat the order of their meeting's date.
    pub has_order: bool,
    /// Whether rows stay that no file names any more.
    pub is_lasting: bool,
}

/// A row that a list shall have.
pub struct Listed {
    /// What the list hangs on.
    pub owner: i64,
    /// The row.
    pub values: Values,
    /// Order of the meeting's date.
    pub date_order: Option<i32>,
}

/// All tables of lists, in the order in which rows can be inserted.
pub static LISTS: LazyLock<Vec<List>> = LazyLock::new(|| {
    let list = |table, owner, member| List { table, owner, member, has_order: false, is_lasting: false };
    vec![
        List { is_lasting: true, ..list(Table::of::<slug::Entity>(), "node_id", "slug") },
        List { has_order: true, ..list(Table::of::<meeting_organization::Entity>(), "meeting_id", "organization_id") },
        List { has_order: true, ..list(Table::of::<meeting_organ::Entity>(), "meeting_id", "organ_id") },
        list(Table::of::<node_topic::Entity>(), "node_id", "topic_id"),
        list(Table::of::<document_depositary::Entity>(), "document_id", "ordinal"),
        list(Table::of::<agenda_item_record::Entity>(), "agenda_item_id", "record_id"),
        list(Table::of::<provision_party::Entity>(), "provision_id", "ordinal"),
        list(Table::of::<remark_about::Entity>(), "remark_id", "node_id"),
    ]
});

impl List {
    /// How a sentence calls a member.
    pub fn noun(&self) -> String {
        self.member.trim_end_matches("_id").replace('_', " ")
    }

    /// The table of lists with this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        LISTS.iter().find(|list| list.table.name == name)
    }
}

/// What changes in one table of lists.
pub struct ListChange {
    list: &'static List,
    gone: Vec<Values>,
    new: Vec<Listed>,
    /// Nodes whose list changes.
    pub owners: BTreeSet<i64>,
}

impl ListChange {
    /// Compares the lists of these nodes with what they shall be.
    pub async fn find(
        transaction: &DatabaseTransaction,
        list: &'static List,
        listed: Vec<Listed>,
        existing: &[i64],
    ) -> Result<Self, DbErr> {
        let mut stored = HashMap::<i64, Vec<Values>>::new();
        for row in list.table.load(transaction, list.owner, existing.to_vec()).await? {
            let owner = list.table.number(&row, list.owner).unwrap_or_default();
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
        if !list.is_lasting {
            for (owner, rows) in stored {
                if !rows.is_empty() {
                    change.owners.insert(owner);
                    change.gone.extend(rows);
                }
            }
        }
        Ok(change)
    }

    /// Deletes the rows that are gone.
    pub async fn delete(&self, transaction: &DatabaseTransaction) -> Result<(), DbErr> {
        let List { table, owner, member, .. } = self.list;
        let sql = format!("DELETE FROM {} WHERE {owner} = $1 AND {member} = $2", table.name);
        for row in &self.gone {
            let parameters = [*owner, *member].map(|column| table.value(row, column).cloned());
            sql::run(transaction, &sql, parameters.into_iter().flatten()).await?;
        }
        Ok(())
    }

    /// Inserts the rows that are new.
    pub async fn insert(&self, transaction: &DatabaseTransaction) -> Result<(), DbErr> {
        let table = &self.list.table;
        let mut columns = table.columns.clone();
        if self.list.has_order {
            columns.push("date_order");
        }
        let rows = self
            .new
            .iter()
            .map(|row| {
                let order = row.date_order.filter(|_| self.list.has_order);
                row.values.iter().cloned().chain(order.map(Value::from)).collect()
            })
            .collect::<Vec<_>>();
        sql::insert(transaction, table.name, &columns, &rows).await
    }
}
