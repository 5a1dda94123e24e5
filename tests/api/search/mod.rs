//! What is found by which words, and that the entries stay true.

mod api;
mod kinds;
mod known;
mod plans;
mod statement;
mod stored;
mod suggest;
