//! What is stored: one sea-orm entity a table, typed keys and closed vocabularies. Nothing of GraphQL.
//!
//! Records and statements share the key of [`node`]; dates are kept as EDTF text with their bounds
//! (`x_edtf`, `x_earliest`, `x_latest`, `x_order`), parties as `x_id`, `x_kind`, `x_label`, `x_count`.
//! An entity that [`table::all`] does not list fails the test that compares both with a database.

pub mod id;
pub mod table;
pub use ::vocabulary;

// Records
pub mod document;
pub mod event;
pub mod force;
pub mod meeting;
pub mod office;
pub mod organ;
pub mod organization;
pub mod person;
pub mod place;
pub mod source;
pub mod state;
pub mod topic;

// Statements
pub mod agenda_item;
pub mod claim;
pub mod contact_point;
pub mod figure;
pub mod membership;
pub mod milestone;
pub mod name;
pub mod participation;
pub mod provision;
pub mod relation;
pub mod remark;
pub mod tenure;
pub mod treaty_action;

// Lists that hang on one record or statement
pub mod agenda_item_record;
pub mod citation;
pub mod comes_after;
pub mod comes_before;
pub mod day_after;
pub mod document_depositary;
pub mod meeting_convener;
pub mod meeting_document;
pub mod meeting_organ;
pub mod meeting_organization;
pub mod meeting_place;
pub mod node_topic;
pub mod provision_party;
pub mod relation_rule;
pub mod remark_about;

// Views: read and never written
pub mod change;
pub mod contradicted_by;
pub mod contradicting_claim;
pub mod contradiction;
pub mod contradiction_about;
pub mod node_history;
pub mod support;
pub mod timeline;
pub mod timeline_about;

// What every fact rests on
pub mod node;
pub mod node_change;
pub mod register;
pub mod revision;
pub mod search_name;
pub mod slug;
pub mod tombstone;
