//! What the stages of one answer take, each by itself: prepare, ask, plan, fetch, write.
//!
//! `DATABASE_URL` is a register such as `depositary generate` makes; `bench/speed/run.mjs` gives S.
use depositary::{role::Role, schema};
use divan::{Bencher, black_box};
use engine::{Client, Engine, Sessions, Settings};
use postgres_connect::Address;
use prepare::{JsonMap, Limits, Operation, Prepare};
use std::{env, fmt, process::ExitCode, sync::LazyLock, time::Duration};
use tokio::runtime::{Builder, Runtime};

/// The server's allocator.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

static PREPARE: LazyLock<Prepare> = LazyLock::new(|| Prepare::new(&schema::sdl(), Limits::default()));
static RUNTIME: LazyLock<Runtime> =
    LazyLock::new(|| Builder::new_current_thread().enable_all().build().expect("a runtime"));

thread_local! {
    /// An engine belongs to one worker.
    static ENGINE: Engine = engine();
}

/// A query of the measurements of speed. Without slugs it begins with the first organization.
#[derive(Clone, Copy)]
struct Query {
    name: &'static str,
    text: &'static str,
}

impl fmt::Display for Query {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name)
    }
}

const QUERIES: [Query; 2] = [
    Query { name: "nested", text: include_str!("../speed/queries/nested.depositary.graphql") },
    Query { name: "light", text: include_str!("../speed/queries/light.depositary.graphql") },
];

fn main() -> ExitCode {
    if url().is_none() {
        eprintln!("DATABASE_URL has to be the address of a register; bench/README.md says how to get one");
        return ExitCode::FAILURE;
    }
    divan::main();
    ExitCode::SUCCESS
}

#[expect(clippy::disallowed_methods, reason = "the flags of this program are divan's")]
fn url() -> Option<String> {
    env::var("DATABASE_URL").ok()
}

fn engine() -> Engine {
    let url = url().expect("it was there when the program began");
    let address = Address::parse(&url).expect("an address");
    let (application, acquire_timeout) = ("depositary-bench", Duration::from_secs(5));
    let sessions =
        Sessions::new(&address, Settings { application, sessions: 1, statement_timeout: 10, acquire_timeout });
    Engine::new(sessions.expect("an address"), schema::catalog(), Duration::from_secs(10))
}

fn operation(query: Query) -> Operation {
    let document = PREPARE.document(query.text).expect("the query is valid");
    document.operation(None, &JsonMap::new()).expect("the query can be asked")
}

/// Nothing is known without the register.
fn unknown(_: &str) -> Option<Vec<u8>> {
    None
}

/// Parses and validates a text that was not seen before.
#[divan::bench(args = QUERIES)]
fn prepare(bencher: Bencher, query: Query) {
    let mut number = 0_u64;
    bencher
        .with_inputs(|| {
            number += 1;
            format!("{}# {number}", query.text)
        })
        .bench_local_refs(|text| PREPARE.document(text).is_ok());
}

/// Finds the prepared document of a text that was seen before.
#[divan::bench(args = QUERIES)]
fn prepare_again(bencher: Bencher, query: Query) {
    bencher.bench_local(|| PREPARE.document(black_box(query.text)).is_ok());
}

/// Opens fragments, merges fields and puts variables and defaults in place.
#[divan::bench(args = QUERIES)]
fn ask(bencher: Bencher, query: Query) {
    let document = PREPARE.document(query.text).expect("the query is valid");
    let variables = JsonMap::new();
    bencher.bench_local(|| document.operation(None, black_box(&variables)).is_ok());
}

/// Decides which statements it takes.
#[divan::bench(args = QUERIES)]
fn plan(bencher: Bencher, query: Query) {
    let (engine, operation) = (ENGINE.with(Clone::clone), operation(query));
    bencher.bench_local(|| engine.plan(black_box(&operation.selections), Role::Reader.into(), unknown));
}

/// Runs the statements, with PostgreSQL's part in it.
#[divan::bench(args = QUERIES)]
fn fetch(bencher: Bencher, query: Query) {
    let engine = ENGINE.with(Clone::clone);
    let plan = engine.plan(&operation(query).selections, Role::Reader.into(), unknown);
    bencher.bench_local(|| RUNTIME.block_on(engine.fetch(black_box(&plan), Client::default())).is_ok());
}

/// Writes the answer from rows that are there.
#[divan::bench(args = QUERIES)]
fn write(bencher: Bencher, query: Query) {
    let engine = ENGINE.with(Clone::clone);
    let plan = engine.plan(&operation(query).selections, Role::Reader.into(), unknown);
    let rows = RUNTIME.block_on(engine.fetch(&plan, Client::default())).expect("the register can be read");
    let answer = engine::write(&plan, &rows, |_| Vec::new()).expect("an answer");
    assert!(!answer.has_errors && answer.body.len() > 500, "the register holds too little to measure with");
    bencher
        .counter(divan::counter::BytesCount::new(answer.body.len()))
        .bench_local(|| engine::write(black_box(&plan), black_box(&rows), |_| Vec::new()));
}
