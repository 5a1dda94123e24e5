//! Why an import was refused, said without SQL.
use super::{plan::Plan, problem::Problem, set::Set};
use sea_orm::{DbErr, RuntimeErr};
use sqlx::postgres::PgDatabaseError;
use std::{collections::HashMap, fmt};

/// Why nothing was written.
#[derive(Debug)]
pub enum Refused {
    /// The files, or what they ask of the register, are wrong: all that was found.
    Problems(Vec<Problem>),
    /// The import failed for another reason.
    Failed(anyhow::Error),
}

impl Refused {
    /// All problems once, in the order of the files.
    #[must_use]
    pub fn sorted(mut problems: Vec<Problem>) -> Self {
        problems.sort();
        problems.dedup();
        Self::Problems(problems)
    }
}

impl From<DbErr> for Refused {
    fn from(cause: DbErr) -> Self {
        Places::default().explain(cause)
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Problems(problems) => {
                for problem in problems {
                    writeln!(out, "{problem}")?;
                }
                let entries = if problems.len() == 1 { "" } else { "s" };
                write!(out, "{} problem{entries}; nothing was written.", problems.len())
            }
            Self::Failed(cause) => write!(out, "{cause}"),
        }
    }
}

impl std::error::Error for Refused {}

/// Where the entries of nodes stand, to give a constraint's refusal a place.
#[derive(Default)]
pub struct Places(HashMap<i64, super::problem::Place>);

impl Places {
    /// The places of all entries.
    pub fn of(plan: &Plan, set: &Set) -> Self {
        let rows = plan.kinds.iter().flat_map(|kind| &kind.rows);
        Self(rows.map(|row| (row.id, set.items[row.item].place.clone())).collect())
    }

    /// The place of a node's entry.
    pub fn get(&self, id: i64) -> Option<&super::problem::Place> {
        self.0.get(&id)
    }

    /// What a failure of the database means: a constraint that refused, or something else.
    pub fn explain(&self, cause: DbErr) -> Refused {
        let refusal = constraint(&cause).map(|(table, constraint, row)| {
            let reason = format!("the register refuses this {table}: constraint {constraint} does not hold");
            match row.and_then(|id| self.get(id)) {
                Some(place) => Problem::at(place, reason),
                None => Problem::of_register(reason),
            }
        });
        match refusal {
            Some(problem) => Refused::Problems(vec![problem]),
            None => Refused::Failed(anyhow::Error::new(cause)),
        }
    }
}

/// Table and name of the constraint that refused, and the key of the row if the database says it.
fn constraint(cause: &DbErr) -> Option<(String, String, Option<i64>)> {
    let (DbErr::Exec(RuntimeErr::SqlxError(cause)) | DbErr::Query(RuntimeErr::SqlxError(cause))) = cause else {
        return None;
    };
    let error = cause.as_database_error()?.try_downcast_ref::<PgDatabaseError>()?;
    let table = error.table()?.replace('_', " ");
    let name = match (error.constraint(), error.column()) {
        (Some(constraint), _) => constraint.to_owned(),
        (None, Some(column)) => format!("{column} is present"),
        (None, None) => return None,
    };
    Some((table, name, error.detail().and_then(row_of)))
}

/// The id with which a detail such as `Failing row contains (12, MEETING, ...)` begins.
fn row_of(detail: &str) -> Option<i64> {
    let row = detail
        .strip_prefix("Failing row contains (")
        .or_else(|| detail.strip_prefix("Key (id)=("))
        .or_else(|| detail.split_once("Key (id, ")?.1.split_once(")=(").map(|(_, row)| row))?;
    let digits = row.split(|letter: char| !letter.is_ascii_digit()).next()?;
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::row_of;

    #[test]
    fn the_row_is_read_from_the_detail() {
        for (detail, id) in [
            ("Failing row contains (12, MEETING, a).", Some(12)),
            ("Key (id, node_kind)=(7, STATE) is not present.", Some(7)),
            ("Key (id)=(5) already exists.", Some(5)),
            ("Key (slug)=(a) already exists.", None),
        ] {
            assert_eq!(row_of(detail), id, "{detail}");
        }
    }
}
