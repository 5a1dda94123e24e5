//! A read engine for GraphQL over PostgreSQL: it turns a selection into the bytes of the answer, breadth first.
//!
//! [`selection`] describes what is requested. `plan` turns it into statements, `fetch` runs each of them once for all parents
//! together, and `write` writes the answer in one pass. The definitions in [`define`] say what can be requested;
//! [`publish`] registers them with async-graphql for the SDL.
//!
//! **Invariant:** the engine knows no concept of the data that it reads. *Why:* this way it is tested by itself, and a
//! rule about the data is changed where the data are defined. *Enforced by:* the dependencies in `Cargo.toml`: no crate
//! of the register is among them.
//!
//! # Example
//!
//! Two tables, and a third with the version of the data. Whoever defines an API writes this down by a notation of its own.
//!
//! ```
#![doc = include_str!("../tests/library/schema.rs")]
//! // A nested query, prepared against the schema that these definitions make.
//! use engine::{Plan, define::Role};
//! use prepare::{JsonMap, Limits, Prepare};
//!
//! let prepare = Prepare::new(&sdl(), Limits::default());
//! let document = prepare.document("{ authors(first: 2) { nodes { name books(first: 5) { nodes { title } } } } }").unwrap();
//! let operation = document.operation(None, &JsonMap::new()).unwrap();
//! let anybody = Role { rank: 0, name: "ANYBODY" };
//! let plan = Plan::of_query(Library::catalog(), &operation.selections, anybody, &|_: &str| None);
//!
//! // One statement for each level, whatever the number of authors. `Engine::answer` runs them.
//! let statements = r#"At most 2 statements, in one snapshot, 2 of 1000 points.
//! authors: Author, a page of 2 of all
//!   SELECT "version"."number", "rows".* FROM "version" LEFT JOIN (SELECT "author"."id", "author"."name" FROM "author" WHERE "author"."is_public" ORDER BY "author"."name" ASC, "author"."id" ASC LIMIT 3) AS "rows" ON true WHERE "version"."is_only"
//!   authors.nodes.books: Book, a page of 5 for each row above
//!     SELECT "parent"."parent", "page".* FROM unnest(CAST($1 AS int8[])) AS "parent" INNER JOIN LATERAL (SELECT "book"."id", "book"."title" FROM "book" WHERE "book"."author_id" = "parent"."parent" ORDER BY "book"."title" ASC, "book"."id" ASC LIMIT 6) AS "page" ON true
//!     $1 int8[]: keys of the rows above
//! "#;
//! assert_eq!(plan.to_string(), statements);
//! ```

mod background;
pub mod catalog;
pub mod cost;
pub mod define;
pub mod derive;
mod explain;
mod fetch;
pub mod id;
mod in_progress;
mod lookup;
mod memory;
pub mod object;
pub mod page;
mod plan;
pub mod publish;
pub mod relation;
pub mod scalar;
pub mod selection;
mod session;
mod shared;
pub mod statement;
mod table;
mod unknown;
mod write;

use async_graphql::PathSegment;
pub use background::Background;
use catalog::Catalog;
use define::{Object, Role};
use derive::Budget;
use fault::{Fault, Location, RequestError};
pub use fetch::Found;
use in_progress::InProgress;
pub use in_progress::Resources;
use lookup::LookupCache;
pub use memory::{Charge, FREE, Memory, Share};
pub use plan::Plan;
use selection::Selection;
pub use session::{Class, Client, Session, Sessions, Settings};
use std::{mem, sync::Arc, time::Duration};
use tokio::time::timeout;
pub use write::{Answer, PathError, Shown};

/// Reads what a catalog defines.
#[derive(Clone)]
pub struct Engine {
    sessions: Sessions,
    lookups: LookupCache,
    catalog: &'static Catalog,
    /// Time limit of one answer.
    time: Duration,
    resources: Resources,
}

impl Engine {
    /// An engine over a database.
    pub fn new(sessions: Sessions, catalog: &'static Catalog, time: Duration) -> Self {
        Self { sessions, lookups: LookupCache::default(), catalog, time, resources: Resources::default() }
    }

    /// Computes with these resources, which it shares with other engines.
    #[must_use]
    pub fn with(self, resources: Resources) -> Self {
        Self { resources, ..self }
    }

    /// Answers a query.
    ///
    /// All statements of one answer see one version of the data.
    ///
    /// `literal` returns a member that needs no data, such as introspection, by response key. `locations` returns the
    /// locations in the document at which the field at a path is requested.
    ///
    /// # Errors
    /// If it costs too much, the database cannot be read, too much is computed, or the answer is too large.
    pub async fn answer(
        &self,
        selections: &[Selection],
        role: Role,
        client: Client,
        literal: impl Fn(&str) -> Option<Vec<u8>>,
        locations: impl Fn(&[PathSegment]) -> Vec<Location> + Send + 'static,
    ) -> Result<Answer, RequestError> {
        self.answer_plan(self.plan(selections, role, literal), client, locations).await
    }

