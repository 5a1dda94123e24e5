//! What the records are found by: their entries, and the words of these.

use super::{
    copy::Target,
    model::Model,
    records::{drawn_of_meeting, name, organ, organ_of_meeting, state_of_place, topic},
    statements::{Spell, founded, spell},
};
use edtf::Edtf;
use search::{
    entry::{Entry, Weight},
    query::marks_of_date,
};
use sqlx::{AssertSqlSafe, PgConnection, Row as _};
use std::collections::BTreeSet;

/// Writes the entries that an import would make.
pub async fn write(model: &Model, target: &mut Target<'_>) -> anyhow::Result<()> {
    let spans = model.ids.records();
    let records = spans.into_iter().flat_map(|span| span.indexes().map(move |index| (span, index)));
    let mut words = BTreeSet::new();
    let members = Members::of(model);
    let columns = "node_id, kind, names, texts, folded, body";
    target
        .copy("search_entry", columns, records, |row, (span, index)| {
            let entry = entry(model, &members, span.kind, index);
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
    let names = spans.into_iter().flat_map(|span| {
        let beginnings = |index| entry(model, &members, span.kind, index).beginnings(span.kind);
        span.indexes().flat_map(move |index| beginnings(index).into_iter().map(move |begins| (span, index, begins)))
    });
    target
        .copy("search_name", "node_id, kind, name, begins, is_inner", names, |row, (span, index, each)| {
            row.number(span.id(index)).text(span.kind).text(&each.name).text(&each.begins).text(if each.is_inner {
                "t"
            } else {
                "f"
            });
        })
        .await?;
    target
        .copy("search_word", "word", words, |row, word| {
            row.text(&word);
        })
        .await
}

/// What an import would make of the record: its name, its abbreviation, its topic, and what it is linked with.
fn entry(model: &Model, members: &Members, kind: &str, index: u32) -> Entry {
    let name = name(model, kind, index);
    let mut texts = vec![(Weight::A, name)];
    let mut date = None;
    match kind {
        "ORGANIZATION" => {
            texts.push((Weight::B, model.organizations[index as usize].abbreviation.clone()));
            texts.extend(members.texts(model, index).into_iter().map(|text| (Weight::D, text)));
            date = Some(Edtf::parse(&founded(model, index).to_string()));
        }
        "ORGAN" => texts.push((Weight::D, format!("organ of: {}", named(model, organ(model, index).0)))),
        "PLACE" => texts.push((Weight::D, format!("place in: {}", self::name(model, "STATE", state_of_place(index))))),
        "MEETING" => {
            let meeting = &model.meetings[index as usize];
            texts.push((Weight::D, format!("of: {}", named(model, meeting.organization))));
            let place = drawn_of_meeting(model, index).1;
            texts.extend(place.map(|place| (Weight::D, format!("in: {}", self::name(model, "PLACE", place)))));
            let organ = organ_of_meeting(model, index);
            texts.extend(organ.map(|organ| (Weight::D, format!("of: {}", self::name(model, "ORGAN", organ)))));
            date = Some(Ok(model.date_of_meeting(index)));
        }
        "DOCUMENT" => {
            texts.push((Weight::C, topic(model, index).1));
            date = Some(Ok(model.date_of_meeting(model.documents[index as usize].meeting)));
        }
        _ => {}
    }
    let bounds = date.and_then(Result::ok).and_then(|date| Some((date.earliest()?, date.latest()?)));
    let marks = bounds.map(|(from, to)| marks_of_date(from, to)).unwrap_or_default();
    Entry::of(texts.iter().map(|(weight, text)| (*weight, text.as_str())), marks)
}

/// The number of the first membership of each organization.
struct Members(Vec<u32>);

impl Members {
    fn of(model: &Model) -> Self {
        let firsts = model.organizations.iter().scan(0, |next, each| {
            let first = *next;
            *next += each.members;
            Some(first)
        });
        Self(firsts.collect())
    }

    /// What an import would say of the members: one text for each standing, in the order of the first of each.
    fn texts(&self, model: &Model, organization: u32) -> Vec<String> {
        let each = &model.organizations[organization as usize];
        let mut texts: Vec<(String, String)> = Vec::new();
        for place in 0..each.members {
            let Spell { left, status, .. } = spell(model, self.0[organization as usize] + place, organization, place);
            let standing = match status {
                "ASSOCIATE" => "associate members",
                "OBSERVER" => "observers",
                _ => "members",
            };
            let words = format!("{}{standing}", if left.is_some() { "former " } else { "" });
            let state = name(model, "STATE", each.state(place));
            match texts.iter_mut().find(|(known, _)| *known == words) {
                Some((_, names)) => names.extend(["; ", &state]),
                None => texts.push((words, state)),
            }
        }
        texts.into_iter().map(|(words, names)| format!("{words}: {names}")).collect()
    }
}

/// Name and abbreviation of an organization.
fn named(model: &Model, organization: u32) -> String {
    let each = &model.organizations[organization as usize];
    format!("{} ({})", each.name, each.abbreviation)
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
