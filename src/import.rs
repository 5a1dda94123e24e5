//! The importer, as the commands use it.
pub use ledger::{Options, Problem, Refused, Report, run};
