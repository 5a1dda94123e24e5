//! Deletes nodes that no set names any more. A tombstone and the last image remain.
use crate::{
    history::Log,
    kind::{KINDS, Kind},
    lists::LISTS,
    origin::Origin,
    problem::{Problem, Refused},
    sql,
};
use entity::vocabulary::{ChangeKind, NodeKind, Vocabulary};
use sea_orm::{DatabaseTransaction, DbErr, Value};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Nodes that will be deleted, by kind.
#[derive(Default)]
pub struct Leaving {
    kinds: HashMap<NodeKind, BTreeSet<i64>>,
}

impl Leaving {
    /// Loads the kinds of these nodes.
    pub async fn load(transaction: &DatabaseTransaction, nodes: &HashSet<i64>) -> Result<Self, DbErr> {
        let mut leaving = Self::default();
        if nodes.is_empty() {
            return Ok(leaving);
        }
        let rows = sql::all(
            transaction,
            "SELECT id, kind FROM node WHERE id = ANY($1)",
            [sql::numbers(nodes.iter().copied())],
        )
        .await?;
        for row in rows {
            let kind = sql::kind(&row.try_get_by_index::<String>(1)?)?;
            let nodes = leaving.kinds.entry(kind).or_default();
            nodes.insert(row.try_get_by_index(0)?);
        }
        Ok(leaving)
    }

    /// Number of nodes of a kind.
    pub fn count(&self, kind: NodeKind) -> usize {
        self.kinds.get(&kind).map_or(0, BTreeSet::len)
    }

    /// Whether nothing will be deleted.
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// The nodes.
    pub fn nodes(&self) -> impl Iterator<Item = i64> {
        self.kinds.values().flatten().copied()
    }

    fn all(&self) -> Value {
        sql::numbers(self.nodes())
    }

    /// Records the images of the nodes.
    pub async fn log(&self, transaction: &DatabaseTransaction, log: &mut Log) -> Result<(), DbErr> {
        for kind in KINDS {
            if let Some(nodes) = self.kinds.get(&kind.node) {
                log.keep(transaction, kind, nodes, ChangeKind::Deleted).await?;
            }
        }
        Ok(())
    }

    /// Refuses the deletion if a remaining row refers to a deleted one.
    pub async fn check(
        &self,
        transaction: &DatabaseTransaction,
        origins: &HashMap<i64, Origin>,
    ) -> Result<(), Refused> {
        let mut problems = Vec::new();
        for (table, column) in references(transaction).await? {
            let owner = owner_of(&table);
            if owner == column {
                continue;
            }
            let sql = format!(
                "SELECT DISTINCT held.{owner}, held.{column}, stays.kind, stays.key, goes.kind, goes.key
                 FROM {table} AS held JOIN node AS stays ON stays.id = held.{owner} JOIN node AS goes ON goes.id = held.{column}
                 WHERE held.{column} = ANY($1) AND held.{owner} <> ALL($1) ORDER BY 1, 2 LIMIT 20"
            );
            for row in sql::all(transaction, &sql, [self.all()]).await? {
                let name = |kind: usize| -> Result<String, DbErr> {
                    let noun = Kind::get(sql::kind(&row.try_get_by_index::<String>(kind)?)?).noun();
                    let key = row.try_get_by_index::<Option<String>>(kind + 1)?;
                    Ok(format!("{noun} \"{}\"", key.unwrap_or_default()))
                };
                let reason = format!("no set names the {} any more, but the {} still refers to it", name(4)?, name(2)?);
                problems.push(match origins.get(&row.try_get_by_index::<i64>(0)?) {
                    Some(origin) => Problem::at(*origin, reason),
                    None => Problem::of_register(reason),
                });
            }
        }
        if problems.is_empty() { Ok(()) } else { Err(Refused::sorted(problems)) }
    }

    /// Deletes the nodes and writes their tombstones.
    pub async fn delete(&self, transaction: &DatabaseTransaction, revision: i64) -> Result<(), DbErr> {
        let of_kind = |nodes: &BTreeSet<i64>| sql::numbers(nodes.iter().copied());
        for kind in KINDS {
            let Some(nodes) = self.kinds.get(&kind.node) else {
                continue;
            };
            let (slug, name) = if kind.is_record() { ("slug", "name") } else { ("NULL", "NULL") };
            let sql = format!(
                "INSERT INTO tombstone (node_id, kind, slug, name, deleted_in) SELECT id, $1, {slug}, {name}, $2 FROM {} WHERE id = ANY($3)",
                kind.name()
            );
            let parameters = [kind.node.name().to_owned().into(), revision.into(), of_kind(nodes)];
            sql::run(transaction, &sql, parameters).await?;
        }
        for list in LISTS.iter().rev() {
            sql::delete(transaction, list.table.name, list.owner, self.all()).await?;
        }
        sql::delete(transaction, "citation", "subject_id", self.all()).await?;
        for kind in KINDS.iter().rev() {
            if let Some(nodes) = self.kinds.get(&kind.node) {
                sql::delete(transaction, kind.name(), "id", of_kind(nodes)).await?;
            }
        }
        sql::delete(transaction, "node", "id", self.all()).await?;
        Ok(())
    }
}

/// The column with the node that a row belongs to.
fn owner_of(table: &str) -> &'static str {
    if table == "citation" {
        return "subject_id";
    }
    let list = LISTS.iter().find(|list| list.table.name == table);
    list.map_or("id", |list| list.owner)
}

/// Tables whose references do not prevent a deletion: derived tables, and those whose rows are deleted along.
const FOLLOWING: [&str; 4] = ["contribution", "meeting_document", "search_entry", "search_name"];

/// The columns that refer to nodes or to rows of a kind.
async fn references(transaction: &DatabaseTransaction) -> Result<Vec<(String, String)>, DbErr> {
    let kinds = NodeKind::TERMS.iter().map(|term| term.name.to_lowercase());
    let tables = kinds.chain(["node".to_owned()]).collect::<Vec<_>>();
    let rows = sql::all(
        transaction,
        "SELECT DISTINCT held.relname::text, attribute.attname::text FROM pg_constraint
         JOIN pg_class AS held ON held.oid = conrelid JOIN pg_class AS target ON target.oid = confrelid
         JOIN pg_attribute AS attribute ON attribute.attrelid = conrelid AND attribute.attnum = conkey[1]
         WHERE contype = 'f' AND target.relname = ANY($1) AND held.relname <> ALL($2) AND pg_table_is_visible(target.oid) ORDER BY 1, 2",
        [sql::texts(tables.iter().map(String::as_str)), sql::texts(FOLLOWING)],
    )
    .await?;
    rows.iter().map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?))).collect()
}
