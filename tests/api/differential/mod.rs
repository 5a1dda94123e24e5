//! The engine and the reference executor give the same answers to every query of the tests and of the page, and to random ones.
//!
//! Both read the same definitions (`reference_executor` says what they share). A wrong definition is wrong in both, so
//! expected answers are tested separately. `compare` says what is compared.
//! Every answer of [`TestApp::ask`](crate::app::TestApp::ask) in the other tests is compared as well.
//!
//! That it can fail was tried by hand. Each of these changes of the engine, made alone, was found:
//!
//! - `write`: a null stops at a field that must not be null; what was cut back stays in the memo; the memo keeps
//!   records that failed.
//! - `write::list`: a page from the end says of its beginning what a page from the beginning would; it is not turned
//!   round.
//! - `statement`: `before` compares like `after`; alternatives show leading claims only.
//! - `plan`: the total is counted without the filter.
//! - `fetch`: only the first record of each page is a parent.
//! - `prepare`: a third selection of one key is dropped; `@skip` is passed over; fragments on interfaces do not apply.

mod both;
mod compare;
mod dice;
mod facts;
mod pool;
mod random;
mod skipped;
mod walk;

use crate::{
    postgres,
    seed::{SEED, number},
};
use apollo_compiler::{ExecutableDocument, Schema};
use both::{Both, Question};
use compare::{Answer, difference};
use depositary::{role::Role, schema::Api};
use facts::Facts;
use pool::Pool;
use reference_executor::ReferenceExecutor;
use skipped::Skipped;
use std::{path::Path, time::Instant};
use tokio::sync::OnceCell;

/// Asserts that the reference executor says the same as an answer of the planned one.
///
/// A request that was refused, or that the database did not answer, says nothing to compare; introspection is not
/// of the engine. Those are counted, and there may not be many of them.
pub async fn agrees(database: &str, document: &str, variables: serde_json::Value, planned: &str) {
    let answer = Answer::read(planned).unwrap_or_else(|wrong| panic!("{wrong}: {planned}"));
    if let Some(skipped) = Skipped::of(&answer, document) {
        return skipped.count(document);
    }
    let db = postgres::session(database).await;
    let executor = ReferenceExecutor::<Api>::new(db.clone(), Role::Reader.into());
    let reference = executor.answer(document, None, variables.clone()).await.expect("an answer");
    db.close().await.expect("closed");
    let found = Answer::read(&reference).map(|reference| difference(&answer, &reference));
    assert_eq!(found, Ok(None), "{document}\nvariables: {variables}\nplanned:   {planned}\nreference: {reference}");
}

/// Random queries of one run; `DEPOSITARY_RANDOM_QUERIES` asks for more, `DEPOSITARY_RANDOM_SEED` for others.
const QUERIES: u64 = 400;

/// Values of the demonstration register, the same in every copy of it.
async fn pool(facts: &Facts) -> &'static Pool {
    static POOL: OnceCell<Pool> = OnceCell::const_new();
    POOL.get_or_init(|| async { Pool::harvest(&Both::new().await, facts).await }).await
}

#[actix_web::test]
async fn random_queries_are_answered_alike() {
    let queries = number("DEPOSITARY_RANDOM_QUERIES").unwrap_or(QUERIES);
    let first = number(SEED).unwrap_or(0);
    let facts = Facts::new();
    let mut both = Both::new().await;
    let pool = pool(&facts).await;
    let since = Instant::now();
    for seed in first..first + queries {
        both.ask(&random::question(&facts, pool, seed)).await;
        if (seed - first + 1).is_multiple_of(1_000) {
            println!("{:.0?} {}", since.elapsed(), both.tally);
        }
    }
    println!("{:.0?} {}", since.elapsed(), both.tally);
    both.tally.nothing_differs();
    // What is refused is not compared, and what has no errors tells nothing of errors.
    assert!(
        both.tally.refusals() * 20 < both.tally.asked,
        "too many are refused: {}\n{}",
        both.tally,
        both.tally.last_refusal
    );
    assert!(both.tally.with_errors * 50 > both.tally.asked, "too few have errors: {}", both.tally);
}

