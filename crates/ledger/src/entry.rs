//! What an entry of each kind is, and what all kinds have in common.
use super::{
    kind,
    scope::Scope,
    table::{Row, Table},
};
use entity::vocabulary::{NodeKind, Vocabulary};
use sea_orm::EntityTrait;
use serde::{Deserialize, de::DeserializeOwned};
use std::sync::LazyLock;
use toml::{
    Spanned,
    de::{DeTable, DeValue, ValueDeserializer},
};

/// The field of a statement that names what it is said of, left out below that record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Nothing: the entry stands alone.
    None,
    /// A field that holds one reference.
    One(&'static str),
    /// A field that holds a list of references.
    Many(&'static str),
}

/// An entry of one kind, as it stands in a file.
pub trait Entry: DeserializeOwned + Send + Sync + 'static {
    /// Where its rows are stored.
    type Of: EntityTrait;
    /// Its kind.
    const KIND: NodeKind;
    /// Which field it leaves out below its record.
    const OWNER: Owner = Owner::None;
    /// Columns that all claims of one set share.
    const ABOUT: &'static [&'static str] = &[];
    /// Column that makes a tree of the rows.
    const PARENT: Option<&'static str> = None;
    /// Whether it has a spell.
    const HAS_SPELL: bool = false;
    /// Whether it may have topics.
    const HAS_TOPICS: bool = false;

    /// What the key is formed of where the entry writes none; none where it must write one.
    fn key(&self, _scope: &mut Scope) -> Option<Vec<String>> {
        None
    }

    /// The row that the entry asks for, without what all entries have in common.
    fn row(&self, scope: &mut Scope) -> Row;
}

/// An entry of any kind.
pub trait Draft: Send + Sync {
    /// See [`Entry::key`].
    fn key(&self, scope: &mut Scope) -> Option<Vec<String>>;
    /// See [`Entry::row`].
    fn row(&self, scope: &mut Scope) -> Row;
}

impl<T: Entry> Draft for T {
    fn key(&self, scope: &mut Scope) -> Option<Vec<String>> {
        Entry::key(self, scope)
    }

    fn row(&self, scope: &mut Scope) -> Row {
        Entry::row(self, scope)
    }
}

/// An entry that was read, or why it could not be.
pub type Parsed = Result<Box<dyn Draft>, toml::de::Error>;

/// What the importer knows of a kind.
pub struct Kind {
    /// The kind of its nodes.
    pub node: NodeKind,
    /// Where its rows are stored.
    pub table: Table,
    /// Which field is left out below its record.
    pub owner: Owner,
    /// Columns that all claims of one set share; none in a record.
    pub about: &'static [&'static str],
    /// Column that makes a tree of the rows.
    pub parent: Option<&'static str>,
    has_spell: bool,
    has_topics: bool,
    /// Reads an entry without what all entries have in common.
    pub parse: fn(Spanned<DeTable<'_>>) -> Parsed,
}

impl Kind {
    fn of<T: Entry>() -> Self
    where
        <T::Of as EntityTrait>::Model: Sync,
    {
        Self {
            node: T::KIND,
            table: Table::of::<T::Of>(),
            owner: T::OWNER,
            about: T::ABOUT,
            parent: T::PARENT,
            has_spell: T::HAS_SPELL,
            has_topics: T::HAS_TOPICS,
            parse: |entry| read::<T>(entry).map(|entry| Box::new(entry) as Box<dyn Draft>),
        }
    }

