//! What the API says: one concept a file, each a table of definitions.
//!
//! `catalog` lists the object types; `bridge` publishes them through async-graphql, which makes the SDL;
//! [`crate::read`] answers from the same definitions.

mod bookkeeping;
pub(crate) mod bridge;
mod date;
mod dated;
mod filter;
mod history;
pub(crate) mod interface;
mod object;
pub mod payload;
mod query;
mod record;
mod spell;
mod statement;
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
mod search;
mod source;
mod state;
mod tenure;
mod timeline;
mod topic;
mod treaty;
mod treaty_action;

pub use organization::Organization;

use crate::read::{define::Described, plan::Catalog};
use async_graphql::{EmptyMutation, EmptySubscription, ObjectType, SDLExportOptions, Schema, SubscriptionType};
pub use date::DatePrecision;
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
        Catalog { query: query::query(), objects }
    });
    &CATALOG
}

/// The schema for async-graphql: the definitions as the root of reads, beside the roots of writes and of events.
pub fn executor<M, S>(mutation: M, subscription: S) -> Schema<bridge::Query, M, S>
where
    M: ObjectType + 'static,
    S: SubscriptionType + 'static,
{
    Schema::build(bridge::Query, mutation, subscription).register_output_type::<bridge::Interfaces>().finish()
}

/// Schema in GraphQL's own language, as `schema.graphql` holds it.
pub fn sdl() -> String {
    executor(EmptyMutation, EmptySubscription).sdl_with_options(
        SDLExportOptions::new().include_specified_by().prefer_single_line_descriptions().use_space_ident(),
    )
}
