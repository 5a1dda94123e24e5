//! The kinds of records and statements, as data: the fields and the special rules of each.
//!
//! A new kind is a constant in this folder and a line in [`KINDS`].
mod record;
mod statement;

use crate::{
    check::Check,
    field::{Field, Shape},
    suggest::suggestion,
    table::Table,
};
use entity::vocabulary::NodeKind;
use std::{collections::HashMap, sync::LazyLock};

/// What the writer knows about a kind.
pub struct Kind {
    /// The kind of its nodes.
    pub node: NodeKind,
    /// Returns the table in which its rows are stored.
    table: fn() -> Table,
    /// Its fields, except those that many kinds share.
    pub fields: &'static [Field],
    /// Columns that are equal in all claims of a set; none for a record.
    pub about: &'static [&'static str],
    /// The field that is omitted in drafts below a record, because it refers to that record.
    pub owner: Option<&'static str>,
    /// The column with the parent, if the rows form a tree.
    pub parent: Option<&'static str>,
    /// Whether it has a spell.
    pub has_spell: bool,
    /// Whether it may have topics.
    pub has_topics: bool,
    /// The parts from which the key of a statement is formed if the draft gives none.
    pub key: &'static [Part],
    /// Checks rules that concern several fields of a row.
    pub check: fn(&mut Check),
}

/// A part of the key of a statement.
#[derive(Clone, Copy, Debug)]
pub enum Part {
    /// The value of a field.
    Of(&'static str),
    /// The value of a field, or of another if the first is absent.
    Either(&'static str, &'static str),
}

/// The defaults of a kind.
const PLAIN: Kind = Kind {
    node: NodeKind::State,
    table: Table::of::<entity::state::Entity>,
    fields: &[],
    about: &[],
    owner: None,
    parent: None,
    has_spell: false,
    has_topics: false,
    key: &[],
    check: |_| {},
};

/// All kinds, in the order in which their rows can be written: a kind follows those that it refers to. The macro
/// `kinds!` of the vocabulary has another order, in which kinds are shown; a test checks that both have the same kinds.
pub static KINDS: &[Kind] = &[
    record::STATE,
    record::ORGANIZATION,
    record::PERSON,
    record::TOPIC,
    record::PLACE,
    record::SOURCE,
    record::DOCUMENT,
    record::ORGAN,
    record::OFFICE,
    record::FORCE,
    record::MEETING,
    record::EVENT,
    statement::NAME,
    statement::CONTACT_POINT,
    statement::MEMBERSHIP,
    statement::TREATY_ACTION,
    statement::MILESTONE,
    statement::RELATION,
    statement::PARTICIPATION,
    statement::AGENDA_ITEM,
    statement::TENURE,
    statement::PROVISION,
    statement::FIGURE,
    statement::REMARK,
    statement::CLAIM,
];

static TABLES: LazyLock<HashMap<NodeKind, Table>> =
    LazyLock::new(|| KINDS.iter().map(|kind| (kind.node, (kind.table)())).collect());

/// The message for an unknown kind.
#[derive(Debug, PartialEq, Eq)]
pub struct NoKind(pub String);

impl Kind {
    /// The definition of a kind.
    ///
    /// **Invariant:** every kind of node is a kind of draft. *Why:* nothing could write it otherwise. *Enforced by:*
    /// the test `every_kind_is_known_once_under_the_name_of_its_table`.
    pub fn get(kind: NodeKind) -> &'static Self {
        KINDS.iter().find(|known| known.node == kind).expect("every kind of node is a kind of draft")
    }

