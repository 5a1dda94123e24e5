//! What is wrong or odd, and where it comes from.
use crate::origin::Origin;
use std::fmt;

/// Something wrong or odd: a sentence with its origin.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Where it comes from; none where no draft is to blame.
    pub origin: Option<Origin>,
    /// What is wrong.
    pub reason: String,
    /// The other place that has to do with it, where there is one.
    pub other: Option<Origin>,
}

impl Problem {
    /// A problem of a draft or of one of its values.
    pub fn at(origin: Origin, reason: impl Into<String>) -> Self {
        Self { origin: Some(origin), reason: reason.into(), other: None }
    }

    /// A problem between two drafts.
    pub fn between(origin: Origin, other: Origin, reason: impl Into<String>) -> Self {
        Self { origin: Some(origin), reason: reason.into(), other: Some(other) }
    }

    /// A problem that no draft is to blame for.
    pub fn of_register(reason: impl Into<String>) -> Self {
        Self { origin: None, reason: reason.into(), other: None }
    }
}

/// Why nothing was written.
#[derive(Debug)]
pub enum Refused {
    /// The drafts, or what they ask of the register, are wrong: all that was found, each once.
    Problems(Vec<Problem>),
    /// Writing failed for another reason.
    Failed(anyhow::Error),
}

impl Refused {
    /// All problems once, in the order of their origins.
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
