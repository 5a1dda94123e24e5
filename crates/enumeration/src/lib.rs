//! Closed lists of named values, each with its meaning: what GraphQL calls an enum.
//!
//! Who lists values implements [`Enumeration`]; who publishes or stores values takes any type that does.
//!
//! **Invariant:** this crate knows no list. *Why:* the lists are concepts of the register, and the engine, which
//! publishes them, knows none. *Enforced by:* it has no dependencies.

/// One value of a list.
#[derive(Clone, Copy, Debug)]
pub struct Term {
    /// How it is written, in the database and in the API.
    pub name: &'static str,
    /// What it means.
    pub about: &'static str,
}

/// A closed list of values.
pub trait Enumeration: Copy + Eq + Send + Sync + 'static {
    /// Name of the type in the API.
    const NAME: &'static str;
    /// What the values say.
    const ABOUT: &'static str;
    /// All values, in the order in which they are shown.
    const TERMS: &'static [Term];

    /// How this value is written.
    fn name(self) -> &'static str;

    /// Reads a written value; none where the list has no such value.
    fn parse(name: &str) -> Option<Self>;
}
