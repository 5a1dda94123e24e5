//! From what the rules say to rows that are published.
use super::input::Found;
use crate::read::derive::{self, Made, Rows, key, text};
use entity::vocabulary::{DateBasis, NodeKind, Vocabulary as _};
use rules::certainty::{Certainty, Days};
use rules::treaty::{Because, Id, Standing, TermSpell, TreatyStanding};
use std::sync::Arc;

/// Columns of a party's standing.
const STANDING: &[&str] = &["id", "document_id", "party_id", "party_kind", "status", "certainty"];
/// Columns of a treaty's standing.
const TREATY: &[&str] = &["id", "status", "certainty"];
/// Columns of a term.
const TERM: &[&str] = &[
    "id",
    "kind",
    "certainty",
    "from_edtf",
    "from_earliest",
    "from_latest",
    "from_basis",
    "to_edtf",
    "to_earliest",
    "to_latest",
    "to_basis",
];
/// Columns of a reason.
const REASON: &[&str] = &["id", "rule", "statement_id", "statement_kind"];
/// Columns of a status that is not excluded.
const STATUS: &[&str] = &["id", "status", "certainty"];

/// Rows that are being made, with their reasons and the statuses that are not excluded.
pub struct Output<'a> {
    found: &'a Found<'a>,
    rows: Rows,
    reasons: Rows,
    statuses: Rows,
}

type Cells = Vec<Option<Box<[u8]>>>;

/// Standings of parties, to be made.
pub fn standings<'a>(found: &'a Found<'a>) -> Output<'a> {
    Output::of(found, STANDING)
}

/// Standings of treaties, to be made.
pub fn treaties<'a>(found: &'a Found<'a>) -> Output<'a> {
    Output::of(found, TREATY)
}

/// Terms of treaties, to be made.
pub fn terms<'a>(found: &'a Found<'a>) -> Output<'a> {
    Output::of(found, TERM)
}

impl<'a> Output<'a> {
    fn of(found: &'a Found<'a>, columns: &[&'static str]) -> Self {
        let rows = |columns: &[&'static str]| Rows::new(columns.to_vec());
        Self { found, rows: rows(columns), reasons: rows(REASON), statuses: rows(STATUS) }
    }

    /// The rows, and their parts in the order of `publish`.
    pub fn made(self) -> Made {
        Made { rows: self.rows, parts: vec![Arc::new(self.reasons), Arc::new(self.statuses)] }
    }

    /// Adds how a party stands to a document, among what belongs to a parent.
    pub fn standing(&mut self, parent: Id, document: Id, kind: NodeKind, standing: &Standing, certainty: Certainty) {
        let cells = vec![
            key(document),
            key(standing.party),
            text(kind.name()),
            text(standing.status.name()),
            text(certainty.name()),
        ];
        let statuses = standing.statuses.iter().map(|(status, certainty)| (status.name(), *certainty));
        self.add(parent, cells, &standing.because, statuses);
    }

    /// Adds how a document stands.
    pub fn treaty(&mut self, document: Id, standing: &TreatyStanding) {
        let cells = vec![text(standing.status.name()), text(standing.certainty.name())];
        let statuses = standing.statuses.iter().map(|(status, certainty)| (status.name(), *certainty));
        self.add(document, cells, &standing.because, statuses);
    }

    /// Adds a term of a document.
    pub fn term(&mut self, document: Id, term: &TermSpell) {
        let mut cells = vec![text(term.kind.name()), text(term.certainty.name())];
        cells.extend(date(term.spell.from));
        cells.extend(date(term.spell.to));
        self.add(document, cells, &term.because, std::iter::empty());
    }

    fn add(
        &mut self,
        parent: Id,
        mut cells: Cells,
        because: &Because,
        statuses: impl Iterator<Item = (&'static str, Certainty)>,
    ) {
        let id = number(self.rows.len());
        cells.insert(0, key(id));
        self.rows.push(parent, cells);
        for (status, certainty) in statuses {
            let number = number(self.statuses.len());
            self.statuses.push(id, vec![key(number), text(status), text(certainty.name())]);
        }
        for reason in because.reasons() {
            let on: Vec<_> = reason.on.iter().copied().map(Some).collect();
            for statement in if on.is_empty() { vec![None] } else { on } {
                let number = number(self.reasons.len());
                let kind = statement.map(|id| self.found.kind_of_statement(id).name());
                let cells = vec![key(number), text(reason.rule.name()), statement.and_then(key), kind.and_then(text)];
                self.reasons.push(id, cells);
            }
        }
    }
}

/// Rows that are made have their numbers for keys.
fn number(rows: usize) -> Id {
    Id::try_from(rows).unwrap_or(Id::MAX)
}

/// The columns of a date that was worked out; none of them where nothing is known of it.
fn date(days: Days) -> [Option<Box<[u8]>>; 4] {
    let edtf = match (days.earliest, days.latest) {
        (None, None) => return [None, None, None, None],
        (Some(first), Some(last)) if first == last => first.to_string(),
        (Some(first), Some(last)) => format!("[{first}..{last}]"),
        (Some(first), None) => format!("[{first}..]"),
        (None, Some(last)) => format!("[..{last}]"),
    };
    let day = |day: Option<time::Date>| day.and_then(derive::day);
    [text(&edtf), day(days.earliest), day(days.latest), text(DateBasis::Derived.name())]
}
