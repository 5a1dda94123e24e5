//! What the API says: one concept a file, each a table of definitions.
//!
//! `catalog` lists the object types; the engine publishes them through async-graphql, which makes the SDL;
//! [`engine`] answers from the same definitions.

mod bookkeeping;
mod bulk;
mod date;
mod dated;
mod day;
mod filter;
mod history;
mod input;
pub(crate) mod interface;
mod object;
pub mod payload;
mod query;
mod record;
mod spell;
mod statement;
mod suggestion;
mod support;
mod vocabulary;

mod agenda_item;
mod change;
mod citation;
mod claim;
mod comparison;
mod contact_point;
mod contradiction;
mod document;
mod event;
mod figure;
mod force;
mod label;
mod listed;
mod meeting;
mod membership;
mod milestone;
mod name;
mod office;
mod organ;
mod organization;
mod participation;
mod person;
mod place;
mod provision;
mod relation;
mod remark;
mod revision;
mod sdl;
mod search;
mod source;
mod state;
mod tenure;
mod timeline;
mod topic;
mod treaty;
mod treaty_action;
mod unknown;

pub use organization::Organization;

#[cfg(test)]
mod computed_tests;

use async_graphql::{EmptyMutation, EmptySubscription, ObjectType, SDLExportOptions, Schema, SubscriptionType};
pub use date::DatePrecision;
use engine::{
    catalog::{Catalog, SnapshotVersion},
    define::{Described, Object},
    object::stored,
    publish::{Interfaces, Publication, Query},
};
use std::sync::LazyLock;

macro_rules! objects {
    (
        records { $($(#[doc = $record_about:literal])+ $record:ident $record_text:literal $record_table:ident $record_key:ident;)+ }
        statements { $($(#[doc = $about:literal])+ $kind:ident $text:literal $table:ident $key:ident $(under $owner:ident)?;)+ }
    ) => {
        vec![$($record_table::$record::object(),)+ $($table::$kind::object(),)+]
    };
}

/// All published object types.
pub fn catalog() -> &'static Catalog {
    static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
        let objects = entity::vocabulary::kinds!(objects);
        history::check(&objects);
        let catalog = Catalog {
            query: query::query(),
            objects,
            interfaces: vec![interface::dated(), interface::statement()],
            snapshot: SnapshotVersion {
                object: register(),
                column: stored::<entity::register::Entity>("revision").0,
                is_only: stored::<entity::register::Entity>("is_only").0,
            },
            unknown: Some(unknown::FIND),
        };
        catalog.check().unwrap_or_else(|wrong| panic!("definitions of the API are wrong:\n{wrong}"))
    });
    &CATALOG
}

/// The row that says at which revision the register stands.
fn register() -> &'static Object {
    static REGISTER: LazyLock<Object> = LazyLock::new(|| Object::over::<entity::register::Entity>("Register", ""));
    &REGISTER
}

/// The API, as the catalog defines it.
pub struct Api;

impl Publication for Api {
    fn catalog() -> &'static Catalog {
        catalog()
    }
}

/// The schema for async-graphql: the definitions as the root of reads, beside the roots of writes and of events.
pub fn executor<M, S>(mutation: M, subscription: S) -> Schema<Query<Api>, M, S>
where
    M: ObjectType + 'static,
    S: SubscriptionType + 'static,
{
    Schema::build(Query::default(), mutation, subscription).register_output_type::<Interfaces<Api>>().finish()
}

/// Schema in GraphQL's own language, as `schema.graphql` holds it.
pub fn sdl() -> String {
    sdl::arranged(&executor(EmptyMutation, EmptySubscription).sdl_with_options(
        SDLExportOptions::new().include_specified_by().prefer_single_line_descriptions().use_space_ident(),
    ))
}
