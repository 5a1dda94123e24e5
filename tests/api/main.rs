//! What a client sees, and what it costs: the real server over real PostgreSQL, reached over HTTP.
//!
//! One private cluster serves the whole run; each test has a database of its own, cloned from a template.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod address;
mod app;
mod caching;
mod carried;
mod certainty;
mod changes;
mod closed;
mod comparison;
mod conflicts;
mod connections;
mod contract;
mod coverage;
mod demonstration;
mod differential;
mod entities;
mod environment;
mod errors;
mod extension;
mod failures;
mod filter_costs;
mod filters;
mod generate;
mod hostile;
mod http;
mod import;
mod layers;
mod merging;
mod missing;
mod one_state;
mod order;
mod paging;
mod payload;
mod plans;
mod postgres;
mod questions;
mod reach;
mod refused_rows;
mod roles;
mod search;
mod seed;
mod sessions;
mod shape;
mod smoke;
mod spells;
mod start;
mod tables;
mod timeline;
mod timeline_order;
mod treaties;
mod tutorial;
mod upgrade;
mod wait;
