//! x
pub mod edtf;
pub mod import;
