//! Problems and warnings, each with its origin.
use crate::origin::Origin;
use std::fmt;

/// A problem or a warning: a sentence with its origin.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Where it comes from; none if no draft caused it.
    pub origin: Option<Origin>,
    /// What is wrong.
    pub reason: String,
    /// Another place that is involved, if there is one.
    pub other: Option<Origin>,
}

impl Problem {
    /// A problem of a draft or of one of its values.
    pub fn at(origin: Origin, reason: impl Into<String>) -> Self {
        Self { origin: Some(origin), reason: reason.into(), other: None }
    }

    /// A problem between two drafts or values.
    pub fn between(origin: Origin, other: Origin, reason: impl Into<String>) -> Self {
        Self { origin: Some(origin), reason: reason.into(), other: Some(other) }
    }

    /// A problem that no draft caused.
    pub fn of_register(reason: impl Into<String>) -> Self {
        Self { origin: None, reason: reason.into(), other: None }
    }
}

/// Why nothing was written.
#[derive(Debug)]
pub enum Refused {
    /// The drafts, or their effects on the register, are invalid: all problems, without duplicates.
    Problems(Vec<Problem>),
    /// Another failure.
    Failed(anyhow::Error),
}

impl Refused {
    /// All problems, without duplicates, in the order of their origins.
    #[must_use]
    pub fn sorted(mut problems: Vec<Problem>) -> Self {
        problems.sort();
        problems.dedup();
        Self::Problems(problems)
    }
}

impl From<sea_orm::DbErr> for Refused {
    fn from(cause: sea_orm::DbErr) -> Self {
        Self::Failed(anyhow::Error::new(cause))
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Problems(problems) => {
                let reasons = problems.iter().map(|problem| problem.reason.as_str());
                out.write_str(&reasons.collect::<Vec<_>>().join("; "))
            }
            Self::Failed(cause) => write!(out, "{cause}"),
        }
    }
}

impl std::error::Error for Refused {}
