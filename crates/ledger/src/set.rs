//! The entries of a set, and what they may refer to.
use super::{
    entry::{Draft, Kind},
    file::File,
    head::Head,
    key::is_slug,
    problem::Place,
};
use entity::vocabulary::NodeKind;
use std::collections::HashSet;
use toml::Spanned;

/// One entry of the set.
pub struct Item {
    /// Its kind.
    pub kind: &'static Kind,
    /// The file it stands in.
    pub file: usize,
    /// Where it stands.
    pub place: Place,
    /// The human name of a record.
    pub slug: Option<String>,
    /// What all kinds have in common.
    pub head: Head,
    /// The rest; none where it could not be read.
    pub draft: Option<Box<dyn Draft>>,
}

impl Item {
    /// The slugs of a record: its own, then former ones.
    pub fn slugs(&self) -> impl Iterator<Item = &String> {
        let former = self.head.former_slugs.iter().map(Spanned::get_ref);
        self.slug.iter().chain(former)
    }
}

/// All entries of all files.
#[derive(Default)]
pub struct Set {
    /// The files.
    pub files: Vec<File>,
    /// The entries, in the order of the files.
    pub items: Vec<Item>,
    /// Slugs that may be meant somewhere.
    pub slugs: HashSet<String>,
    /// Keys of statements that may be meant somewhere.
    pub keys: HashSet<(NodeKind, String)>,
}

/// How an entry refers to another of the set that has no name of its own yet.
pub fn handle(item: usize) -> String {
    format!("\0{item}")
}

impl Set {
    /// Notes a text that may name something.
    pub fn note(&mut self, text: &str) {
        let first = text.split_whitespace().next().unwrap_or_default();
        if is_slug(first) {
            self.slugs.insert(first.to_owned());
        }
        if let Some((kind, key)) = text.split_once(':')
            && let Some(kind) = Kind::named(kind)
        {
            self.keys.insert((kind.node, key.to_owned()));
        }
    }
}
