//! From what the rules say to rows that are published.
use super::input::Found;
use crate::schema::{date, document::Document, interface};
use engine::derive::{Definition, OutputRow, RowKey};
use entity::vocabulary::NodeKind;
use fault::Fault;
use rules::certainty::{Certainty, Days};
use rules::treaty::{
    Because, PartyStatus, Standing, TermKind, TermSpell, TreatyRule, TreatyStanding as Status, TreatyStatus,
};
use std::sync::LazyLock;

const BECAUSE: &str =
    "Why: the rules that were applied, and to which statements; an entry for each rule and statement.";

/// How a party stands to a document.
pub struct PartyStanding {
    party: (RowKey, NodeKind),
    document: RowKey,
    status: PartyStatus,
    is_presumed: bool,
    certainty: Certainty,
    statuses: Vec<PossiblePartyStatus>,
    because: Vec<TreatyReason>,
}

/// A status that a party may have.
struct PossiblePartyStatus {
    status: PartyStatus,
    certainty: Certainty,
}

/// Whether a document is in force.
pub struct TreatyStanding {
    status: TreatyStatus,
    certainty: Certainty,
    statuses: Vec<PossibleTreatyStatus>,
    because: Vec<TreatyReason>,
}

/// A status that a document may have.
struct PossibleTreatyStatus {
    status: TreatyStatus,
    certainty: Certainty,
}

/// A term of a document.
pub struct TreatyTerm {
    kind: TermKind,
    from: Days,
    to: Days,
    certainty: Certainty,
    because: Vec<TreatyReason>,
}

/// A rule, and a statement to which it was applied.
struct TreatyReason {
    rule: TreatyRule,
    statement: Option<(RowKey, NodeKind)>,
}

impl PartyStanding {
    /// How a party of some kind stands to a document, and how sure it is that this belongs in a list.
    ///
    /// # Errors
    /// Where a rule was applied to what was not read.
    pub fn new(
        found: &Found<'_>,
        document: i64,
        kind: NodeKind,
        standing: &Standing,
        certainty: Certainty,
    ) -> Result<Self, Fault> {
        let possible = |(status, certainty): &(PartyStatus, Certainty)| PossiblePartyStatus {
            status: *status,
            certainty: *certainty,
        };
        Ok(Self {
            party: (RowKey(standing.party), kind),
            document: RowKey(document),
            status: standing.status,
            is_presumed: standing.is_presumed,
            certainty,
            statuses: standing.statuses.iter().map(possible).collect(),
            because: reasons(found, &standing.because)?,
        })
    }
}

impl TreatyStanding {
    /// How a document stands.
    ///
    /// # Errors
    /// Where a rule was applied to what was not read.
    pub fn new(found: &Found<'_>, standing: &Status) -> Result<Self, Fault> {
        let possible = |(status, certainty): &(TreatyStatus, Certainty)| PossibleTreatyStatus {
            status: *status,
            certainty: *certainty,
        };
        Ok(Self {
            status: standing.status,
            certainty: standing.certainty,
            statuses: standing.statuses.iter().map(possible).collect(),
            because: reasons(found, &standing.because)?,
        })
    }
}

impl TreatyTerm {
    /// A term as the rules say it.
    ///
    /// # Errors
    /// Where a rule was applied to what was not read.
    pub fn new(found: &Found<'_>, term: &TermSpell) -> Result<Self, Fault> {
        Ok(Self {
            kind: term.kind,
            from: term.spell.from,
            to: term.spell.to,
            certainty: term.certainty,
            because: reasons(found, &term.because)?,
        })
    }
}

/// An entry for each rule and statement; a rule that was applied to none has one entry.
fn reasons(found: &Found<'_>, because: &Because) -> Result<Vec<TreatyReason>, Fault> {
    let mut reasons = Vec::new();
    for reason in because.reasons() {
        if reason.on.is_empty() {
            reasons.push(TreatyReason { rule: reason.rule, statement: None });
        }
        for id in &reason.on {
            let statement = Some((RowKey(*id), found.kind_of_statement(*id)?));
            reasons.push(TreatyReason { rule: reason.rule, statement });
        }
    }
    Ok(reasons)
}

impl OutputRow for PartyStanding {
    fn definition() -> &'static Definition<Self> {
        static DEFINITION: LazyLock<Definition<PartyStanding>> = LazyLock::new(|| {
            let about = "How a state or organization stands to a document on a day, derived from acts and steps by the Vienna Convention on the Law of Treaties.";
            let mut row = Definition::<PartyStanding>::new("PartyStanding", about);
            let columns = ["party_id", "party_kind"];
            row.any("party", "State or organization.", columns, interface::record, |row| row.party);
            row.one::<Document>("document", "Document to which it stands so.", |row| row.document);
            row.value(
                "status",
                "Its status: the certain one, else the first that is possible; beyond what its sources cover, the last that is recorded.",
                |row| row.status,
            );
            row.value(
                "is_presumed",
                "Whether that status rests on a presumption, and so is possible at most: that who signed has ratified, or that an extension binds all. `because` names it.",
                |row| row.is_presumed,
            );
            row.value(
                "certainty",
                "How sure it is that it belongs in the list that was asked for: in `partyStatuses`, how sure its status is; in a comparison, that it is a party, or that its signature stands.",
                |row| row.certainty,
            );
            row.part("statuses", "Every status that is not excluded.", |row| &row.statuses);
            row.part("because", BECAUSE, |row| &row.because);
            row
        });
        &DEFINITION
    }
}

