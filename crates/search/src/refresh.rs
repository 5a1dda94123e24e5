//! Keeping entries true, in the transaction that changes the register.

use super::{
    entry::{Beginning, Entry},
    gather, numbers, statement, texts,
};
use sea_orm::{ConnectionTrait, DbErr, Value, sea_query::ArrayType};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Records whose entries are made at once.
const CHUNK: usize = 5_000;

/// Writes the entries that differ from those that are stored.
const WRITE: &str = "INSERT INTO search_entry AS entry (node_id, kind, names, texts, folded, body)
    SELECT id, kind, names::jsonb, texts::jsonb, folded, body::tsvector
    FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) AS new (id, kind, names, texts, folded, body)
    ON CONFLICT (node_id) DO UPDATE SET names = excluded.names, texts = excluded.texts, folded = excluded.folded, body = excluded.body
    WHERE (entry.names, entry.texts, entry.folded, entry.body) IS DISTINCT FROM (excluded.names, excluded.texts, excluded.folded, excluded.body)";

/// Writes the names that differ from those that are stored.
const NAME: &str = "WITH new AS MATERIALIZED (
    SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::bool[]) AS new (node_id, kind, name, begins, is_inner)
  ), gone AS (
    DELETE FROM search_name AS old WHERE node_id = ANY($6::bigint[])
      AND NOT EXISTS (SELECT FROM new WHERE (new.node_id, new.is_inner, new.begins) = (old.node_id, old.is_inner, old.begins))
  )
  INSERT INTO search_name AS old (node_id, kind, name, begins, is_inner) SELECT node_id, kind, name, begins, is_inner FROM new
  ON CONFLICT (node_id, is_inner, begins) DO UPDATE SET name = excluded.name WHERE old.name <> excluded.name";

/// Adds words that are new.
const LEARN: &str = "INSERT INTO search_word (word) SELECT unnest($1::text[]) ON CONFLICT (word) DO NOTHING";

/// Takes away words that no entry has any more. A word is letters and digits.
const FORGET: &str = "DELETE FROM search_word WHERE word = ANY($1)
    AND NOT EXISTS (SELECT FROM search_entry WHERE body @@ ('''' || word || '''')::tsquery)";

/// A change of the register under way: which entries it touches.
pub struct Refresh {
    records: BTreeSet<i64>,
    /// Words of those entries, as they were.
    words: HashSet<String>,
}

impl Refresh {
    /// Before the change: what it will touch of what is there, by the nodes that change or leave.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn before(db: &impl ConnectionTrait, nodes: &[i64]) -> Result<Self, DbErr> {
        let records = gather::records_of(db, nodes).await?.into_iter().collect();
        let mut words = HashSet::new();
        for ids in chunks(&records) {
            // With a node goes its entry, so this is asked before.
            let sql = "SELECT DISTINCT unnest(tsvector_to_array(body)) FROM search_entry WHERE node_id = ANY($1)";
            for row in db.query_all_raw(statement(sql, [numbers(ids)])).await? {
                words.insert(row.try_get_by_index(0)?);
            }
        }
        Ok(Self { records, words })
    }

    /// After the change: makes the entries that it touched, by the nodes that are new or have changed.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn after(mut self, db: &impl ConnectionTrait, nodes: &[i64]) -> Result<(), DbErr> {
        self.records.extend(gather::records_of(db, nodes).await?);
        for ids in chunks(&self.records) {
            for word in write(db, &ids).await? {
                self.words.remove(&word);
            }
        }
        if !self.words.is_empty() {
            db.execute_raw(statement(FORGET, [texts(self.words)])).await?;
        }
        Ok(())
    }
}

fn chunks(records: &BTreeSet<i64>) -> impl Iterator<Item = Vec<i64>> {
    let records = records.iter().copied().collect::<Vec<_>>();
    let chunks = records.chunks(CHUNK).map(<[i64]>::to_vec).collect::<Vec<_>>();
    chunks.into_iter()
}

/// Writes the entries of these records, those of them that still are there; gives their words.
pub(super) async fn write(db: &impl ConnectionTrait, ids: &[i64]) -> Result<BTreeSet<String>, DbErr> {
    let mut entries = gather::entries(db, ids).await?;
    let words = entries.values_mut().flat_map(|(_, entry)| std::mem::take(&mut entry.words)).collect::<BTreeSet<_>>();
    if entries.is_empty() {
        return Ok(words);
    }
    let list = |texts: &[String]| serde_json::to_string(texts).map_err(|error| DbErr::Json(error.to_string()));
    let mut columns: [Vec<String>; 5] = Default::default();
    name(db, &entries).await?;
    let keys = entries.keys().copied().collect::<Vec<_>>();
    for (kind, entry) in entries.into_values() {
        let cells = [kind, list(&entry.names)?, list(&entry.texts)?, entry.folded, entry.body];
        for (column, cell) in columns.iter_mut().zip(cells) {
            column.push(cell);
        }
    }
    let values = std::iter::once(numbers(keys)).chain(columns.map(texts));
    db.execute_raw(statement(WRITE, values)).await?;
    db.execute_raw(statement(LEARN, [texts(words.iter().cloned())])).await?;
    Ok(words)
}

/// Writes the beginnings of the names of some records.
async fn name(db: &impl ConnectionTrait, entries: &BTreeMap<i64, (String, Entry)>) -> Result<(), DbErr> {
    let (mut ids, mut inner) = (Vec::new(), Vec::new());
    let mut columns: [Vec<String>; 3] = Default::default();
    for (id, (kind, entry)) in entries {
        for Beginning { is_inner, begins, name } in entry.beginnings(kind) {
            ids.push(*id);
            inner.push(Value::from(is_inner));
            for (column, cell) in columns.iter_mut().zip([kind.clone(), name, begins]) {
                column.push(cell);
            }
        }
    }
    let inner = Value::Array(ArrayType::Bool, Some(Box::new(inner)));
    let [kinds, names, begins] = columns.map(texts);
    let values = [numbers(ids), kinds, names, begins, inner, numbers(entries.keys().copied())];
    db.execute_raw(statement(NAME, values)).await.map(drop)
}
