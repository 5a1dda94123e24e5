//! Checks a row before it is written, so that all problems are reported at once and in the terms of drafts.
use crate::{
    entry::{Entry, Set},
    plan::KindPlan,
    problem::Problem,
    resolve::Index,
    sql,
    table::{Table, Values},
};
use edtf::Edtf;
use sea_orm::{DatabaseTransaction, DbErr, Value};
use std::collections::{HashMap, HashSet};

/// A row of an entry, and its problems.
pub struct Check<'a> {
    table: &'static Table,
    row: &'a Values,
    entry: &'a Entry,
    index: &'a Index,
    problems: &'a mut Vec<Problem>,
}

impl<'a> Check<'a> {
    /// Checks a row.
    pub fn run(entry: &'a Entry, row: &'a Values, index: &'a Index, problems: &'a mut Vec<Problem>) {
        let mut check = Self { table: entry.kind.table(), row, entry, index, problems };
        (entry.kind.check)(&mut check);
        if entry.kind.has_spell {
            check.spell();
        }
    }

    /// Whether a column has a value.
    pub fn has(&self, column: &str) -> bool {
        self.table.has(self.row, column)
    }

    /// A number.
    pub fn number(&self, column: &str) -> Option<i64> {
        self.table.number(self.row, column)
    }

    /// A number that may have a fraction.
    pub fn real(&self, column: &str) -> Option<f64> {
        match self.table.value(self.row, column) {
            Some(Value::Double(number)) => *number,
            _ => None,
        }
    }

    /// A text.
    pub fn text(&self, column: &str) -> Option<&'a str> {
        self.table.text(self.row, column)
    }

    /// Whether the register allows such a relation between such kinds.
    pub fn joins(&self, relation: &str, subject: &str, object: &str) -> bool {
        self.index.rules.contains(&(relation.to_owned(), subject.to_owned(), object.to_owned()))
    }

    /// Refuses the entry.
    pub fn refuse(&mut self, reason: impl Into<String>) {
        self.problems.push(Problem::at(self.entry.origin, reason));
    }

    /// Refuses the value of a field.
    pub fn refuse_field(&mut self, field: &str, reason: impl Into<String>) {
        self.problems.push(Problem::at(self.entry.origin_of(field), reason));
    }

    fn spell(&mut self) {
        let day = |column: &str| self.table.day(self.row, column);
        let said = |column: &str| {
            let text = self.text(column).unwrap_or_default();
            Edtf::parse(text).map_or_else(|_| text.to_owned(), |date| date.text())
        };
        if let (Some(first), Some(last)) = (day("from_earliest"), day("to_latest"))
            && last < first
        {
            let reason = format!(
                "the spell certainly ends before it starts: {} lies before {}",
                said("to_edtf"),
                said("from_edtf")
            );
            self.refuse_field("to", reason);
        }
        if self.has("to_edtf") && self.text("ended") != Some("YES") {
            self.refuse_field("to", "`to` gives an end, so `ended` must be YES");
        }
    }
}

/// Refuses codes that two records of a kind share, within the set or with the register.
pub async fn codes(
    transaction: &DatabaseTransaction,
    plan: &KindPlan,
    set: &Set,
    leaving: &HashSet<i64>,
    problems: &mut Vec<Problem>,
) -> Result<(), DbErr> {
    for field in plan.kind.unique_fields() {
        let taken = taken_codes(transaction, plan, field.name, leaving).await?;
        let mut first = HashMap::new();
        for row in &plan.rows {
            let entry = &set.entries[row.entry];
            let Some(code) = plan.kind.table().text(&row.values, field.name) else {
                continue;
            };
            let origin = entry.origin_of(field.name);
            if let Some(other) = first.insert(code, origin) {
                let reason = format!("two entries have the `{}` \"{code}\"", field.name);
                problems.push(Problem::between(origin, other, reason));
            }
            if let Some(slug) = taken.get(code) {
                let noun = plan.kind.noun();
                let reason =
                    format!("the {noun} \"{slug}\" of the register already has the `{}` \"{code}\"", field.name);
                problems.push(Problem::at(origin, reason));
            }
        }
    }
    Ok(())
}

/// Records of the register, not among the rows of the plan, that have one of its codes; by code.
async fn taken_codes(
    transaction: &DatabaseTransaction,
    plan: &KindPlan,
    column: &str,
    leaving: &HashSet<i64>,
) -> Result<HashMap<String, String>, DbErr> {
    let table = plan.kind.table();
    let codes = plan.rows.iter().filter_map(|row| table.text(&row.values, column));
    let nodes = plan.rows.iter().map(|row| row.id).chain(leaving.iter().copied());
    let sql = format!("SELECT {column}, slug FROM {} WHERE {column} = ANY($1) AND id <> ALL($2)", table.name);
    let rows = sql::all(transaction, &sql, [sql::texts(codes), sql::numbers(nodes)]).await?;
    rows.iter().map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?))).collect()
}