impl OutputRow for PossiblePartyStatus {
    fn definition() -> &'static Definition<Self> {
        static DEFINITION: LazyLock<Definition<PossiblePartyStatus>> = LazyLock::new(|| {
            let about = "A status that a state or organization may have on a day.";
            let mut row = Definition::<PossiblePartyStatus>::new("PossiblePartyStatus", about);
            row.value("status", "Status.", |row| row.status);
            row.value("certainty", "How sure it is: CERTAIN or POSSIBLE.", |row| row.certainty);
            row
        });
        &DEFINITION
    }
}

impl OutputRow for TreatyStanding {
    fn definition() -> &'static Definition<Self> {
        static DEFINITION: LazyLock<Definition<TreatyStanding>> = LazyLock::new(|| {
            let about = "Whether a document is in force on a day, derived from steps, term and acts by the Vienna Convention on the Law of Treaties.";
            let mut row = Definition::<TreatyStanding>::new("TreatyStanding", about);
            row.value(
                "status",
                "Its status: the certain one, else the first that is possible; beyond what its sources cover, the last that is recorded.",
                |row| row.status,
            );
            row.value("certainty", "How sure that status is: CERTAIN or POSSIBLE.", |row| row.certainty);
            row.part("statuses", "Every status that is not excluded.", |row| &row.statuses);
            row.part("because", BECAUSE, |row| &row.because);
            row
        });
        &DEFINITION
    }
}

impl OutputRow for PossibleTreatyStatus {
    fn definition() -> &'static Definition<Self> {
        static DEFINITION: LazyLock<Definition<PossibleTreatyStatus>> = LazyLock::new(|| {
            let about = "A status that a document may have on a day.";
            let mut row = Definition::<PossibleTreatyStatus>::new("PossibleTreatyStatus", about);
            row.value("status", "Status.", |row| row.status);
            row.value("certainty", "How sure it is: CERTAIN or POSSIBLE.", |row| row.certainty);
            row
        });
        &DEFINITION
    }
}

impl OutputRow for TreatyTerm {
    fn definition() -> &'static Definition<Self> {
        static DEFINITION: LazyLock<Definition<TreatyTerm>> = LazyLock::new(|| {
            let about =
                "A term for which a treaty is in force (Vienna Convention on the Law of Treaties, article 54 a).";
            let mut row = Definition::<TreatyTerm>::new("TreatyTerm", about);
            row.value("kind", "How it came about.", |row| row.kind);
            let about = "First day of the term; null where nothing is known of it.";
            date::embed_computed(&mut row, "from", about, FROM, |row| row.from);
            let about = "Last day of the term; null where it has no end, or nothing is known of it.";
            date::embed_computed(&mut row, "to", about, TO, |row| row.to);
            row.value(
                "certainty",
                "Whether there was such a term: POSSIBLE where no source says that it entered into force, or where an extension may not bind.",
                |row| row.certainty,
            );
            row.part("because", BECAUSE, |row| &row.because);
            row
        });
        &DEFINITION
    }
}

/// Columns of the first day of a term.
const FROM: date::Columns = [
    ("edtf", "from_edtf"),
    ("earliest", "from_earliest"),
    ("latest", "from_latest"),
    ("basis", "from_basis"),
    ("confidence", "from_confidence"),
    ("note", "from_note"),
];
/// Columns of the last day of a term.
const TO: date::Columns = [
    ("edtf", "to_edtf"),
    ("earliest", "to_earliest"),
    ("latest", "to_latest"),
    ("basis", "to_basis"),
    ("confidence", "to_confidence"),
    ("note", "to_note"),
];

impl OutputRow for TreatyReason {
    fn definition() -> &'static Definition<Self> {
        static DEFINITION: LazyLock<Definition<TreatyReason>> = LazyLock::new(|| {
            let about = "A rule, and a statement to which it was applied.";
            let mut row = Definition::<TreatyReason>::new("TreatyReason", about);
            row.value(
                "rule",
                "Rule that was applied; its wording, and its article where it rests on one, stand with `TreatyRule`.",
                |row| row.rule,
            );
            row.maybe_any(
                "statement",
                "Act or step to which it was applied; null where the rule speaks of the absence of one.",
                ["statement_id", "statement_kind"],
                interface::treaty_fact,
                |row| row.statement,
            );
            row
        });
        &DEFINITION
    }
}