    /// Answers a query that was planned.
    ///
    /// # Errors
    /// As for [`Self::answer`].
    pub async fn answer_plan(
        &self,
        plan: Plan,
        client: Client,
        locations: impl Fn(&[PathSegment]) -> Vec<Location> + Send + 'static,
    ) -> Result<Answer, RequestError> {
        let points = plan.check().map_err(|(fault, path)| RequestError { fault, locations: locations(&path) })?;
        let mut making = self.resources.begin(client);
        let answer = self.in_time(async {
            let found = self.read(&plan, points, client, &making).await?;
            let answer = if background::is_long(write::cells(&plan, &found)) {
                let budget = Arc::clone(&making.budget);
                making.background.run(move || write::answer(&plan, &found, &budget, locations)).await??
            } else {
                write::answer(&plan, &found, &making.budget, locations)?
            };
            // The rows are gone; what is left is what the client has to be sent.
            making.share.settle(answer.body.len()).await?;
            let (body, charge) = mem::take(&mut making.share).hold(answer.body);
            Ok(Answer { body, charge, ..answer })
        });
        Ok(answer.await?)
    }

    /// Where it computes what takes long.
    pub const fn background(&self) -> &Background {
        &self.resources.background
    }

    /// The plan of a selection: its statements, and the shape of the answer. Nothing is read yet.
    pub fn plan(&self, selections: &[Selection], role: Role, literal: impl Fn(&str) -> Option<Vec<u8>>) -> Plan {
        Plan::of_query(self.catalog, selections, role, &literal)
    }

    /// Runs the statements of a plan for a client, all in one snapshot.
    ///
    /// # Errors
    /// If it costs too much, or the database cannot be read.
    pub async fn fetch(&self, plan: &Plan, client: Client) -> Result<Found, Fault> {
        let points = plan.check().map_err(|(fault, _)| fault)?;
        self.in_time(self.read(plan, points, client, &self.resources.begin(client))).await
    }

    /// Runs the statements of a plan that costs so many points.
    async fn read(&self, plan: &Plan, points: u64, client: Client, making: &InProgress) -> Result<Found, Fault> {
        if plan.steps.is_empty() {
            return Ok(Found::default());
        }
        let class = if points < cost::EXPENSIVE { Class::Inexpensive } else { Class::Expensive };
        let run = |session| fetch::fetch(plan, session, &self.lookups, making);
        let mut before = 0;
        if plan.is_single_cheap_statement() {
            let found = self.sessions.run_shared(client, run).await?;
            if !found.needs_own_session {
                return Ok(found);
            }
            before = found.statements;
        }
        let found = run(self.sessions.session(client, class).await?).await?;
        Ok(Found { statements: before + found.statements, ..found })
    }

    /// One record with its selection, as a mutation's payload shows it; null if there is no such record.
    ///
    /// # Errors
    /// If the database cannot be read, or the record with its selection is too large.
    pub async fn record(
        &self,
        object: &'static Object,
        key: i64,
        selections: &[Selection],
        role: Role,
    ) -> Result<Shown, Fault> {
        let plan = Plan::of_record(self.catalog, object, key, selections, role);
        let points = plan.check().map_err(|(fault, _)| fault)?;
        let making = self.resources.begin(Client::default());
        self.in_time(async {
            let found = self.read(&plan, points, Client::default(), &making).await?;
            if background::is_long(write::cells(&plan, &found)) {
                let budget = Arc::clone(&making.budget);
                making.background.run(move || write::record(&plan, &found, &budget)).await?
            } else {
                write::record(&plan, &found, &making.budget)
            }
        })
        .await
    }

    /// The version of the data.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn version(&self) -> Result<i64, Fault> {
        let run = async |session: Session| {
            let version = session.version(&self.catalog.snapshot).await?;
            session.finish();
            Ok(version)
        };
        self.in_time(self.sessions.run_shared(Client::default(), run)).await
    }

    async fn in_time<T>(&self, work: impl Future<Output = Result<T, Fault>>) -> Result<T, Fault> {
        timeout(self.time, work).await.unwrap_or_else(|_| Err(Fault::timeout()))
    }
}

/// Writes an answer from the rows that its plan found. `locations` returns the locations in the document at which the
/// field at a path is requested.
///
/// # Errors
/// If it is too large.
pub fn write(plan: &Plan, found: &Found, locations: impl Fn(&[PathSegment]) -> Vec<Location>) -> Result<Answer, Fault> {
    write::answer(plan, found, &Budget::default(), locations)
}
