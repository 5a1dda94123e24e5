//! What the records are found by: their entries, and the words of these.

use super::{
    copy::Target,
    model::Model,
    records::{name, topic},
};
use search::entry::{Entry, Weight};
use sqlx::{AssertSqlSafe, PgConnection, Row as _};
use std::collections::BTreeSet;

/// Writes the entries that an import would make.
pub async fn write(model: &Model, target: &mut Target<'_>) -> anyhow::Result<()> {
    let spans = model.ids.records();
    let records = spans.into_iter().flat_map(|span| span.indexes().map(move |index| (span, index)));
    let mut words = BTreeSet::new();
    let columns = "node_id, kind, names, texts, folded, body";
    target
        .copy("search_entry", columns, records, |row, (span, index)| {
            let entry = entry(model, span.kind, index);
            let list = |texts: &[String]| serde_json::to_string(texts).expect("texts are JSON");
            row.number(span.id(index)).text(span.kind).text(&list(&entry.names)).text(&list(&entry.texts));
            row.text(&entry.folded).text(&entry.body);
            for word in entry.words {
                if !words.contains(&word) {
                    words.insert(word);
                }
            }
        })
        .await?;
    target
        .copy("search_word", "word", words, |row, word| {
            row.text(&word);
        })
        .await
}

/// What an import would make of the record: its name, its abbreviation and its topic.
fn entry(model: &Model, kind: &str, index: u32) -> Entry {
    let name = name(model, kind, index);
    let mut texts = vec![(Weight::A, name.as_str())];
    let topic = (kind == "DOCUMENT").then(|| topic(model, index));
    match kind {
        "ORGANIZATION" => texts.push((Weight::B, &model.organizations[index as usize].abbreviation)),
        "DOCUMENT" => texts.extend(topic.as_ref().map(|(_, name)| (Weight::C, name.as_str()))),
        _ => {}
    }
    Entry::of(texts)
}

/// The index over the words, taken away while rows pour in: making it at once takes a fraction of the time.
pub struct Index(String);

impl Index {
    /// Takes it away, and remembers it.
    pub async fn drop(connection: &mut PgConnection) -> sqlx::Result<Self> {
        let sql = "SELECT pg_get_indexdef('search_entry_body'::regclass)";
        let definition = sqlx::query(sql).fetch_one(&mut *connection).await?.try_get(0)?;
        sqlx::raw_sql("DROP INDEX search_entry_body").execute(connection).await?;
        Ok(Self(definition))
    }

    /// Puts it back as it was.
    pub async fn restore(self, connection: &mut PgConnection) -> sqlx::Result<()> {
        sqlx::raw_sql(AssertSqlSafe(self.0)).execute(connection).await?;
        Ok(())
    }
}