    /// What a kind is.
    pub fn get(kind: NodeKind) -> &'static Self {
        KINDS.iter().find(|known| known.node == kind).unwrap_or(&KINDS[0])
    }

    /// What `[[name]]` stands for.
    pub fn named(name: &str) -> Option<&'static Self> {
        KINDS.iter().find(|known| known.name() == name)
    }

    /// How files call it.
    pub fn name(&self) -> &'static str {
        self.table.name
    }

    /// How a sentence calls it.
    pub fn noun(&self) -> String {
        self.name().replace('_', " ")
    }

    /// How a sentence calls one of them.
    pub fn a_noun(&self) -> String {
        let noun = self.noun();
        let article = if noun.starts_with(['a', 'e', 'o']) { "an" } else { "a" };
        format!("{article} {noun}")
    }

    /// Whether it has an identity of its own.
    pub fn is_record(&self) -> bool {
        self.about.is_empty()
    }

    /// Whether entries of this kind have a field of [`super::head::Head`].
    fn takes(&self, field: &str) -> bool {
        match field {
            "cite" => true,
            "former_slugs" => self.is_record(),
            "key" | "claim_of" | "rank" => !self.is_record(),
            "topics" => self.has_topics,
            "from" | "to" | "ended" | "attested_on" => self.has_spell,
            _ => false,
        }
    }

    /// Takes out of an entry the fields of [`super::head::Head`].
    pub fn take_shared<'i>(&self, table: &mut DeTable<'i>) -> DeTable<'i> {
        let mut shared = DeTable::new();
        for field in SHARED.iter().filter(|field| self.takes(field)) {
            if let Some((name, value)) = table.remove_entry(*field) {
                shared.insert(name, value);
            }
        }
        shared
    }

    /// Whether it has a spell.
    pub fn has_spell(&self) -> bool {
        self.has_spell
    }

    /// Its place in the order in which rows can be written.
    pub fn order(kind: NodeKind) -> usize {
        KINDS.iter().position(|known| known.node == kind).unwrap_or_default()
    }
}

/// Fields of [`super::head::Head`].
const SHARED: &[&str] =
    &["former_slugs", "key", "cite", "topics", "claim_of", "rank", "from", "to", "ended", "attested_on"];

/// Reads a table of a file.
pub fn read<'de, T: Deserialize<'de>>(table: Spanned<DeTable<'de>>) -> Result<T, toml::de::Error> {
    let span = table.span();
    let value = Spanned::new(span, DeValue::Table(table.into_inner()));
    T::deserialize(ValueDeserializer::from(value))
}

/// All kinds.
pub fn anything() -> Vec<NodeKind> {
    KINDS.iter().map(|kind| kind.node).collect()
}

/// Kinds with an identity.
pub fn records() -> Vec<NodeKind> {
    let records = KINDS.iter().filter(|kind| kind.is_record());
    records.map(|kind| kind.node).collect()
}

/// How a vocabulary value is written in a key.
pub fn term<V: Vocabulary>(value: V) -> String {
    value.name().to_owned()
}

/// All kinds, in the order in which their rows can be written: what others refer to comes first.
pub static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| {
    vec![
        Kind::of::<kind::State>(),
        Kind::of::<kind::Organization>(),
        Kind::of::<kind::Person>(),
        Kind::of::<kind::Topic>(),
        Kind::of::<kind::Place>(),
        Kind::of::<kind::Source>(),
        Kind::of::<kind::Document>(),
        Kind::of::<kind::Organ>(),
        Kind::of::<kind::Office>(),
        Kind::of::<kind::Force>(),
        Kind::of::<kind::Meeting>(),
        Kind::of::<kind::Event>(),
        Kind::of::<kind::Name>(),
        Kind::of::<kind::ContactPoint>(),
        Kind::of::<kind::Membership>(),
        Kind::of::<kind::TreatyAction>(),
        Kind::of::<kind::Milestone>(),
        Kind::of::<kind::Relation>(),
        Kind::of::<kind::Participation>(),
        Kind::of::<kind::AgendaItem>(),
        Kind::of::<kind::Tenure>(),
        Kind::of::<kind::Provision>(),
        Kind::of::<kind::Figure>(),
        Kind::of::<kind::Remark>(),
        Kind::of::<kind::Claim>(),
    ]
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_known_once_under_the_name_of_its_table() {
        assert_eq!(KINDS.len(), NodeKind::TERMS.len());
        for term in NodeKind::TERMS {
            let kind = Kind::named(&term.name.to_lowercase()).expect(term.name);
            assert_eq!(kind.node.name(), term.name);
        }
    }

    #[test]
    fn columns_that_claims_share_are_columns() {
        for kind in KINDS.iter() {
            for column in kind.about.iter().chain(kind.parent.iter()) {
                assert!(kind.table.position(column).is_some(), "{column}");
            }
        }
    }
}
