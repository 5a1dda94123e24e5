//! What bounds the spells of each table besides their own dates, as SQL over the register.

use super::SpellSql;

impl SpellSql {
    /// Memberships: bounded by the foundation and dissolution of the organization, organ or force.
    pub fn membership(table: &str) -> Self {
        Self::of(table, true).cited().within(&format!("{table}.body_id"))
    }

    /// Tenures: bounded by the foundation and dissolution of the office, and in an office for one by successors.
    pub fn tenure(table: &str) -> Self {
        Self { succeeded: succeeded(table), ..Self::of(table, true).cited().within(&format!("{table}.office_id")) }
    }

    /// Names: bounded by the foundation and dissolution of what bears them.
    pub fn name(table: &str) -> Self {
        Self::of(table, false).cited().within(&format!("{table}.subject_id"))
    }

    /// Contact points: bounded by the foundation and dissolution of what has them.
    pub fn contact_point(table: &str) -> Self {
        Self::name(table)
    }

    /// Provisions: bounded by the foundation and dissolution of what lays them down.
    pub fn provision(table: &str) -> Self {
        Self::of(table, true).cited().within(&format!("{table}.subject_id"))
    }

    /// Lets a spell without a recorded end last as long as the sources of the statement cover.
    fn cited(self) -> Self {
        let covered_until = covered_until(&format!("{}.id", self.table));
        Self { covered_until, ..self }
    }

    /// Bounds a spell by the life of the body it is a spell in.
    fn within(self, body: &str) -> Self {
        Self { founded: founded(body), dissolved: dissolved(body), ..self }
    }
}

/// Last day that the sources of a record or statement surely cover: of each source the last day of its coverage, but
/// not beyond the first day on which it may have been given up; of several sources the last. A source that does not
/// say how far it goes covers nothing.
pub fn covered_until(subject: &str) -> String {
    format!(
        "(select max(least(source.covered_latest, source.maintained_until_earliest)) \
         from citation join source on source.id = citation.source_id where citation.subject_id = {subject})"
    )
}

/// First day on which a record can have been founded; null where no source tells.
fn founded(body: &str) -> String {
    format!(
        "(select case when bool_and(step.date_earliest is not null) then min(step.date_earliest) end {})",
        steps(body, "FOUNDATION")
    )
}

/// First and last day on which a record can have been dissolved; null where no source tells.
fn dissolved(body: &str) -> [String; 2] {
    let found = steps(body, "DISSOLUTION");
    [
        format!("(select min(coalesce(step.date_earliest, '-infinity')) {found})"),
        format!("(select case when bool_and(step.date_latest is not null) then max(step.date_latest) end {found})"),
    ]
}

fn steps(body: &str, step: &str) -> String {
    format!(
        "from milestone as step where step.subject_id = {body} and step.is_leading \
         and step.step = '{step}' and step.modality = 'OCCURRED'"
    )
}

/// The rule of [`succeeded`](super::succeeded) over the other tenures in an office for one.
fn succeeded(table: &str) -> [String; 2] {
    let others = format!(
        "from tenure as other join office on office.id = other.office_id \
         where other.office_id = {table}.office_id and other.person_id <> {table}.person_id and other.is_leading \
         and office.is_single_holder and other.modality in ('OCCURRED', 'ANNOUNCED', 'EXPECTED', 'PLANNED') \
         and (other.from_latest <= {table}.from_earliest) is not true and (other.to_latest <= {table}.from_earliest) is not true"
    );
    [
        format!(
            "(select min(coalesce(greatest(other.from_earliest, {table}.from_earliest + 1), '-infinity')) {others})"
        ),
        format!(
            "(select min(other.from_latest) filter (where other.modality = 'OCCURRED' \
             and {table}.from_latest < other.from_earliest) {others})"
        ),
    ]
}
