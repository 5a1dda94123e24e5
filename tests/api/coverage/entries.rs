//! The entries of data files, read without the importer: what it would mend or refuse must not hide here.

use entity::vocabulary::NodeKind;
use std::{collections::BTreeSet, fmt, sync::LazyLock};
use toml::{Table, Value};

/// Kinds of records and statements, as data files name them.
static KINDS: LazyLock<Vec<&str>> = LazyLock::new(|| NodeKind::ALL.iter().map(|kind| kind.table()).collect());

/// A record or statement.
pub struct Entry {
    /// Its kind.
    pub kind: &'static str,
    /// The entry below which it stands, and its file.
    home: String,
    /// Its fields, without the entries below it.
    pub fields: Table,
}

/// One citation of an entry.
pub struct Cite {
    /// Slug of the source.
    pub source: String,
    /// Section within the source.
    pub section: Option<String>,
    /// Paragraph and sentence, as in `2.1`.
    place: Option<String>,
    /// The one field that it supports, with underscores.
    field: Option<String>,
}

impl Cite {
    /// Source, section, paragraph and sentence, as far as they are written.
    pub fn address(&self) -> String {
        let parts = [Some(&self.source), self.section.as_ref(), self.place.as_ref()];
        parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    /// Whether it supports this field.
    pub fn supports(&self, field: &str) -> bool {
        self.field.as_ref().is_none_or(|one| one == field)
    }

    fn read(value: &Value) -> Self {
        if let Value::String(text) = value {
            let mut words = text.splitn(3, ' ').map(str::to_owned);
            return Self {
                source: words.next().unwrap_or_default(),
                section: words.next(),
                place: words.next(),
                field: None,
            };
        }
        let text = |field| value.get(field).and_then(Value::as_str).map(str::to_owned);
        let numbers: Vec<_> = ["paragraph", "sentence"].iter().filter_map(|field| value.get(field)).collect();
        let place = numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(".");
        Self {
            source: text("source").unwrap_or_default(),
            section: text("section"),
            place: (!place.is_empty()).then_some(place),
            field: text("field").map(|field| snake_case(&field)),
        }
    }
}

/// `attestedOn` as `attested_on`.
fn snake_case(field: &str) -> String {
    let letters = field.chars().flat_map(|letter| {
        let low = letter.to_ascii_lowercase();
        letter.is_ascii_uppercase().then_some('_').into_iter().chain([low])
    });
    letters.collect()
}

impl Entry {
    /// All entries of a data file, each after the one below which it stands.
    pub fn all(file: &str, text: &str) -> Vec<Self> {
        let mut found = Vec::new();
        collect(text.parse().unwrap_or_else(|error| panic!("{file}: {error}")), file, &mut found);
        found
    }

    /// The text of a field that has one.
    pub fn text(&self, field: &str) -> Option<&str> {
        self.fields.get(field)?.as_str()
    }

    /// The slug to which a field refers, as a reference or as a party.
    pub fn reference(&self, field: &str) -> Option<&str> {
        let value = self.fields.get(field)?;
        value.as_str().or_else(|| value.get("record")?.as_str())
    }

    /// Its slug; of a statement its kind and the key that is written.
    pub fn name(&self) -> Option<String> {
        let key = || Some(format!("{}:{}", self.kind, self.text("key")?));
        self.text("slug").map(str::to_owned).or_else(key)
    }

    /// Its citations.
    pub fn cites(&self) -> Vec<Cite> {
        self.fields.get("cite").and_then(Value::as_array).into_iter().flatten().map(Cite::read).collect()
    }
}

/// For people: its name, or what else tells it from others.
impl fmt::Display for Entry {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(name) = self.name() {
            return formatter.write_str(&name);
        }
        write!(formatter, "{} of {}", self.kind, self.home)?;
        let told = ["body", "step", "relation", "object", "member", "party", "action", "title", "person", "text"];
        told.iter().filter_map(|field| self.reference(field)).try_for_each(|text| write!(formatter, "/{text}"))
    }
}

fn collect(table: Table, home: &str, found: &mut Vec<Entry>) {
    for (field, value) in table {
        let (Some(kind), Value::Array(items)) = (KINDS.iter().find(|kind| **kind == field).copied(), value) else {
            continue;
        };
        for item in items {
            let Value::Table(fields) = item else { panic!("{home}: {kind} holds {item}") };
            let (below, fields): (Table, Table) =
                fields.into_iter().partition(|(field, value)| value.is_array() && KINDS.contains(&field.as_str()));
            let entry = Entry { kind, home: home.to_owned(), fields };
            let name = entry.to_string();
            found.push(entry);
            collect(below, &name, found);
        }
    }
}

/// Slugs of the records of a kind.
pub fn slugs<'entry>(entries: &'entry [Entry], kind: &str) -> BTreeSet<&'entry str> {
    entries.iter().filter(|entry| entry.kind == kind).filter_map(|entry| entry.text("slug")).collect()
}
