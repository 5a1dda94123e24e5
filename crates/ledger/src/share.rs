//! Shares: which nodes each set of drafts names, and which of their fields, list entries and citations it gives.
//!
//! **Invariant:** a set removes only what it alone gave, and changes no value that another set gives. *Why:* whoever
//! imports a second folder does not know the contents of the first. *Enforced by:* `merge`, which asks this module
//! before it removes anything.
use crate::sql;
use sea_orm::{DatabaseTransaction, DbErr};
use std::collections::{BTreeSet, HashMap, HashSet};

/// The share of one set in one node: names of fields, `field:key` for entries of lists, `cite:key` for citations.
pub type Gives = BTreeSet<String>;

/// The share of one set in one node.
#[derive(Clone, Debug)]
struct Share {
    set: String,
    gives: Gives,
}

/// The shares of all sets in the nodes of an import.
pub struct Shares {
    /// Key of the set that is being written.
    pub set: i64,
    name: String,
    of_nodes: HashMap<i64, Vec<Share>>,
}

/// The set to which an import belongs.
#[derive(Clone, Debug, Default)]
pub struct SetName {
    /// Its name.
    pub name: String,
    /// Where its drafts are stored, as the source describes it; none if they are not stored.
    pub home: Option<String>,
    /// Whether the name was derived from `home` instead of given.
    pub is_guess: bool,
}

impl SetName {
    /// The rule for names of sets, as a message.
    pub const RULE: &str = "the name of a set is a text of 1 to 1000 bytes, without control characters and not blank";

    /// Whether a text is a valid name of a set. Names are shown in messages, so they have no control characters.
    #[must_use]
    pub fn may_be(text: &str) -> bool {
        !text.trim().is_empty() && text.len() <= 1_000 && !text.contains(char::is_control)
    }
}

/// The name belongs to another set: its drafts are stored elsewhere.
pub struct Stranger {
    /// Where the drafts of that set are stored.
    pub home: String,
}

/// The key of a set. Creates the set if its name is new.
pub async fn open(transaction: &DatabaseTransaction, set: &SetName) -> Result<Result<i64, Stranger>, DbErr> {
    let found =
        sql::all(transaction, "SELECT id, home FROM data_set WHERE name = $1", [set.name.clone().into()]).await?;
    let Some(row) = found.first() else {
        let sql = "INSERT INTO data_set (name, home) VALUES ($1, $2) RETURNING id";
        let rows = sql::all(transaction, sql, [set.name.clone().into(), set.home.clone().into()]).await?;
        return rows.first().ok_or(DbErr::RecordNotInserted)?.try_get_by_index(0).map(Ok);
    };
    let id = row.try_get_by_index::<i64>(0)?;
    let home = row.try_get_by_index::<Option<String>>(1)?;
    match (home, &set.home) {
        (Some(home), Some(now)) if home != *now && set.is_guess => Ok(Err(Stranger { home })),
        (home, Some(now)) if home.as_ref() != Some(now) => {
            let sql = "UPDATE data_set SET home = $2 WHERE id = $1";
            sql::run(transaction, sql, [id.into(), now.clone().into()]).await?;
            Ok(Ok(id))
        }
        _ => Ok(Ok(id)),
    }
}

impl Shares {
    /// Loads the shares of all sets in these nodes.
    pub async fn load(
        transaction: &DatabaseTransaction,
        set: i64,
        name: &str,
        nodes: impl IntoIterator<Item = i64>,
    ) -> Result<Self, DbErr> {
        let rows = sql::all(
            transaction,
            "SELECT node_id, data_set.name, gives FROM contribution JOIN data_set ON data_set.id = set_id
             WHERE node_id = ANY($1) ORDER BY node_id, set_id",
            [sql::numbers(nodes)],
        )
        .await?;
        let mut of_nodes = HashMap::<_, Vec<_>>::new();
        for row in rows {
            let gives = row.try_get_by_index::<Vec<String>>(2)?.into_iter().collect();
            let share = Share { set: row.try_get_by_index(1)?, gives };
            of_nodes.entry(row.try_get_by_index(0)?).or_default().push(share);
        }
        Ok(Self { set, name: name.to_owned(), of_nodes })
    }

