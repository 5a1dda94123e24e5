//! The log of changes: the previous image of each changed or deleted node, with its lists and citations.
use crate::{kind::Kind, lists::LISTS, sql};
use entity::vocabulary::{ChangeKind, Vocabulary};
use sea_orm::{DatabaseTransaction, DbErr, Value};
use std::collections::BTreeSet;

/// Writes the log of one revision.
pub struct Log {
    revision: i64,
    ordinal: i32,
}

impl Log {
    /// The empty log of a revision.
    pub fn new(revision: i64) -> Self {
        Self { revision, ordinal: 0 }
    }

    /// Records the images of nodes of a kind before they change.
    pub async fn keep(
        &mut self,
        transaction: &DatabaseTransaction,
        kind: &Kind,
        nodes: &BTreeSet<i64>,
        change: ChangeKind,
    ) -> Result<(), DbErr> {
        if nodes.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "INSERT INTO node_change (revision_id, ordinal, node_id, kind, change, before)
             SELECT $1, $2 + row_number() OVER (ORDER BY held.id)::int, held.id, $3, $4,
               jsonb_build_object('version', node.version, 'row', to_jsonb(held), 'links', jsonb_strip_nulls({}), 'citations',
                 coalesce((SELECT jsonb_agg(to_jsonb(citation) ORDER BY citation.ordinal) FROM citation WHERE citation.subject_id = held.id), '[]'))
             FROM {} AS held JOIN node ON node.id = held.id WHERE held.id = ANY($5)",
            links(),
            kind.name(),
        );
        let kept = sql::run(
            transaction,
            &sql,
            [
                self.revision.into(),
                self.ordinal.into(),
                kind.node.name().to_owned().into(),
                Value::from(change.name()),
                sql::numbers(nodes.iter().copied()),
            ],
        )
        .await?;
        self.ordinal += i32::try_from(kept).unwrap_or(i32::MAX);
        Ok(())
    }
}

/// All lists of a node, by the name of their table. Empty lists are left out.
fn links() -> String {
    let lists = LISTS.iter().map(|list| {
        let (table, owner, member) = (list.table.name, list.owner, list.member);
        format!(
            "'{table}', (SELECT jsonb_agg(to_jsonb({table}) ORDER BY {table}.{member}) FROM {table} WHERE {table}.{owner} = held.id)"
        )
    });
    format!("jsonb_build_object({})", lists.collect::<Vec<_>>().join(", "))
}

/// Increments the version of each node.
pub async fn increment_versions(
    transaction: &DatabaseTransaction,
    nodes: impl Iterator<Item = i64>,
) -> Result<(), DbErr> {
    let sql = "UPDATE node SET version = version + 1 WHERE id = ANY($1)";
    sql::run(transaction, sql, [sql::numbers(nodes)]).await?;
    Ok(())
}
