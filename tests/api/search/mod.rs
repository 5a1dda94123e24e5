//! What is found by which words, and that the entries stay true.

mod known;
mod statement;
mod stored;