    /// The kind with a name.
    ///
    /// # Errors
    /// If there is none: a message that suggests the kind that may have been meant.
    pub fn by_name(name: &str) -> Result<&'static Self, NoKind> {
        KINDS.iter().find(|known| known.name() == name).ok_or_else(|| {
            let names = KINDS.iter().map(Self::name);
            NoKind(format!("there is no kind `{name}`{}", suggestion(name, names)))
        })
    }

    /// The table in which its rows are stored.
    pub fn table(&self) -> &'static Table {
        &TABLES[&self.node]
    }

    /// Its name in drafts.
    pub fn name(&self) -> &'static str {
        self.table().name
    }

    /// Its noun in messages.
    pub fn noun(&self) -> String {
        self.name().replace('_', " ")
    }

    /// Its noun in messages, with the indefinite article.
    pub fn a_noun(&self) -> String {
        let noun = self.noun();
        let article = if noun.starts_with(['a', 'e', 'o']) { "an" } else { "a" };
        format!("{article} {noun}")
    }

    /// Whether it has an identity of its own.
    pub fn is_record(&self) -> bool {
        self.about.is_empty()
    }

    /// Its position in the order in which rows can be written.
    pub fn order(kind: NodeKind) -> usize {
        KINDS.iter().take_while(|known| known.node != kind).count()
    }

    /// The fields of an entry of this kind: its own, and the common ones.
    pub fn all_fields(&self) -> impl Iterator<Item = &'static Field> + use<> {
        let shared: &[&[Field]] = &[
            if self.is_record() { crate::head::OF_RECORDS } else { crate::head::OF_STATEMENTS },
            if self.has_topics { crate::head::TOPICS } else { &[] },
            if self.has_spell { crate::head::SPELL } else { &[] },
        ];
        let shared = shared.iter().flat_map(|fields| fields.iter()).collect::<Vec<_>>();
        self.fields.iter().chain(shared)
    }

    /// Fields with a code that no two records of this kind share.
    pub fn unique_fields(&self) -> impl Iterator<Item = &'static Field> + use<> {
        self.fields.iter().filter(|field| matches!(field.shape, Shape::Form(form) if form.is_unique))
    }

    /// A field of an entry of this kind.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.all_fields().find(|field| field.name == name)
    }
}

/// The kinds of records.
pub fn records() -> Vec<NodeKind> {
    KINDS.iter().filter(|kind| kind.is_record()).map(|kind| kind.node).collect()
}

/// Kinds whose nodes can be ordered by `comes_after`, `comes_before` and `day_after`.
pub fn dated() -> Vec<NodeKind> {
    vec![NodeKind::TreatyAction, NodeKind::Milestone, NodeKind::Meeting, NodeKind::Event]
}

/// All kinds.
pub fn anything() -> Vec<NodeKind> {
    KINDS.iter().map(|kind| kind.node).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use entity::vocabulary::Vocabulary as _;

    #[test]
    fn every_kind_is_known_once_under_the_name_of_its_table() {
        assert_eq!(KINDS.len(), NodeKind::TERMS.len());
        for term in NodeKind::TERMS {
            let kind = Kind::by_name(&term.name.to_lowercase()).expect(term.name);
            assert_eq!(kind.node.name(), term.name);
        }
    }

    /// Without this test a user would be the first to find a column without a field, or a field without a column.
    #[test]
    fn fields_fill_the_columns_of_their_table() {
        const SHARED: [&str; 5] = ["id", "node_kind", "slug", "set_id", "is_leading"];
        for kind in KINDS {
            let filled = kind.all_fields().flat_map(Field::columns).collect::<Vec<_>>();
            for column in &kind.table().columns {
                assert!(
                    filled.iter().any(|name| name == column) || SHARED.contains(column),
                    "{}.{column}",
                    kind.name()
                );
            }
            for column in filled {
                assert!(kind.table().position(&column).is_some(), "{}.{column}", kind.name());
            }
            for column in kind.about.iter().chain(kind.parent.iter()) {
                assert!(kind.table().position(column).is_some(), "{}.{column}", kind.name());
            }
            if let Some(name) = kind.owner {
                assert!(kind.field(name).is_some(), "{}.{name}", kind.name());
            }
        }
    }
}
