//! The result of an import: numbers that add up, and warnings.
use crate::{citations, problem::Problem};
use std::fmt;

/// How many entries of a kind were read, and what happened to them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// The name of the kind in drafts.
    pub kind: &'static str,
    /// Drafts that were read: the sum of created, updated and unchanged.
    pub read: usize,
    /// Nodes that are new.
    pub created: usize,
    /// Nodes whose values, lists or citations changed.
    pub updated: usize,
    /// Nodes that did not change.
    pub unchanged: usize,
    /// Nodes that were deleted.
    pub deleted: usize,
    /// Nodes that no draft names and that changed with others: claims whose position in their set changed, meetings
    /// whose organ moved to another organization.
    pub affected: usize,
}

impl Counts {
    fn numbers(&self) -> [usize; 6] {
        [self.read, self.created, self.updated, self.unchanged, self.deleted, self.affected]
    }

    /// Whether the drafts agree with the register.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        self.created + self.updated + self.deleted + self.affected == 0
    }
}

/// The result of an import.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Numbers of each kind that was read or deleted.
    pub kinds: Vec<Counts>,
    /// Numbers of the citations.
    pub citations: citations::Counts,
    /// Warnings about drafts that were accepted.
    pub warnings: Vec<Problem>,
    /// Number of the revision; none if nothing changed or nothing was written.
    pub revision: Option<i64>,
    /// Whether this was a dry run, which writes nothing.
    pub is_dry_run: bool,
}

impl Report {
    /// The sums over all kinds.
    #[must_use]
    pub fn total(&self) -> Counts {
        let mut total = Counts { kind: "total", ..Counts::default() };
        for counts in &self.kinds {
            total.read += counts.read;
            total.created += counts.created;
            total.updated += counts.updated;
            total.unchanged += counts.unchanged;
            total.deleted += counts.deleted;
            total.affected += counts.affected;
        }
        total
    }
}

impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let total = self.total();
        let has_affected = total.affected > 0;
        let mut titles = vec!["read", "created", "updated", "unchanged", "deleted"];
        if has_affected {
            titles.push("affected");
        }
        write!(out, "{:<16}", "")?;
        for title in &titles {
            write!(out, "{title:>10}")?;
        }
        writeln!(out)?;
        for counts in self.kinds.iter().chain([&total]) {
            line(out, counts.kind, &counts.numbers()[..titles.len()])?;
        }
        let cited = self.citations;
        let numbers = [cited.read, cited.created, cited.updated, cited.unchanged, cited.deleted];
        line(out, "citations", &numbers)?;
        match (self.revision, self.is_dry_run) {
            (Some(revision), _) => write!(out, "The register stands at revision {revision}."),
            (None, true) if !total.is_unchanged() => write!(out, "This was a dry run: nothing was written."),
            (None, _) => write!(out, "Nothing changed."),
        }
    }
}

fn line(out: &mut fmt::Formatter<'_>, name: &str, numbers: &[usize]) -> fmt::Result {
    write!(out, "{name:<16}")?;
    for number in numbers {
        write!(out, "{number:>10}")?;
    }
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_adds_up() {
        let counts = |kind, created, unchanged| Counts {
            kind,
            read: created + unchanged,
            created,
            unchanged,
            ..Counts::default()
        };
        let report = Report {
            kinds: vec![counts("state", 2, 1), counts("meeting", 3, 0)],
            revision: Some(4),
            ..Report::default()
        };
        let text = report.to_string();
        let lines = text.lines().collect::<Vec<_>>();
        let numbers = |line: &str| {
            let words = line.split_whitespace().skip(1).map(str::to_owned);
            words.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(numbers(lines[1]), "3 2 0 1 0");
        assert_eq!(numbers(lines[3]), "6 5 0 1 0");
        assert_eq!(lines[5], "The register stands at revision 4.");
    }
}
