//! The writer of the register: it turns drafts into one revision, or into a list of all their problems.
//!
//! ```text
//! drafts → read → resolve → plan (merge, check) → compare → apply → revision
//! ```
//!
//! A source of drafts (data files, a table, a mutation) makes [`Draft`]s: kinds and values as written, each with an
//! [`Origin`] that only the source understands. `docs/architecture.md` has the steps from there on, and their order.
//!
//! The crate knows neither files nor lines, neither TOML nor HTTP nor GraphQL.
//!
//! **Invariant:** nothing is written unless everything is valid. *Why:* half a set would be misleading. *Enforced by:*
//! [`write`], which commits only if neither the source of the drafts nor any step found a problem.

mod apply;
mod check;
mod citations;
mod claims;
mod columns;
mod compare;
mod contest;
mod draft;
mod entry;
mod field;
mod head;
mod hierarchy;
mod history;
mod key;
mod kind;
mod lists;
mod merge;
mod origin;
mod plan;
mod problem;
mod prune;
mod read;
mod report;
mod resolve;
pub mod revision;
mod share;
mod sql;
mod suggest;
mod table;
mod warnings;

pub use citations::Counts as CitationCounts;
pub use draft::{Draft, Given, Value};
pub use key::{camel_case, is_slug, slugify};
pub use origin::{Origin, Origins};
pub use problem::{Problem, Refused};
pub use report::{Counts, Report};
pub use share::SetName;

use compare::Change;
use entity::vocabulary::ChangeKind;
use entry::Set;
use plan::Plan;
use prune::Leaving;
use resolve::Index;
use sea_orm::{DatabaseConnection, DatabaseTransaction, DbErr, TransactionTrait};
use search::Refresh;
use share::Shares;
use std::collections::HashMap;

/// The options of an import.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The set that the drafts belong to.
    pub set: SetName,
    /// Author of the revision.
    pub author: String,
    /// Message of the revision.
    pub message: String,
    /// Whether to delete nodes that the set made and no longer names.
    pub prune: bool,
    /// Whether to report only, and write nothing.
    pub dry_run: bool,
    /// Whether the source of the drafts found problems. Then the drafts are checked, and nothing is written.
    pub is_refused: bool,
}

/// Checks that there is a kind of this name.
///
/// # Errors
/// If there is none: a message that suggests the kind that may have been meant.
pub fn kind_named(name: &str) -> Result<(), String> {
    kind::Kind::by_name(name).map(drop).map_err(|kind::NoKind(reason)| reason)
}

/// Writes drafts as one revision.
///
/// # Errors
/// If the drafts are wrong: all problems, each with its origin; there is none if only the source of the drafts found any.
/// Also if the database fails. In both cases nothing is written.
pub async fn write(db: &DatabaseConnection, drafts: Vec<Draft>, options: &Options) -> Result<Report, Refused> {
    let mut problems = Vec::new();
    let set = read::read(drafts, &mut problems);
    let transaction = db.begin().await?;
    match in_transaction(&transaction, options, set, problems).await {
        Ok(report) if !options.dry_run => {
            transaction.commit().await?;
            Ok(report)
        }
        outcome => {
            transaction.rollback().await?;
            outcome
        }
    }
}

async fn in_transaction(
    transaction: &DatabaseTransaction,
    options: &Options,
    mut set: Set,
    mut problems: Vec<Problem>,
) -> Result<Report, Refused> {
    sql::all(transaction, revision::WAIT, []).await?;
    let data_set = match share::open(transaction, &options.set).await? {
        Ok(id) => id,
        // What the drafts ask of a set is not checked against another one.
        Err(stranger) => {
            problems.push(another_set(&options.set, &stranger));
            return Err(Refused::sorted(problems));
        }
    };
    let mut warnings = Vec::new();
    loop {
        let mut found = Vec::new();
        let index = Index::build(transaction, &set, &mut found).await?;
        let shares = Shares::load(transaction, data_set, &options.set.name, index.existing()).await?;
        let leaving = share::leaving(transaction, data_set, index.existing(), options.prune).await?;
        let given = plan::Given { set: &set, index: &index, shares: &shares, leaving: &leaving };
        let mut plan = Plan::make(transaction, &given, &mut found).await?;
        let contradictions = std::mem::take(&mut plan.contradictions);
        if problems.is_empty() && found.is_empty() && !contradictions.is_empty() {
            warnings.extend(contest::make_claims(&mut set, &index, contradictions, &options.set.name));
            continue;
        }
        problems.extend(found);
        if problems.is_empty() {
            warnings.extend(warnings::find(transaction, &given, &plan).await?);
        }
        let change = Change::find(transaction, &mut plan, &given, &mut problems).await?;
        if options.is_refused || !problems.is_empty() {
            return Err(Refused::sorted(problems));
        }
        warnings.extend(warnings::changes(&given, &plan, &change));
        warnings.sort();
        warnings.dedup();
        let mut report = keep(transaction, options, &given, &plan, &change).await?;
        report.warnings = warnings;
        report.is_dry_run = options.dry_run;
        return Ok(report);
    }
}

