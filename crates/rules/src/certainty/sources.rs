//! What bounds the spells of each table besides their own dates, as SQL over the register.

use super::SpellSql;
use vocabulary::NodeKind;

impl SpellSql {
    /// The spells of a kind of statement in its table or an alias of it: bounded by the foundation and dissolution of the
    /// record under which such a statement stands, and in an office for one by successors.
    pub fn of_kind(kind: NodeKind, table: &str, has_modality: bool) -> Self {
        let mut spell = Self::of(table, has_modality).cited();
        if let Some(owner) = kind.owner() {
            spell = spell.within(owner);
        }
        if kind == NodeKind::Tenure { spell.in_succession() } else { spell }
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

    /// Bounds a spell by the life of the body it is a spell in, which `column` names.
    ///
    /// A step whose day is unknown bounds nothing from outside; a dissolution on an unknown day may have come at any time.
    fn within(mut self, column: &str) -> Self {
        let table = &self.table;
        self.lookups.push(format!(
            "(select \
             case when bool_and(step.date_earliest is not null) filter (where step.step = 'FOUNDATION') \
             then min(step.date_earliest) filter (where step.step = 'FOUNDATION') end as founded, \
             min(coalesce(step.date_earliest, '-infinity')) filter (where step.step = 'DISSOLUTION') as dissolved_from, \
             case when bool_and(step.date_latest is not null) filter (where step.step = 'DISSOLUTION') \
             then max(step.date_latest) filter (where step.step = 'DISSOLUTION') end as dissolved_by \
             from milestone as step where step.subject_id = {table}.{column} and step.is_leading \
             and step.step in ('FOUNDATION', 'DISSOLUTION') and step.modality = 'OCCURRED' \
             and ({table}.from_earliest is null or {table}.to_latest is null)) as life"
        ));
        let dissolved = ["life.dissolved_from", "life.dissolved_by"].map(str::to_owned);
        Self { founded: "life.founded".to_owned(), dissolved, ..self }
    }

    /// Bounds a tenure by the other tenures in an office for one: the rule of [`succeeded`](super::succeeded).
    fn in_succession(mut self) -> Self {
        let table = &self.table;
        self.lookups.push(format!(
            "(select \
             min(coalesce(greatest(other.from_earliest, {table}.from_earliest + 1), '-infinity')) as succeeded_from, \
             min(other.from_latest) filter (where other.modality = 'OCCURRED' \
             and {table}.from_latest < other.from_earliest) as succeeded_by \
             from tenure as other join office on office.id = other.office_id \
             where other.office_id = {table}.office_id and other.person_id <> {table}.person_id and other.is_leading \
             and office.is_single_holder and other.modality in ('OCCURRED', 'ANNOUNCED', 'EXPECTED', 'PLANNED') \
             and (other.from_latest <= {table}.from_earliest) is not true \
             and (other.to_latest <= {table}.from_earliest) is not true \
             and ({table}.ended <> 'YES' or {table}.to_latest is null)) as succession"
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
