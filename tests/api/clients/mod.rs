//! What clients ask and where others fell: filters with nothing in them, typing errors, other origins, orders.

mod filters;
mod isolation;
mod labels;
mod lists;
mod orders;
mod origins;
mod refusals;
mod requests;
mod types;
mod unknown;