    fn of(&self, node: i64) -> &[Share] {
        self.of_nodes.get(&node).map_or(&[], Vec::as_slice)
    }

    /// The share that the set had in a node before this import.
    pub fn mine(&self, node: i64) -> Option<&Gives> {
        self.of(node).iter().find(|share| share.set == self.name).map(|share| &share.gives)
    }

    /// Another set that gives the same part of a node.
    pub fn other(&self, node: i64, what: &str) -> Option<&str> {
        let mut others = self.of(node).iter().filter(|share| share.set != self.name);
        others.find(|share| share.gives.contains(what)).map(|share| share.set.as_str())
    }

    /// The other sets that name a node.
    pub fn others(&self, node: i64) -> Vec<&str> {
        self.of(node).iter().map(|share| share.set.as_str()).filter(|set| *set != self.name).collect()
    }

    /// Whether only this set gave a part before, so that the part is removed if the set gives it no longer.
    pub fn is_removable(&self, node: i64, what: &str) -> bool {
        self.mine(node).is_some_and(|gives| gives.contains(what)) && self.other(node, what).is_none()
    }
}

/// Number of contributions in one statement.
const CHUNK: usize = 5_000;

/// Writes the shares of a set: `[{"node": 12, "gives": ["name"], "automatic": false}]`.
const RECORD: &str = "INSERT INTO contribution (node_id, set_id, gives, is_automatic)
    SELECT (entry ->> 'node')::bigint, $1, ARRAY(SELECT jsonb_array_elements_text(entry -> 'gives')), (entry ->> 'automatic')::boolean
    FROM jsonb_array_elements($2) AS entry
    ON CONFLICT (node_id, set_id) DO UPDATE SET gives = excluded.gives, is_automatic = excluded.is_automatic";

/// Records the shares of the set that have changed.
pub async fn record(
    transaction: &DatabaseTransaction,
    shares: &Shares,
    given: &[(i64, Gives, bool)],
) -> Result<(), DbErr> {
    let changed = given.iter().filter(|(node, gives, _)| shares.mine(*node) != Some(gives));
    let entries = changed.map(
        |(node, gives, is_automatic)| serde_json::json!({ "node": node, "gives": gives, "automatic": is_automatic }),
    );
    for chunk in entries.collect::<Vec<_>>().chunks(CHUNK) {
        let entries = serde_json::Value::from(chunk.to_vec());
        sql::run(transaction, RECORD, [shares.set.into(), entries.into()]).await?;
    }
    Ok(())
}

/// Nodes to be deleted: the set made them, no other set names them, and this import does not name them. Without pruning
/// they are only automatic claims about nodes that this import names.
pub async fn leaving(
    transaction: &DatabaseTransaction,
    set: i64,
    nodes: impl IntoIterator<Item = i64>,
    is_pruning: bool,
) -> Result<HashSet<i64>, DbErr> {
    let rows = sql::all(
        transaction,
        "SELECT mine.node_id FROM contribution AS mine
         WHERE mine.set_id = $1 AND mine.node_id <> ALL($2)
           AND NOT EXISTS (SELECT FROM contribution AS other WHERE other.node_id = mine.node_id AND other.set_id <> $1)
           AND ($3 OR mine.is_automatic AND EXISTS (SELECT FROM claim WHERE claim.id = mine.node_id AND claim.subject_id = ANY($2)))",
        [set.into(), sql::numbers(nodes), is_pruning.into()],
    )
    .await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}

/// Deletes the set's shares in nodes that this import does not name and other sets name.
pub async fn release(
    transaction: &DatabaseTransaction,
    set: i64,
    nodes: impl IntoIterator<Item = i64>,
) -> Result<u64, DbErr> {
    let sql = "DELETE FROM contribution WHERE set_id = $1 AND node_id <> ALL($2)";
    sql::run(transaction, sql, [set.into(), sql::numbers(nodes)]).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_is_named_by_a_text_that_can_be_shown() {
        let long = "a".repeat(1_001);
        for name in ["a", "our register", "реестр", &long[1..]] {
            assert!(SetName::may_be(name), "{name:?}");
        }
        for name in ["", " ", "\u{a0}", "a\nb", "a\u{1b}[31mb", "a\0", &long] {
            assert!(!SetName::may_be(name), "{name:?}");
        }
    }
}
