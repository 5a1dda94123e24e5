//! Import of data files: every `*.toml` below some folders is one set and lands in one revision, or not at all.
//!
//! 1. [`read`] turns text into entries, each with its file and line.
//! 2. [`index`] finds out which node each slug and key means.
//! 3. [`plan`] makes the rows that the entries ask for, with their lists, citations and claim sets.
//! 4. [`write`] compares them with the register and writes what differs; [`history`] keeps what was there before.
//! 5. [`search`] makes the entries anew that records are found by, where their texts changed.
//! 6. [`revision`] numbers the result by its last statements, so that others wait only then.
//!
//! The format of the files is described in `docs/data-format.md`.

mod citations;
mod cite;
mod claims;
mod columns;
mod entry;
mod field;
mod file;
mod head;
mod hierarchy;
mod history;
mod identity;
mod index;
mod key;
mod kind;
mod lists;
mod oddities;
mod plan;
mod problem;
mod prune;
mod read;
mod refusal;
mod report;
pub mod revision;
mod scope;
mod set;
mod shared;
mod sql;
mod table;
mod write;

pub use citations::Counts as CitationCounts;
pub use problem::{Place, Problem};
pub use refusal::Refused;
pub use report::{Counts, Report};

use entity::vocabulary::ChangeKind;
use sea_orm::{DatabaseConnection, DatabaseTransaction, DbErr, TransactionTrait};
use search::Refresh;
use std::{collections::HashSet, path::PathBuf};

/// What to import, and in whose name.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Files, and folders of files; all of them are one set.
    pub paths: Vec<PathBuf>,
    /// Who makes the revision.
    pub author: String,
    /// Why it is made.
    pub message: String,
    /// Whether to delete what an import made and no file names any more.
    pub prune: bool,
    /// Whether to report only, and to keep nothing.
    pub dry_run: bool,
}

/// Imports a set of files.
///
/// # Errors
///
/// When the files are wrong, each problem with its file and line, or when the database fails. Nothing is written then.
pub async fn run(db: &DatabaseConnection, options: &Options) -> Result<Report, Refused> {
    let files = file::read(&options.paths).map_err(Refused::sorted)?;
    let mut problems = Vec::new();
    let set = read::read(files, &mut problems);
    let transaction = db.begin().await?;
    let outcome = import(&transaction, options, &set, problems).await;
    match outcome {
        Ok(report) if report.revision.is_some() => {
            transaction.commit().await?;
            Ok(report)
        }
        outcome => {
            transaction.rollback().await?;
            outcome
        }
    }
}

async fn import(
    transaction: &DatabaseTransaction,
    options: &Options,
    set: &set::Set,
    mut problems: Vec<Problem>,
) -> Result<Report, Refused> {
    wait_for_others(transaction).await?;
    let index = index::Index::build(transaction, set, &mut problems).await?;
    let versions = write::versions(transaction, &index).await?;
    let leaving = if options.prune { plan::leaving(transaction, &index).await? } else { HashSet::new() };
    let mut plan = plan::Plan::make(transaction, set, &index, &leaving, &mut problems).await?;
    let places = refusal::Places::of(&plan, set);
    let warnings = oddities::find(set, &plan);
    let change = write::Change::find(transaction, &mut plan, &index, &leaving, &mut problems).await?;
    if !problems.is_empty() {
        return Err(Refused::sorted(problems));
    }
    let leaving = prune::Leaving::load(transaction, &leaving).await?;
    let mut report = report(&change, &leaving);
    report.warnings = warnings;
    report.is_dry_run = options.dry_run;
    if change.is_empty() && leaving.is_empty() {
        return Ok(report);
    }
    let revision = keep(transaction, options, &change, &leaving, &versions, &places).await?;
    if !options.dry_run {
        let total = report.total();
        let totals = revision::Totals {
            created: total.created,
            updated: total.updated + total.affected,
            deleted: total.deleted,
        };
        report.revision = Some(revision::close(transaction, revision, totals).await?);
    }
    Ok(report)
}

/// Writes everything and has it checked; the revision stays open.
async fn keep(
    transaction: &DatabaseTransaction,
    options: &Options,
    change: &write::Change,
    leaving: &prune::Leaving,
    versions: &std::collections::HashMap<i64, i32>,
    places: &refusal::Places,
) -> Result<i64, Refused> {
    let revision = revision::open(transaction, &options.author, &options.message).await?;
    let mut log = history::Log::new(revision);
    for (kind, nodes) in change.updated() {
        log.keep(transaction, kind, nodes, ChangeKind::Updated).await?;
    }
    leaving.log(transaction, &mut log).await?;
    let updated = change.updated().flat_map(|(_, nodes)| nodes.iter().copied());
    history::count(transaction, updated, versions).await?;
    let explain = |cause: DbErr| places.explain(cause);
    let changing = change.updated().flat_map(|(_, nodes)| nodes).copied().chain(leaving.nodes()).collect::<Vec<_>>();
    let search = Refresh::before(transaction, &changing).await?;
    change.write(transaction, revision).await.map_err(explain)?;
    if !leaving.is_empty() {
        leaving.check(transaction, places).await?;
        leaving.delete(transaction, revision).await.map_err(explain)?;
    }
    let changed = change.updated().flat_map(|(_, nodes)| nodes).copied().chain(change.created()).collect::<Vec<_>>();
    search.after(transaction, &changed).await?;
    revision::check(transaction).await.map_err(explain)?;
    Ok(revision)
}

fn report(change: &write::Change, leaving: &prune::Leaving) -> Report {
    let kinds = change.updated().zip(&change.kinds).map(|((kind, _), rows)| {
        let mut counts = rows.counts.clone();
        counts.deleted = leaving.count(kind.node);
        counts
    });
    Report {
        kinds: kinds.filter(|counts| counts.read > 0 || !counts.is_still()).collect(),
        citations: change.citations.counts,
        ..Report::default()
    }
}

/// One import at a time: two would compare with the same register and write twice.
async fn wait_for_others(transaction: &DatabaseTransaction) -> Result<(), DbErr> {
    sql::all(transaction, revision::WAIT, []).await?;
    Ok(())
}