/// The engine writes a record once and copies it. One that failed must fail wherever it stands, and one that stood
/// where a failure became null must not be copied from there.
const BROKEN: &[&str] = &[
    "{ organizations { nodes { slug members(first: 12) { nodes { state { slug memberships(first: 5) { nodes {
       organization { slug name } citations(first: 2) { nodes { source { slug } } } } } } } } } } }",
    "{ documents(first: 100) { nodes { slug milestones(first: 5) { nodes { meeting { date { precision } } } } } } }",
    "{ states { nodes { slug citations { nodes { note source { name } } } } } }",
    "{ organizations { nodes { slug meetings(first: 5) { nodes { place { name citations { nodes { source { slug } } } } } } } } }",
];

/// Over a damaged register; all fields fail inside that would need what is gone.
#[actix_web::test]
async fn failures_are_answered_alike() {
    let queries = number("DEPOSITARY_RANDOM_QUERIES").unwrap_or(QUERIES) / 2;
    let first = number(SEED).unwrap_or(0);
    let facts = Facts::new();
    let mut both = Both::damaged().await;
    let pool = pool(&facts).await;
    for document in BROKEN {
        let origin = "the same broken record in several places".to_owned();
        let question =
            Question { origin, document: (*document).to_owned(), operation: None, variables: serde_json::json!({}) };
        let answer = both.ask(&question).await.expect("an answer");
        assert!(answer.fails_by("INTERNAL"), "{document}");
    }
    for seed in first..first + queries {
        both.ask(&random::question(&facts, pool, seed)).await;
    }
    println!("{}", both.tally);
    both.tally.nothing_differs();
    assert!(both.tally.with_errors * 8 > both.tally.asked, "too few fail: {}", both.tally);
}

#[actix_web::test]
async fn the_queries_of_the_tests_and_of_the_page_are_answered_alike() {
    let facts = Facts::new();
    let schema = Schema::parse_and_validate(depositary::schema::sdl(), "schema.graphql").expect("a valid schema");
    let mut both = Both::new().await;
    let pool = pool(&facts).await;
    for folder in ["tests/api/queries", "tests/api/queries/questions", "web/src/examples"] {
        for path in documents(folder) {
            let document = std::fs::read_to_string(&path).expect("a document");
            let parsed = ExecutableDocument::parse_and_validate(&schema, &document, &path).expect("a valid document");
            for operation in parsed.operations.iter() {
                let name = operation.name.as_ref().map(ToString::to_string);
                // One draw where nothing is drawn.
                for seed in 0..if operation.variables.is_empty() { 1 } else { 8 } {
                    let variables = random::Draw::variables(&facts, pool, seed, operation);
                    let origin = format!("{}, variables {seed}", path.display());
                    let question = Question { origin, document: document.clone(), operation: name.clone(), variables };
                    both.ask(&question).await;
                }
            }
        }
    }
    println!("{}", both.tally);
    both.tally.nothing_differs();
    assert!(both.tally.asked > 60, "{}", both.tally);
}

/// Walks of one run.
const WALKS: u64 = 40;

#[actix_web::test]
async fn lists_walked_page_by_page_are_alike() {
    let facts = Facts::new();
    let mut both = Both::new().await;
    let pool = pool(&facts).await;
    let first = number(SEED).unwrap_or(0);
    let mut pages = Vec::new();
    for seed in first..first + WALKS {
        pages.push(walk::walk(&mut both, &facts, pool, seed).await);
    }
    println!("{:?} pages: {}", pages, both.tally);
    both.tally.nothing_differs();
    assert_eq!(both.tally.refusals(), 0, "{}", both.tally);
    assert!(pages.iter().filter(|pages| **pages > 5).count() > 8, "few walks go deep: {pages:?}");
}

/// The documents in a folder of this repository.
pub fn documents(folder: &str) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect("a folder");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "graphql"));
    paths.sort();
    paths
}
