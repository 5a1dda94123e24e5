//! What bounds the spells of each table besides their own dates, as SQL over the register.

use super::{SpellSql, sql::RIVAL};
use vocabulary::NodeKind;

impl SpellSql {
    /// The spells of a kind of statement in its table or an alias of it: bounded by the lives of the record under which
    /// such a statement stands and of the other that it is a spell of, and in an office with a single holder by successors; and by
    /// what other claims of the same spell say.
    pub fn of_kind(kind: NodeKind, table: &str, has_modality: bool) -> Self {
        let of_claim = |alias: &str| {
            let lasting = kind.owner().into_iter().chain(other_record(kind)).collect::<Vec<_>>();
            let spell = Self::of(kind.table(), alias, has_modality).cited().within(&lasting);
            if kind == NodeKind::Tenure { spell.in_succession() } else { spell }
        };
        Self { rival: Some(Box::new(of_claim(RIVAL))), ..of_claim(table) }
    }

    /// Memberships.
    pub fn membership(table: &str) -> Self {
        Self::of_kind(NodeKind::Membership, table, true)
    }

    /// Lets a spell without a recorded end last as long as the sources of the statement cover.
    fn cited(mut self) -> Self {
        let table = &self.table;
        let has_no_end = format!("{table}.ended <> 'YES'");
        self.lookups.push(format!("({} and {has_no_end}) as cited", coverage(&format!("{table}.id"))));
        Self { covered_until: "cited.covered_until".to_owned(), ..self }
    }

    /// Bounds a spell by the lives of what it is a spell of, which `columns` name. `lifetime` has of each record the time
    /// in which all that stands above it was there too; what is recorded and unknown is infinite there.
    fn within(mut self, columns: &[&str]) -> Self {
        if columns.is_empty() {
            return self;
        }
        let keys = columns.iter().map(|column| format!("{}.{column}", self.table)).collect::<Vec<_>>().join(", ");
        self.lookups.push(format!(
            "(select max(founded_first) as founded_from, max(founded_last) as founded_by, \
             min(dissolved_first) as dissolved_from, min(dissolved_last) as dissolved_by \
             from lifetime where lifetime.node_id in ({keys})) as life"
        ));
        let founded = ["life.founded_from", "life.founded_by"].map(str::to_owned);
        let dissolved = ["life.dissolved_from", "life.dissolved_by"].map(str::to_owned);
        Self { founded, dissolved, ..self }
    }

    /// Bounds a tenure by the other tenures in an office with a single holder: the rule of [`succeeded`](super::succeeded).
    fn in_succession(mut self) -> Self {
        let table = &self.table;
        self.lookups.push(format!(
            "(select \
             min(coalesce(greatest(other.from_first, {table}.from_first + 1), '-infinity')) as succeeded_from, \
             min(other.from_last) filter (where other.modality = 'OCCURRED' and not other.is_acting \
             and {table}.from_last < other.from_first) as succeeded_by \
             from tenure as other join office on office.id = other.office_id \
             where other.office_id = {table}.office_id and other.person_id <> {table}.person_id and other.is_leading \
             and office.is_single_holder and other.modality in ('OCCURRED', 'ANNOUNCED', 'EXPECTED', 'PLANNED') \
             and (other.from_last <= {table}.from_first) is not true \
             and (other.to_last <= {table}.from_first) is not true \
             and ({table}.ended <> 'YES' or {table}.to_last is null)) as succession"
        ));
        let succeeded = ["succession.succeeded_from", "succession.succeeded_by"].map(str::to_owned);
        Self { succeeded, ..self }
    }
}

/// Last day that the sources of a record or statement surely cover: of each source the last day of its coverage, but
/// not beyond the first day on which it may have been given up; of several sources the last. A source that does not
/// say how far it goes covers nothing.
fn coverage(subject: &str) -> String {
    format!(
        "select max(least(source.covered_latest, source.maintained_until_earliest)) as covered_until \
         from citation join source on source.id = citation.source_id where citation.subject_id = {subject}"
    )
}

/// The column that names whom a spell is one of, beside the record under which it stands: the member, the holder.
fn other_record(kind: NodeKind) -> Option<&'static str> {
    match kind {
        NodeKind::Membership => Some("member_id"),
        NodeKind::Tenure => Some("person_id"),
        _ => None,
    }
}
