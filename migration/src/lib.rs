//! How the tables of the register come to be, one step a file.
//!
//! A migration that has landed is never edited: the next change is a new file. Migrations write SQL
//! themselves and import no entity, so that they mean the same for ever. PostgreSQL 15 or later.
pub use sea_orm_migration::prelude::*;

pub mod admit;
mod fragment;
mod m20261123_000001_create_kernel;
mod m20261123_000002_create_records;
mod m20261123_000003_create_statements;
mod m20261123_000004_create_links;
mod m20261125_000001_index_documents_of_meetings;
mod m20261125_000002_cover_lists;
mod m20261125_000003_create_search;
mod m20261125_000006_create_timeline;
mod m20261125_000007_create_contradictions;
mod m20261125_000008_index_reverse_relations;
mod m20261125_000009_create_changes;
mod m20261125_000010_carry_columns_of_lists;
mod m20261126_000001_find_entries_of_timelines;
mod m20261128_000001_bound_what_is_derived;
mod m20261128_000002_soften_contradictions;
mod m20261128_000010_create_data_sets;
mod m20261128_000030_order_acts;
mod m20261128_000031_count_origins;
mod m20261128_000032_suspend_separate_postpone;
mod m20261129_000001_succeed_to_signatures;
mod m20261129_000020_hear_words;
mod m20261129_000021_convene_together;
mod m20261129_000030_date_documents;
mod m20261129_000031_suggest_names;
mod m20261129_000040_cite_pages;
mod m20261129_000041_code_former_states;
pub mod timeline;

/// Brings a database to the present shape.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_000001_create_kernel::Migration),
            Box::new(m20261123_000002_create_records::Migration),
            Box::new(m20261123_000003_create_statements::Migration),
            Box::new(m20261123_000004_create_links::Migration),
            Box::new(m20261125_000001_index_documents_of_meetings::Migration),
            Box::new(m20261125_000002_cover_lists::Migration),
            Box::new(m20261125_000003_create_search::Migration),
            Box::new(m20261125_000006_create_timeline::Migration),
            Box::new(m20261125_000007_create_contradictions::Migration),
            Box::new(m20261125_000008_index_reverse_relations::Migration),
            Box::new(m20261125_000009_create_changes::Migration),
            Box::new(m20261125_000010_carry_columns_of_lists::Migration),
            Box::new(m20261126_000001_find_entries_of_timelines::Migration),
            Box::new(m20261128_000001_bound_what_is_derived::Migration),
            Box::new(m20261128_000002_soften_contradictions::Migration),
            Box::new(m20261128_000010_create_data_sets::Migration),
            Box::new(m20261128_000030_order_acts::Migration),
            Box::new(m20261128_000031_count_origins::Migration),
            Box::new(m20261128_000032_suspend_separate_postpone::Migration),
            Box::new(m20261129_000001_succeed_to_signatures::Migration),
            Box::new(m20261129_000020_hear_words::Migration),
            Box::new(m20261129_000021_convene_together::Migration),
            Box::new(m20261129_000030_date_documents::Migration),
            Box::new(m20261129_000031_suggest_names::Migration),
            Box::new(m20261129_000040_cite_pages::Migration),
            Box::new(m20261129_000041_code_former_states::Migration),
        ]
    }
}