/// Writes everything: the shares of the set, and one revision if anything changes.
async fn keep(
    transaction: &DatabaseTransaction,
    options: &Options,
    given: &plan::Given<'_>,
    plan: &Plan,
    change: &Change,
) -> Result<Report, Refused> {
    let leaving = Leaving::load(transaction, given.leaving).await?;
    let mut report = report(change, &leaving);
    if !change.is_empty() || !leaving.is_empty() {
        let revision = revise(transaction, options, given, plan, change, &leaving).await?;
        let total = report.total();
        let totals = revision::Totals {
            created: total.created,
            updated: total.updated + total.affected,
            deleted: total.deleted,
        };
        if !options.dry_run {
            report.revision = Some(revision::close(transaction, revision, totals).await.map_err(unforeseen)?);
        }
    }
    share::record(transaction, given.shares, &change.gives).await?;
    if options.prune {
        share::release(transaction, given.shares.set, given.index.all()).await?;
    }
    Ok(report)
}

/// Writes the differences and lets PostgreSQL check them. The revision stays open.
async fn revise(
    transaction: &DatabaseTransaction,
    options: &Options,
    given: &plan::Given<'_>,
    plan: &Plan,
    change: &Change,
    leaving: &Leaving,
) -> Result<i64, Refused> {
    let revision = revision::open(transaction, &options.author, &options.message).await?;
    let mut log = history::Log::new(revision);
    for (kind, nodes) in change.updated() {
        log.keep(transaction, kind, nodes, ChangeKind::Updated).await?;
    }
    leaving.log(transaction, &mut log).await?;
    let updated = change.updated().flat_map(|(_, nodes)| nodes.iter().copied()).collect::<Vec<_>>();
    history::increment_versions(transaction, updated.iter().copied()).await?;
    let changing = updated.iter().copied().chain(leaving.nodes()).collect::<Vec<_>>();
    let search = Refresh::before(transaction, &changing).await?;
    change.write(transaction, revision).await.map_err(unforeseen)?;
    if !leaving.is_empty() {
        let rows = plan.kinds.iter().flat_map(|kind| &kind.rows);
        let origins = rows.map(|row| (row.id, given.set.entries[row.entry].origin));
        leaving.check(transaction, &origins.collect::<HashMap<_, _>>()).await?;
        leaving.delete(transaction, revision).await.map_err(unforeseen)?;
    }
    let changed = updated.into_iter().chain(change.created()).collect::<Vec<_>>();
    search.after(transaction, &changed).await?;
    revision::check(transaction).await.map_err(unforeseen)?;
    Ok(revision)
}

/// PostgreSQL refuses a row: this crate should have made that check, so this is a mistake of the program.
///
/// Table and constraint are separate fields of PostgreSQL's message, so its language does not matter.
fn unforeseen(cause: DbErr) -> Refused {
    let broken = match &cause {
        DbErr::Exec(sea_orm::RuntimeErr::SqlxError(error)) | DbErr::Query(sea_orm::RuntimeErr::SqlxError(error)) => {
            error
                .as_database_error()
                .and_then(|error| Some((error.table()?.to_owned(), error.constraint()?.to_owned())))
        }
        _ => None,
    };
    let cause = anyhow::Error::new(cause);
    Refused::Failed(match broken {
        Some((table, constraint)) => cause.context(format!(
            "a {} violates the constraint {constraint}, which the import should have checked first; please report this",
            table.replace('_', " ")
        )),
        None => cause,
    })
}

fn another_set(set: &SetName, stranger: &share::Stranger) -> Problem {
    let name = &set.name;
    let home = set.home.as_deref().unwrap_or("elsewhere");
    Problem::of_register(format!(
        "the set \"{name}\" was imported from {} so far, and this is {home}: say --set {name} if the same set has moved, or --set with another name",
        stranger.home
    ))
}

fn report(change: &Change, leaving: &Leaving) -> Report {
    let kinds = change.updated().zip(&change.kinds).map(|((kind, _), rows)| {
        let mut counts = rows.counts.clone();
        counts.deleted = leaving.count(kind.node);
        counts
    });
    Report {
        kinds: kinds.filter(|counts| counts.read > 0 || !counts.is_unchanged()).collect(),
        citations: change.citations.counts,
        ..Report::default()
    }
}
