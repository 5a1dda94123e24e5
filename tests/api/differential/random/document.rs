//! Documents as trees: how they are written, and how large they are with all fragments opened.

use std::{collections::BTreeMap, fmt};

/// A selection. Arguments and directives are text already.
pub enum Selection {
    Field { alias: Option<String>, name: String, args: String, directives: String, size: usize, below: Vec<Selection> },
    Inline { on: Option<String>, directives: String, below: Vec<Selection> },
    Spread { name: String, directives: String },
}

/// A named fragment.
pub struct Fragment {
    pub name: String,
    pub on: String,
    pub below: Vec<Selection>,
}

impl fmt::Display for Selection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let below = match self {
            Self::Field { alias, name, args, directives, below, .. } => {
                if let Some(alias) = alias {
                    write!(formatter, "{alias}: ")?;
                }
                write!(formatter, "{name}{args}{directives}")?;
                below
            }
            Self::Inline { on, directives, below } => {
                formatter.write_str("...")?;
                if let Some(on) = on {
                    write!(formatter, " on {on}")?;
                }
                formatter.write_str(directives)?;
                below
            }
            Self::Spread { name, directives } => return write!(formatter, "...{name}{directives}"),
        };
        if below.is_empty() { Ok(()) } else { write!(formatter, " {}", Set(below)) }
    }
}

/// Selections in braces.
pub struct Set<'a>(pub &'a [Selection]);

impl fmt::Display for Set<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("{")?;
        for selection in self.0 {
            write!(formatter, " {selection}")?;
        }
        formatter.write_str(" }")
    }
}

impl fmt::Display for Fragment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "fragment {} on {} {}", self.name, self.on, Set(&self.below))
    }
}

/// How large selections are with all fragments opened.
#[derive(Clone, Copy, Default)]
pub struct Size {
    /// Fields within fields.
    pub depth: usize,
    pub aliases: usize,
    pub directives: usize,
    pub selections: usize,
    /// Records that can be read one by one.
    pub rows: usize,
}

impl Size {
    /// Of some selections; a fragment comes before those that spread it.
    pub fn of(set: &[Selection], fragments: &BTreeMap<&str, Self>) -> Self {
        set.iter().fold(Self::default(), |sum, selection| sum.and(Self::one(selection, fragments)))
    }

    fn one(selection: &Selection, fragments: &BTreeMap<&str, Self>) -> Self {
        let (own, directives) = match selection {
            Selection::Field { alias, directives, size, below, .. } => {
                let inner = Self::of(below, fragments);
                let rows = if below.is_empty() { 0 } else { size * (1 + inner.rows) };
                let aliases = inner.aliases + usize::from(alias.is_some());
                (Self { depth: inner.depth + 1, aliases, rows, ..inner }, directives)
            }
            Selection::Inline { directives, below, .. } => (Self::of(below, fragments), directives),
            Selection::Spread { name, directives } => {
                (fragments.get(name.as_str()).copied().unwrap_or_default(), directives)
            }
        };
        let directives = own.directives + directives.matches('@').count();
        Self { directives, selections: own.selections + 1, ..own }
    }

    fn and(self, other: Self) -> Self {
        Self {
            depth: self.depth.max(other.depth),
            aliases: self.aliases + other.aliases,
            directives: self.directives + other.directives,
            selections: self.selections + other.selections,
            rows: self.rows.saturating_add(other.rows),
        }
    }
}
