//! The importer: data files, written as one revision by the crate `ledger`.
use data_files::{Files, escaped};
use sea_orm::DatabaseConnection;
use std::{fmt, path::PathBuf};

pub use data_files::Problem;
pub use ledger::{CitationCounts, Counts};

/// Problems or warnings that are shown; of the others, how many there are.
const SHOWN: usize = 100;

/// What to import, and in whose name.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Files, and folders of files; all of them are one set.
    pub paths: Vec<PathBuf>,
    /// Name of the set. Without one, a file may name it by `[set]`; else it has the names of the folders.
    pub set: Option<String>,
    /// Who makes the revision.
    pub author: String,
    /// Why it is made.
    pub message: String,
    /// Whether to delete what the set made and no file names any more.
    pub prune: bool,
    /// Whether to report only, and to keep nothing.
    pub dry_run: bool,
}

/// What an import did.
#[derive(Debug)]
pub struct Report {
    /// Number of the revision; none where nothing changed or nothing was kept.
    pub revision: Option<i64>,
    /// Numbers of the citations.
    pub citations: CitationCounts,
    /// What looks odd and was let in.
    pub warnings: Vec<Problem>,
    written: ledger::Report,
}

impl Report {
    /// Numbers of each kind that was read or deleted.
    #[must_use]
    pub fn kinds(&self) -> &[Counts] {
        &self.written.kinds
    }

    /// The sums over all kinds.
    #[must_use]
    pub fn total(&self) -> Counts {
        self.written.total()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        list(out, "warning: ", &self.warnings)?;
        write!(out, "{}", self.written)
    }
}

/// Why nothing was written.
#[derive(Debug)]
pub enum Refused {
    /// The files, or what they ask of the register, are wrong: all that was found.
    Problems(Vec<Problem>),
    /// The import failed for another reason.
    Failed(anyhow::Error),
}

impl fmt::Display for Refused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Problems(problems) => {
                list(out, "", problems)?;
                let plural = if problems.len() == 1 { "" } else { "s" };
                write!(out, "{} problem{plural}; nothing was written.", problems.len())
            }
            Self::Failed(cause) => out.write_str(&escaped(&format!("{cause:#}"))),
        }
    }
}

impl std::error::Error for Refused {}

fn list(out: &mut fmt::Formatter<'_>, prefix: &str, problems: &[Problem]) -> fmt::Result {
    for problem in problems.iter().take(SHOWN) {
        writeln!(out, "{prefix}{problem}")?;
    }
    match problems.len().saturating_sub(SHOWN) {
        0 => Ok(()),
        more => writeln!(out, "{prefix}and {more} more like these"),
    }
}

/// Imports a set of files.
///
/// # Errors
///
/// When the files are wrong, each problem with its file and line, or when the database fails. Nothing is written then.
pub async fn run(db: &DatabaseConnection, options: &Options) -> Result<Report, Refused> {
    let mut files = Files::read(&options.paths);
    if let Some(name) = &options.set {
        files.name_set(name);
    }
    let given = ledger::Options {
        set: files.set.clone(),
        author: options.author.clone(),
        message: options.message.clone(),
        prune: options.prune,
        dry_run: options.dry_run,
        is_refused: !files.problems.is_empty(),
    };
    let mut problems = std::mem::take(&mut files.problems);
    let drafts = std::mem::take(&mut files.drafts);
    match ledger::write(db, drafts, &given).await {
        Ok(written) => {
            let mut warnings = std::mem::take(&mut files.warnings);
            warnings.extend(files.locate(written.warnings.clone()));
            Ok(Report { revision: written.revision, citations: written.citations, warnings, written })
        }
        Err(ledger::Refused::Problems(found)) => {
            problems.extend(files.locate(found));
            Err(Refused::Problems(sorted(problems)))
        }
        Err(ledger::Refused::Failed(cause)) => Err(Refused::Failed(cause)),
    }
}

fn sorted(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort();
    problems.dedup();
    problems
}
